"""Every key of every phase of a workshop with 200 ideas: how long it keeps the GUI thread."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, at_most, quantile
from benchmarks.workshop_room import Press, TimedRoom, screens
from benchmarks.workshop_walk import WALK

_IDEAS = 200
_FRAME_MS = 16.7
_RUNS = 2
_QUIET = {"QT_LOGGING_RULES": "default.warning=false"}
"""Without a display Qt says at each window what it cannot do; faults are told all the same."""


def figures() -> Iterator[Figure]:
    """In processes of their own, without a display, the audience's picture beside. *At a stretch*
    is how long a key keeps the windows from answering the next one; *in all* is everything that
    follows from it: the answer, what is written and read again, the audience's picture.

    The same walk is gone several times, and of each key the calmest time counts: other programs
    on the machine make a key slower now and then, but the first key of a kind is the first in each
    walk.
    """
    calmest = [
        Press(
            each[0].phase,
            each[0].key,
            min(press.in_all for press in each),
            min(press.at_a_stretch for press in each),
        )
        for each in zip(*(_walked() for _run in range(_RUNS)), strict=True)
    ]
    for phase, presses in groupby(calmest, key=lambda press: press.phase):
        yield from _of_phase(f"{_IDEAS} ideas, {phase}", list(presses))


def _of_phase(name: str, presses: list[Press]) -> Iterator[Figure]:
    in_all = sorted(press.in_all for press in presses)
    stretches = sorted(press.at_a_stretch for press in presses)
    slowest = max(presses, key=lambda press: press.at_a_stretch)
    cpu = "CPU time"
    yield Figure(f"{name}: GUI thread in all, median", median(in_all), "ms", note=cpu)
    yield Figure(f"{name}: the same, p99", quantile(in_all, 0.99), "ms", note=cpu)
    yield at_most(
        f"{name}: at a stretch, p99", quantile(stretches, 0.99), _FRAME_MS, "ms", note=cpu
    )
    yield at_most(
        f"{name}: the slowest of {len(presses)} keys",
        slowest.at_a_stretch,
        _FRAME_MS,
        "ms",
        note=slowest.key,
    )


def _walked() -> list[Press]:
    with tempfile.TemporaryDirectory() as made:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.workshop_keys", made],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"QT_QPA_PLATFORM": screens(Path(made)), **_QUIET},
        )
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return [Press(phase, key, float(high), float(long)) for phase, key, high, long in lines]


def walk(folder: Path) -> None:
    """Press every key, and print what each took."""
    room = TimedRoom(folder, _IDEAS, _print)
    for name, part in WALK.items():
        room.walk(name)
        part(room)
    room.close()


def _print(press: Press) -> None:
    print(press.phase, press.key, press.in_all, press.at_a_stretch, sep="\t")


if __name__ == "__main__":
    walk(Path(sys.argv[1]))
