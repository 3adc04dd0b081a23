"""The tickets that a ticket is linked to, and those that were merged into it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from app.queries.ticket_details import LinkRow, TicketDetails
from app.rules.enums import LinkKind, Status, label
from app.ui.theme import TextStyle, Theme
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_link import TicketLink
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.rows_widget import RowsWidget


class LinksSection(RowsWidget):
    """Grouped by kind; each with a cross."""

    ticket_requested = Signal(object)
    """The id of the ticket to open."""
    link_asked = Signal()

    def __init__(self, acts: TicketActs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._acts = acts

    def show_links(self, details: TicketDetails) -> None:
        """Show the links of a ticket."""
        self.clear()
        kind_before = ""
        for link in sorted(details.links, key=_kind_words):
            if _kind_words(link) != kind_before:
                kind_before = _kind_words(link)
                self.add_text(kind_before, TextStyle.CAPTION)
            self._add_link(details.row.id, link)
        if details.merged:
            self.add_text(_("Merged into this ticket"), TextStyle.CAPTION)
        for merged in details.merged:
            self._add_ticket(merged.ticket_id, merged.number, merged.subject, Status.CLOSED)
        add = Button(_("Link a ticket"), self.theme, kind=ButtonKind.LINK, icon="add")
        add.clicked.connect(self.link_asked)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        self.rows.addLayout(row)

    def _add_link(self, ticket_id: int, link: LinkRow) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._link(link.ticket_id, link.number, link.subject, link.status), 1)
        cross = IconButton(
            "close",
            _("Remove the link to #{number}").format(number=link.number),
            self.theme,
            size=13,
        )
        cross.clicked.connect(lambda: self._acts.unlink(ticket_id, link.ticket_id, link.number))
        row.addWidget(cross)
        self.rows.addLayout(row)

    def _add_ticket(self, ticket_id: int, number: int, subject: str, status: Status) -> None:
        self.rows.addWidget(self._link(ticket_id, number, subject, status))

    def _link(self, ticket_id: int, number: int, subject: str, status: Status) -> TicketLink:
        link = TicketLink(number, subject, status, self.theme)
        link.clicked.connect(lambda: self.ticket_requested.emit(ticket_id))
        return link


def _kind_words(link: LinkRow) -> str:
    """How the other ticket stands to this one, seen from this one."""
    if link.outward or link.kind is LinkKind.RELATED:
        return label(link.kind)
    return {
        LinkKind.DUPLICATE: _("Has the duplicate"),
        LinkKind.CHILD: _("Has the child"),
        LinkKind.CONTINUES: _("Continued by"),
    }[link.kind]
