"""A thin bar at the top of a pane while something is read, after 150 ms of nothing."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.colours import Role
from app.ui.theme import Theme

_PATIENCE_MS = 150
_FRAME_MS = 33
_HEIGHT = 3
_STEP = 0.02
_SHARE = 0.25


class LoadingBar(QWidget):
    """Lies over the top edge of ``pane`` and moves nothing: ``set_loading(True)``."""

    def __init__(self, pane: QWidget, theme: Theme) -> None:
        super().__init__(pane)
        self._pane = pane
        self._theme = theme
        self._place = 0.0
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._step)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        pane.installEventFilter(self)

    def set_loading(self, loading: bool) -> None:
        """Begin or end; a bar that would show for less than a blink never shows."""
        if not loading:
            self._patience.stop()
            self._frames.stop()
            self.hide()
        elif not self.isVisible() and not self._patience.isActive():
            self._patience.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Role.ACCENT_SOFT))
        width = self.width() * _SHARE
        left = self._place * (self.width() + width) - width
        painter.fillRect(QRectF(left, 0, width, self.height()), self._theme.colour(Role.ACCENT))

    def _appear(self) -> None:
        self._place = 0.0
        self._fit()
        self.raise_()
        self.show()
        self._frames.start()

    def _step(self) -> None:
        self._place = (self._place + _STEP) % 1.0
        self.update()

    def _fit(self) -> None:
        self.setGeometry(0, 0, self._pane.width(), self._theme.px(_HEIGHT))
