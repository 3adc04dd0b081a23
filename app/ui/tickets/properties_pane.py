"""The right edge: everything a ticket is, each value one click or key from being changed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.shared_values import values_of
from app.queries.ticket_details import TicketDetails, details
from app.queries.ticket_rows import TicketRow
from app.rules.priority import explain
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.tickets.contact_section import ContactSection
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.history_section import HistorySection
from app.ui.tickets.links_section import LinksSection
from app.ui.tickets.property_choice import choose_property
from app.ui.tickets.property_rows import Property, PropertyRows
from app.ui.tickets.property_scroll import PropertyScroll
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers
from app.ui.tickets.ticket_paint import due_role
from app.ui.tickets.ticket_texts import TicketTexts
from app.ui.tickets.time_section import TimeSection
from app.ui.times import duration_text
from app.ui.widgets.section import Section

if TYPE_CHECKING:
    from app.storage.changes import Changes

_ABOUT_TICKET = frozenset({"ticket_link", "work_time", "category", "agent"})
_ABOUT_CONTACT = frozenset({"contact", "contact_address", "contact_phone", "organisation"})


class PropertiesPane(PropertyScroll):
    """Shows one ticket; ``show_ticket(None)`` empties it."""

    ticket_requested = Signal(object)
    contact_requested = Signal(object)

    def __init__(
        self,
        operations: Operations,
        acts: TicketActs,
        choosers: TicketChoosers,
        state: DeskState,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._operations = operations
        self._acts = acts
        self._choosers = choosers
        self._state = state
        self._ticket_id: int | None = None
        self._wanted: Section | None = None
        self.details: TicketDetails | None = None
        self.rows = PropertyRows(theme, with_contact=False)
        self.rows.asked.connect(self._choose)
        self.texts = TicketTexts(acts, theme)
        self.column.addWidget(self.rows)
        self.column.addWidget(self.texts)
        self._add_sections()
        self.column.addStretch(1)
        operations.changed.connect(self._desk_changed)
        state.changed.connect(self._read)

    def show_ticket(self, ticket_id: int | None) -> None:
        """Read and show a ticket."""
        if ticket_id == self._ticket_id:
            return
        self._ticket_id = ticket_id
        self._wanted = None
        if ticket_id is None:
            self.details = None
            self.body.hide()
            return
        self._read()

    def time_passed(self) -> None:
        """Say anew how long there is until the due time."""
        if self.details is not None:
            self._show_times(self.details.row)

    def unfold_history(self) -> None:
        """Open the history and bring it into view."""
        self._bring(self._history_section)

    def unfold_time(self) -> None:
        """Open time worked and bring it into view."""
        self._bring(self._time_head)

    def _bring(self, section: Section) -> None:
        """Unfold a section and put its head at the top, now and once it is filled."""
        section.set_opened(True)
        self._wanted = section
        self._scroll_to_wanted()

    def _scroll_to_wanted(self) -> None:
        if self._wanted is not None:
            self.body.adjustSize()
            self.verticalScrollBar().setValue(self._wanted.y())

    def _history_filled(self) -> None:
        if self._wanted is self._history_section:
            QTimer.singleShot(0, self, self._scroll_to_wanted)

    def _add_sections(self) -> None:
        theme = self.theme
        self._contact = ContactSection(self._operations, theme)
        self._contact.ticket_requested.connect(self.ticket_requested)
        self._contact.contact_requested.connect(self.contact_requested)
        self._contact.choice_asked.connect(self._choose_contact)
        self._links = LinksSection(self._acts, theme)
        self._links.ticket_requested.connect(self.ticket_requested)
        self._links.link_asked.connect(self._link)
        self.time_section = TimeSection(self._acts, self._state, theme)
        self._history = HistorySection(self._operations, self._state, theme)
        self._links_section = Section(_("Links"), self._links, theme)
        self._time_head = Section(_("Time worked"), self.time_section, theme, opened=False)
        self._history_section = Section(_("History"), self._history, theme, opened=False)
        self._history_section.toggled.connect(self._read_history)
        self._history.filled.connect(self._history_filled)
        for section in (
            Section(_("Contact"), self._contact, theme),
            self._links_section,
            self._time_head,
            self._history_section,
        ):
            self.column.addWidget(section)

    # Showing

    def _read(self) -> None:
        if self._ticket_id is not None:
            self._operations.read(
                details, self._ticket_id, owner=self, key="details", done=self._show
            )

    def _show(self, found: TicketDetails | None) -> None:
        if found is None or found.row.id != self._ticket_id:
            self.body.setVisible(found is not None)
            return
        before, self.details = self.details, found
        row = found.row
        reason = explain(
            manual=found.manual_priority,
            impact=found.impact,
            urgency=found.urgency,
            matrix=self._state.words.matrix,
        )
        self.rows.show_values(values_of(row), reason=reason)
        self._show_times(row)
        self.texts.show_texts(found, self._state.words.tags)
        self._links.show_links(found)
        self._links_section.set_title(_counted(_("Links"), len(found.links) + len(found.merged)))
        self.time_section.show_time(found)
        self._time_head.set_title(_worked_title(found.seconds_worked))
        if before is None or before.row.id != row.id or before.row.contact_id != row.contact_id:
            self._contact.show_contact(row.id, row.contact_id)
        self._read_history()
        self.body.show()

    def _show_times(self, row: TicketRow) -> None:
        now = self._state.now
        self.rows.show_times(values_of(row), now=now, zone=self._state.zone, due=due_role(row, now))

    def _read_history(self) -> None:
        if self._history_section.opened and self._ticket_id is not None:
            self._history.show_history(self._ticket_id)

    def _desk_changed(self, changes: "Changes") -> None:
        if self._ticket_id is None:
            return
        touched = self._ticket_id in changes.of("ticket").updated
        if touched or not _ABOUT_TICKET.isdisjoint(changes.tables):
            self._read()
        if not _ABOUT_CONTACT.isdisjoint(changes.tables) and self.details is not None:
            self._contact.show_contact(self._ticket_id, self.details.row.contact_id)

    # Acting

    def _choose(self, what: Property) -> None:
        if self.details is not None:
            row = self.details.row
            choose_property(
                self._choosers,
                what,
                [row.id],
                self.rows[what],
                asleep=row.snoozed_until is not None,
                details=self.details,
            )

    def _link(self) -> None:
        if self._ticket_id is not None:
            contact_id = self.details.row.contact_id if self.details is not None else None
            self._choosers.link(self._ticket_id, self.window(), contact_id)

    def _choose_contact(self) -> None:
        if self._ticket_id is not None:
            self._choosers.contact([self._ticket_id], self.window())


def _counted(title: str, count: int) -> str:
    return f"{title} ({count})" if count else title


def _worked_title(seconds: int) -> str:
    if not seconds:
        return _("Time worked")
    return f"{_('Time worked')} · {duration_text(timedelta(minutes=seconds // 60))}"
