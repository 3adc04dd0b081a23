"""How a subject puts its commands into the parser, and what commands have in common."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.i18n import _

if TYPE_CHECKING:
    SubParsers = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, FAILED, WRONG_USE, IN_USE = 0, 1, 2, 3

Run = Callable[[argparse.Namespace], int]


class Commands:
    """The commands of the program or, through ``group``, those below one word."""

    def __init__(self, parsers: "SubParsers") -> None:
        self._parsers = parsers
        self._common = argparse.ArgumentParser(add_help=False)
        self._common.add_argument("--desk", type=Path, default=argparse.SUPPRESS, metavar="PATH")
        self._common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)

    @property
    def names(self) -> list[str]:
        """What has been added so far."""
        return list(self._parsers.choices)

    def add(self, name: str, text: str, run: Run) -> argparse.ArgumentParser:
        """A command; ``run`` gets the parsed arguments and returns the exit code."""
        parser = self._parsers.add_parser(name, help=text, description=text, parents=[self._common])
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, text: str) -> "Commands":
        """Commands below one word, such as ``snippets list``."""
        parser = self._parsers.add_parser(name, help=text, description=text, parents=[self._common])
        below = parser.add_subparsers(dest="subcommand", metavar="COMMAND", required=True)
        return Commands(below)


def count(text: str) -> int:
    """A whole number that is not negative, as an argument's type."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("“{text}” is no number").format(text=text))
    return int(text)


def print_json(value: object) -> None:
    """One value, as plain ASCII."""
    print(json.dumps(value, indent=2))


def print_json_list(items: Iterable[dict[str, Any]]) -> None:
    """A JSON list written item by item, so that a mailbox of any size fits into memory."""
    separator = "[\n"
    for item in items:
        sys.stdout.write(separator + json.dumps(item))
        separator = ",\n"
    print("[]" if separator == "[\n" else "\n]")
