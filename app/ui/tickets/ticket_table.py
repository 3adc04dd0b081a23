"""The table of the queue: columns as the width allows, cards of two lines when it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from app.i18n import _
from app.queries.ticket_rows import TicketRow
from app.ui.id_table_model import IdTableModel
from app.ui.theme import Theme
from app.ui.tickets import ticket_columns as columns
from app.ui.tickets.ticket_columns import Moment
from app.ui.tickets.ticket_delegate import CARD_HEIGHT, TicketDelegate
from app.ui.widgets.big_table import BigTable

CARDS_BELOW = 560
"""Narrower than this (px at 100 %), a row is a card."""
_SUBJECT_ROOM = 200
_GIVES_WAY = (
    columns.LEVEL,
    columns.CHANNEL,
    columns.CATEGORY,
    columns.CREATED,
    columns.NUMBER,
    columns.STATUS,
    columns.DUE,
    columns.ASSIGNEE,
    columns.CONTACT,
)
"""Columns that leave when the subject has no room, the first one first."""
_ALWAYS = frozenset({columns.PRIORITY, columns.SUBJECT})


class TicketTable(BigTable):
    """A ``BigTable`` of tickets that knows which columns the person wants and which fit."""

    def __init__(
        self,
        model: IdTableModel[TicketRow],
        theme: Theme,
        moment: Moment,
        parent: QWidget | None = None,
    ) -> None:
        self._chosen = {each.key for each in model.columns if each.shown}
        self._widths: dict[str, int] = {}
        self._fitting = True
        self._delegate: TicketDelegate | None = None
        super().__init__(model, theme, parent)
        self._delegate = TicketDelegate(theme, moment, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Tickets"))
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().sectionResized.connect(self._remember_width)
        self._fitting = False
        self._fit()

    @property
    def cards(self) -> bool:
        """Whether rows are painted as cards."""
        return self._delegate is not None and self._delegate.cards

    @property
    def fitting(self) -> bool:
        """Whether columns change by themselves just now, for the width did."""
        return self._fitting

    def chosen_columns(self) -> tuple[str, ...]:
        """Keys of the columns the person wants, in their order, fitting or not."""
        header = self.horizontalHeader()
        order = sorted(range(header.count()), key=header.visualIndex)
        keys = (self._ids.columns[section].key for section in order)
        return tuple(key for key in keys if key in self._chosen)

    def choose_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order; none means those of a new desk."""
        known = [each.key for each in self._ids.columns]
        wanted = [key for key in keys if key in known]
        if not wanted:
            wanted = [each.key for each in self._ids.columns if each.shown]
        if tuple(wanted) == self.chosen_columns():
            return
        self._chosen = set(wanted) | _ALWAYS
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            for place, key in enumerate(wanted):
                header.moveSection(header.visualIndex(known.index(key)), place)
        self._fit()

    @property
    def widths(self) -> dict[str, int]:
        """Widths that the person dragged, in px at 100 % text, by column."""
        return dict(self._widths)

    def set_widths(self, widths: dict[str, int]) -> None:
        """Take back what ``widths`` gave."""
        self._widths = {key: width for key, width in widths.items() if 24 <= width <= 1200}
        self._fit()

    def first_selected_row(self) -> int:
        """The topmost selected row; 0 without a selection."""
        parts = self.selectionModel().selection().toList()
        return min((part.top() for part in parts), default=0)

    def step(self, rows: int) -> bool:
        """Move the cursor by ``rows``, over group headers; False at the end of the list."""
        direction = 1 if rows > 0 else -1
        target = self.currentIndex().row() + rows
        while 0 <= target < self._ids.rowCount():
            if self._ids.id_at(target) > 0:
                self.go_to_row(target)
                return True
            target += direction
        return False

    def go_to_row(self, row: int) -> None:
        """Cursor and selection on that row, or on the nearest ticket after or before it."""
        count = self._ids.rowCount()
        for candidate in (*range(row, count), *range(min(row, count) - 1, -1, -1)):
            if self._ids.id_at(candidate) > 0:
                self.select_ids([self._ids.id_at(candidate)])
                return

    def column_menu(self) -> QMenu:
        """One checkable entry per column; priority and subject stay."""
        menu = QMenu(self)
        for column in self._ids.columns:
            entry = menu.addAction(column.title())
            entry.setCheckable(True)
            entry.setChecked(column.key in self._chosen)
            entry.setEnabled(column.key not in _ALWAYS)
            entry.setData(column.key)
            entry.triggered.connect(self._toggle_chosen)
        menu.addSeparator()
        menu.addAction(_("Standard columns")).triggered.connect(self._choose_standard)
        return menu

    # Fitting columns to the width

    def _fit(self) -> None:
        if self._fitting or self._delegate is None:
            return
        self._fitting = True
        room = self.viewport().width()
        self._delegate.cards = room < self._theme.px(CARDS_BELOW)
        height = self._theme.px(CARD_HEIGHT) if self.cards else self._theme.row_height
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setVisible(not self.cards)
        self._show_sections({columns.SUBJECT} if self.cards else self._fitting_columns(room))
        self._fitting = False

    def _fitting_columns(self, room: int) -> set[str]:
        shown = self._chosen | _ALWAYS
        for key in _GIVES_WAY:
            taken = sum(self._width_of(each) for each in shown if each != columns.SUBJECT)
            if room - taken >= self._theme.px(_SUBJECT_ROOM):
                break
            shown = shown - {key}
        return shown

    def _width_of(self, key: str) -> int:
        column = next(each for each in self._ids.columns if each.key == key)
        return self._theme.px(self._widths.get(key, column.width))

    def _show_sections(self, shown: set[str]) -> None:
        header = self.horizontalHeader()
        for section, column in enumerate(self._ids.columns):
            header.setSectionHidden(section, column.key not in shown)
            if column.key in shown and not column.stretches:
                header.resizeSection(section, self._width_of(column.key))

    def _remember_width(self, section: int, _old: int, new: int) -> None:
        column = self._ids.columns[section]
        if not (self._fitting or column.stretches or new <= 0):
            self._widths[column.key] = round(new * 100 / self._theme.px(100))

    def _toggle_chosen(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            self._chosen ^= {entry.data()}
            self._fit()
            self.columns_changed.emit()

    def _choose_standard(self) -> None:
        self._widths = {}
        self.choose_columns(())
        self._fit()
        self.columns_changed.emit()

    def _apply_theme(self) -> None:
        super()._apply_theme()
        self._fit()

    def _header_behaviour(self) -> None:
        super()._header_behaviour()
        header = self.horizontalHeader()
        for section, column in enumerate(self._ids.columns):
            if column.key == columns.PRIORITY:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._ids.rowCount():
            first = next(
                (row for row in range(self._ids.rowCount()) if self._ids.id_at(row) > 0), None
            )
            if first is not None:
                index = self._ids.index(first, self._first_shown_column())
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.viewport().update()
