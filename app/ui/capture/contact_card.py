"""Who that is: firm, colleagues, and what is open for them; for a new one the fields to fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.contacts import ContactDetails, contact_details
from app.queries.ticket_rows import TicketRow
from app.queries.tickets import open_tickets_of
from app.rules.enums import label
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_NAMES = 6
_MOST_TICKETS = 4


@dataclass(frozen=True, slots=True)
class ContactPicture:
    """A contact, and the open tickets of their firm: their own first."""

    details: ContactDetails
    open_tickets: tuple[TicketRow, ...]


def read_contact(session: "Session", contact_id: int) -> ContactPicture | None:
    """The contact as quick capture shows it; None if it is gone."""
    details = contact_details(session, contact_id)
    if details is None:
        return None
    found = list(open_tickets_of(session, contact_id))
    for colleague in details.colleagues:
        if colleague.open_tickets:
            found += open_tickets_of(session, colleague.id)
    return ContactPicture(details, tuple(found))


class KnownContact(QFrame):
    """Tells about a contact. ``ticket_wanted`` opens one that is there already."""

    ticket_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts = QLabel(wordWrap=True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._colleagues = QLabel(wordWrap=True)
        self._colleagues.setTextFormat(Qt.TextFormat.PlainText)
        self._open = QLabel()
        for each in (self._facts, self._colleagues, self._open):
            set_text_style(each, TextStyle.CAPTION)
        self._tickets = QVBoxLayout()
        self._tickets.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._facts)
        column.addWidget(self._colleagues)
        column.addWidget(self._open)
        column.addLayout(self._tickets)
        self.hide()

    def show_contact(self, picture: ContactPicture) -> None:
        """Show who was chosen."""
        row = picture.details.row
        facts = (row.organisation, row.email, row.phone, row.customer_number)
        self._say(self._facts, "  ·  ".join(each for each in facts if each))
        details = picture.details
        names = [each.name or each.email for each in details.colleagues[:_MOST_NAMES]]
        more = " …" if details.colleague_count > len(names) else ""
        also = _("Also at {firm}: {names}").format(
            firm=row.organisation, names=", ".join(names) + more
        )
        self._say(self._colleagues, also if names else "")
        self._show_tickets(picture.open_tickets)
        self.show()

    def _show_tickets(self, rows: Sequence[TicketRow]) -> None:
        while item := self._tickets.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        count = ngettext("{count} open ticket:", "{count} open tickets:", len(rows))
        nothing = _("Nothing is open for them.")
        self._say(self._open, count.format(count=len(rows)) if rows else nothing)
        for row in rows[:_MOST_TICKETS]:
            words = f"#{row.number}  {row.subject}  ·  {row.contact_name}, {label(row.status)}"
            button = Button(
                self.fontMetrics()
                .elidedText(words, Qt.TextElideMode.ElideRight, self._theme.px(430))
                .replace("&", "&&"),
                self._theme,
                kind=ButtonKind.LINK,
            )
            button.setToolTip(_("Open #{number} instead").format(number=row.number))
            button.clicked.connect(partial(self._want, row.id))
            self._tickets.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _want(self, ticket_id: int, _checked: bool = False) -> None:
        self.ticket_wanted.emit(ticket_id)

    def _say(self, line: QLabel, words: str) -> None:
        line.setText(words)
        line.setVisible(bool(words))


class NewContact(QWidget):
    """Address, phone and firm of somebody who is not known yet; each can stay empty."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.email = QLineEdit()
        self.phone = QLineEdit()
        self.organisation = QLineEdit()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        for place, (words, field) in enumerate(
            (
                (_("Phone"), self.phone),
                (_("Mail address"), self.email),
                (_("Firm"), self.organisation),
            )
        ):
            field.setAccessibleName(words)
            field.setPlaceholderText(words)
            field.textEdited.connect(lambda _text: self.edited.emit())
            grid.addWidget(field, 0, place)
        hint = QLabel(_("A new contact is made with these."))
        set_text_style(hint, TextStyle.CAPTION)
        grid.addWidget(hint, 1, 0, 1, 3)
        self.hide()
