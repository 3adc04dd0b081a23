"""The header of a big table: small words, a chevron where it is sorted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme

if TYPE_CHECKING:
    from app.ui.widgets.big_table import BigTable

_PADDING = 8
_CHEVRON = 14


class TableHeader(QHeaderView):
    """Paints itself: words are elided, never cut, and the chevron stands beside them."""

    def __init__(self, theme: Theme, table: "BigTable") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._table = table
        self._hovered = -1
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        column = self._table.id_model.columns[logicalIndex]
        colour, px = self._theme.colour, self._theme.px
        hovered = logicalIndex == self._hovered and column.sort_key is not None
        painter.save()
        painter.fillRect(rect, colour(Role.HOVER if hovered else Role.SURFACE))
        painter.setPen(colour(Role.BORDER))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        sorted_here = logicalIndex == self.sortIndicatorSection()
        font = self._theme.font(TextStyle.CAPTION, bold=sorted_here)
        inner = rect.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        room = inner.width() - (px(_CHEVRON) if sorted_here else 0)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(column.title(), Qt.TextElideMode.ElideRight, max(0, room))
        width = metrics.horizontalAdvance(text)
        left = inner.right() + 1 - width if column.figures else inner.left()
        painter.setFont(font)
        painter.setPen(colour(Role.TEXT if sorted_here or hovered else Role.MUTED))
        baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(left, baseline, text)
        if sorted_here:
            start = left - px(_CHEVRON) if column.figures else left + width
            self._paint_chevron(painter, QPoint(start, rect.center().y()))
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    def _paint_chevron(self, painter: QPainter, at: QPoint) -> None:
        side = self._theme.px(_CHEVRON)
        descending = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        area = QRectF(at.x(), at.y() - side / 2 + 1, side, side)
        glyph = "expand" if descending else "collapse"
        paint_glyph(painter, area, glyph, self._theme.colour(Role.TEXT))
