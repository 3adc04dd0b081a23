"""Commands for mail: read it into the desk, or show what would be read."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.cli import portable
from app.cli.commands import DONE, FAILED, Commands, print_json, print_json_list
from app.cli.desks import desk_to_write
from app.i18n import _


def add_to(commands: Commands) -> None:
    """``import`` and ``inspect``."""
    importing = commands.add(
        "import", _("read mails, mailboxes and folders, or the export of a desk"), _import
    )
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    importing.add_argument(
        "--keep-open",
        action="store_true",
        help=_("leave conversations open that are older than 14 days or answered last by us"),
    )
    text = _("show what would be read from mails, without a desk")
    inspecting = commands.add("inspect", text, _inspect)
    inspecting.add_argument("paths", nargs="+", type=Path, metavar="PATH")


def _import(arguments: argparse.Namespace) -> int:
    from app.formats.desk_export.reading import is_export

    if any(is_export(each) for each in arguments.paths):
        return portable.take_over(arguments)
    return _import_mails(arguments)


def _import_mails(arguments: argparse.Namespace) -> int:
    from app.services.imports import run_import

    with desk_to_write(arguments, create=True) as database:
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
        print_json(found)
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
        print_json_list(found())
    else:
        for mail in found():
            print(f"{mail['date'] or '—'}  {mail['from']['email']}  {mail['subject']}")
    return FAILED if failed else DONE
