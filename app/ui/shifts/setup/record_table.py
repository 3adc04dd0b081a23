"""A small table of records: as high as what is in it, opened with Enter, removed with Del."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme

Record = TypeVar("Record")

_MOST_ROWS = 14
_PADDING = 24
_EDGE = 8
_LEAST = 300


@dataclass(frozen=True, slots=True)
class RecordRow(Generic[Record]):
    """A record, what its columns say, and by what it is known again when the rows are new."""

    record: Record
    key: object
    texts: Sequence[str]
    icon: QIcon | None = None
    muted: bool = False
    tooltip: str = ""


class RecordTable(QTableWidget, Generic[Record]):
    """``numbers`` are the columns aligned to the right.

    The last column takes what is left, or it is ``stretched``, which gives way where room is
    scarce, up to a point.
    """

    opened = Signal()
    remove_wanted = Signal()
    chosen_changed = Signal()

    def __init__(
        self,
        columns: Sequence[str],
        theme: Theme,
        *,
        name: str,
        numbers: Sequence[int] = (),
        choosable: bool = True,
        stretched: int | None = None,
    ) -> None:
        super().__init__(0, len(columns))
        self._theme = theme
        self._numbers = frozenset(numbers)
        self._stretched = stretched
        self._rows: list[RecordRow[Record]] = []
        self._filled = False
        self.setAccessibleName(name)
        for column, text in enumerate(columns):
            head = QTableWidgetItem(text)
            head.setTextAlignment(self._side(column))
            self.setHorizontalHeaderItem(column, head)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if choosable else mode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(stretched is None)
        self.horizontalHeader().setHighlightSections(False)
        self.itemSelectionChanged.connect(self.chosen_changed)
        self.cellDoubleClicked.connect(lambda _row, _column: self.opened.emit())

    @property
    def chosen(self) -> Record | None:
        """The record of the current row."""
        row = self.currentRow()
        return self._rows[row].record if 0 <= row < len(self._rows) else None

    @property
    def records(self) -> list[Record]:
        """All that are shown, in their order."""
        return [each.record for each in self._rows]

    def show_rows(self, rows: Sequence[RecordRow[Record]]) -> None:
        """Show these; the one that was chosen stays so, or the one in its place."""
        place = self.currentRow()
        key = self._rows[place].key if 0 <= place < len(self._rows) else None
        self._rows, self._filled = list(rows), True
        self.blockSignals(True)
        self.setRowCount(len(rows))
        height = self._theme.row_height
        for number, row in enumerate(rows):
            self.setRowHeight(number, height)
            for column, text in enumerate(row.texts):
                self.setItem(number, column, self._item(row, column, text))
        self.blockSignals(False)
        self._fit()
        kept = next((n for n, row in enumerate(rows) if row.key == key), place)
        if rows and self.selectionMode() != QAbstractItemView.SelectionMode.NoSelection:
            self.setCurrentCell(min(max(kept, 0), len(rows) - 1), 0)
        self.chosen_changed.emit()

    def choose(self, wanted: Callable[[Record], bool]) -> None:
        """Go to the first record that fits."""
        for number, row in enumerate(self._rows):
            if wanted(row.record):
                self.setCurrentCell(number, 0)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._filled and not self._rows:
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.colour(Role.MUTED))
            box = self.viewport().rect().adjusted(self._theme.px(_EDGE), 0, 0, 0)
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, middle, _("Nothing yet"))

    def _item(self, row: RecordRow[Record], column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(row.tooltip or text)
        item.setTextAlignment(self._side(column))
        if column == 0 and row.icon is not None:
            item.setIcon(row.icon)
        if row.muted:
            item.setForeground(QColor(self._theme.colour(Role.MUTED)))
        return item

    def _stretch(self) -> None:
        if self._stretched is not None:
            header = self.horizontalHeader()
            others = header.length() - header.sectionSize(self._stretched)
            room = self.viewport().width() - others
            self.setColumnWidth(self._stretched, max(self._theme.px(_LEAST), room))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        number = column in self._numbers
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _fit(self) -> None:
        """As wide as the words, as high as the rows, up to a point."""
        self.resizeColumnsToContents()
        last = self.columnCount() - self.horizontalHeader().stretchLastSection()
        for column in range(last):
            self.setColumnWidth(column, self.columnWidth(column) + self._theme.px(_PADDING))
        self._stretch()
        shown = min(max(self.rowCount(), 1), _MOST_ROWS)
        frame = 2 * self.frameWidth()
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + shown * self._theme.row_height + frame)
        self.updateGeometry()
