"""Commands for upkeep: check the desk, take pictures of the pages."""

import argparse
from pathlib import Path

from app.cli.commands import DONE, FAILED, Commands, print_json
from app.cli.desks import desk_to_read, desk_to_write
from app.errors import UserError
from app.i18n import _, ngettext


def add_to(commands: Commands) -> None:
    """``check`` and ``screens``."""
    commands.add("check", _("check the desk, and repair its search index"), _check)
    taking = commands.add(
        "screens", _("pictures of every page, both languages and themes"), _screens
    )
    taking.add_argument("destination", type=Path, metavar="DEST")


def _check(arguments: argparse.Namespace) -> int:
    from app.services.checkup import examine, repair_search

    with desk_to_read(arguments) as database:
        findings = examine(database)
    repaired = False
    if findings.search_broken:
        with desk_to_write(arguments) as database:
            repair_search(database)
            repaired = True
    if arguments.json:
        print_json(
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

    try:
        arguments.destination.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("No pictures can be written to “{folder}”: {reason}. Choose another folder.").format(
                folder=arguments.destination, reason=error.strerror
            )
        ) from error
    return take_screens(arguments.destination)
