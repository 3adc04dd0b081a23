"""What ``show`` and ``tickets`` write to files: a ticket as PDF or mails, a list as a table."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.noting import note_export
from app.errors import UserError
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import tzinfo

    from app.queries.terms import Term
    from app.queries.ticket_rows import TicketRow
    from app.storage.database import Database


def add_ticket_files(parser: argparse.ArgumentParser) -> None:
    """``--pdf``, ``--eml``, and how much goes out."""
    parser.add_argument("--pdf", type=Path, metavar="FILE", help=_("write it as a PDF"))
    parser.add_argument(
        "--eml", type=Path, metavar="DEST", help=_("write its mails to a .zip file or a new folder")
    )
    parser.add_argument("--notes", action="store_true", help=_("with internal notes in the files"))
    parser.add_argument("--quotes", action="store_true", help=_("with quoted text in the PDF"))


def add_list_files(parser: argparse.ArgumentParser) -> None:
    """``--csv`` and ``--xlsx``."""
    parser.add_argument("--csv", type=Path, metavar="FILE", help=_("write them as a table (CSV)"))
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help=_("write them as a workbook"))


def write_list_files(
    database: "Database", term: "Term", zone: "tzinfo", arguments: argparse.Namespace
) -> dict[str, Any]:
    """Write all tickets that match, with all columns: what was written, empty if nothing was."""
    from app.ui.tickets.list_export import write_list
    from app.ui.tickets.ticket_listing import Listing

    written: dict[str, Any] = {}
    for ending in ("csv", "xlsx"):
        path: Path | None = getattr(arguments, ending)
        if path is None:
            continue
        if path.suffix.lower() != f".{ending}":
            raise UserError(
                _("“{name}” ends in none of: {endings}").format(
                    name=path.name, endings=f".{ending}"
                )
            )
        count = write_list(
            database,
            _Silent(),
            Listing(term),
            (),
            path,
            title=_("Tickets"),
            now=datetime.now(UTC),
            zone=zone,
            agent_id=None,
            limit=arguments.limit,
        )
        note_export(database, count=count)
        written |= {ending: str(path), "tickets": count}
    return written


def tell_list(written: dict[str, Any]) -> None:
    """Say in words what ``write_list_files`` has written."""
    count: int = written["tickets"]
    for ending in ("csv", "xlsx"):
        if ending in written:
            words = ngettext("{n} ticket written: {path}", "{n} tickets written: {path}", count)
            print(words.format(n=count, path=written[ending]))


def write_ticket_files(
    database: "Database", row: "TicketRow", arguments: argparse.Namespace
) -> dict[str, Any]:
    """Write what was asked for: what was written, empty if nothing was."""
    written: dict[str, Any] = {}
    if arguments.pdf is not None:
        _write_pdf(database, row, arguments)
        written["pdf"] = str(arguments.pdf)
    if arguments.eml is not None:
        from app.services.ticket_files import write_mails

        mails = write_mails(database, _Silent(), row.id, arguments.eml, notes=arguments.notes)
        written |= {"eml": str(mails.path), "mails": mails.mails, "left_out": list(mails.left_out)}
    if written:
        note_export(database, contact_id=row.contact_id)
    return written


def tell_written(written: dict[str, Any]) -> None:
    """Say in words what ``write_ticket_files`` has written."""
    if "pdf" in written:
        print(_("Written: {path}").format(path=written["pdf"]))
    if "eml" in written:
        mails: int = written["mails"]
        words = ngettext("{n} mail written: {path}", "{n} mails written: {path}", mails)
        print(words.format(n=mails, path=written["eml"]))
        for name in written["left_out"]:
            print(_("The content of “{name}” was not kept.").format(name=name), file=sys.stderr)


class _Silent:
    """Nobody watches a command's progress."""

    def report(self, done: int, total: int | None = None) -> None:
        """Go on."""


def _write_pdf(database: "Database", row: "TicketRow", arguments: argparse.Namespace) -> None:
    """Pages are drawn by Qt, which has to be there, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.queries.conversation import conversation
    from app.ui.tickets.out_choice import Printing
    from app.ui.tickets.printing import printed, printed_on, save_pdf

    wanted = Printing(quotes=arguments.quotes, notes=arguments.notes)
    entries = database.read(conversation, row.id)
    application = QApplication.instance() or QApplication([])
    try:
        when = printed_on(datetime.now(UTC))
        save_pdf(printed(row, entries, wanted, printed_on=when), arguments.pdf)
    except OSError as error:
        raise _unsaved(arguments.pdf, error) from error
    del application


def _unsaved(path: Path, error: OSError) -> UserError:
    return UserError(
        _("“{name}” could not be saved: {reason}. Choose another place.").format(
            name=path, reason=error.strerror
        )
    )
