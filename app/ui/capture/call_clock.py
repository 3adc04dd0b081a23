"""The clock of a call: runs while the window is open, unless it is stopped."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MS = 1000


class CallClock(QObject):
    """Whole seconds in ``seconds``; begins where a draft left off."""

    ticked = Signal()

    def __init__(self, parent: QObject, *, steady: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._steady = steady
        self._before = 0.0
        self._since: float | None = None
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.ticked)

    @property
    def seconds(self) -> int:
        """How long the conversation has lasted."""
        running = self._steady() - self._since if self._since is not None else 0.0
        return int(self._before + running)

    @property
    def running(self) -> bool:
        return self._since is not None

    def start(self, seconds: int | None = None) -> None:
        """Run on, from ``seconds`` if given."""
        self._before = float(seconds if seconds is not None else self.seconds)
        self._since = self._steady()
        self._tick.start()
        self.ticked.emit()

    def stop(self) -> None:
        """Keep the time, count no more."""
        self._before = float(self.seconds)
        self._since = None
        self._tick.stop()
        self.ticked.emit()
