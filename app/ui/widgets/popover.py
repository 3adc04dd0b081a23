"""A small panel that opens beside a widget and closes with Esc or a click elsewhere."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.theme import Theme


class Popover(QFrame):
    """Put the content into ``column``; ``open_at(anchor)`` shows it below or above."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._before: QWidget | None = None
        self.setProperty("popup", True)
        self.column = QVBoxLayout(self)
        margin = theme.px(12)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(theme.px(8))

    def open_at(self, anchor: QWidget, *, focus: QWidget | None = None) -> None:
        """Open at the lower left corner of ``anchor``, kept within its screen."""
        self._before = anchor.window().focusWidget()
        self.adjustSize()
        below = anchor.mapToGlobal(QPoint(0, anchor.height() + self._theme.px(4)))
        screen = anchor.screen().availableGeometry()
        x = max(screen.left(), min(below.x(), screen.right() - self.width()))
        y = below.y()
        if y + self.height() > screen.bottom():
            y = max(screen.top(), anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(x, y)
        self.show()
        (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # What had the focus may be gone: what was chosen here often rebuilds it.
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()
