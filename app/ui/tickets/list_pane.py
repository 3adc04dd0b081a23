"""The middle: the table, what stands in its place when it is empty, acts on a selection."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.actions import Actions
from app.ui.theme import Theme
from app.ui.tickets.bulk_bar import BulkBar
from app.ui.tickets.ticket_table import TicketTable
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.loading_bar import LoadingBar


class ListPane(QFrame):
    """Shows the table unless it has no rows."""

    clear_asked = Signal()
    """The way out of a search or view without tickets."""

    def __init__(
        self, table: TicketTable, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("pane", "surface")
        self.table = table
        self._empty = EmptyState(theme, icon="check", text="")
        self._empty.primary_clicked.connect(self.clear_asked)
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(self._empty)
        self.bulk = BulkBar(actions, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bulk)
        self.loading = LoadingBar(self, theme)
        table.selection_changed.connect(self._selected)
        self.bulk.cleared.connect(self.select_one)

    def show_table(self) -> None:
        """There are rows."""
        self._stack.setCurrentWidget(self.table)

    def show_nothing_in_view(self, name: str) -> None:
        """A view that is empty, which often is good news."""
        self._empty.show_texts(
            icon="check", text=_("Nothing in “{view}”").format(view=name), hint=_("All done here.")
        )
        self._stack.setCurrentWidget(self._empty)

    def show_nothing_found(self, asked: str) -> None:
        """A search without a result says what was searched."""
        self._empty.show_texts(
            icon="search",
            text=_("Nothing matches"),
            hint=_("Searched for: {search}").format(search=asked),
            primary=_("Clear search"),
        )
        self._stack.setCurrentWidget(self._empty)

    def _selected(self) -> None:
        self.bulk.show_count(self.table.selected_count())

    def select_one(self) -> None:
        """Only the current ticket of a selection."""
        current = self.table.current_id()
        self.table.select_ids([current] if current is not None else [])
        self.table.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(260), 320), self._theme.px(200))
