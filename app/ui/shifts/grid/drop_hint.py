"""A few lines beside the pointer: what a drop there would do."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

_OFFSET = 18
_MARGIN = 6


class DropHint(QLabel):
    """Lies over the grid, lets the mouse through, and stays within its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setProperty("popup", True)
        self.setMargin(_MARGIN)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, point: QPoint) -> None:
        """Show the lines beside a point of the parent; no text hides them."""
        self.setText(text)
        self.adjustSize()
        x = min(point.x() + _OFFSET, self._view.width() - self.width() - 2)
        y = point.y() + _OFFSET
        if y + self.height() > self._view.height():
            y = point.y() - self.height() - _OFFSET // 2
        self.move(max(0, x), max(0, y))
        self.setVisible(bool(text))
