"""From a key press in the palette of snippets to its painted list, over 10,000 of them."""

import os
import subprocess
import sys
import time
from pathlib import Path

from app.storage.database import utc_now
from app.storage.upgrade import open_desk
from benchmarks.desks import snippet_desk
from benchmarks.figure import Figure, at_most, quantile

_SNIPPETS = 10_000
_TICKETS = 2_000
_TYPED = ("rechnung", "re", "ruckerst", "invoice copy", "sehr geehrte", "mfg", "x", "zugang z")
_ROUNDS = 6


def figures() -> list[Figure]:
    """In a process of its own: Qt without a display. The time is what the GUI thread works for a
    key, for that is what keeps a person waiting who does nothing else meanwhile."""
    database = snippet_desk(_TICKETS, _SNIPPETS)
    database.close()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.snippet_palette", str(database.path)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    p99, half, waited, index = map(float, done.stdout.split())
    name = f"snippet palette, {_SNIPPETS:,} snippets: key press to painted list"
    return [
        at_most(f"{name}, p99", p99, 16, "ms", note=f"half within {half:.1f} ms"),
        Figure(f"{name}, by the clock, half of them", waited, "ms"),
        Figure(
            f"… and its index, made where the desk is read: {_SNIPPETS:,} snippets", index, "ms"
        ),
    ]


def measure(desk: Path) -> tuple[list[float], list[float], float]:
    """Milliseconds of each key press, worked and by the clock, sorted; and of making the index."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.screens.patience import wait
    from app.ui.operations import Operations
    from app.ui.snippet_use.catalogue import catalogue_of, read_shelf
    from app.ui.snippet_use.filling import Target
    from app.ui.snippet_use.palette import SnippetPalette
    from app.ui.tasks import Tasks
    from app.ui.theme import Theme

    application = QApplication([])
    database = open_desk(desk)
    begun = time.process_time()
    database.read(read_shelf)
    index = (time.process_time() - begun) * 1000
    tasks = Tasks()
    operations = Operations(database, tasks, agent_id=1)
    palette = SnippetPalette(operations, catalogue_of(operations), Theme(application), now=utc_now)
    palette.resize(780, 420)
    palette.show()
    palette.begin(Target())
    while catalogue_of(operations).shelf is None or not tasks.idle:
        wait(20)
    worked, waited = [], []
    for _round in range(_ROUNDS):
        for typed in _TYPED:
            palette.line.clear()
            wait(150)
            for letter in typed:
                begun, begun_work = time.perf_counter(), time.thread_time()
                QTest.keyClicks(palette.line, letter)
                palette.list.viewport().repaint()
                worked.append((time.thread_time() - begun_work) * 1000)
                waited.append((time.perf_counter() - begun) * 1000)
                wait(120)
    palette.close()
    tasks.shutdown()
    database.close()
    return sorted(worked), sorted(waited), index


if __name__ == "__main__":
    times, clock, made = measure(Path(sys.argv[1]))
    print(quantile(times, 0.99), quantile(times, 0.5), quantile(clock, 0.5), made)
