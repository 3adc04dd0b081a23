"""A small table to read: heads, rows of texts, numbers at the right; one row is current."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.ui.theme import Theme, set_style_property

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NARROW = 44
_VALUE = int(Qt.ItemDataRole.UserRole)


class FactTable(QTreeWidget):
    """``show_rows`` fills it anew; the first column takes the room that is left."""

    def __init__(self, name: str, theme: Theme, *, wide: int = 0) -> None:
        """``wide`` is the column that stretches."""
        super().__init__()
        self._theme = theme
        self._wide = wide
        set_style_property(self, "facts", True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(name)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)

    def show_rows(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        numbers: Sequence[int] = (),
        narrow: Sequence[int] = (),
        values: Sequence[object] = (),
    ) -> None:
        """``numbers`` are the columns set at the right, ``narrow`` those of two or three letters;
        ``values`` stand for the rows."""
        kept = self.current_value
        self.clear()
        self.setColumnCount(len(heads))
        self.setHeaderLabels(list(heads))
        head = self.headerItem()
        for column in range(len(heads)):
            head.setTextAlignment(column, _RIGHT if column in numbers else _LEFT)
        for place, texts in enumerate(rows):
            item = QTreeWidgetItem(list(texts))
            for column in numbers:
                item.setTextAlignment(column, _RIGHT)
            if place < len(values):
                item.setData(0, _VALUE, values[place])
            self.addTopLevelItem(item)
        self._fit(len(heads), frozenset(narrow))
        self._show_value(kept)

    def _fit(self, columns: int, narrow: frozenset[int]) -> None:
        mode, header = QHeaderView.ResizeMode, self.header()
        header.setMinimumSectionSize(self._theme.px(_NARROW))
        for column in range(columns):
            if column == self._wide:
                header.setSectionResizeMode(column, mode.Stretch)
            elif column in narrow:
                header.setSectionResizeMode(column, mode.Fixed)
                header.resizeSection(column, self._theme.px(_NARROW))
            else:
                header.setSectionResizeMode(column, mode.ResizeToContents)

    @property
    def current_value(self) -> object | None:
        """What the current row stands for."""
        item = self.currentItem()
        return None if item is None else item.data(0, _VALUE)

    def mark(self, row: int, column: int, colour: QColor, tooltip: str = "") -> None:
        """Colour a cell whose text says the same in words."""
        item = self._items()[row]
        item.setForeground(column, colour)
        item.setToolTip(column, tooltip)

    def embolden(self, row: int) -> None:
        """Make a row a sum of the others."""
        font = self._theme.font(bold=True)
        for column in range(self.columnCount()):
            self._items()[row].setFont(column, font)

    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        columns = range(self.columnCount())
        return [[item.text(column) for column in columns] for item in self._items()]

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [each for each in found if each is not None]

    def _show_value(self, value: object | None) -> None:
        for row, item in enumerate(self._items()):
            if row == 0 or (value is not None and item.data(0, _VALUE) == value):
                self.setCurrentItem(item)
