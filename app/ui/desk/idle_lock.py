"""Says when nobody has touched the program for so long that a protected desk should lock."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


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
        self._clock = clock
        self._held = False
        self._touched = clock()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        self._watch(application.focusWindow())

    def hold(self, held: bool) -> None:
        """Do not lock for now; afterwards the time begins anew."""
        self._held = held
        self._touched = self._clock()

    def _watch(self, window: QWindow | None) -> None:
        """Input arrives at the window that has the focus; watching all objects would be slow.

        The window is not kept: it may be gone when Python looks at it again.
        """
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = self._clock()
        return False

    def look(self) -> None:
        """Whether it is time; a clock that was set back starts the time anew."""
        now = self._clock()
        self._touched = min(self._touched, now)
        wait = self._minutes() * 60
        if wait and not self._held and now - self._touched >= wait:
            self._timer.stop()
            self.due.emit()
