"""From a key press to what the person sees, through real widgets on large desks."""

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, cast

from benchmarks.desks import demo_path
from benchmarks.figure import Figure, at_most

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.tickets.page import QueuePage

_ROUNDS = 12
_SORTS = ("created", "subject", "number", "contact", "updated", "snoozed", "worked")
_WORDS = ("rechnung", "refund", "order", "paket")


def figures() -> list[Figure]:
    """Each desk in a process of its own, so that memory is that of one desk."""
    found = _of_process("keys", 100_000) + _of_process("large", 200_000)
    return [at_most(name, value, limit, unit) for name, value, limit, unit in found]


def _of_process(what: str, size: int) -> list[tuple[str, float, float, str]]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.interface", what, str(demo_path(size))],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    lines = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 3]
    return [(name, float(value), float(limit), unit) for name, value, limit, unit in lines]


class Stopwatch:
    """Opens a desk in its window and times acts until their result is painted.

    The first page counts as painted when the table has come back from a paint event that Qt or
    the program asked for, after the model took the new rows; an empty list when it is known to be.
    """

    def __init__(self, desk: Path) -> None:
        folder = tempfile.mkdtemp(prefix="tresen-bench-")
        os.environ["TRESEN_CONFIG"] = os.environ["TRESEN_DATA"] = folder
        from PySide6.QtCore import QEventLoop

        from app.program import Program
        from app.screens.patience import settle

        self._replaced = False
        self._painted: float | None = None
        self._complete: float | None = None
        self._watch_paints()
        self.program = Program()
        self._loop = QEventLoop()
        self.program.open(desk)
        assert self.program.workbench is not None
        self.bench = self.program.workbench
        self.page = cast("QueuePage", self.bench.window.show_page("tickets"))
        settle(self.bench)
        self.page.listing.model.modelReset.connect(self._reset)
        self.page.listing.counted.connect(self._counted)

    def times(self, act: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds from ``act`` until the first page is painted, and until all is known."""
        self._replaced = False
        self._painted = self._complete = None
        begun = time.perf_counter()
        act()
        if self._painted is None or self._complete is None:
            self._loop.exec()
        assert self._painted is not None
        assert self._complete is not None
        return (self._painted - begun) * 1000, (self._complete - begun) * 1000

    def _watch_paints(self) -> None:
        from app.ui.widgets.big_table import BigTable

        paint = BigTable.paintEvent

        def paint_and_tell(table: BigTable, event: "QPaintEvent") -> None:
            paint(table, event)
            if self._replaced and self._painted is None and table is self.page.table:
                self._painted = time.perf_counter()
                self._leave_when_done()

        setattr(BigTable, "paintEvent", paint_and_tell)  # noqa: B010 - a method, says mypy

    def _reset(self) -> None:
        self._replaced = True

    def _counted(self, number: int | None) -> None:
        if self._replaced and number is not None:
            self._complete = time.perf_counter()
            if number == 0 and self._painted is None:
                self._painted = self._complete
            self._leave_when_done()

    def _leave_when_done(self) -> None:
        if self._painted is not None and self._complete is not None:
            self._loop.quit()


def keys(desk: Path) -> None:
    """Views, sorting and search on 100,000 tickets."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    watch = Stopwatch(desk)
    page = watch.page
    steps = len(page.views.all) - 1
    page.show_view(page.views.all[0].key)
    page.view_list.setFocus()
    QTest.qWait(1500)
    seen = [
        watch.times(partial(QTest.keyClick, page.view_list, key))
        for key in ([Qt.Key.Key_Down] * steps + [Qt.Key.Key_Up] * steps) * (_ROUNDS // 2)
    ]
    page.show_view("all")
    QTest.qWait(1500)
    sort = page.table.sort_requested
    seen += [
        watch.times(partial(sort.emit, key, down))
        for key in _SORTS * _ROUNDS
        for down in (True, False)
    ]
    _tell("key press to painted first page, 100,000 tickets, p99", _p99([a for a, _b in seen]), 16)
    _tell("the complete list after it, p99", _p99([b - a for a, b in seen]), 150)
    page.search.setFocus()
    typed: list[float] = []
    for word in _WORDS * 4:
        page.search.clear()
        QTest.qWait(400)
        typed += [watch.times(partial(QTest.keyClick, page.search, letter))[0] for letter in word]
    _tell("key press to painted first page while searching, p99", _p99(typed), 50)


def large(desk: Path) -> None:
    """Opening a view, undo of a bulk change, memory, on 200,000 tickets."""
    from PySide6.QtTest import QTest

    from app.i18n import _
    from app.rules.enums import Status
    from app.services import tickets
    from app.storage.database import utc_now

    watch = Stopwatch(desk)
    page, bench = watch.page, watch.bench
    opened = []
    for _round in range(5):
        page.show_view("trash")
        QTest.qWait(600)
        opened.append(watch.times(lambda: page.show_view("all"))[1])
    _tell("opening a view of 200,000 tickets, complete", median(opened), 300)
    ids = list(page.listing.model.ids[:1000])
    database = bench._database
    database.execute(
        tickets.set_status, ids, Status.SOLVED, now=utc_now(), label=_("Solve"), agent_id=1
    )
    begun = time.perf_counter()
    database.undo(agent_id=1)
    _tell("undo of a bulk change of 1,000 tickets", (time.perf_counter() - begun) * 1000, 500)
    gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _tell("memory with 200,000 tickets open in the queue, peak", peak, 250, "MB")


def _p99(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, round(len(times) * 0.99))]


def _tell(name: str, value: float, limit: float, unit: str = "ms") -> None:
    print(f"{name}\t{value:.2f}\t{limit}\t{unit}", flush=True)


if __name__ == "__main__":
    {"keys": keys, "large": large}[sys.argv[1]](Path(sys.argv[2]))
    os._exit(0)
