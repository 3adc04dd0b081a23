"""The list of snippets: of one place, searched while typing, in the order that was chosen."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.snippets import SnippetRow, snippet_rows
from app.storage.changes import Changes
from app.ui.id_table_model import IdTableModel
from app.ui.operations import Operations
from app.ui.snippets.list_head import ListHead
from app.ui.snippets.places import Place, PlaceKind, shelf_of
from app.ui.snippets.reading import Listed, listed_snippets
from app.ui.snippets.table import SnippetTable, columns
from app.ui.theme import Theme
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.search_box import SearchBox


class SnippetList(QWidget):
    """``search`` is placed by the page; ``table`` tells what is chosen."""

    listed = Signal()
    """The list was read anew."""
    new_wanted = Signal()
    pack_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._place: Place | None = None
        self._wanted: int | None = None
        self._total = 0
        self._searched = ""
        self.model: IdTableModel[SnippetRow] = IdTableModel(columns(), self._fetch, self)
        self.table = SnippetTable(self.model, theme)
        self.search = SearchBox(_("Search snippets"), theme)
        self.head = ListHead(theme)
        self._nothing = EmptyState(theme, icon="snippets", text="")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.search.searched.connect(self.reload)
        self.search.went_down.connect(self.table.setFocus)
        self.head.sort_changed.connect(self.reload)
        self._nothing.primary_clicked.connect(self.take_way_out)
        self._nothing.link_clicked.connect(self.import_wanted)

    @property
    def all_ids(self) -> list[int]:
        """Every snippet of the list."""
        return [each for each in self.model.ids if each > 0]

    @property
    def empty_text(self) -> str:
        """What stands in place of the list; empty while there is one."""
        shown = self._stack.currentWidget() is self._nothing
        return self._nothing.text if shown else ""

    def select(self, snippet_id: int | None) -> None:
        """Select a snippet as soon as the list is read; nothing new with None."""
        self._wanted = snippet_id

    def select_first(self) -> None:
        """Select what stands at the top."""
        if self.model.rowCount():
            self.table.select_ids([self.model.id_at(0)])

    def show_place(self, place: Place | None) -> None:
        """List what is in a place."""
        self._place = place
        self.reload()

    def show_total(self, total: int) -> None:
        """How many snippets the desk has: an empty desk is told apart from an empty folder."""
        self._total = total
        if not self.model.rowCount():
            self._say_nothing()

    def reload(self) -> None:
        """Read what is in the list."""
        place = self._place
        self._operations.read(
            listed_snippets,
            folder_id=place.folder_id if place else None,
            tag=place.name if place and place.kind is PlaceKind.TAG else None,
            shelf=shelf_of(place),
            text=self.search.text(),
            sort=self.head.sort,
            descending=self.head.descending,
            owner=self,
            key="ids",
            done=self._show,
        )

    def take_changes(self, changes: Changes) -> None:
        """Bring the list up to date with the desk."""
        if {"snippet_folder", "category"} & changes.tables.keys():
            self.model.forget_rows()
        else:
            self.model.rows_changed(changes.of("snippet").updated)
        self.reload()

    def take_way_out(self) -> None:
        """Do what the empty list proposes."""
        if self.search.text():
            self.search.clear()
        elif not self._total:
            self.pack_wanted.emit()
        else:
            self.new_wanted.emit()

    def _fetch(self, ids: tuple[int, ...], done: Callable[[Iterable[SnippetRow]], None]) -> object:
        return self._operations.read(snippet_rows, ids, owner=self, done=done)

    def _show(self, found: Listed) -> None:
        ids = found.ids
        self.model.put_rows(found.first)
        if self.search.text() == self._searched:
            self.model.set_ids(ids)
        else:
            self._searched = self.search.text()
            self._show_another(ids)
        self.head.show_count(len(ids))
        if self._wanted is not None:
            self.table.select_ids([self._wanted])
            self._wanted = None
        if ids:
            self._stack.setCurrentWidget(self.table)
        else:
            self._say_nothing()
        self.listed.emit()

    def _show_another(self, ids: Sequence[int]) -> None:
        """Show what another search found, from its top; what is selected stays so if it is there.

        Another list in one piece takes a fraction of turning one into the other.
        """
        selected = self.table.selected_ids()
        self.model.reset_ids(ids)
        if selected:
            self.table.select_ids(selected, scroll=False)

    def _say_nothing(self) -> None:
        text = self.search.text().strip()
        if text:
            self._nothing.show_texts(
                icon="search",
                text=_("No snippet matches “{text}”").format(text=text),
                primary=_("Clear the search"),
            )
        elif not self._total:
            self._nothing.show_texts(
                icon="snippets",
                text=_("No snippets yet"),
                hint=_("Ready-made answers for the usual moments, in German and English."),
                primary=_("Add the starter pack"),
                link=_("Import from another program"),
            )
        else:
            self._nothing.show_texts(
                icon="folder", text=_("Nothing in here yet"), primary=_("New snippet")
            )
        self._stack.setCurrentWidget(self._nothing)
