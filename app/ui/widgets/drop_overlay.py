"""Shows that what is being dragged can be dropped here."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme

_ICON = 48


class DropOverlay(QWidget):
    """Lies over ``pane`` while files are dragged over it; takes no events."""

    def __init__(self, pane: QWidget, theme: Theme) -> None:
        super().__init__(pane)
        self._pane = pane
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self) -> None:
        """Cover the pane as it is now."""
        self.setGeometry(self._pane.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.colour(Role.WINDOW))
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        accent = self._theme.colour(Role.ACCENT)
        margin = self._theme.px(16)
        frame = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, self._theme.px(8), self._theme.px(8))
        side = self._theme.px(_ICON)
        centre = frame.center()
        icon = QRectF(centre.x() - side / 2, centre.y() - side, side, side)
        paint_glyph(painter, icon, "import", accent)
        painter.setFont(self._theme.font(TextStyle.SECTION))
        painter.setPen(self._theme.colour(Role.TEXT))
        words = QRectF(frame.left(), centre.y() + margin / 2, frame.width(), side)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        painter.drawText(words, flags, _("Drop to import"))
