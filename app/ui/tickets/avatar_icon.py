"""A person's circle as an icon, for menus and lists."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from app.ui.theme import Theme
from app.ui.widgets.avatar import initials, paint_avatar

_SIDE = 20


def avatar_icon(theme: Theme, name: str, colour: int | None) -> QIcon:
    """Initials on the person's colour, twice as large to stay sharp; nobody without a name."""
    side = 2 * theme.px(_SIDE)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_avatar(painter, theme, QRectF(0, 0, side, side), initials(name), colour)
    painter.end()
    return QIcon(pixmap)
