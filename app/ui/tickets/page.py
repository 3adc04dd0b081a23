"""The queue window: views, table, conversation, properties."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.queries.language import Vocabulary
from app.queries.terms import Grouping, Sort
from app.rules.enums import DraftKind
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.notifications import Notice
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.tickets.conversation_host import ConversationHost
from app.ui.tickets.desk_state import DeskState, utc_now
from app.ui.tickets.display_menu import DisplayButton
from app.ui.tickets.first_steps import FirstSteps
from app.ui.tickets.list_pane import ListPane
from app.ui.tickets.notice_bar import NoticeBar
from app.ui.tickets.properties_host import PropertiesHost
from app.ui.tickets.queue_header import QueueHeader
from app.ui.tickets.queue_memory import QueueMemory
from app.ui.tickets.queue_panes import QueuePanes
from app.ui.tickets.search_bar import SearchBar, SearchExplanation
from app.ui.tickets.shown_ticket import ShownTicket
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers
from app.ui.tickets.ticket_commands import TicketCommands
from app.ui.tickets.ticket_listing import TicketListing
from app.ui.tickets.ticket_table import TicketTable
from app.ui.tickets.view_editing import ViewEditing
from app.ui.tickets.view_list import ViewList
from app.ui.tickets.view_switch import FIRST_VIEW, ViewSwitch
from app.ui.tickets.views_state import Views
from app.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from app.ui.tickets.list_export import ListExport
    from app.ui.tickets.properties_pane import PropertiesPane
    from app.ui.tickets.several_pane import SeveralPane
    from app.ui.tickets.triage import Triage


class QueuePage(QWidget):
    """The page one works in all day."""

    contact_requested = Signal(object)
    """The id of a contact whose page is wanted."""
    open_counted = Signal(int)
    """How many tickets this agent has open, for the rail's badge."""

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
        self._theme = theme
        self._actions = actions
        self._clock = clock
        self._memory = QueueMemory(memory)
        self.state = DeskState(operations, clock=clock, parent=self)
        self.views = Views(operations, self.state, self)
        self.listing = TicketListing(operations, self.state, self)
        self.acts = TicketActs(operations, self.state, self)
        choosers = self._choosers = TicketChoosers(operations, self.acts, self.state, theme, self)
        self._build(operations, preferences, theme)
        self.shown = ShownTicket(
            self.table,
            self.listing,
            self.conversation,
            self._properties,
            self.acts,
            preferences,
            self,
        )
        self.switch = ViewSwitch(
            self.views,
            self.view_list,
            self.search,
            self.explanation,
            self.listing,
            self.list_pane,
            ViewEditing(operations, self.state, theme, self),
            self._memory,
            theme,
            self,
        )
        self._commands = TicketCommands(operations, actions, self.acts, choosers, self.shown, self)
        self._connect()
        self._connect_actions()
        self.switch.show_first()

    # What others ask for

    def show_view(self, key: str) -> None:
        """Open a view by its key."""
        self.switch.show_view(key)

    def show_search(self, text: str) -> None:
        """Search for ``text``, as if it were typed."""
        self.search.show_text(text)

    def show_ticket(self, ticket_id: int) -> None:
        """Show a ticket, whether it is in the list or not."""
        self.shown.show(ticket_id)

    def show_notice(self, notice: Notice) -> None:
        """Say what time brought, with the way to the ticket."""
        self.notice.show_notice(notice)

    # Building

    def _build(
        self,
        operations: Operations,
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        actions = self._actions
        self.table = TicketTable(self.listing.model, theme, self.state)
        self.table.set_widths(self._memory.widths)
        self.listing.in_view = self.table.rows_in_view
        self.list_pane = ListPane(self.table, actions, theme)
        self.view_list = ViewList(self.views, theme)
        self.search = SearchBar(theme, self._vocabulary)
        self.explanation = SearchExplanation(theme)
        self.conversation = ConversationHost(
            operations, preferences, actions, theme, clock=self._clock
        )
        self._properties = PropertiesHost(operations, self.acts, self._choosers, self.state, theme)
        display = DisplayButton(
            self.table, preferences, lambda: self.listing.listing, self._reorder, theme
        )
        self.header = QueueHeader(self.search, display, actions, theme)
        self.panes = QueuePanes(
            self.view_list,
            self.list_pane,
            self.conversation,
            self._properties,
            toggle=actions["view.properties"],
            memory=self._memory,
            theme=theme,
        )
        self.first_steps = FirstSteps(actions, theme)
        self.notice = NoticeBar(theme)
        self._body = QStackedWidget(self)
        self._body.addWidget(self.panes)
        self._body.addWidget(self.first_steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in (self.header, self.notice, self.explanation, self._body):
            column.addWidget(each, 1 if each is self._body else 0)
        self.setFocusProxy(self.table)

    @property
    def properties(self) -> "PropertiesPane":
        """What is known of the ticket shown, made when first looked at."""
        return self._properties.pane

    @property
    def several(self) -> "SeveralPane":
        """What the selected tickets share, made when first looked at."""
        return self._properties.several

    @cached_property
    def triage(self) -> "Triage":
        """One ticket after the other, made when first asked for."""
        from app.ui.tickets.triage import Triage

        triage = Triage(self._operations, self.acts, self._choosers, self.state, self._theme, self)
        triage.ended.connect(self.table.setFocus)
        triage.reply_asked.connect(self._reply_to)
        return triage

    @cached_property
    def export(self) -> "ListExport":
        """The list as a file, made when first asked for."""
        from app.ui.tickets.list_export import ListExport

        return ListExport(self._operations, self.state, self)

    # Connecting

    def _connect(self) -> None:
        self.shown.changed.connect(self._commands.update_soon)
        self.switch.switched.connect(self._show_name)
        self.table.customContextMenuRequested.connect(self._context_menu)
        self.listing.loading_changed.connect(self.list_pane.loading.set_loading)
        self.listing.opened.connect(self._list_opened)
        self.listing.time_passed.connect(self.table.viewport().update)
        self.listing.time_passed.connect(self._properties.time_passed)
        self.views.counted.connect(self._counted)
        self.search.left.connect(self._leave_search)
        self.explanation.save_asked.connect(self._save_view)
        self._properties.ticket_requested.connect(self.show_ticket)
        self._properties.contact_requested.connect(self.contact_requested)
        self.conversation.ticket_requested.connect(self.show_ticket)
        self.conversation.next_ticket_requested.connect(self._next)
        self.notice.ticket_requested.connect(self.show_ticket)
        self.panes.views_fit_changed.connect(self._views_fit)
        self.header.views_asked.connect(self.switch.offer_views)

    def _connect_actions(self) -> None:
        actions = self._actions
        actions.attach(Scope.TICKETS, self)
        for action_id, act in (
            ("edit.search", self._focus_search),
            ("view.save", self._save_view),
            ("view.export", self._export_list),
            ("view.refresh", self._refresh),
            ("ticket.next", self._next),
            ("ticket.previous", self._previous),
            ("ticket.triage", self._start_triage),
            ("ticket.history", self._show_history),
            ("ticket.time", self._show_time),
            ("ticket.note", self.conversation.add_note),
            ("ticket.reply", self._answering(DraftKind.REPLY)),
            ("ticket.reply_all", self._answering(DraftKind.REPLY_ALL)),
            ("ticket.forward", self._answering(DraftKind.FORWARD)),
        ):
            actions[action_id].triggered.connect(act)

    def _answering(self, kind: DraftKind) -> Callable[[], None]:
        return lambda: self.conversation.start_answer(kind)

    # Views and search

    def _reorder(self, sort: Sort, descending: bool, grouping: Grouping) -> None:
        self.switch.reorder(sort, descending, grouping)

    def _show_name(self) -> None:
        self.header.show_name(self.switch.name, self.listing.count)

    def _list_opened(self) -> None:
        """What was asked for is painted first; all else that follows from it comes after."""
        if self.listing.model.rowCount():
            self.list_pane.show_table()
        self.shown.list_opened(show_first=not self.search.hasFocus())
        self.table.paint_now()
        self.switch.explain()

    def _counted(self) -> None:
        counts = self.views.counts
        empty = not any(counts.get(key) for key in ("all", "spam", "trash"))
        if not empty and self._body.currentWidget() is self.first_steps:
            self._begin(counts)
        first = empty and not self.switch.searching
        self._body.setCurrentWidget(self.first_steps if first else self.panes)
        self.open_counted.emit(counts.get(FIRST_VIEW, 0))

    def _begin(self, counts: Mapping[str, int]) -> None:
        """The first tickets of a desk are shown wherever they are: an import gives them to nobody,
        and may close them all."""
        filled = (key for key in (FIRST_VIEW, "all_open", "all") if counts.get(key))
        self.switch.show_view(next(filled, FIRST_VIEW))

    def _views_fit(self, fit: bool) -> None:
        self.header.offer_views(not fit)

    def _leave_search(self) -> None:
        self.table.setFocus()
        if self.table.current_id() is None and self.listing.model.rowCount():
            self.table.go_to_row(0)

    def _focus_search(self) -> None:
        if self.isVisible():
            self.search.setFocus()
            self.search.selectAll()

    def _save_view(self) -> None:
        if self.isVisible() and not self.switch.ask_to_save(self):
            self._focus_search()

    def _export_list(self) -> None:
        if self.isVisible():
            columns = self.table.chosen_columns()
            self.export.ask(self.switch.name, self.listing.listing, columns)

    def _vocabulary(self) -> Vocabulary:
        words = self.state.words
        return Vocabulary(
            tags=words.tags,
            categories=tuple(path.rpartition(" › ")[2] for _id, path in words.category_paths()),
            agents=tuple(agent.name for agent in words.agents),
        )

    def _refresh(self) -> None:
        if self.isVisible():
            self.listing.model.forget_rows()
            self.listing.refresh()
            self.views.read()

    # The ticket shown

    def _next(self) -> None:
        self.shown.step(1)

    def _previous(self) -> None:
        self.shown.step(-1)

    def _show_history(self) -> None:
        self._actions["view.properties"].setChecked(True)
        self._properties.show_one()
        self.properties.unfold_history()

    def _show_time(self) -> None:
        self._actions["view.properties"].setChecked(True)
        self._properties.show_one()
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
            self.list_pane.select_one()
            return
        super().keyPressEvent(event)
