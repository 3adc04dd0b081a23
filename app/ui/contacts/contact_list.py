"""The list of contacts: searched while typing, sorted, and as the person arranged it."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import _
from app.queries.contacts import ContactRow, ContactSort, contact_ids, contact_rows
from app.storage.changes import Changes
from app.ui.contacts.columns import columns
from app.ui.contacts.table import ContactTable
from app.ui.id_table_model import IdTableModel
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.search_box import SearchBox
from app.ui.window_memory import WindowMemory

_COLUMNS, _SORT = "contacts/columns", "contacts/sort"
_DOWN = "-"
"""Before the name of a sort that goes downwards."""


class ContactList(QStackedWidget):
    """``search`` is placed by the page; ``table`` tells what is chosen."""

    import_wanted = Signal()
    """There are no contacts yet, and the person wants some."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        memory: WindowMemory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._memory = memory
        self._sort, self._descending = _sort_of(memory.text(_SORT))
        self._wanted: int | None = None
        self.model: IdTableModel[ContactRow] = IdTableModel(columns(), self._fetch, self)
        self.table = ContactTable(self.model, theme)
        self.table.restore_columns(memory.text(_COLUMNS))
        self.search = SearchBox(_("Search name, firm, address, phone"), theme)
        self._nothing = EmptyState(theme, icon="contacts", text="")
        self.addWidget(self.table)
        self.addWidget(self._nothing)
        self.search.searched.connect(self.reload)
        self.search.went_down.connect(self.table.setFocus)
        self.table.sort_requested.connect(self._sort_by)
        self.table.columns_changed.connect(self._remember_columns)
        self._nothing.primary_clicked.connect(self._way_out)
        self.reload()

    @property
    def all_ids(self) -> list[int]:
        """Everyone in the list."""
        return [each for each in self.model.ids if each > 0]

    def select(self, contact_id: int) -> None:
        """Leave the search and select a contact as soon as the list is read."""
        self._wanted = contact_id
        self.search.clear()
        self.reload()

    def select_first(self) -> None:
        """Select who stands at the top."""
        if self.model.rowCount():
            self.table.select_ids([self.model.id_at(0)])

    def reload(self) -> None:
        """Read who is in the list."""
        self._operations.read(
            contact_ids,
            self.search.text(),
            sort=self._sort,
            descending=self._descending,
            owner=self,
            key="ids",
            done=self._show,
        )

    def take_changes(self, changes: Changes) -> None:
        """Bring the list up to date with the desk."""
        if "ticket" in changes.tables:
            self.model.forget_rows()
        else:
            self.model.rows_changed(changes.of("contact").updated)
        self.reload()

    def _fetch(self, ids: tuple[int, ...], done: Callable[[Iterable[ContactRow]], None]) -> object:
        return self._operations.read(contact_rows, ids, owner=self, done=done)

    def _show(self, ids: Sequence[int]) -> None:
        self.model.set_ids(ids)
        self.table.show_sorted(self._sort, descending=self._descending)
        if self._wanted is not None:
            self.table.select_ids([self._wanted])
            self._wanted = None
        if not ids:
            self._say_nothing()
        self.setCurrentWidget(self.table if ids else self._nothing)

    def _say_nothing(self) -> None:
        if text := self.search.text().strip():
            self._nothing.show_texts(
                icon="search",
                text=_("No contact matches “{text}”").format(text=text),
                primary=_("Clear the search"),
            )
        else:
            self._nothing.show_texts(
                icon="contacts",
                text=_("No contacts yet"),
                hint=_("They come by themselves with the first mail or call."),
                primary=_("Import contacts"),
            )

    def _way_out(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.import_wanted.emit()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort, self._descending = ContactSort(key), descending
        self._memory.remember_text(_SORT, (_DOWN if descending else "") + key)
        self.reload()

    def _remember_columns(self) -> None:
        self._memory.remember_text(_COLUMNS, self.table.column_state())


def _sort_of(remembered: str) -> tuple[ContactSort, bool]:
    """The order as remembered, by name if that is none."""
    key = remembered.removeprefix(_DOWN)
    if key not in set(ContactSort):
        return ContactSort.NAME, False
    return ContactSort(key), remembered.startswith(_DOWN)
