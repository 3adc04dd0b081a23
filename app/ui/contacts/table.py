"""The table of contacts: as many columns as fit, never scrolling sideways."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.id_table_model import IdTableModel
from app.ui.theme import Theme
from app.ui.widgets.big_table import BigTable

_LEAST_NAME = 160
_GIVES_WAY = ("number", "phone", "activity", "email", "organisation", "tickets")
"""Columns in the order in which they make room."""


class ContactTable(BigTable):
    """Hides what does not fit beside the names, and shows it again where there is room."""

    def __init__(
        self, model: IdTableModel[Any], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, theme, parent)
        self.setAccessibleName(_("Contacts"))

    def fit_columns(self) -> None:
        """Make the columns as many as fit."""
        self._columns.take_back()
        places = {column.key: place for place, column in enumerate(self.id_model.columns)}
        for key in _GIVES_WAY:
            if self._needed() <= self.viewport().width():
                break
            if not self.isColumnHidden(places[key]):
                self._columns.give_way(places[key])

    def _needed(self) -> int:
        fixed = sum(
            self.columnWidth(place)
            for place, column in enumerate(self.id_model.columns)
            if not column.stretches
        )
        return fixed + self._theme.px(_LEAST_NAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
