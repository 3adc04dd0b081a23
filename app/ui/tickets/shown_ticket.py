"""Which ticket is shown and which are meant; how one comes from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.queries.ticket_details import TicketDetails
from app.queries.ticket_rows import TicketRow
from app.ui.preferences import Preferences
from app.ui.tickets.conversation_host import ConversationHost
from app.ui.tickets.properties_host import PropertiesHost
from app.ui.tickets.reading_mark import ReadingMark
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_listing import TicketListing
from app.ui.tickets.ticket_table import TicketTable

_AT_HAND = 20
"""Rows of a larger selection are not looked for: it is not one to choose from."""


class ShownTicket(QObject):
    """Keeps table, conversation and properties on the same ticket."""

    changed = Signal()
    """Another ticket is shown, or others are selected."""

    def __init__(
        self,
        table: TicketTable,
        listing: TicketListing,
        conversation: ConversationHost,
        properties: PropertiesHost,
        acts: TicketActs,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._listing = listing
        self._model = listing.model
        self._conversation = conversation
        self._properties = properties
        self._preferences = preferences
        self._reading = ReadingMark(acts, listing, self.row, self)
        self._leaving: frozenset[int] = frozenset()
        self._place = 0
        self._replacing = False
        self._opening = False
        self._early: int | None = None
        acts.finished.connect(self._expect_to_leave)
        table.current_id_changed.connect(self._current_changed)
        table.selection_changed.connect(self._selection_changed)
        table.opened.connect(self._open_by_hand)
        table.clicked.connect(self._clicked)
        self._model.replacing.connect(self._begin_replacing)
        self._model.replaced.connect(self._end_replacing)
        listing.refreshed.connect(self._list_refreshed)
        for calm in (conversation.calm, properties.calm):
            listing.asked.connect(calm.hold)
            listing.settled.connect(calm.settle)

    # Which tickets are meant

    def ids(self) -> list[int]:
        """The selected tickets if there are several; else the one shown."""
        selected = self._table.selected_ids()
        shown = self._conversation.shown_id
        if len(selected) > 1 or shown is None:
            return selected
        return [shown]

    def count(self) -> int:
        """How many tickets are meant; costs nothing for 200,000 of them."""
        selected = self._table.selected_count()
        return selected if selected > 1 else len(self.ids())

    def row(self) -> TicketRow | None:
        """The one ticket meant, if it is one and is read."""
        details = self.details()
        if details is not None:
            return details.row
        ids = self.ids()
        place = self._model.row_of(ids[0]) if len(ids) == 1 else None
        return self._model.row_at(place) if place is not None else None

    def details(self) -> TicketDetails | None:
        """Everything about the one ticket meant, once it is read."""
        details = self._properties.details
        return details if details is not None and self.ids() == [details.row.id] else None

    def rows(self) -> list[TicketRow]:
        """The rows of the tickets meant, as far as they are few and at hand."""
        ids = self.ids()
        if len(ids) > _AT_HAND:
            return []
        places = (self._model.row_of(each) for each in ids)
        found = (self._model.row_at(place) for place in places if place is not None)
        rows = [row for row in found if row is not None]
        one = self.row()
        return rows or ([one] if one is not None else [])

    # Showing

    def show(self, ticket_id: int) -> None:
        """Show a ticket, whether it is in the list or not."""
        if self._model.row_of(ticket_id) is not None:
            self._table.select_ids([ticket_id])
        else:
            self._table.clearSelection()
            self._early = ticket_id if self._listing.count is None else None
        self._show(ticket_id)
        self._reading.opened(ticket_id)

    def list_opened(self, *, show_first: bool) -> None:
        """Another list is there: its first ticket is shown, though not yet taken as read."""
        self._leaving = frozenset()
        early, self._early = self._early, None
        if early is not None:
            self.show(early)
            return
        if not self._model.rowCount():
            self._show(None)
        elif show_first:
            self._opening = True
            self._table.go_to_row(0)
            self._opening = False
            self._reading.forget()

    def step(self, by: int) -> None:
        """To the next ticket; from one that has left the list to the one in its place."""
        shown = self._conversation.shown_id
        here = self._model.row_of(shown) if shown is not None else None
        if here is None:
            self._go_to(max(0, self._place + min(by, 0)))
            return
        if self._table.currentIndex().row() != here:
            self._table.go_to_row(here)
        self._table.step(by)

    def _go_to(self, row: int) -> None:
        count = self._model.rowCount()
        if not count:
            self._show(None)
            return
        self._table.clearSelection()
        self._table.go_to_row(min(row, count - 1))
        self._current_changed(self._table.current_id())

    def _show(self, ticket_id: int | None) -> None:
        self._conversation.show_ticket(ticket_id, chosen=not self._opening)
        self._properties.show_ticket(ticket_id, chosen=not self._opening)
        self.changed.emit()

    def _selection_changed(self) -> None:
        several = self._table.selected_count() > 1
        self._properties.show_several(self._table.selected_ids if several else None)
        self.changed.emit()

    def _current_changed(self, ticket_id: int | None) -> None:
        if not self._replacing and ticket_id is not None and ticket_id > 0:
            self._show(ticket_id)
            self._reading.opened(ticket_id)

    def _clicked(self) -> None:
        current = self._table.current_id()
        if current is not None and current != self._conversation.shown_id:
            self._show(current)
        self._reading.opened(current)

    def _open_by_hand(self, ticket_id: int) -> None:
        self._show(ticket_id)
        self._reading.opened(ticket_id)
        self._conversation.focus_conversation()

    # After acting

    def _expect_to_leave(self, ids: Sequence[int]) -> None:
        self._leaving = frozenset(ids)

    def _list_refreshed(self) -> None:
        """A ticket that one is done with makes room for the next one, if that is wanted."""
        leaving, self._leaving = self._leaving, frozenset()
        shown = self._conversation.shown_id
        if shown not in leaving or not self._preferences.current.next_after_acting:
            return
        if shown is not None and self._model.row_of(shown) is not None:
            self.step(1)
        else:
            self._go_to(self._place)

    def _begin_replacing(self) -> None:
        """Remember where the first of the tickets meant stands: another may take its place."""
        self._replacing = True
        shown = self._conversation.shown_id
        place = self._model.row_of(shown) if shown is not None else None
        if self._table.selected_count() > 1:
            place = self._table.first_selected_row()
        self._place = place if place is not None else self._place

    def _end_replacing(self) -> None:
        self._replacing = False
