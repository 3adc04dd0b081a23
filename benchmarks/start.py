"""From the start of the process to a usable window, beside a bare program with the same parts."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from app.storage.conversion import rewrite
from app.storage.protection import fresh_key
from benchmarks.desks import demo_path
from benchmarks.figure import Figure, at_most

_RUNS = 7
_PASSPHRASE = "sieben blaue Tassen am Fenster"
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
    probe = [sys.executable, "-m", "benchmarks.start_probe"]
    with tempfile.TemporaryDirectory(prefix="tresen-bench-") as folder:
        protected = _protected(desks[200_000], Path(folder))
        middle = _medians(
            {"bare": [sys.executable, "-c", _BARE]}
            | {str(size): [*probe, str(desk)] for size, desk in desks.items()}
            | {"protected": [*probe, str(protected), _PASSPHRASE]}
        )
    slower = at_most(
        "the same, desk of 200,000 protected: slower by",
        middle["protected"] - middle["200000"],
        0.5,
        "s",
        note="its key derived from the passphrase",
    )
    return [*_ratios(middle), slower]


def _medians(commands: dict[str, list[str]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _run in range(_RUNS + 1):
        for name, command in commands.items():
            times[name].append(_seconds(command))
    return {name: median(found[1:]) for name, found in times.items()}


def _protected(desk: Path, folder: Path) -> Path:
    """A protected copy."""
    copy = folder / desk.name
    shutil.copyfile(desk, copy)
    rewrite(copy, old=None, new=fresh_key(_PASSPHRASE))
    return copy


def _ratios(middle: dict[str, float]) -> list[Figure]:
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
