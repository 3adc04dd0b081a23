"""The snippets page: folders and tags, the list, and one snippet to write and to try out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.snippets import (
    SnippetDetails,
    SnippetRow,
    snippet_details,
    snippet_ids,
    snippet_rows,
)
from app.services import snippets
from app.services.snippet_drafts import KeptSnippet
from app.services.snippet_rows import SnippetFields
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.id_table_model import IdTableModel
from app.ui.operations import Operations
from app.ui.snippets.edited import new_fields
from app.ui.snippets.editor import SnippetEditor
from app.ui.snippets.facts_pane import FactsPane
from app.ui.snippets.folder_acts import FolderActs
from app.ui.snippets.list_head import ListHead
from app.ui.snippets.place_list import PlaceList
from app.ui.snippets.places import Place, PlaceKind, places, shelf_of
from app.ui.snippets.reading import (
    Surroundings,
    left_writing,
    owner_of_abbreviation,
    surroundings,
)
from app.ui.snippets.saving import Unsaved
from app.ui.snippets.table import SnippetTable, columns
from app.ui.snippets.usage_pane import saved_words
from app.ui.theme import Theme
from app.ui.times import number_text
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.widgets.search_box import SearchBox
from app.ui.window_memory import WindowMemory

_LIST_WIDTH = 290
_NARROW_LIST = 230
_NARROW = 1000
"""Pixels at 100 % below which the folders have no pane of their own."""
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
        self, operations: Operations, actions: Actions, theme: Theme, memory: WindowMemory
    ) -> None:
        super().__init__()
        self._operations = operations
        self._actions = actions
        self._theme = theme
        self._memory = memory
        self._surroundings = Surroundings()
        self._wanted: int | None = None
        self._expected: int | None = None
        self._first = True
        self._model: IdTableModel[SnippetRow] = IdTableModel(columns(), self._fetch, self)
        self.table = SnippetTable(self._model, theme)
        self.places = PlaceList(theme)
        self.editor = SnippetEditor(operations, actions, theme)
        self.facts = FactsPane(operations, theme)
        self._search = SearchBox(_("Search snippets"), theme)
        self._head = ListHead(theme)
        self._folders = FolderActs(operations, theme, self)
        self._nothing = EmptyState(theme, icon="snippets", text="")
        self._nobody = EmptyState(
            theme, icon="snippets", text=_("Choose a snippet to read and to change it")
        )
        self._left = QStackedWidget()
        self._right = QStackedWidget()
        self._main = QStackedWidget()
        self._header = PageHeader(_("Snippets"), theme)
        self._lay_out()
        self._connect()
        self._read_surroundings()
        operations.read(
            left_writing,
            agent_id=operations.agent_id,
            owner=self,
            key="left",
            done=self._begin,
        )

    # What others ask

    def show_snippet(self, snippet_id: int) -> None:
        """Open one snippet, as from the command palette."""
        self._wanted = snippet_id
        self.places.mark(PlaceKind.ALL.value)
        self._search.clear()
        self._show_main(PlaceKind.ALL)
        self._reload()
        self._read(snippet_id)

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
        if self._model.rowCount():
            self.table.select_ids([self._model.id_at(0)])

    def show_facts(self) -> None:
        """Open the desk's facts."""
        self.places.mark(PlaceKind.FACTS.value)
        self._show_main(PlaceKind.FACTS)
        self.facts.show_first()

    @property
    def empty_text(self) -> str:
        """What stands in place of the list; empty while there is one."""
        shown = self._left.currentWidget() is self._nothing
        return self._nothing.text if shown else ""

    def focus_search(self) -> None:
        """Put the caret into the search box."""
        self._search.setFocus()
        self._search.selectAll()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Look what snippets are in the files, and ask before any is taken."""
        from app.ui.snippets.import_flow import ImportFlow

        flow = ImportFlow(self._operations, self._theme, self)
        flow.told.connect(self.told)
        flow.start(paths)

    # Reading

    def _begin(self, left: tuple[KeptSnippet, SnippetDetails | None] | None) -> None:
        """With what was being written when the program ended, else with the first snippet."""
        if left is not None:
            kept, details = left
            self._first = False
            self._wanted = details.row.id if details is not None else None
            self.editor.take_up(kept, details)
            self._show_right(self.editor)
            self._enable()
            self.told.emit(_("This is what you were writing. It is not saved yet."))
        self._reload()

    def _fetch(self, ids: tuple[int, ...], done: Callable[[Iterable[SnippetRow]], None]) -> object:
        return self._operations.read(snippet_rows, ids, owner=self, done=done)

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
        self._show_right(self.editor if self._is_open else self._nobody)
        if not self._model.rowCount():
            self._show_nothing()

    def _reload(self) -> None:
        place = self.places.current
        self._operations.read(
            snippet_ids,
            folder_id=place.folder_id if place else None,
            tag=place.name if place and place.kind is PlaceKind.TAG else None,
            shelf=shelf_of(place),
            text=self._search.text(),
            sort=self._head.sort,
            descending=self._head.descending,
            owner=self,
            key="ids",
            done=self._show_ids,
        )

    def _show_ids(self, ids: Sequence[int]) -> None:
        self._model.set_ids(ids)
        self._head.show_count(len(ids))
        if self._wanted is not None:
            self.table.select_ids([self._wanted])
            self._wanted = None
        if self._first and ids:
            self._first = False
            if self.editor.snippet_id is None and not self.editor.is_changed:
                self.show_first()
        if ids:
            self._left.setCurrentWidget(self.table)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        text = self._search.text().strip()
        if text:
            self._nothing.show_texts(
                icon="search",
                text=_("No snippet matches “{text}”").format(text=text),
                primary=_("Clear the search"),
            )
        elif not self._surroundings.counts.total:
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
        self._left.setCurrentWidget(self._nothing)

    def take_way_out(self) -> None:
        """Do what the empty list proposes."""
        if self._search.text():
            self._search.clear()
        elif not self._surroundings.counts.total:
            from app.ui.snippets.starter_flow import add_pack

            add_pack(self, self._operations, self._surroundings.language)
        else:
            self._new()

    def _read(self, snippet_id: int | None) -> None:
        if snippet_id is None:
            return
        if snippet_id != self.editor.snippet_id:
            self.editor.leave()
        self._expected = snippet_id
        self._operations.read(
            snippet_details, snippet_id, owner=self, key="details", done=self._show_details
        )

    def _show_details(self, details: SnippetDetails | None) -> None:
        if details is not None and details.row.id != self._expected:
            return
        gone = details is None or details.row.deleted_at is not None
        if details is None or (gone and self._place_kind is not PlaceKind.DELETED):
            self._show_right(self._nobody)
            self._enable()
            return
        self.editor.show_details(details)
        self._show_right(self.editor)
        self._enable()

    def _show_right(self, widget: QWidget) -> None:
        """An empty desk has one empty page, not two empty panes."""
        self._right.setCurrentWidget(widget)
        empty = widget is self._nobody and not self._surroundings.counts.total
        self._right.setVisible(not empty)

    @property
    def _is_open(self) -> bool:
        return self._right.currentWidget() is self.editor

    @property
    def _place_kind(self) -> PlaceKind:
        place = self.places.current
        return place.kind if place is not None else PlaceKind.ALL

    def _desk_changed(self, changes: Changes) -> None:
        if _TABLES.isdisjoint(changes.tables):
            return
        self._read_surroundings()
        if {"snippet_folder", "category"} & changes.tables.keys():
            self._model.forget_rows()
        else:
            self._model.rows_changed(changes.of("snippet").updated)
        self._reload()
        if self.editor.snippet_id is not None:
            self._read(self.editor.snippet_id)

    def _choose_place(self, place: Place) -> None:
        self._show_main(place.kind)
        self._fit()
        if place.kind is not PlaceKind.FACTS:
            self._reload()

    def _show_main(self, kind: PlaceKind) -> None:
        facts = kind is PlaceKind.FACTS
        if facts:
            self.editor.leave()
        self._main.setCurrentIndex(1 if facts else 0)

    # Acting

    def _enable(self) -> None:
        chosen = self._is_open
        for name in (
            "edit", "copy", "favourite", "move", "delete", "variant", "placeholder", "try",
        ):  # fmt: skip
            self._actions[f"snippet.{name}"].setEnabled(chosen)

    def _new(self) -> None:
        self.editor.leave()
        self._expected = None
        place = self.places.current
        self._show_main(PlaceKind.ALL)
        self.table.clearSelection()
        self.editor.show_new(
            new_fields(
                self._surroundings.language,
                folder_id=place.folder_id if place else None,
                tag=place.name if place and place.kind is PlaceKind.TAG else "",
            )
        )
        self._show_right(self.editor)
        self._enable()

    def _copy(self) -> None:
        fields = self.editor.fields
        self.editor.leave()
        self._expected = None
        self.table.clearSelection()
        self.editor.show_new(_copied(fields))

    def _saved_new(self, snippet_id: int) -> None:
        self._wanted = self._expected = snippet_id
        self._reload()

    def _reopen(self, unsaved: Unsaved) -> None:
        """What could not be saved when it was left comes back, with the reason."""
        self.told.emit(unsaved.reason)
        self._wanted = self._expected = unsaved.snippet_id
        self.editor.go_on_with(unsaved)
        self._show_right(self.editor)
        self._reload()

    def _chosen_ids(self) -> list[int]:
        ids = self.table.selected_ids()
        if not ids and self.editor.snippet_id is not None:
            ids = [self.editor.snippet_id]
        return ids

    def _favourite(self) -> None:
        ids = self._chosen_ids()
        if len(ids) > 1:
            self._operations.run(
                snippets.set_favourite,
                ids,
                True,
                now=utc_now(),
                label=ngettext(
                    "Made {n} snippet a favourite", "Made {n} snippets favourites", len(ids)
                ).format(n=len(ids)),
            )
        else:
            self.editor.head.switch_favourite()

    def _move(self) -> None:
        ids = self._chosen_ids()
        if ids:
            self._folders.choose_for(ids, self._surroundings.counts.folders)

    def _delete(self) -> None:
        ids = self._chosen_ids()
        if not ids:
            self.editor.revert()
            self._show_right(self._nobody)
            return
        if self._place_kind is PlaceKind.DELETED:
            self._operations.run(
                snippets.restore,
                ids,
                now=utc_now(),
                label=ngettext("Restored {n} snippet", "Restored {n} snippets", len(ids)).format(
                    n=len(ids)
                ),
            )
            return
        self._operations.run(
            snippets.delete,
            ids,
            now=utc_now(),
            label=ngettext("Deleted {n} snippet", "Deleted {n} snippets", len(ids)).format(
                n=len(ids)
            ),
            owner=self,
            done=lambda _nothing: self._after_delete(ids),
        )

    def _after_delete(self, ids: Sequence[int]) -> None:
        if self.editor.snippet_id in ids:
            self._show_right(self._nobody)
            self._enable()

    def _import(self) -> None:
        from app.ui.snippets.import_flow import choose_files

        paths = choose_files(self)
        if paths:
            self.import_files(paths)

    def _export(self) -> None:
        from app.ui.snippets.export_flow import export_snippets

        selected = self.table.selected_ids()
        listed = [each for each in self._model.ids if each > 0]
        ids = selected if len(selected) > 1 else listed
        # Without a choice everything goes out, facts and empty folders too.
        whole = len(ids) == self._surroundings.counts.total
        export_snippets(
            self, self._operations, self._theme, None if whole else ids, tell=self.told.emit
        )

    def _starter(self) -> None:
        from app.ui.snippets.starter_flow import ask_for_pack

        ask_for_pack(self, self._operations, self._theme, self._surroundings.language)

    # Parts

    def _lay_out(self) -> None:
        theme, actions = self._theme, self._actions
        self._header.add_primary(actions["snippet.new"], "add")
        self._header.add_quiet(actions["snippet.import"], "import")
        self._header.add_quiet(actions["snippet.export"], "export")
        self._search.setMinimumWidth(theme.px(240))
        self._header.add_right(self._search, stretch=1)
        self._left.addWidget(self.table)
        self._left.addWidget(self._nothing)
        self._right.addWidget(self._nobody)
        self._right.addWidget(self.editor)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._left, 1)
        inner = PaneSplitter(theme, Qt.Orientation.Horizontal)
        self._panes = inner
        inner.addWidget(middle)
        inner.addWidget(self._right)
        inner.setStretchFactor(1, 1)
        inner.setSizes([theme.px(_LIST_WIDTH), theme.px(700)])
        self._main.addWidget(inner)
        self._main.addWidget(self.facts)
        outer = PaneSplitter(theme, Qt.Orientation.Horizontal)
        outer.addWidget(self.places)
        outer.addWidget(self._main)
        outer.setStretchFactor(1, 1)
        outer.setSizes([theme.px(216), theme.px(984)])
        self._memory.keep_splitter("snippets/places", outer)
        self._memory.keep_splitter("snippets/list", inner)
        self._memory.keep_splitter("snippets/editor", self.editor.splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(outer, 1)

    def _connect(self) -> None:
        self._actions.attach(Scope.SNIPPETS, self)
        acts: dict[str, Callable[[], object]] = {
            "new": self._new,
            "edit": self.editor.write,
            "save": self.editor.save,
            "revert": self.editor.revert,
            "copy": self._copy,
            "favourite": self._favourite,
            "move": self._move,
            "delete": self._delete,
            "variant": self.editor.text.variants.open_add_menu,
            "placeholder": self.editor.text.open_placeholders,
            "fix": self.editor.text.mend,
            "try": self.editor.panel.choose_ticket,
            "folder": partial(self._folders.ask_name, None),
            "import": self._import,
            "export": self._export,
            "starter": self._starter,
        }
        for name, act in acts.items():
            self._actions[f"snippet.{name}"].triggered.connect(
                lambda _checked=False, act=act: act()
            )
        self._search.searched.connect(self._reload)
        self._search.went_down.connect(self.table.setFocus)
        self._head.sort_changed.connect(self._reload)
        self._head.place.clicked.connect(self._show_places_menu)
        self._theme.changed.connect(self._fit)
        self.table.current_id_changed.connect(self._read)
        self.table.opened.connect(lambda _id: self.editor.write())
        self.places.chosen.connect(self._choose_place)
        self.places.rename_asked.connect(self._folders.rename)
        self.places.remove_asked.connect(self._folders.remove)
        self.places.folder_asked.connect(self._folders.ask_name)
        self.places.dropped.connect(self._folders.move_into)
        self.editor.text.body.left.connect(self.table.setFocus)
        self.editor.saved.connect(self._saved_new)
        self.editor.refused.connect(self._reopen)
        self.editor.panel.ticket_opened.connect(self.ticket_opened)
        self.facts.snippet_opened.connect(self.show_snippet)
        self._nothing.primary_clicked.connect(self.take_way_out)
        self._nothing.link_clicked.connect(self._import)
        self._operations.changed.connect(self._desk_changed)
        self._enable()

    def _show_places_menu(self) -> None:
        menu = self.places.choice_menu(self)
        button = self._head.place
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
        self._head.show_place(name, alone=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.editor.leave()
        super().hideEvent(event)


def _copied(fields: SnippetFields) -> SnippetFields:
    """A snippet to begin with that says the same; its abbreviation is its own to be found."""
    title = _("{title} (copy)").format(title=fields.title)
    return replace(fields, title=title, abbreviation="", favourite=False)


def _subtitle(found: Surroundings) -> str:
    if not found.uses:
        return ""
    uses = ngettext("{n} use", "{n} uses", found.uses).format(n=number_text(found.uses))
    time = _("{time} saved").format(time=saved_words(found.seconds_saved))
    return f"{uses} · {time}"
