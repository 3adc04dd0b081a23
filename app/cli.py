"""The command line: the same services and queries as the window, for scripts and schedulers.

Exit codes: 0 done, 1 something failed (it is named), 2 wrong use, 3 the desk is open elsewhere.
"""

import argparse
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.errors import UserError
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.storage.database import Database

DONE, FAILED, WRONG_USE, IN_USE = 0, 1, 2, 3
COMMANDS = ("import", "inspect", "tickets", "show", "check", "screens")


def parser() -> argparse.ArgumentParser:
    """Everything ``main.py`` understands; without a command it opens the window."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--desk", type=Path, default=argparse.SUPPRESS, metavar="PATH")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    main = argparse.ArgumentParser(prog="main.py", description=_("Tresen, a help desk."))
    main.add_argument("--desk", type=Path, default=None, metavar="PATH", help=_("another desk"))
    main.add_argument("--json", action="store_true", default=False, help=_("answer as JSON"))
    main.add_argument("--demo", action="store_true", help=_("open a throw-away desk to look at"))
    main.add_argument("--demo-size", type=_count, metavar="N", help=_("its number of tickets"))
    main.add_argument("--capture", action="store_true", help=_("write down a call at once"))
    main.add_argument("--self-test", action="store_true", help=_("check this installation"))
    commands = main.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    importing = add("import", _("read mails, mailboxes and folders into the desk"))
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    importing.add_argument(
        "--keep-open",
        action="store_true",
        help=_("leave conversations open that are older than 14 days or answered last by us"),
    )
    inspecting = add("inspect", _("show what would be read from mails, without a desk"))
    inspecting.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    listing = add("tickets", _("list tickets that match a query"))
    listing.add_argument("query", nargs="*", metavar="QUERY")
    listing.add_argument("--limit", type=_count, default=None, metavar="N")
    showing = add("show", _("one ticket with its messages"))
    showing.add_argument("number", type=int, metavar="NUMBER")
    add("check", _("check the desk, and repair its search index"))
    add("screens", _("pictures of every page, both languages and themes")).add_argument(
        "destination", type=Path, metavar="DEST"
    )
    return main


def run(arguments: argparse.Namespace) -> int:
    """Run one command; ``UserError`` becomes a sentence on the error stream and exit code 1.

    JSON is plain ASCII, so that no console and no odd mail can break it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _RUN[arguments.command](arguments)
    except DeskInUse as error:
        print(error, file=sys.stderr)
        return IN_USE
    except UserError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE


class DeskInUse(UserError):  # noqa: N818 - a state, told by its own exit code
    """The desk is open in a window or another command that writes."""


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("“{text}” is no number").format(text=text))
    return int(text)


def _import(arguments: argparse.Namespace) -> int:
    from app.services.imports import run_import

    with _desk_to_write(arguments, create=True) as database:
        report = run_import(
            database,
            arguments.paths,
            close_old=not arguments.keep_open,
            now=datetime.now(UTC),
            agent_id=None,
            label=_("Import mails"),
        )
    found: dict[str, Any] = {
        "messages": report.messages,
        "tickets_created": report.tickets_created,
        "appended": report.appended,
        "duplicates": report.duplicates,
        "automatic": report.automatic,
        "bounces": report.bounces,
        "failed": [{"path": str(fail.path), "reason": fail.reason} for fail in report.failed],
    }
    if arguments.json:
        _print_json(found)
    else:
        print(
            _(
                "{messages} mails read: {created} new tickets, {appended} added to tickets, "
                "{duplicates} known already."
            ).format(
                messages=report.messages,
                created=report.tickets_created,
                appended=report.appended,
                duplicates=report.duplicates,
            )
        )
    for failure in found["failed"]:
        print(f"{failure['path']}: {failure['reason']}", file=sys.stderr)
    return FAILED if report.failed else DONE


def _inspect(arguments: argparse.Namespace) -> int:
    from app.formats.mail.inspect import inspect
    from app.formats.mail.message import parse
    from app.formats.mail.sources import SourceMail, mails

    failed = False

    def found() -> Iterator[dict[str, Any]]:
        nonlocal failed
        for source in mails(arguments.paths):
            if isinstance(source, SourceMail):
                yield inspect(parse(source.raw), str(source.path))
            else:
                failed = True
                print(f"{source.path}: {source.reason}", file=sys.stderr)

    if arguments.json:
        _print_json_list(found())
    else:
        for mail in found():
            print(f"{mail['date'] or '—'}  {mail['from']['email']}  {mail['subject']}")
    return FAILED if failed else DONE


