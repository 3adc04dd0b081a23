"""After each wrong try the next one waits longer, so that guessing does not pay."""

from PySide6.QtCore import QObject, QTimer, Signal

_LONGEST = 60
"""Seconds; each wrong try doubles the wait from one second up to this."""


class TryDelay(QObject):
    """``seconds`` is how long the next try has to wait; zero: it may be made."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seconds = 0
        self._wrong = 0
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self._count_down)

    def note_wrong(self) -> None:
        """Another try was wrong."""
        self._wrong += 1
        self.seconds = min(2 ** (self._wrong - 1), _LONGEST)
        self._countdown.start()
        self.changed.emit()

    def _count_down(self) -> None:
        self.seconds -= 1
        if self.seconds <= 0:
            self.seconds = 0
            self._countdown.stop()
        self.changed.emit()
