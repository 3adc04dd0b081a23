"""The snippets page: folders and tags, the list, and one snippet to write and to try out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.snippets.chosen import ChosenSnippets
from app.ui.snippets.edited import new_fields
from app.ui.snippets.facts_pane import FactsPane
from app.ui.snippets.figures import saved_words
from app.ui.snippets.folder_acts import FolderActs
from app.ui.snippets.opened import OpenedSnippet
from app.ui.snippets.place_list import PlaceList
from app.ui.snippets.places import Place, PlaceKind, places
from app.ui.snippets.reading import Surroundings, owner_of_abbreviation, surroundings
from app.ui.snippets.snippet_acts import SnippetActs
from app.ui.snippets.snippet_files import SnippetFiles
from app.ui.snippets.snippet_list import SnippetList
from app.ui.snippets.statistics_pane import StatisticsPane
from app.ui.theme import Theme
from app.ui.times import number_text
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.window_memory import WindowMemory

_LIST_WIDTH = 290
_NARROW_LIST = 230
_NARROW = 1000
"""Pixels at 100 % below which the folders have no pane of their own."""
_MAIN = {PlaceKind.FACTS: 1, PlaceKind.STATISTICS: 2}
"""What is shown in place of list and editor."""
_TABLES = frozenset(
    {
        "snippet",
        "snippet_variant",
        "snippet_folder",
        "snippet_attachment",
        "snippet_version",
        "snippet_use",
        "fact",
        "category",
        "desk",
    }
)


class SnippetsPage(QWidget):
    """List and editor. Tickets open on the queue page, which is told through ``ticket_opened``."""

    ticket_opened = Signal(object)
    told = Signal(str)
    """A text for a toast."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._actions = actions
        self._theme = theme
        self._surroundings = Surroundings()
        self._first = True
        self._looked_around = False
        self._header = PageHeader(_("Snippets"), theme)
        self._list = SnippetList(operations, theme)
        self.table = self._list.table
        self.places = PlaceList(theme)
        self._opened = OpenedSnippet(operations, actions, theme)
        self.editor = self._opened.editor
        self.facts = FactsPane(operations, theme)
        self.statistics = StatisticsPane(operations, theme)
        self._folders = FolderActs(operations, theme, self)
        acts = SnippetActs(operations, theme, self)
        self._chosen = ChosenSnippets(self.table, self._opened, acts, self._folders)
        self._files = SnippetFiles(operations, theme, self)
        self._main = QStackedWidget()
        self._panes = PaneSplitter(theme, Qt.Orientation.Horizontal)
        self._lay_out(memory)
        self._connect()
        self._opened.begin()

    # What others ask

    def show_snippet(self, snippet_id: int) -> None:
        """Open one snippet, as from the command palette."""
        self._list.select(snippet_id)
        self.places.mark(PlaceKind.ALL.value)
        self._list.search.clear()
        self._show_main(PlaceKind.ALL)
        self._list_place()
        self._opened.read(snippet_id)

    def show_abbreviation(self, abbreviation: str) -> None:
        """Open the snippet with this abbreviation, if there is one."""
        self._operations.read(
            owner_of_abbreviation,
            abbreviation,
            owner=self,
            key="abbreviation",
            done=lambda found: self.show_snippet(found[0]) if found is not None else None,
        )

    def show_first(self) -> None:
        """Open the first snippet of the list."""
        self._list.select_first()

    def show_facts(self) -> None:
        """Open the desk's facts."""
        self.places.mark(PlaceKind.FACTS.value)
        self._show_main(PlaceKind.FACTS)
        self.facts.show_first()

    def show_statistics(self) -> None:
        """Open the figures of all snippets."""
        self.places.mark(PlaceKind.STATISTICS.value)
        self._show_main(PlaceKind.STATISTICS)

    @property
    def empty_text(self) -> str:
        """What stands in place of the list; empty while there is one."""
        return self._list.empty_text

    def focus_search(self) -> None:
        """Put the caret into the search box."""
        self._list.search.setFocus()
        self._list.search.selectAll()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Look what snippets are in the files, and ask before any is taken."""
        self._files.import_files(paths)

    def take_way_out(self) -> None:
        """Do what the empty list proposes."""
        self._list.take_way_out()

    # Reading

    def _read_surroundings(self) -> None:
        self._operations.read(
            surroundings,
            now=utc_now(),
            owner=self,
            key="surroundings",
            done=self._show_surroundings,
        )

    def _show_surroundings(self, found: Surroundings) -> None:
        self._surroundings = found
        self.places.show_places(places(found.counts, found.fact_counts))
        self.editor.show_choices(
            found.counts.folders, found.tags, found.categories, found.vocabulary
        )
        self._header.set_title(_("Snippets"), _subtitle(found))
        self._opened.show_total(found.counts.total)
        self._list.show_total(found.counts.total)

    def _list_place(self) -> None:
        self._opened.with_deleted = self._place_kind is PlaceKind.DELETED
        self._list.show_place(self.places.current)

    def _listed(self) -> None:
        """The first list opens its first snippet, unless one is being written.

        It is shown before what surrounds it is read, which takes longer.
        """
        if not self._looked_around:
            self._looked_around = True
            self._read_surroundings()
        if self._first and self._list.all_ids:
            self._first = False
            if self._opened.is_free:
                self.show_first()

    def _choose(self, snippet_id: int | None) -> None:
        self._opened.choose(snippet_id, typing=self._list.search.hasFocus())

    def _select(self, snippet_id: int) -> None:
        self._list.select(snippet_id)
        self._list_place()

    @property
    def _place_kind(self) -> PlaceKind:
        place = self.places.current
        return place.kind if place is not None else PlaceKind.ALL

    def _desk_changed(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self._read_surroundings()
            self._list.take_changes(changes)
            self._opened.read_again()

    def _choose_place(self, place: Place) -> None:
        self._show_main(place.kind)
        self._fit()
        if place.kind not in _MAIN:
            self._list_place()

    def _show_main(self, kind: PlaceKind) -> None:
        if kind in _MAIN:
            self.editor.leave()
        if kind is PlaceKind.STATISTICS:
            self.statistics.read()
        self._main.setCurrentIndex(_MAIN.get(kind, 0))

    # Acting

    def _new(self) -> None:
        place = self.places.current
        self._show_main(PlaceKind.ALL)
        self.table.clearSelection()
        self._opened.begin_new(
            new_fields(
                self._surroundings.language,
                folder_id=place.folder_id if place else None,
                tag=place.name if place and place.kind is PlaceKind.TAG else "",
            )
        )

    def _copy(self) -> None:
        self.table.clearSelection()
        self._opened.begin_copy()

    def _delete(self) -> None:
        self._chosen.delete(deleted_already=self._place_kind is PlaceKind.DELETED)

    def _export(self) -> None:
        selected = self.table.selected_ids()
        ids = selected if len(selected) > 1 else self._list.all_ids
        # Without a choice everything goes out, facts and empty folders too.
        whole = len(ids) == self._surroundings.counts.total
        self._files.export(None if whole else ids)

    # Parts

    def _lay_out(self, memory: WindowMemory) -> None:
        theme, actions = self._theme, self._actions
        self._header.add_primary(actions["snippet.new"], "add")
        self._header.add_quiet(actions["snippet.import"], "import")
        self._header.add_quiet(actions["snippet.export"], "export")
        self._list.search.setMinimumWidth(theme.px(160))
        self._header.add_right(self._list.search, stretch=1)
        self._panes.addWidget(self._list)
        self._panes.addWidget(self._opened)
        self._panes.setStretchFactor(1, 1)
        self._panes.setSizes([theme.px(_LIST_WIDTH), theme.px(700)])
        self._main.addWidget(self._panes)
        self._main.addWidget(self.facts)
        self._main.addWidget(self.statistics)
        outer = PaneSplitter(theme, Qt.Orientation.Horizontal)
        outer.addWidget(self.places)
        outer.addWidget(self._main)
        outer.setStretchFactor(1, 1)
        outer.setSizes([theme.px(216), theme.px(984)])
        memory.keep_splitter("snippets/places", outer)
        memory.keep_splitter("snippets/list", self._panes)
        memory.keep_splitter("snippets/editor", self.editor.splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(outer, 1)

    def _connect(self) -> None:
        self._actions.attach(Scope.SNIPPETS, self)
        for name, act in self._commands().items():
            self._actions[f"snippet.{name}"].triggered.connect(
                lambda _checked=False, act=act: act()
            )
        self._theme.changed.connect(self._fit)
        self._list.listed.connect(self._listed)
        self._list.head.place.clicked.connect(self._show_places_menu)
        self._list.new_wanted.connect(self._new)
        self._list.pack_wanted.connect(lambda: self._files.add_pack(self._surroundings.language))
        self._list.import_wanted.connect(self._files.choose_and_import)
        self.table.current_id_changed.connect(self._choose)
        self.table.opened.connect(lambda _id: self.editor.write())
        self.places.chosen.connect(self._choose_place)
        self.places.rename_asked.connect(self._folders.rename)
        self.places.remove_asked.connect(self._folders.remove)
        self.places.folder_asked.connect(self._folders.ask_name)
        self.places.dropped.connect(self._folders.move_into)
        self._opened.began.connect(self._list_place)
        self._opened.selected.connect(self._select)
        self._opened.told.connect(self.told)
        self._files.told.connect(self.told)
        self.editor.text.body.left.connect(self.table.setFocus)
        self.editor.panel.ticket_opened.connect(self.ticket_opened)
        self.facts.snippet_opened.connect(self.show_snippet)
        self.statistics.snippet_opened.connect(self.show_snippet)
        self._operations.changed.connect(self._desk_changed)

    def _commands(self) -> dict[str, Callable[[], object]]:
        """What each action of a snippet does."""
        return {
            "new": self._new,
            "edit": self.editor.write,
            "save": self.editor.save,
            "revert": self.editor.revert,
            "copy": self._copy,
            "favourite": self._chosen.favourite,
            "tags": lambda: self._chosen.tags(self._surroundings.tags),
            "colour": self._chosen.colour,
            "move": lambda: self._chosen.move(self._surroundings.counts.folders),
            "delete": self._delete,
            "variant": self.editor.text.variants.open_add_menu,
            "placeholder": self.editor.text.open_placeholders,
            "fix": self.editor.text.mend,
            "statistics": self.show_statistics,
            "panel": self.editor.panel.turn_fold,
            "try": self.editor.panel.choose_ticket,
            "folder": partial(self._folders.ask_name, None),
            "import": self._files.choose_and_import,
            "export": self._export,
            "starter": lambda: self._files.ask_for_pack(self._surroundings.language),
        }

    def _show_places_menu(self) -> None:
        menu = self.places.choice_menu(self)
        button = self._list.head.place
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _fit(self) -> None:
        """In a narrow window the folders become a menu above the list."""
        narrow = self.width() < self._theme.px(_NARROW)
        if narrow != self.places.isHidden():
            list_width = self._theme.px(_NARROW_LIST if narrow else _LIST_WIDTH)
            self._panes.setSizes([list_width, max(1, self.width() - list_width)])
        self.places.setVisible(not narrow)
        place = self.places.current
        name = place.name if place is not None else _("All snippets")
        self._list.head.show_place(name, alone=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.editor.leave()
        super().hideEvent(event)


def _subtitle(found: Surroundings) -> str:
    if not found.uses:
        return ""
    uses = ngettext("{n} use", "{n} uses", found.uses).format(n=number_text(found.uses))
    time = _("{time} saved").format(time=saved_words(found.seconds_saved))
    return f"{uses} · {time}"
