"""The command line: the same services and queries as the window, for scripts and schedulers.

One module per subject; each adds its commands to the parser and names the function that runs them.
Exit codes: 0 done, 1 something failed (it is named), 2 wrong use, 3 the desk is open elsewhere.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli import mail, portable, shifts, snippets, tickets, upkeep, workshop
from app.cli.commands import DONE, FAILED, IN_USE, Commands, count
from app.cli.desks import DeskInUse
from app.cli.usage_words import speak
from app.errors import UserError
from app.i18n import _

_SUBJECTS = (mail, tickets, snippets, shifts, workshop, portable, upkeep)


def parser() -> argparse.ArgumentParser:
    """Everything ``main.py`` understands; without a command it opens the window."""
    return _parser_and_commands()[0]


def command_names() -> Sequence[str]:
    """The commands, in the order of the help."""
    return _parser_and_commands()[1].names


def _parser_and_commands() -> tuple[argparse.ArgumentParser, Commands]:
    speak()
    main = argparse.ArgumentParser(prog="main.py", description=_("Tresen, a help desk."))
    main.add_argument("--desk", type=Path, default=None, metavar="PATH", help=_("another desk"))
    main.add_argument("--json", action="store_true", default=False, help=_("answer as JSON"))
    main.add_argument("--demo", action="store_true", help=_("open a throw-away desk to look at"))
    main.add_argument("--demo-size", type=count, metavar="N", help=_("its number of tickets"))
    main.add_argument("--capture", action="store_true", help=_("write down a call at once"))
    main.add_argument("--palette", action="store_true", help=_("snippets for other programs"))
    main.add_argument("--self-test", action="store_true", help=_("check this installation"))
    commands = Commands(main.add_subparsers(dest="command", metavar="COMMAND"))
    for subject in _SUBJECTS:
        subject.add_to(commands)
    return main, commands


def run(arguments: argparse.Namespace) -> int:
    """Run one command; ``UserError`` becomes a sentence on the error stream and exit code 1.

    JSON is plain ASCII, so that no console and no odd mail can break it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(arguments.run(arguments))
    except DeskInUse as error:
        print(error, file=sys.stderr)
        return IN_USE
    except UserError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
