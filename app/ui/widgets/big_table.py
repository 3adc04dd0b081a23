"""A table view for ``IdTableModel``: fast at 200,000 rows, calm to look at."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.ui.colours import Role
from app.ui.id_table_model import Column, IdTableModel
from app.ui.theme import Theme
from app.ui.widgets.calm_replacing import CalmReplacing
from app.ui.widgets.cell_delegate import Cell, CellDelegate
from app.ui.widgets.scroll_anchor import ScrollAnchor
from app.ui.widgets.table_header import TableHeader

_HEADER_HEIGHT = 30


class BigTable(QTableView):
    """Rows of an ``IdTableModel``. The page sorts: ``sort_requested(sort_key, descending)``."""

    sort_requested = Signal(str, bool)
    selection_changed = Signal()
    current_id_changed = Signal(object)
    """The id of the current row, or None."""
    opened = Signal(object)
    """The id of a row that was double-clicked or confirmed with Enter."""
    columns_changed = Signal()

    def __init__(
        self, model: IdTableModel[Any], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ids = model
        self._theme = theme
        self.hovered_row = -1
        self.focus_row = -1
        self.tinted_rows: frozenset[int] = frozenset()
        self.setModel(model)
        self.setItemDelegate(CellDelegate(theme, self))
        self._preset()
        self._preset_header()
        self._apply_theme()
        theme.changed.connect(self._apply_theme)
        self._anchor = ScrollAnchor(self)
        self._calm = CalmReplacing(self)
        model.groups_changed.connect(self._span_groups)
        selection = self.selectionModel()
        selection.selectionChanged.connect(self._tell_selection)
        selection.currentRowChanged.connect(self._tell_current)

    # What the page asks and says

    @property
    def id_model(self) -> IdTableModel[Any]:
        return self._ids

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows, top to bottom; reads ranges, so all of 200,000 is quick."""
        rows: list[int] = []
        ids = self._ids.ids
        for first, last in sorted(self._selected_ranges()):
            rows.extend(each for each in ids[first : last + 1] if each > 0)
        return list(dict.fromkeys(rows))

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self._selected_ranges())

    def rows_in_view(self) -> int:
        """How many rows there is room for, those cut off included."""
        return self.viewport().height() // self.verticalHeader().defaultSectionSize() + 1

    def current_id(self) -> int | None:
        """The id of the current row, or None."""
        index = self.currentIndex()
        return self._ids.id_at(index.row()) if index.isValid() else None

    def select_ids(self, ids: Sequence[int], *, scroll: bool = True) -> None:
        """Select exactly these rows, as far as they are shown; the first becomes current."""
        rows = [row for row in map(self._ids.row_of, ids) if row is not None]
        selection = QItemSelection()
        last_column = self._ids.columnCount() - 1
        for first, last in _runs(sorted(rows)):
            selection.select(self._ids.index(first, 0), self._ids.index(last, last_column))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        if rows:
            current = self._ids.index(rows[0], self._first_shown_column())
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
            if scroll:
                self.scrollTo(current)

    def paint_now(self) -> None:
        """Show what the model holds by now, before anything else is done."""
        # Else laid out while it is painted, and that asks for all to be painted once more.
        self.executeDelayedItemsLayout()
        self.viewport().repaint()

    def show_sorted(self, sort_key: str | None, *, descending: bool) -> None:
        """Mark the column by which the page sorted."""
        header = self.horizontalHeader()
        section = next(
            (i for i, each in enumerate(self._ids.columns) if each.sort_key == sort_key), -1
        )
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section if sort_key else -1, order)

    def shown_columns(self) -> list[str]:
        """Keys of the columns shown, in their order on screen."""
        return self._columns.shown_columns()

    def column_state(self) -> str:
        """Order, widths and visibility of the columns as JSON, to be remembered."""
        return self._columns.column_state()

    def restore_columns(self, state: str) -> None:
        """Take a remembered ``column_state``; columns it does not know stay as they are."""
        self._columns.restore_columns(state)

    def column_menu(self) -> QMenu:
        """The menu that shows and hides columns; at least one stays."""
        return self._columns.column_menu()

    def _selected_ranges(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.count()))
        return [(part.top(), part.bottom()) for part in parts]

    def ids_in_view(self) -> list[int]:
        """The ids of the rows that are at least partly in sight, group headers included."""
        first = self.rowAt(0)
        if first < 0:
            return []
        last = self.rowAt(self.viewport().height() - 1)
        return list(self._ids.ids[first : last + 1 if last >= 0 else None])

    def selected_rows_in_view(self) -> frozenset[int]:
        """The selected rows among them."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return frozenset()
        last = last if last >= 0 else len(self._ids.ids) - 1
        return frozenset(
            row
            for top, bottom in self._selected_ranges()
            for row in range(max(top, first), min(bottom, last) + 1)
        )

    # Preset

    def _preset(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        # Else all panes around it paint their background first, each time.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Its own selection model: sharing the table's walks every selected row at each change.
        vertical.setSelectionModel(QItemSelectionModel(self.model(), vertical))

    def _preset_header(self) -> None:
        self._columns = TableHeader(self._theme, self)
        self.setHorizontalHeader(self._columns)
        self._columns.setSelectionModel(QItemSelectionModel(self.model(), self._columns))
        self._header_behaviour()
        self._columns.show_standard()
        self._columns.changed.connect(self.columns_changed)
        self._columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._columns.customContextMenuRequested.connect(self._show_column_menu)
        self._columns.sectionClicked.connect(self._header_clicked)

    def _header_behaviour(self) -> None:
        """Once, before widths are set; a page may fix some columns."""
        self._columns.preset()

    def _apply_theme(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._theme.row_height)
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEADER_HEIGHT))
        self.viewport().update()

    def _show_column_menu(self, at: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _header_clicked(self, section: int) -> None:
        column: Column[Any] = self._ids.columns[section]
        if column.sort_key is not None:
            # The header has already moved its mark to the clicked column.
            order = self.horizontalHeader().sortIndicatorOrder()
            self.sort_requested.emit(column.sort_key, order == Qt.SortOrder.DescendingOrder)

    def _first_shown_column(self) -> int:
        return next((i for i in range(len(self._ids.columns)) if not self.isColumnHidden(i)), 0)

    def _span_groups(self) -> None:
        self.clearSpans()
        columns = self._ids.columnCount()
        if columns > 1:
            for row in self._ids.group_rows:
                self.setSpan(row, 0, 1, columns)

    def _tell_selection(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self.selection_changed.emit()

    def _tell_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        self.current_id_changed.emit(self.current_id())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.current_id()
            if current is not None:
                self.opened.emit(current)
                return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            # To the first or last row, as in a list; by default Qt moves along the columns.
            row = 0 if event.key() == Qt.Key.Key_Home else self._ids.rowCount() - 1
            self._go_to_row(row)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions here; searching is for the search box."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._ids.id_at(index.row()) > 0:
            self.opened.emit(self._ids.id_at(index.row()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Row by row: cell by cell as Qt does it would ask the model some questions for each.
        self.executeDelayedItemsLayout()
        self.focus_row = self.currentIndex().row() if self.hasFocus() else -1
        self.tinted_rows = self.selected_rows_in_view()
        delegate, cells = self._delegate_of_rows(), self._shown_cells()
        width, height = self.viewport().width(), self.verticalHeader().defaultSectionSize()
        dirty = event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(dirty, self._theme.colour(Role.SURFACE))
        first = self.rowAt(dirty.top())
        end = self._ids.rowCount() if first >= 0 and cells else first
        top = self.rowViewportPosition(first)
        for place in range(first, end):
            if top > dirty.bottom():
                break
            delegate.paint_row(painter, place, QRect(0, top, width, height), cells)
            top += height
        painter.end()

    def _delegate_of_rows(self) -> CellDelegate:
        delegate = self.itemDelegate()
        assert isinstance(delegate, CellDelegate)
        return delegate

    def _shown_cells(self) -> list[Cell]:
        """The columns shown, each with its left edge and width."""
        header = self.horizontalHeader()
        return [
            (column, header.sectionViewportPosition(section), header.sectionSize(section))
            for section, column in enumerate(self._ids.columns)
            if not header.isSectionHidden(section)
        ]

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def _go_to_row(self, row: int) -> None:
        step = 1 if row == 0 else -1
        while 0 <= row < self._ids.rowCount() and self._ids.id_at(row) <= 0:
            row += step
        if 0 <= row < self._ids.rowCount():
            self.selectRow(row)
            self.scrollTo(self._ids.index(row, self._first_shown_column()))


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
