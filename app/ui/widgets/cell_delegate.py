"""Paints the rows of a ``BigTable``: tints, focus, text; pages override ``paint_content``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.colours import Role
from app.ui.id_table_model import Column, Group
from app.ui.theme import TextStyle, Theme

if TYPE_CHECKING:
    from app.ui.widgets.big_table import BigTable

AnyIndex = QModelIndex | QPersistentModelIndex

_PADDING = 8
_END = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.TextElideMode.ElideMiddle

Cell = tuple[Column[Any], int, int]
"""A column with its left edge and its width in pixels."""


class CellDelegate(QStyledItemDelegate):
    """One delegate for a whole table."""

    def __init__(self, theme: Theme, table: "BigTable") -> None:
        super().__init__(table)
        self.theme = theme
        self._table = table
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

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
        elide: Qt.TextElideMode = _END,
        style: TextStyle = TextStyle.BODY,
    ) -> int:
        """Write one elided line, centred vertically; returns the width it took."""
        if not text:
            return 0
        painter.setPen(self.theme.colour(role))
        return self.theme.texts(style, bold=bold, figures=figures).draw(
            painter,
            text,
            left=rect.left(),
            top=rect.top(),
            width=rect.width(),
            height=rect.height(),
            right=right,
            elide=elide,
        )

    def paint_row(self, painter: QPainter, place: int, rect: QRect, cells: Sequence[Cell]) -> None:
        """Paint the row at ``place`` into ``rect``, which its ``cells`` fill."""
        model = self._table.id_model
        group = model.group_at(place)
        if group is not None:
            self._paint_group(painter, rect, group)
            return
        self._paint_tint(painter, rect, place)
        row = model.row_at(place)
        padding, top, height = self._padding, rect.top(), rect.height()
        option = QStyleOptionViewItem()
        for column, left, width in cells:
            inner = QRect(left + padding, top, width - 2 * padding, height)
            if row is None:
                self.draw_text(painter, inner, "…", role=Role.MUTED)
                continue
            option.rect = QRect(left, top, width, height)
            if not self.paint_content(painter, inner, row, column, option):
                self._paint_text(painter, inner, row, column)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self.theme.px(120), self.theme.row_height)

    def _paint_text(self, painter: QPainter, rect: QRect, row: Any, column: Column[Any]) -> None:
        self.draw_text(
            painter,
            rect,
            column.text(row),
            role=self.text_role(row, column),
            bold=self.is_bold(row),
            figures=column.figures,
            right=column.figures,
            elide=_MIDDLE if column.elide_middle else _END,
        )

    def _paint_tint(self, painter: QPainter, rect: QRect, place: int) -> None:
        table = self._table
        if place in table.tinted_rows:
            painter.fillRect(rect, self.theme.colour(Role.SELECTION))
        elif place == table.hovered_row:
            painter.fillRect(rect, self.theme.colour(Role.HOVER))
        if place == table.focus_row:
            # The focus row shows without a selection: a line above and below.
            painter.setPen(QPen(self.theme.colour(Role.ACCENT), 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        painter.fillRect(rect, self.theme.colour(Role.RAISED))
        inner = rect.adjusted(self._padding, 0, -self._padding, 0)
        taken = self.draw_text(painter, inner, group.title, bold=True)
        rest = inner.adjusted(taken + self._padding, 0, 0, 0)
        self.draw_text(painter, rest, str(group.count), role=Role.MUTED, figures=True)

    def _apply_theme(self) -> None:
        self._padding = self.theme.px(_PADDING)
