"""Commands for workshops: count a vote again."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.commands import DONE, Commands, print_json
from app.errors import UserError
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.rules.voting.count import Count


def add_to(commands: Commands) -> None:
    """``workshop count``."""
    below = commands.group("workshop", _("workshops and their votes"))
    counting = below.add("count", _("count a vote by elimination, round by round"), _count)
    counting.add_argument("file", type=Path, metavar="FILE")


def _count(arguments: argparse.Namespace) -> int:
    from app.formats.ballot_file import as_json, read
    from app.rules.voting.count import count

    vote = read(_content(arguments.file))
    counted = count(vote.options, vote.ballots, vote.protocol)
    if arguments.json:
        print_json(as_json(counted))
    else:
        _print_rounds(counted)
    return DONE


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)
        ) from error


def _print_rounds(counted: "Count") -> None:
    for number, each in enumerate(counted.rounds, start=1):
        tally = "  ".join(f"{option} {people}" for option, people in each.tally.items())
        print(_("Round {number}: {tally}").format(number=number, tally=tally))
        if each.exhausted:
            print(
                "  "
                + ngettext(
                    "{n} ballot names nothing that still stands",
                    "{n} ballots name nothing that still stands",
                    each.exhausted,
                ).format(n=each.exhausted)
            )
        if each.tie:
            print("  " + _("Tied in last place: {names}").format(names=", ".join(each.tie)))
        if each.dropped:
            why = f" ({each.rule.value})" if each.rule else ""
            print("  " + _("Drops out: {name}").format(name=each.dropped) + why)
    if counted.winner:
        print(_("Winner: {name}").format(name=counted.winner))
    elif counted.undecided:
        print(_("Undecided between: {names}").format(names=", ".join(counted.undecided)))
    else:
        print(_("There is nothing to count."))
