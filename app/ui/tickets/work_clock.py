"""The clock that runs while one writes, and rests when one does not."""

import time
from collections.abc import Callable
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
        self._started_at: datetime | None = None
        self._work_id: int | None = None
        self._seconds = 0.0
        self._counted_at: float | None = None
        self._touched_at = 0.0
        self._kept = 0
        self.paused = False
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count)

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
        self._started_at = self._started_at or self._clock()
        self._tick.start()

    def set_paused(self, paused: bool) -> None:
        """Stop or go on by hand."""
        if paused:
            self._count()
            self._rest()
        self.paused = paused
        self.ticked.emit()

    def take(self) -> tuple[int, int | None]:
        """Seconds and the id under which some were kept, for the act that ends the work."""
        self._count()
        taken = self.seconds, self._work_id
        self._work_id = None
        self._reset()
        return taken

    def end(self) -> None:
        """Leave the ticket: what was worked stays, even though nothing was sent."""
        self._count()
        if self.seconds > self._kept:
            self._keep()
        self._work_id = None
        self._reset()

    def _reset(self) -> None:
        self._rest()
        self._ticket_id = None
        self._started_at = None
        self._seconds = 0.0
        self._kept = 0
        self.paused = False
        self.ticked.emit()

    def _rest(self) -> None:
        self._counted_at = None
        self._tick.stop()

    def _count(self) -> None:
        if self._counted_at is None:
            return
        now = self._steady()
        self._seconds += now - self._counted_at
        self._counted_at = now
        if now - self._touched_at > _IDLE_SECONDS:
            self._seconds = max(0.0, self._seconds - (now - self._touched_at))
            self._rest()
        if self.seconds - self._kept >= _KEEP_SECONDS:
            self._keep()
        self.ticked.emit()

    def _keep(self) -> None:
        if self._ticket_id is None or self._started_at is None:
            return
        self._kept = self.seconds
        ticket_id = self._ticket_id
        self._operations.run(
            work.keep_running,
            ticket_id,
            agent_id=self._operations.agent_id,
            started_at=self._started_at,
            seconds=self.seconds,
            work_id=self._work_id,
            label=_("Time worked"),
            owner=self,
            done=lambda work_id: self._kept_as(ticket_id, work_id),
            toast=False,
        )

    def _kept_as(self, ticket_id: int, work_id: int) -> None:
        if self._ticket_id == ticket_id:
            self._work_id = work_id
