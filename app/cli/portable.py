"""Commands that take the whole desk out, and a desk that was taken out in again."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.cli.commands import DONE, Commands, print_json
from app.cli.desks import desk_path, desk_to_read, key_of, locked
from app.cli.noting import note_export
from app.errors import UserError
from app.i18n import _, ngettext


def add_to(commands: Commands) -> None:
    """``export``; ``import`` belongs to mails and leads to ``take_over`` here."""
    exporting = commands.add(
        "export", _("write the whole desk to a folder or a .zip file"), _export
    )
    exporting.add_argument("destination", type=Path, metavar="DEST")


def _export(arguments: argparse.Namespace) -> int:
    from app.services.desk_export import export_desk

    with desk_to_read(arguments) as database:
        made = database.read(export_desk, arguments.destination, now=datetime.now(UTC))
        note_export(database, count=made.contacts)
        protected = database.key is not None
    if arguments.json:
        print_json(
            {
                "path": str(made.path),
                "tickets": made.tickets,
                "messages": made.messages,
                "contacts": made.contacts,
                "attachments": made.attachments,
                "files": made.files,
                "bytes": made.size,
            }
        )
    else:
        print(
            ngettext(
                "Exported with {n} ticket: {path}",
                "Exported with {n} tickets: {path}",
                made.tickets,
            ).format(n=made.tickets, path=made.path)
        )
        if protected:
            print(_("The desk is protected, its export is not: keep it in a safe place."))
    return DONE


def take_over(arguments: argparse.Namespace) -> int:
    """Make a desk of an export; ``arguments.paths`` name nothing else."""
    from app.services import desk_import

    if len(arguments.paths) > 1:
        raise UserError(_("An export of a desk is taken over by itself. Name nothing beside it."))
    path = desk_path(arguments)
    with locked(path):
        taken = desk_import.take_over(arguments.paths[0], path, key=key_of(path))
    if arguments.json:
        print_json(
            {
                "desk": str(taken.desk),
                "tickets": taken.tickets,
                "messages": taken.messages,
                "contacts": taken.contacts,
            }
        )
    else:
        print(
            ngettext(
                "Taken over with {n} ticket: {path}",
                "Taken over with {n} tickets: {path}",
                taken.tickets,
            ).format(n=taken.tickets, path=taken.desk)
        )
    return DONE
