"""The header of a big table: small words, a chevron where it is sorted, its columns."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu

from app.i18n import _
from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme

if TYPE_CHECKING:
    from app.ui.widgets.big_table import BigTable

_PADDING = 8
_CHEVRON = 14
_NARROWEST = 24


class TableHeader(QHeaderView):
    """Paints itself: words are elided, never cut, and the chevron stands beside them.

    It also knows which columns are shown, how wide and in which order.
    """

    changed = Signal()
    """Columns were moved, resized, shown or hidden."""

    def __init__(self, theme: Theme, table: "BigTable") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._table = table
        self._hovered = -1
        self._given_way: dict[int, int] = {}
        self.sectionResized.connect(self._tell)
        self.sectionMoved.connect(self._tell)
        self._scale = theme.px(100)
        theme.changed.connect(self._apply_theme)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    # Columns

    def preset(self) -> None:
        """Sections can be clicked, moved and resized; stretching columns take what is left."""
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(_NARROWEST)
        for place, column in enumerate(self._table.id_model.columns):
            mode = self.ResizeMode.Stretch if column.stretches else self.ResizeMode.Interactive
            self.setSectionResizeMode(place, mode)

    def show_standard(self) -> None:
        """All columns as a new desk shows them."""
        for place, column in enumerate(self._table.id_model.columns):
            self.moveSection(self.visualIndex(place), place)
            self.setSectionHidden(place, not column.shown)
            if not column.stretches:
                self.resizeSection(place, self._theme.px(column.width))

    def shown_columns(self) -> list[str]:
        """Keys of the columns shown, in their order on screen."""
        columns = self._table.id_model.columns
        return [columns[i].key for i in self._order() if not self.isSectionHidden(i)]

    def give_way(self, place: int) -> None:
        """Hide a column for want of room: it counts as shown, and comes with ``take_back``."""
        self._given_way[place] = self.sectionSize(place)
        self.setSectionHidden(place, True)

    def take_back(self) -> None:
        """Show what gave way."""
        given_way, self._given_way = self._given_way, {}
        for place, width in given_way.items():
            self.setSectionHidden(place, False)
            self.resizeSection(place, width)

    def column_state(self) -> str:
        """Order, widths at 100 % text and visibility as JSON."""
        columns = self._table.id_model.columns
        return json.dumps(
            [
                (columns[place].key, round(self._width(place) * 100 / self._scale), shown)
                for place in self._order()
                for shown in [place in self._given_way or not self.isSectionHidden(place)]
            ]
        )

    def restore_columns(self, state: str) -> None:
        """Take a ``column_state``; what it does not know stays, what is damaged is left out."""
        columns = self._table.id_model.columns
        places = {column.key: place for place, column in enumerate(columns)}
        known = [each for each in _column_states(state) if each[0] in places]
        for target, (key, width, shown) in enumerate(known):
            place = places[key]
            self.moveSection(self.visualIndex(place), target)
            if width > 0 and not columns[place].stretches:
                self.resizeSection(place, round(width * self._scale / 100))
            self.setSectionHidden(place, not shown)
        if self.hiddenSectionCount() == self.count():
            self.show_standard()

    def column_menu(self) -> QMenu:
        """Shows and hides columns; at least one stays."""
        menu = QMenu(self)
        shown = self.count() - self.hiddenSectionCount()
        for place, column in enumerate(self._table.id_model.columns):
            action = QAction(column.title(), menu)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(place))
            action.setEnabled(shown > 1 or self.isSectionHidden(place))
            action.setData(place)
            action.triggered.connect(self._toggle)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Standard columns")).triggered.connect(self._choose_standard)
        return menu

    def _apply_theme(self) -> None:
        """Columns grow and shrink with the text."""
        before, self._scale = self._scale, self._theme.px(100)
        if before != self._scale:
            self._given_way = {
                place: round(width * self._scale / before)
                for place, width in self._given_way.items()
            }
            for place, column in enumerate(self._table.id_model.columns):
                if not column.stretches and not self.isSectionHidden(place):
                    width = round(self.sectionSize(place) * self._scale / before)
                    self.resizeSection(place, width)
        self.viewport().update()

    def _toggle(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.setSectionHidden(action.data(), not action.isChecked())
            self.changed.emit()

    def _choose_standard(self) -> None:
        self.show_standard()
        self.changed.emit()

    def _width(self, place: int) -> int:
        """The width the person chose; 0 where the table chooses it."""
        if self._table.id_model.columns[place].stretches:
            return 0
        return self._given_way.get(place, self.sectionSize(place))

    def _order(self) -> list[int]:
        return sorted(range(self.count()), key=self.visualIndex)

    def _tell(self, _place: int, _old: int, _new: int) -> None:
        self.changed.emit()

    # Qt

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


def _column_states(state: str) -> list[tuple[str, int, bool]]:
    """Key, width and visibility as remembered; what is damaged is left out."""
    try:
        remembered = json.loads(state)
    except ValueError:
        return []
    if not isinstance(remembered, list):
        return []
    return [(each[0], each[1], each[2]) for each in remembered if _is_column_state(each)]


def _is_column_state(value: object) -> bool:
    match value:
        case [str(), int(), bool()]:
            return True
    return False
