"""From the start of the process to a usable window, beside a bare program with the same parts."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.desks import demo_path
from benchmarks.figure import Figure, at_most

_RUNS = 7
_BARE = """
import sqlalchemy, sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtTest import QTest
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTest.qWaitForWindowExposed(window)
QTest.keyClick(window, "a")
"""


def figures() -> list[Figure]:
    """Ratio of our start to the bare one, with 10 and with 200,000 tickets; medians of wall time
    of runs in turn, so that a noisy machine disturbs both alike."""
    desks = {size: demo_path(size) for size in (10, 200_000)}
    bare = [sys.executable, "-c", _BARE]
    commands = {"bare": bare} | {
        str(size): [sys.executable, "-m", "benchmarks.start_probe", str(desk)]
        for size, desk in desks.items()
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _run in range(_RUNS + 1):
        for name, command in commands.items():
            times[name].append(_seconds(command))
    middle = {name: median(found[1:]) for name, found in times.items()}
    return [
        at_most(
            f"start to usable window, {int(size):,} tickets",
            middle[size] / middle["bare"],
            1.5,
            "× bare",
            peer=f"bare: {middle['bare']:.2f} s",
            note=f"{middle[size]:.2f} s",
        )
        for size in ("10", "200000")
    ]


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parent.parent)
    return time.perf_counter() - begun
