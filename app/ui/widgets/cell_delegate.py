"""Paints the cells of a ``BigTable``: tints, focus, text; pages override ``paint_content``."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.colours import Role
from app.ui.id_table_model import DISPLAY, ROW, Column, Group
from app.ui.theme import TextStyle, Theme

if TYPE_CHECKING:
    from app.ui.widgets.big_table import BigTable

AnyIndex = QModelIndex | QPersistentModelIndex

PADDING = 8


class CellDelegate(QStyledItemDelegate):
    """One delegate for a whole table."""

    def __init__(self, theme: Theme, table: "BigTable") -> None:
        super().__init__(table)
        self.theme = theme
        self._table = table

    def paint_content(
        self,
        painter: QPainter,
        rect: QRect,
        row: Any,
        column: Column[Any],
        option: QStyleOptionViewItem,
    ) -> bool:
        """Paint a cell in another way than as text; True when done. ``rect`` is padded."""
        return False

    def is_bold(self, row: Any) -> bool:
        """Whether the texts of a row are semi-bold, as for unread."""
        return False

    def text_role(self, row: Any, column: Column[Any]) -> Role:
        """The colour of a cell's text."""
        return Role.TEXT

    def draw_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        *,
        role: Role = Role.TEXT,
        bold: bool = False,
        figures: bool = False,
        right: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        style: TextStyle = TextStyle.BODY,
    ) -> int:
        """Write one elided line, centred vertically; returns the width it took."""
        font = self.theme.font(style, bold=bold, figures=figures)
        metrics = QFontMetrics(font)
        fitting = metrics.elidedText(text, elide, rect.width())
        painter.setFont(font)
        painter.setPen(self.theme.colour(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, fitting)
        return metrics.horizontalAdvance(fitting)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = option.rect
        row = index.data(ROW)
        painter.save()
        if isinstance(row, Group):
            self._paint_group(painter, rect, row)
        else:
            self._paint_tint(painter, rect, option, index)
            padding = self.theme.px(PADDING)
            inner = rect.adjusted(padding, 0, -padding, 0)
            column = self._table.id_model.columns[index.column()]
            if row is None:
                self.draw_text(painter, inner, "…", role=Role.MUTED)
            elif not self.paint_content(painter, inner, row, column, option):
                self.draw_text(
                    painter,
                    inner,
                    str(index.data(DISPLAY) or ""),
                    role=self.text_role(row, column),
                    bold=self.is_bold(row),
                    figures=column.figures,
                    right=column.figures,
                    elide=Qt.TextElideMode.ElideMiddle
                    if column.elide_middle
                    else Qt.TextElideMode.ElideRight,
                )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self.theme.px(120), self.theme.row_height)

    def _paint_tint(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self.theme.colour(Role.SELECTION))
        elif index.row() == self._table.hovered_row:
            painter.fillRect(rect, self.theme.colour(Role.HOVER))
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            # The focus row shows without a selection: a line above and below.
            painter.setPen(QPen(self.theme.colour(Role.ACCENT), 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        painter.fillRect(rect, self.theme.colour(Role.RAISED))
        padding = self.theme.px(PADDING)
        inner = rect.adjusted(padding, 0, -padding, 0)
        taken = self.draw_text(painter, inner, group.title, bold=True)
        rest = inner.adjusted(taken + padding, 0, 0, 0)
        self.draw_text(painter, rest, str(group.count), role=Role.MUTED, figures=True)
