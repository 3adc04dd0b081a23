"""Spares a table painting rows that stay as they are while the list behind them changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from app.ui.widgets.big_table import BigTable

_NO_UPDATES = Qt.WidgetAttribute.WA_UpdatesDisabled


class CalmReplacing(QObject):
    """Qt asks for all to be painted when rows come, also far below; this asks where need be.

    Make it after the ``ScrollAnchor``, so that the table is scrolled when it compares.
    """

    def __init__(self, table: "BigTable") -> None:
        super().__init__(table)
        self._table = table
        self._before: tuple[object, ...] = ()
        table.id_model.replacing.connect(self._hold)
        table.id_model.replaced.connect(self._let_go)

    def _hold(self) -> None:
        self._before = self._in_sight()
        # By the attribute alone: to enable updates as usual asks for one.
        self._table.viewport().setAttribute(_NO_UPDATES, True)

    def _let_go(self) -> None:
        self._table.executeDelayedItemsLayout()
        self._table.viewport().setAttribute(_NO_UPDATES, False)
        if self._in_sight() != self._before:
            self._table.viewport().update()

    def _in_sight(self) -> tuple[object, ...]:
        table = self._table
        return (
            table.ids_in_view(),
            table.verticalScrollBar().value(),
            table.viewport().size(),
            table.selected_rows_in_view(),
            table.currentIndex().row(),
        )