def _tickets(arguments: argparse.Namespace) -> int:
    from app.queries.json_rows import ticket_json
    from app.queries.tickets import ticket_rows

    with _desk_to_read(arguments) as database:
        ids = database.read(_matching, " ".join(arguments.query), limit=arguments.limit)
        rows = (
            row
            for start in range(0, len(ids), 500)
            for row in database.read(ticket_rows, ids[start : start + 500])
        )
        if arguments.json:
            _print_json_list(ticket_json(row) for row in rows)
        else:
            for row in rows:
                print(f"#{row.number}  {row.status:<16}  {row.priority:<8}  {row.subject}")
    return DONE


def _matching(session: Any, text: str, *, limit: int | None) -> list[int]:
    from app.queries.desk import desk, zone_of
    from app.queries.language import parse
    from app.queries.terms import Sort
    from app.queries.tickets import ticket_ids

    row = desk(session)
    parsed = parse(text)
    if parsed.errors:
        raise UserError("\n".join(error.message for error in parsed.errors))
    return ticket_ids(
        session,
        parsed.term,
        sort=Sort.UPDATED,
        descending=True,
        now=datetime.now(UTC),
        zone=zone_of(row) if row else UTC,
        agent_id=None,
        limit=limit,
    )


def _show(arguments: argparse.Namespace) -> int:
    from app.queries.json_rows import conversation_json, ticket_json
    from app.queries.tickets import ticket_by_number, ticket_rows

    with _desk_to_read(arguments) as database:
        ticket_id = database.read(ticket_by_number, arguments.number)
        if ticket_id is None:
            raise UserError(_("There is no ticket {number}.").format(number=arguments.number))
        row = database.read(ticket_rows, [ticket_id])[0]
        messages = database.read(conversation_json, ticket_id)
    if arguments.json:
        _print_json(ticket_json(row) | {"messages": messages})
        return DONE
    print(f"#{row.number}  {row.subject}  ({row.status}, {row.priority})")
    for message in messages:
        print(f"\n--- {message['direction']}  {message['date']}  {message['from']['email']}")
        print(message["text"])
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from app.services.checkup import examine, repair_search

    with _desk_to_read(arguments) as database:
        findings = examine(database)
    repaired = False
    if findings.search_broken:
        with _desk_to_write(arguments) as database:
            repair_search(database)
            repaired = True
    if arguments.json:
        _print_json(
            {
                "ok": not findings.problems,
                "problems": list(findings.problems),
                "search_repaired": repaired,
                "messages": findings.messages,
                "tickets": findings.tickets,
            }
        )
    else:
        for problem in findings.problems:
            print(problem)
        if repaired:
            print(_("The search index was made anew."))
        if not findings.problems:
            print(
                ngettext(
                    "The desk is sound: {n} ticket.",
                    "The desk is sound: {n} tickets.",
                    findings.tickets,
                ).format(n=findings.tickets)
            )
    return FAILED if findings.problems else DONE


def _screens(arguments: argparse.Namespace) -> int:
    from app.application import take_screens

    return take_screens(arguments.destination)


def _desk_path(arguments: argparse.Namespace) -> Path:
    return (arguments.desk or paths.default_desk()).absolute()


@contextmanager
def _desk_to_read(arguments: argparse.Namespace) -> Iterator["Database"]:
    from app.storage.upgrade import open_desk

    database = open_desk(_desk_path(arguments))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _desk_to_write(arguments: argparse.Namespace, *, create: bool = False) -> Iterator["Database"]:
    from app.services.opening import open_or_create
    from app.storage.upgrade import open_desk
    from app.ui.lock import DeskLock, DeskLocked

    path = _desk_path(arguments)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = DeskLock(path)
    try:
        lock.acquire()
    except DeskLocked as error:
        raise DeskInUse(str(error)) from error
    try:
        database = open_or_create(path) if create else open_desk(path)
        try:
            yield database
        finally:
            database.close()
    finally:
        lock.release()


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2))


def _print_json_list(items: Iterable[dict[str, Any]]) -> None:
    """A JSON list written item by item, so that a mailbox of any size fits into memory."""
    separator = "[\n"
    for item in items:
        sys.stdout.write(separator + json.dumps(item))
        separator = ",\n"
    print("[]" if separator == "[\n" else "\n]")


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "inspect": _inspect,
    "tickets": _tickets,
    "show": _show,
    "check": _check,
    "screens": _screens,
}
