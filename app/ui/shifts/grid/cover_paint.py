"""Paints how many people a shift has against how many it needs, each number once for a size."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from app.ui.colours import Role
from app.ui.shifts.grid.cover import Cover
from app.ui.shifts.grid.look import Look
from app.ui.theme import TextStyle

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_ROOMY = 24


class CoverPainter:
    """Pictures for cells of one size."""

    def __init__(self, look: Look, width: int, height: int, ratio: float) -> None:
        self._look = look
        self.size = width, height, ratio
        self._pictures: dict[Cover, QPixmap] = {}

    def picture(self, cover: Cover) -> QPixmap:
        """Filled and framed: people are missing. Dotted: fewer than wished. Grey: more."""
        found = self._pictures.get(cover)
        if found is None:
            found = self._pictures[cover] = self._paint(cover)
        return found

    def _paint(self, cover: Cover) -> QPixmap:
        width, height, ratio = self.size
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, ink = self._look.theme, Role.MUTED
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cover.short:
            painter.setPen(theme.colour(Role.DANGER))
            painter.setBrush(theme.colour(Role.DANGER_SOFT))
            ink = Role.DANGER
        elif cover.wished:
            painter.setPen(QPen(theme.colour(Role.WARNING), 1, Qt.PenStyle.DotLine))
            ink = Role.WARNING
        elif cover.over:
            painter.setBrush(theme.colour(Role.RAISED))
        box = QRectF(0, 0, width, height)
        if cover.short or cover.wished or cover.over:
            gap = theme.px(2 if width >= theme.px(_ROOMY) else 1)
            radius = theme.px(4)
            painter.drawRoundedRect(box.adjusted(gap + 0.5, gap + 0.5, -gap, -gap), radius, radius)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(TextStyle.CAPTION, bold=bool(cover.short), figures=True))
        painter.drawText(box, _CENTRE, cover_text(cover))
        painter.end()
        return picture


def cover_text(cover: Cover) -> str:
    """*−1* where people are missing, *+1* where there are more than wished, else how many."""
    missing = cover.short or cover.wished
    if missing:
        return f"−{missing}"
    return f"+{cover.over}" if cover.over else str(cover.planned)
