"""Says when nobody has touched the program for so long that a protected desk should lock."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.last_touch import LastTouch

_LOOK_MS = 5_000


class IdleLock(QObject):
    """``due`` is emitted once; time that the computer slept counts as idle."""

    due = Signal()

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``minutes`` tells after how long, 0 for never."""
        super().__init__(parent)
        self._minutes = minutes
        self._held = False
        self.touch = LastTouch(self, clock=clock)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def hold(self, held: bool) -> None:
        """Do not lock for now; afterwards the time begins anew."""
        self._held = held
        self.touch.begin_anew()

    def look(self) -> None:
        """Whether it is time."""
        idle, wait = self.touch.seconds_since(), self._minutes() * 60
        if wait and not self._held and idle >= wait:
            self._timer.stop()
            self.due.emit()
