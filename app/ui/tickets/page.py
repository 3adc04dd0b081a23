"""The queue window: views, table, conversation, properties."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.language import ParsedQuery, Vocabulary, explain
from app.queries.terms import Grouping, Sort
from app.queries.ticket_details import TicketDetails
from app.queries.ticket_rows import TicketRow
from app.queries.views import View
from app.rules.enums import DraftKind
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.tickets.conversation_host import ConversationHost
from app.ui.tickets.desk_state import DeskState, utc_now
from app.ui.tickets.display_menu import DisplayButton
from app.ui.tickets.first_steps import FirstSteps
from app.ui.tickets.list_pane import ListPane
from app.ui.tickets.properties_pane import PropertiesPane
from app.ui.tickets.queue_memory import QueueMemory
from app.ui.tickets.reading_mark import ReadingMark
from app.ui.tickets.search_bar import SearchBar, SearchExplanation
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers
from app.ui.tickets.ticket_commands import TicketCommands
from app.ui.tickets.ticket_listing import Listing, TicketListing
from app.ui.tickets.ticket_table import TicketTable
from app.ui.tickets.triage import Triage
from app.ui.tickets.view_editing import ViewEditing
from app.ui.tickets.view_list import ViewList
from app.ui.tickets.views_state import Views
from app.ui.times import number_text
from app.ui.widgets.button import IconButton
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.window_memory import WindowMemory

_FIRST_VIEW = "my_open"
_STANDARD_WIDTH = 1216
"""Of the page in a window of 1280 pixels."""


class QueuePage(QWidget):
    """The page one works in all day. ``contact_requested`` is for another page."""

    contact_requested = Signal(object)
    """The id of a contact whose page is wanted."""
    open_counted = Signal(int)
    """How many tickets are open for this agent, for the rail's badge."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        *,
        clock: Callable[[], datetime] = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._actions = actions
        self._theme = theme
        self._memory = QueueMemory(memory)
        self.state = DeskState(operations, clock=clock, parent=self)
        self.views = Views(operations, self.state, self)
        self.listing = TicketListing(operations, self.state, self)
        self.acts = TicketActs(operations, self.state, self)
        self._choosers = TicketChoosers(operations, self.acts, self.state, theme, self)
        self._editing = ViewEditing(operations, self.state, theme, self)
        self._leaving: frozenset[int] = frozenset()
        self._left_row = 0
        self._requested: int | None = None
        self._replacing = False
        self._build()
        self._reading = ReadingMark(self.acts, self.listing, self.row, self)
        self._commands = TicketCommands(actions, self.acts, self._choosers, self, self)
        self._connect()
        self.show_view(self._memory.view_key or _FIRST_VIEW)

    # What others ask for

    def show_view(self, key: str) -> None:
        """Open a view; an unknown one is the first."""
        view = self.views.by_key(key) or self.views.all[0]
        self.search.show_text("")
        self.view_list.mark(view.key)
        self._open_view(view)

    def show_search(self, text: str) -> None:
        """Search for ``text``, as if it were typed."""
        self.search.show_text(text)

    def show_ticket(self, ticket_id: int) -> None:
        """Bring a ticket into view, whether it is in the list or not."""
        if self.table.id_model.row_of(ticket_id) is not None:
            self.table.select_ids([ticket_id])
            return
        self._requested = ticket_id
        self.table.clearSelection()
        self._show(ticket_id)

    # ``Target`` of the commands

    def ids(self) -> list[int]:
        """The selected tickets; else the one shown."""
        selected = self.table.selected_ids()
        if len(selected) > 1:
            return selected
        shown = self.conversation.shown_id
        return [shown] if shown is not None else selected

    def row(self) -> TicketRow | None:
        """The one ticket meant, if it is one."""
        details = self.details()
        if details is not None:
            return details.row
        ids = self.ids()
        place = self.table.id_model.row_of(ids[0]) if len(ids) == 1 else None
        return self.listing.model.row_at(place) if place is not None else None

    def details(self) -> TicketDetails | None:
        """Everything about the one ticket meant, once it is read."""
        details, ids = self.properties.details, self.ids()
        return details if details is not None and ids == [details.row.id] else None

    def rows(self) -> list[TicketRow]:
        """The rows of the tickets meant that are at hand."""
        model = self.listing.model
        places = (model.row_of(each) for each in self.ids())
        found = (model.row_at(place) for place in places if place is not None)
        rows = [row for row in found if row is not None]
        one = self.row()
        return rows or ([one] if one is not None else [])

    # Building

    def _build(self) -> None:
        theme = self._theme
        self.table = TicketTable(self.listing.model, theme, self.state)
        self.table.choose_columns(self._memory.columns)
        self.table.set_widths(self._memory.widths)
        self.list_pane = ListPane(self.table, self._actions, theme)
        self.view_list = ViewList(self.views, theme)
        self.search = SearchBar(theme, self._vocabulary)
        self.explanation = SearchExplanation(theme)
        margin = theme.px(24)
        self.explanation.setContentsMargins(margin, 0, margin, theme.px(8))
        self.conversation = ConversationHost(
            self._operations, self._preferences, self._actions, theme
        )
        self.properties = PropertiesPane(
            self._operations, self.acts, self._choosers, self.state, theme
        )
        self.triage = Triage(self._operations, self.acts, self._choosers, self.state, theme, self)
        self._panes = self._splitter()
        self._first_steps = FirstSteps(self._actions, theme)
        self._body = QStackedWidget()
        self._body.addWidget(self._panes)
        self._body.addWidget(self._first_steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(self.explanation)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.table)

    def _header(self) -> PageHeader:
        theme, actions = self._theme, self._actions
        self.header = PageHeader("", theme)
        self.header.add_primary(actions["ticket.capture"], icon="capture")
        self.header.add_quiet(actions["ticket.triage"], icon="triage")
        self.search.setMaximumWidth(theme.px(560))
        self.header.add_right(self.search, stretch=4)
        self.header.add_right(
            DisplayButton(
                self.table, self._preferences, lambda: self.listing.listing, self._reorder, theme
            )
        )
        toggle = IconButton("sidebar", _("Properties"), theme, size=18)
        toggle.setDefaultAction(actions["view.properties"])
        self.header.add_right(toggle)
        return self.header

    def _splitter(self) -> PaneSplitter:
        panes = PaneSplitter(self._theme, Qt.Orientation.Horizontal)
        for pane, stretch in (
            (self.view_list, 0),
            (self.list_pane, 4),
            (self.conversation, 5),
            (self.properties, 1),
        ):
            panes.addWidget(pane)
            panes.setStretchFactor(panes.count() - 1, stretch)
        panes.setSizes(_pane_widths(self._theme, _STANDARD_WIDTH))
        self._memory.memory.keep_splitter("queue", panes)
        return panes

    # Connecting

    def _connect(self) -> None:
        self._connect_list()
        self._connect_views()
        self._connect_actions()
        self.properties.ticket_requested.connect(self.show_ticket)
        self.properties.contact_requested.connect(self.contact_requested)
        self.conversation.ticket_requested.connect(self.show_ticket)
        self.conversation.next_ticket_requested.connect(self._next)
        self.acts.finished.connect(self._expect_to_leave)
        self.triage.ended.connect(self.table.setFocus)
        self.triage.reply_asked.connect(self._reply_to)

    def _connect_list(self) -> None:
        self.table.current_id_changed.connect(self._current_changed)
        self.table.selection_changed.connect(self._commands.update)
        self.table.sort_requested.connect(self._sort)
        self.table.columns_changed.connect(self._remember_columns)
        self.table.opened.connect(self._open_by_hand)
        self.table.clicked.connect(self._clicked)
        self.table.customContextMenuRequested.connect(self._context_menu)
        self.listing.model.replacing.connect(self._begin_replacing)
        self.listing.model.replaced.connect(self._end_replacing)
        self.listing.model.loading_changed.connect(self.list_pane.loading.set_loading)
        self.listing.opened.connect(self._list_opened)
        self.listing.refreshed.connect(self._list_refreshed)
        self.listing.counted.connect(self._show_count)
        self.list_pane.clear_asked.connect(self._clear_search)

    def _connect_views(self) -> None:
        self.view_list.chosen.connect(self._open_view)
        self.view_list.rename_asked.connect(self._editing.rename)
        self.view_list.delete_asked.connect(self._editing.delete)
        self.view_list.order_asked.connect(self._editing.put_in_order)
        self.view_list.replace_asked.connect(self._replace_query)
        self._editing.saved.connect(self._open_saved)
        self.views.changed.connect(self._views_changed)
        self.views.counted.connect(self._counted)
        self.search.asked.connect(self._search)
        self.search.left.connect(self._leave_search)
        self.explanation.mend_asked.connect(self.search.mend)
        self.explanation.save_asked.connect(self._save_view)
        self.explanation.clear_asked.connect(self._clear_search)

    def _connect_actions(self) -> None:
        actions = self._actions
        actions.attach(Scope.TICKETS, self)
        actions["edit.search"].triggered.connect(self._focus_search)
        actions["view.save"].triggered.connect(self._save_view)
        actions["view.refresh"].triggered.connect(self._refresh)
        actions["view.properties"].setChecked(not self._memory.properties_hidden)
        self.properties.setVisible(not self._memory.properties_hidden)
        actions["view.properties"].toggled.connect(self._show_properties)
        actions["ticket.next"].triggered.connect(lambda: self._step(1))
        actions["ticket.previous"].triggered.connect(lambda: self._step(-1))
        actions["ticket.triage"].triggered.connect(self._start_triage)
        actions["ticket.history"].triggered.connect(self._show_history)
        actions["ticket.time"].triggered.connect(self._show_time)
        for name, kind in (
            ("reply", DraftKind.REPLY),
            ("reply_all", DraftKind.REPLY_ALL),
            ("forward", DraftKind.FORWARD),
        ):
            actions[f"ticket.{name}"].triggered.connect(self._answering(kind))
        actions["ticket.note"].triggered.connect(self.conversation.add_note)

    def _answering(self, kind: DraftKind) -> Callable[[], None]:
        return lambda: self.conversation.start_answer(kind)

    # Views and search

    def _open_view(self, view: View) -> None:
        self._memory.remember_view(view.key)
        if self.search.text():
            self.search.show_text("")
            return
        self._list(self._memory.listing(view))

    def _open_saved(self, view_id: int) -> None:
        self._memory.remember_view(f"saved:{view_id}")
        self.views.read()

    def _views_changed(self) -> None:
        key = self._memory.view_key
        shown = self.view_list.current
        if self.views.by_key(key) is not None and (shown is None or shown.key != key):
            self.show_view(key)
        elif shown is None and not self.search.text():
            self.show_view(_FIRST_VIEW)
        else:
            self._show_title()

    def _replace_query(self, view: View) -> None:
        if self.search.text().strip():
            self._editing.replace_query(view, self.search.text().strip())
        else:
            self.search.show_text(view.query_text)
            self.search.setFocus()

    def _search(self, parsed: ParsedQuery) -> None:
        text = self.search.text().strip()
        if not text:
            view = self.view_list.current
            self.explanation.show_query("", parsed, "")
            if view is not None:
                self._list(self._memory.listing(view))
            return
        self.explanation.show_query(text, parsed, "")
        self._list(Listing(parsed.term))

    def _list(self, listing: Listing) -> None:
        self._requested = None
        self._leaving = frozenset()
        self.listing.show(listing)
        self.table.show_sorted(listing.sort, descending=listing.descending)
        self._show_title()

    def _show_title(self) -> None:
        view = self.view_list.current
        searching = bool(self.search.text().strip())
        title = _("Search") if searching else view.name if view is not None else _("Queue")
        count = self.listing.count
        words = ""
        if count is not None:
            words = ngettext("{count} ticket", "{count} tickets", count)
        self.header.set_title(title, words.format(count=number_text(count or 0)))

    def _show_count(self, count: int | None) -> None:
        self._show_title()
        if count == 0:
            self._show_empty()
        else:
            self.list_pane.show_table()

    def _show_empty(self) -> None:
        view = self.view_list.current
        if self.search.text().strip():
            self.list_pane.show_nothing_found(explain(self.listing.listing.term))
        elif view is not None:
            self.list_pane.show_nothing_in_view(view.name)

    def _counted(self) -> None:
        counts = self.views.counts
        empty = not any(counts.get(key) for key in ("all", "spam", "trash"))
        searching = bool(self.search.text().strip())
        self._body.setCurrentWidget(self._first_steps if empty and not searching else self._panes)
        self.open_counted.emit(counts.get("my_open", 0))

    def _clear_search(self) -> None:
        self.search.clear()
        self.table.setFocus()

    def _leave_search(self) -> None:
        self.table.setFocus()
        if self.table.current_id() is None:
            self.table.go_to_row(0)

    def _focus_search(self) -> None:
        if self.isVisible():
            self.search.setFocus()
            self.search.selectAll()

    def _save_view(self) -> None:
        text = self.search.text().strip()
        if self.isVisible() and text:
            self._editing.ask_and_save(
                text, self.listing.listing, self.table.chosen_columns(), self
            )
        elif self.isVisible():
            self._focus_search()

    def _vocabulary(self) -> Vocabulary:
        words = self.state.words
        return Vocabulary(
            tags=words.tags,
            categories=tuple(path.rpartition(" › ")[2] for _id, path in words.category_paths()),
            agents=tuple(agent.name for agent in words.agents),
        )

    # Order and look

    def _sort(self, sort_key: str, descending: bool) -> None:
        self._reorder(Sort(sort_key), descending, self.listing.listing.grouping)

    def _reorder(self, sort: Sort, descending: bool, grouping: Grouping) -> None:
        listing = Listing(self.listing.listing.term, sort, descending, grouping)
        view = self.view_list.current
        if view is not None and not self.search.text().strip():
            self._memory.remember_listing(view, listing)
        self._list(listing)

    def _remember_columns(self) -> None:
        self._memory.remember_columns(self.table.chosen_columns(), self.table.widths)

    def _show_properties(self, shown: bool) -> None:
        self._memory.remember_properties(shown=shown)
        self.properties.setVisible(shown)

    def _refresh(self) -> None:
        if self.isVisible():
            self.listing.model.forget_rows()
            self.listing.refresh()
            self.views.read()

    # The ticket shown

    def _begin_replacing(self) -> None:
        self._replacing = True

    def _end_replacing(self) -> None:
        self._replacing = False

    def _current_changed(self, ticket_id: int | None) -> None:
        if not self._replacing and ticket_id is not None:
            self._requested = None
            self._show(ticket_id)
            self._reading.opened(ticket_id)

    def _clicked(self) -> None:
        self._reading.opened(self.table.current_id())

    def _open_by_hand(self, ticket_id: int) -> None:
        self._show(ticket_id)
        self._reading.opened(ticket_id)
        if self.conversation.pane is not None:
            self.conversation.pane.setFocus()

    def _show(self, ticket_id: int | None) -> None:
        self.conversation.show_ticket(ticket_id)
        self.properties.show_ticket(ticket_id)
        self._commands.update()

    def _list_opened(self) -> None:
        """Another list: its first ticket is shown, though not yet taken as read."""
        if self._requested is not None:
            return
        if self.table.id_model.rowCount() and not self.search.hasFocus():
            self.table.go_to_row(0)
            self._reading.forget()
        elif not self.table.id_model.rowCount():
            self._show(None)

    def _list_refreshed(self) -> None:
        leaving, self._leaving = self._leaving, frozenset()
        shown = self.conversation.shown_id
        if not leaving or shown not in leaving:
            return
        still_there = shown is not None and self.table.id_model.row_of(shown) is not None
        if not self._preferences.current.next_after_acting:
            return
        if still_there:
            self._step(1)
        elif self.table.id_model.rowCount():
            last = self.table.id_model.rowCount() - 1
            self.table.clearSelection()
            self.table.go_to_row(min(self._left_row, last))
            self._current_changed(self.table.current_id())
        else:
            self._show(None)

    def _expect_to_leave(self, ids: Sequence[int]) -> None:
        self._leaving = frozenset(ids)
        places = [self.table.id_model.row_of(each) for each in ids[:200]]
        known = [place for place in places if place is not None]
        self._left_row = min(known) if known else 0

    def _next(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """To the next ticket; from one that has left the list to the one in its place."""
        shown = self.conversation.shown_id
        here = self.table.id_model.row_of(shown) if shown is not None else None
        if here is None and self.table.id_model.rowCount():
            self.table.go_to_row(max(0, self.table.currentIndex().row()))
            self._current_changed(self.table.current_id())
        elif here is not None:
            if self.table.currentIndex().row() != here:
                self.table.go_to_row(here)
            self.table.step(by)

    def _show_history(self) -> None:
        self._actions["view.properties"].setChecked(True)
        self.properties.unfold_history()

    def _show_time(self) -> None:
        self._actions["view.properties"].setChecked(True)
        self.properties.unfold_time()

    def _start_triage(self) -> None:
        """Through the selected tickets, else from the current one to the end of the list."""
        ids = self.table.selected_ids()
        if len(ids) < 2:
            first = max(0, self.table.currentIndex().row())
            ids = [each for each in self.listing.model.ids[first:] if each > 0]
        if self.isVisible() and ids:
            self.triage.start(ids)

    def _reply_to(self, ticket_id: int) -> None:
        self.show_ticket(ticket_id)
        self.conversation.start_answer(DraftKind.REPLY)

    def _context_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands.fill_menu(menu)
        menu.popup(self.table.viewport().mapToGlobal(at))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.table.selected_count() > 1:
            current = self.table.current_id()
            self.table.select_ids([current] if current is not None else [])
            return
        super().keyPressEvent(event)


def _pane_widths(theme: Theme, width: int) -> list[int]:
    """Views, list, conversation, properties; what is left over is shared 4 to 5."""
    views, properties = theme.px(208), theme.px(264)
    rest = width - views - properties
    return [views, rest * 4 // 9, rest * 5 // 9, properties]
