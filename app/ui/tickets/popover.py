"""A small panel beside what it belongs to; Esc or a click elsewhere closes it."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.theme import Theme


class Popover(QFrame):
    """Shown with ``open_at``; deletes itself when it closes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", True)
        self.content = QVBoxLayout(self)
        margin = theme.px(12)
        self.content.setContentsMargins(margin, margin, margin, margin)
        self.content.setSpacing(theme.px(8))

    def open_at(self, anchor: QWidget) -> None:
        """Below ``anchor``, or above it where there is more room; inside its screen."""
        self.adjustSize()
        at = QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size())
        self.move(_place(at, self.frameGeometry(), anchor.screen().availableGeometry()))
        self.show()

    def open_centred(self, window: QWidget) -> None:
        """In the upper middle of a window, for what was asked for by key."""
        self.adjustSize()
        frame = window.window().frameGeometry()
        left = frame.center().x() - self.width() // 2
        self.move(left, frame.top() + max(self.theme.px(80), frame.height() // 6))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


def _place(anchor: QRect, panel: QRect, screen: QRect) -> QPoint:
    below = anchor.bottom() + 4
    above = anchor.top() - panel.height() - 4
    fits_below = below + panel.height() <= screen.bottom()
    top = below if fits_below or above < screen.top() else above
    left = min(anchor.left(), screen.right() - panel.width())
    return QPoint(max(screen.left(), left), max(screen.top(), top))
