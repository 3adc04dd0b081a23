"""Commands for shift plans: let the machine fill a roster."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import shift_files
from app.cli.commands import DONE, FAILED, Commands, print_json
from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from app.planning.problem import Problem


def add_to(commands: Commands) -> None:
    """``shifts solve``, and what takes plans out and in."""
    below = commands.group("shifts", _("shift plans"))
    solving = below.add("solve", _("fill a roster as well as it can be done in the time"), _solve)
    solving.add_argument("file", type=Path, metavar="FILE")
    solving.add_argument("--seconds", type=_seconds, default=30.0, metavar="N")
    solving.add_argument("--seed", type=int, default=1, metavar="N")
    shift_files.add_below(below)


def _solve(arguments: argparse.Namespace) -> int:
    from app.planning.solving import NoPlanError, plans

    problem = _problem(arguments.file)
    plan = None
    try:
        for plan in plans(problem, seconds=arguments.seconds, seed=arguments.seed):
            if not arguments.json:
                print(
                    _("{seconds} s: cost {cost}, none below {bound}").format(
                        seconds=f"{plan.seconds:.1f}",
                        cost=plan.cost.total,
                        bound="?" if plan.bound is None else plan.bound,
                    )
                )
    except NoPlanError as error:
        raise UserError(
            _("There is no roster that keeps all limits.")
            if error.proved
            else _("No roster that keeps all limits was found in this time.")
        ) from error
    if plan is None:
        return FAILED
    if arguments.json:
        print_json(
            {
                "assignments": {name: list(line) for name, line in plan.roster.items()},
                "cost": plan.cost.total,
                "bound": plan.bound,
                "complete": plan.complete,
                "seconds": round(plan.seconds, 2),
            }
        )
    else:
        for name, line in plan.roster.items():
            print(f"{name:>6}  " + " ".join(shift or "-" for shift in line))
    return DONE


def _problem(path: Path) -> "Problem":
    from app.formats.roster_text import read

    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(_("“{path}” is no text file.").format(path=path)) from error
    except OSError as error:
        raise UserError(
            _("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)
        ) from error
    return read(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no number").format(text=text)) from error
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(_("“{text}” is no number of seconds").format(text=text))
    return seconds
