"""A phase's clock: starts, pauses, takes and gives minutes; at the end it goes on past zero."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.workshop.clock_face import ClockFace

_TICK_MS = 200
_MINUTE = 60.0
_LONGEST = 480 * _MINUTE


class PhaseClock(QObject):
    """Counts by the monotonic clock of the machine, so that sleep or a slow screen loses nothing.

    Nothing is locked at the end: it rings once and counts on, until minutes are added.
    """

    ticked = Signal(object)
    """``ClockFace``, whenever it looks different."""
    rang = Signal()
    was_set = Signal()
    """It was started, paused or given another time: what is kept of it changes."""

    def __init__(
        self, *, now: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._left = 0.0
        self._since: float | None = None
        self._rung = False
        self._shown: ClockFace | None = None
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def face(self) -> ClockFace:
        """What it says now."""
        return ClockFace(math.ceil(self.seconds_left), paused=not self.running)

    @property
    def seconds_left(self) -> float:
        """To the fraction of a second; below zero after the end."""
        return self._left - (self._now() - self._since if self._since is not None else 0.0)

    def take_up(self, seconds: float, *, running: bool) -> None:
        """Go on with so many seconds, as after a restart. Where the time ran out meanwhile it
        stands still at the end: nobody wants to be rung at a day later."""
        self.set_minutes(max(0.0, seconds) / _MINUTE)
        self._rung = seconds <= 0
        if running and seconds > 0:
            self._run()

    def set_minutes(self, minutes: float) -> None:
        """Stand still at this length, as when a phase begins."""
        self._left, self._since, self._rung = minutes * _MINUTE, None, False
        self._timer.stop()
        self.look()

    def start(self) -> None:
        if self._since is None:
            self._run()
            self.was_set.emit()

    def pause(self) -> None:
        self._left, self._since = self.seconds_left, None
        self._timer.stop()
        self.look()
        self.was_set.emit()

    def start_or_pause(self) -> None:
        """What the space bar does."""
        if self.running:
            self.pause()
        else:
            self.start()

    def add_minutes(self, minutes: int) -> None:
        """More time, or less down to none. After the end it counts from now on."""
        left = max(0.0, self.seconds_left) + minutes * _MINUTE
        self._left = min(_LONGEST, max(0.0, left))
        self._rung = self._left <= 0
        if self._since is not None:
            self._since = self._now()
        self.look()
        self.was_set.emit()

    def look(self) -> None:
        """Look at the time now."""
        face = self.face
        if face.over and self.running and not self._rung:
            self._rung = True
            self.rang.emit()
        if face != self._shown:
            self._shown = face
            self.ticked.emit(face)

    def _run(self) -> None:
        self._since = self._now()
        self._timer.start()
        self.look()
