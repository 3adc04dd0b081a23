"""Keeps what is on screen in its place while rows come and go above it."""

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from app.ui.widgets.big_table import BigTable


class ScrollAnchor(QObject):
    """Scrolls by as much as most of the visible rows moved; at the top it stays at the top."""

    def __init__(self, table: "BigTable") -> None:
        super().__init__(table)
        self._table = table
        self._top = 0
        self._visible: list[int] = []
        table.id_model.replacing.connect(self._remember)
        table.id_model.replaced.connect(self._return)

    def _remember(self) -> None:
        self._top = self._table.verticalScrollBar().value()
        self._visible = self._table.ids_in_view() if self._top > 0 else []

    def _return(self) -> None:
        shifts: Counter[int] = Counter()
        for offset, row_id in enumerate(self._visible):
            row = self._table.id_model.row_of(row_id)
            if row is not None:
                shifts[row - self._top - offset] += 1
        self._visible = []
        if shifts:
            shift, _count = shifts.most_common(1)[0]
            self._table.executeDelayedItemsLayout()
            self._table.verticalScrollBar().setValue(self._top + shift)
