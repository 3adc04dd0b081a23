"""When somebody last touched the program."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

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


class LastTouch(QObject):
    """Watches the windows as they get the focus; ``clock`` tells seconds."""

    def __init__(self, parent: QObject, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._touched = clock()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)
            self.watch(application.focusWindow())

    def seconds_since(self) -> float:
        """How long ago it was; a clock that was set back starts the time anew."""
        now = self._clock()
        self._touched = min(self._touched, now)
        return now - self._touched

    def begin_anew(self) -> None:
        """As if somebody had touched it now."""
        self._touched = self._clock()

    def watch(self, window: QWindow | None) -> None:
        """Input arrives at the window that has the focus; watching all objects would be slow.

        The window is not kept: it may be gone when Python looks at it again.
        """
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.begin_anew()
        return False
