"""Keys as small caps, as in a sheet of keys or a hint line."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme

_HEIGHT = 20
_PADDING = 6
_GAP = 4


class KeyCap(QWidget):
    """One cap for each way to press it."""

    def __init__(self, keys: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)
        theme.changed.connect(self.updateGeometry)

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show other keys."""
        self._keys = tuple(keys)
        self.setAccessibleName(", ".join(self._keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        metrics = QFontMetrics(self._theme.font(TextStyle.CAPTION))
        widths = [metrics.horizontalAdvance(key) + 2 * px(_PADDING) for key in self._keys]
        return QSize(sum(widths) + px(_GAP) * max(0, len(widths) - 1), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        font = self._theme.font(TextStyle.CAPTION)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = 0.0
        for key in self._keys:
            width = metrics.horizontalAdvance(key) + 2 * px(_PADDING)
            cap = QRectF(left + 0.5, 0.5, width - 1, self.height() - 1)
            painter.setPen(self._theme.colour(Role.FIELD))
            painter.setBrush(self._theme.colour(Role.RAISED))
            painter.drawRoundedRect(cap, px(4), px(4))
            painter.setPen(self._theme.colour(Role.TEXT))
            painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), key)
            left += width + px(_GAP)
