"""The clock that runs while one writes, and rests when one does not."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.i18n import _
from app.services import work
from app.ui.operations import Operations

_TICK_MS = 1000
_IDLE_SECONDS = 120
"""Longer without a key is no work on this ticket."""
_KEEP_SECONDS = 30
"""How much a crash may lose."""


@dataclass(slots=True)
class _Stretch:
    """Work on one ticket; ``saved`` seconds of it are, or are about to be, in the desk."""

    ticket_id: int
    started_at: datetime
    saved: int = 0
    work_id: int | None = None
    saving: bool = False


class WorkClock(QObject):
    """Seconds written on one ticket. ``paused`` by hand stays paused until resumed by hand."""

    ticked = Signal()

    def __init__(
        self,
        operations: Operations,
        *,
        clock: Callable[[], datetime],
        steady: Callable[[], float] = time.monotonic,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._clock = clock
        self._steady = steady
        self._ticket_id: int | None = None
        self._stretch: _Stretch | None = None
        self._seconds = 0.0
        self._counted_at: float | None = None
        self._touched_at = 0.0
        self.paused = False
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._ticked)

    @property
    def seconds(self) -> int:
        """Whole seconds so far."""
        return int(self._seconds)

    @property
    def running(self) -> bool:
        """Whether it counts just now."""
        return self._counted_at is not None

    def begin(self, ticket_id: int) -> None:
        """A new stretch of work, at zero until the first key."""
        self.end()
        self._ticket_id = ticket_id

    def touch(self) -> None:
        """A key was pressed: run."""
        self._touched_at = self._steady()
        if self._ticket_id is None or self.paused or self._counted_at is not None:
            return
        self._counted_at = self._touched_at
        if self._stretch is None:
            self._stretch = _Stretch(self._ticket_id, self._clock())
        self._tick.start()

    def set_paused(self, paused: bool) -> None:
        """Stop or go on by hand."""
        if paused:
            self._count()
            self._rest()
        self.paused = paused
        self.ticked.emit()

    def so_far(self) -> tuple[int, int | None]:
        """Seconds and the id under which some are kept, for the act that ends the work.

        The clock rests until the next key; ``finish`` when the act succeeded.
        """
        self._count()
        self._rest()
        stretch = self._stretch
        if stretch is None:
            return 0, None
        if stretch.saving and stretch.work_id is None:
            return self.seconds - stretch.saved, None
        return self.seconds, stretch.work_id

    def finish(self) -> None:
        """The act recorded the time: begin no new stretch until ``begin``."""
        self._reset()

    def end(self) -> None:
        """Leave the ticket: what was worked stays, even though nothing was sent."""
        self._count()
        if self._stretch is not None:
            self._save(self._stretch, self.seconds)
        self._reset()

    def _reset(self) -> None:
        self._rest()
        self._ticket_id = None
        self._stretch = None
        self._seconds = 0.0
        self.paused = False
        self.ticked.emit()

    def _rest(self) -> None:
        self._counted_at = None
        self._tick.stop()

    def _ticked(self) -> None:
        self._count()
        stretch = self._stretch
        if stretch is not None and self.seconds - stretch.saved >= _KEEP_SECONDS:
            self._save(stretch, self.seconds)
        self.ticked.emit()

    def _count(self) -> None:
        if self._counted_at is None:
            return
        now = self._steady()
        self._seconds += now - self._counted_at
        self._counted_at = now
        if now - self._touched_at > _IDLE_SECONDS:
            self._seconds = max(0.0, self._seconds - (now - self._touched_at))
            self._rest()

    def _save(self, stretch: _Stretch, seconds: int) -> None:
        """Keep the stretch under one id: a second save waits for the first."""
        if seconds == stretch.saved:
            return
        stretch.saved = seconds
        if stretch.saving:
            return
        stretch.saving = True
        self._operations.run(
            work.keep_running,
            stretch.ticket_id,
            started_at=stretch.started_at,
            seconds=seconds,
            work_id=stretch.work_id,
            label=_("Time worked"),
            owner=self,
            done=lambda work_id: self._saved(stretch, seconds, work_id),
            toast=False,
        )

    def _saved(self, stretch: _Stretch, seconds: int, work_id: int) -> None:
        stretch.saving = False
        stretch.work_id = work_id
        wanted, stretch.saved = stretch.saved, seconds
        self._save(stretch, wanted)
