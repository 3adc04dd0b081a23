"""Commands for shift plans: let the machine fill a roster."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from app.cli import shift_files
from app.cli.commands import DONE, FAILED, Commands, print_json
from app.errors import UserError
from app.i18n import _


def add_to(commands: Commands) -> None:
    """``shifts solve``, and what takes plans out and in."""
    below = commands.group("shifts", _("shift plans"))
    solving = below.add("solve", _("fill a roster as well as it can be done in the time"), _solve)
    solving.add_argument("file", type=Path, metavar="FILE")
    solving.add_argument("--seconds", type=_seconds, default=30.0, metavar="N")
    solving.add_argument("--seed", type=int, default=1, metavar="N")
    shift_files.add_below(below)


class _Answer(NamedTuple):
    """A roster of either format as it is printed."""

    assignments: Mapping[str, Sequence[str | None]]
    cost: int
    bound: int | None
    complete: bool
    seconds: float


def _solve(arguments: argparse.Namespace) -> int:
    from app.formats.roster_json import is_roster_json

    text = _text(arguments.file)
    answers = _own if is_roster_json(text) else _public
    best = None
    for best in answers(text, arguments.seconds, arguments.seed):
        if not arguments.json:
            print(
                _("{seconds} s: cost {cost}, none below {bound}").format(
                    seconds=f"{best.seconds:.1f}",
                    cost=best.cost,
                    bound="?" if best.bound is None else best.bound,
                )
            )
    if best is None:
        return FAILED
    if arguments.json:
        print_json({**best._asdict(), "seconds": round(best.seconds, 2)})
    else:
        for name, line in best.assignments.items():
            print(f"{name:>6}  " + " ".join(shift or "-" for shift in line))
    return DONE


def _public(text: str, seconds: float, seed: int) -> Iterator[_Answer]:
    """Rosters of a problem in the public format."""
    from app.formats.roster_text import read
    from app.planning.solving import NoPlanError, plans

    try:
        for plan in plans(read(text), seconds=seconds, seed=seed):
            lines = {name: list(line) for name, line in plan.roster.items()}
            yield _Answer(lines, plan.cost.total, plan.bound, plan.complete, plan.seconds)
    except NoPlanError as error:
        raise _none(proved=error.proved) from error


def _own(text: str, seconds: float, seed: int) -> Iterator[_Answer]:
    """Rosters of a desk; where there is none, the reason."""
    from app.formats.roster_json import read
    from app.planning.duty.answers import NoRosterError
    from app.planning.duty.conflict import conflicts
    from app.planning.duty.solving import rosters

    problem = read(text)
    try:
        for each in rosters(problem, seconds=seconds, seed=seed):
            lines = {
                person: [each.assignments[person].get(day) for day in problem.days]
                for person in problem.people
            }
            yield _Answer(lines, each.cost, each.bound, each.complete, each.seconds)
    except NoRosterError as error:
        found = next(conflicts(problem), None) if error.proved else None
        raise UserError(found.sentence) if found else _none(proved=error.proved) from error


def _none(*, proved: bool) -> UserError:
    return UserError(
        _("There is no roster that keeps all limits.")
        if proved
        else _("No roster that keeps all limits was found in this time.")
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(_("“{path}” is no text file.").format(path=path)) from error
    except OSError as error:
        raise UserError(
            _("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)
        ) from error


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no number").format(text=text)) from error
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(_("“{text}” is no number of seconds").format(text=text))
    return seconds
