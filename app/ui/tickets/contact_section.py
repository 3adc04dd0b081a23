"""Who asks: name, firm, address, phone, and what else they have open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.contacts import ContactDetails, contact_details
from app.queries.ticket_rows import TicketRow
from app.queries.tickets import open_tickets_of
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.ticket_link import TicketLink
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.rows_widget import RowsWidget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SHOWN = 4


class ContactSection(RowsWidget):
    """The card of a ticket's contact."""

    ticket_requested = Signal(object)
    """The id of another of their tickets."""
    contact_requested = Signal(object)
    """The id of the contact, for its page."""
    choice_asked = Signal()
    """Another contact is wanted."""

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._operations = operations
        self._ticket_id = 0

    def show_contact(self, ticket_id: int, contact_id: int | None) -> None:
        """Read and show the contact of a ticket; None: nobody is known."""
        self._ticket_id = ticket_id
        if contact_id is None:
            self.clear()
            self.add_text(_("Nobody is known yet."), TextStyle.MUTED)
            self._add_link(_("Choose contact"), self.choice_asked.emit)
            return
        self._operations.read(
            _contact_with_tickets, contact_id, owner=self, key="contact", done=self._show_card
        )

    def _show_card(self, found: tuple[ContactDetails | None, list[TicketRow]]) -> None:
        self.clear()
        details, tickets = found
        if details is None:
            return
        self.rows.addLayout(self._head(details))
        for each in details.addresses[:2]:
            self._add_line(each.email, Qt.TextElideMode.ElideMiddle)
        for phone in details.phones[:2]:
            self._add_line(phone.number, Qt.TextElideMode.ElideRight)
        if details.notes:
            self.add_text(details.notes, TextStyle.CAPTION)
        others = [each for each in tickets if each.id != self._ticket_id]
        if others:
            words = ngettext("{count} more open", "{count} more open", len(others))
            self.add_text(words.format(count=len(others)), TextStyle.CAPTION)
        for row in others[:_SHOWN]:
            self._add_ticket(row)
        self._add_all(details)

    def _head(self, details: ContactDetails) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        row.addWidget(Avatar(self.theme, name=details.row.name or details.row.email, size=32))
        names = QVBoxLayout()
        names.setSpacing(0)
        name = ElidedLabel(details.row.name or details.row.email)
        name.setFont(self.theme.font(bold=True))
        names.addWidget(name)
        if details.row.organisation:
            firm = ElidedLabel(details.row.organisation)
            set_text_style(firm, TextStyle.MUTED)
            names.addWidget(firm)
        row.addLayout(names, 1)
        return row

    def _add_line(self, text: str, mode: Qt.TextElideMode) -> None:
        line = ElidedLabel(text, mode=mode)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_text_style(line, TextStyle.MUTED)
        self.rows.addWidget(line)

    def _add_ticket(self, row: TicketRow) -> None:
        link = TicketLink(row.number, row.subject, row.status, self.theme)
        link.clicked.connect(lambda: self.ticket_requested.emit(row.id))
        self.rows.addWidget(link)

    def _add_all(self, details: ContactDetails) -> None:
        count = len(details.tickets)
        words = ngettext("Contact with {count} ticket", "Contact with {count} tickets", count)
        self._add_link(
            words.format(count=count), lambda: self.contact_requested.emit(details.row.id)
        )

    def _add_link(self, text: str, act: Callable[[], None]) -> None:
        button = Button(text, self.theme, kind=ButtonKind.LINK)
        button.clicked.connect(lambda: act())
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.rows.addLayout(row)


def _contact_with_tickets(
    session: "Session", contact_id: int
) -> tuple[ContactDetails | None, list[TicketRow]]:
    return contact_details(session, contact_id), open_tickets_of(session, contact_id)
