"""What a start of the program is for, and carrying that out, in this program or an earlier one."""

import json
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.ui.main_window import MainWindow


class Wish(StrEnum):
    """What a start wants of the program that has the desk open."""

    SHOW = "show"
    CAPTURE = "capture"
    PALETTE = "palette"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Command:
    """A wish; ``paths`` are the absolute paths to import, for OPEN."""

    wish: Wish
    paths: tuple[Path, ...] = ()

    def to_line(self) -> bytes:
        values = {"wish": self.wish.value, "paths": [str(path) for path in self.paths]}
        return json.dumps(values).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Command":
        """Raises ValueError if the line is no command."""
        match json.loads(line):
            case {"wish": str(wish), "paths": [*paths]} if all(isinstance(p, str) for p in paths):
                return cls(Wish(wish), tuple(Path(path) for path in paths))
        raise ValueError("no command")


class Bench(Protocol):
    """What is needed of ``app.workbench.Workbench``."""

    window: MainWindow

    def capture(self) -> None: ...

    def show_outside_palette(self) -> None: ...

    def import_paths(self, paths: Sequence[Path]) -> None: ...


def wish_of(wanted: Namespace) -> Wish:
    """What the command line asks for."""
    return Wish.CAPTURE if wanted.capture else Wish.PALETTE if wanted.palette else Wish.SHOW


def carry_out(command: Command, bench: Bench) -> None:
    """The small windows come alone, everything else with the large one."""
    match command.wish:
        case Wish.CAPTURE:
            bench.capture()
        case Wish.PALETTE:
            bench.show_outside_palette()
        case Wish.SHOW:
            bench.window.bring_to_front()
        case Wish.OPEN:
            bench.window.bring_to_front()
            bench.import_paths(command.paths)
