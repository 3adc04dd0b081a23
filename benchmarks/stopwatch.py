"""Times what a person does in the window of a desk, until the result is painted."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.tickets.page import QueuePage
    from app.workbench import Workbench

_CARE_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds until the first page was painted, until all was known, and how long the GUI
    thread worked for the first."""

    painted: float
    complete: float
    cpu: float


class Stopwatch:
    """Opens a desk in its window and times acts until their result is painted.

    The first page counts as painted when the table has come back from a paint event that Qt or
    the program asked for, after the model took the new rows; an empty list when it is known to be.
    What the desk does by itself now and then is over before anything is timed.
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
        self._cpu = 0.0
        self._watch_paints()
        self.program = Program()
        self._loop = QEventLoop()
        self.program.open(desk)
        self.page = cast("QueuePage", self.bench.window.show_page("tickets"))
        # Else nothing has the focus, and a search shows its first ticket at each letter.
        self.bench.window.activateWindow()
        settle(self.bench)
        self._care()
        self.page.listing.model.modelReset.connect(self._reset)
        self.page.listing.counted.connect(self._counted)

    @property
    def bench(self) -> "Workbench":
        """The open desk."""
        assert self.program.workbench is not None
        return self.program.workbench

    def time(self, act: Callable[[], object]) -> Taken:
        """Do something that lists tickets, and wait until they are there."""
        self._replaced = False
        self._painted = self._complete = None
        begun, cpu = time.perf_counter(), time.thread_time()
        act()
        if self._painted is None or self._complete is None:
            self._loop.exec()
        assert self._painted is not None
        assert self._complete is not None
        return Taken(
            (self._painted - begun) * 1000,
            (self._complete - begun) * 1000,
            (self._cpu - cpu) * 1000,
        )

    def rest(self, milliseconds: int) -> None:
        """Let the program do what follows from the last act."""
        from app.screens.patience import wait

        wait(milliseconds)

    def close(self) -> None:
        """Let go of the desk, with its log folded in."""
        self.program.close_desk()

    def _care(self) -> None:
        """Begin with what else comes some seconds after the window, and wait for its end."""
        self.bench._care_for_desk()
        end = time.monotonic() + _CARE_SECONDS
        while not self.bench.tasks.idle and time.monotonic() < end:
            self.rest(50)
        assert self.bench.tasks.idle

    def _watch_paints(self) -> None:
        from app.ui.widgets.big_table import BigTable

        paint = BigTable.paintEvent

        def paint_and_tell(table: BigTable, event: "QPaintEvent") -> None:
            paint(table, event)
            if self._replaced and self._painted is None and table is self.page.table:
                self._note_painted()
                self._leave_when_done()

        setattr(BigTable, "paintEvent", paint_and_tell)  # noqa: B010 - a method, says mypy

    def _note_painted(self) -> None:
        self._painted, self._cpu = time.perf_counter(), time.thread_time()

    def _reset(self) -> None:
        self._replaced = True

    def _counted(self, number: int | None) -> None:
        if self._replaced and number is not None:
            if number == 0 and self._painted is None:
                self._note_painted()
            self._complete = time.perf_counter()
            self._leave_when_done()

    def _leave_when_done(self) -> None:
        if self._painted is not None and self._complete is not None:
            self._loop.quit()
