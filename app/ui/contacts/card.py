"""One contact: who they are, how to reach them, all their tickets."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.contacts import ContactDetails
from app.queries.ticket_rows import TicketRow
from app.rules.enums import FormOfAddress, Gender, label
from app.ui.actions import Actions
from app.ui.contacts.ticket_list import TicketList
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.button import ButtonKind
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.page_header import ActionButton


class ContactCard(QScrollArea):
    """Shows what ``show_contact`` says; opening a ticket or a colleague is told upwards."""

    ticket_opened = Signal(object)
    contact_opened = Signal(object)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._picture = Avatar(theme, size=48)
        self._name = QLabel()
        self._name.setWordWrap(True)
        set_text_style(self._name, TextStyle.TITLE)
        self._firm = QLabel()
        set_text_style(self._firm, TextStyle.MUTED)
        self._facts = QLabel()
        self._facts.setWordWrap(True)
        self._facts.setTextFormat(Qt.TextFormat.RichText)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._facts.linkActivated.connect(self._follow)
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._heading = QLabel()
        set_text_style(self._heading, TextStyle.SECTION)
        self._tickets = TicketList(theme)
        self._tickets.opened.connect(self.ticket_opened)
        self._lay_out(actions)

    def show_contact(self, details: ContactDetails, tickets: Sequence[TicketRow]) -> None:
        """Fill the card."""
        row = details.row
        self._picture.set_person(row.name, row.id)
        self._name.setText(f"{row.title} {row.name}".strip())
        self._firm.setText(row.organisation)
        self._firm.setVisible(bool(row.organisation))
        self._facts.setText(_facts(details))
        self._notes.setText(details.notes)
        self._notes.setVisible(bool(details.notes))
        count = len(details.tickets)
        worked = _worked(details.seconds_worked)
        title = ngettext("{n} ticket", "{n} tickets", count).format(n=count)
        self._heading.setText(f"{title} · {worked}" if worked else title)
        self._tickets.show_tickets(tickets)

    def _lay_out(self, actions: Actions) -> None:
        px = self._theme.px
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._firm)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._picture)
        head.addLayout(names, 1)
        buttons = FlowLayout(spacing=px(8))
        for name in ("contact.write", "contact.edit", "contact.merge"):
            buttons.addWidget(ActionButton(actions[name], self._theme, kind=ButtonKind.SECONDARY))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(16), px(24), px(24))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addLayout(buttons)
        column.addWidget(self._facts)
        column.addWidget(self._notes)
        column.addWidget(self._heading)
        column.addWidget(self._tickets, 1)
        self.setWidget(body)

    def _follow(self, link: str) -> None:
        kind, _colon, rest = link.partition(":")
        if kind == "contact":
            self.contact_opened.emit(int(rest))
        else:
            QDesktopServices.openUrl(QUrl(link))


def _facts(details: ContactDetails) -> str:
    row = details.row
    lines = [
        (_("Mail"), [_linked("mailto", each.email) for each in details.addresses]),
        (
            _("Phone"),
            [_linked("tel", each.number) + _small(each.label) for each in details.phones],
        ),
        (_("Customer number"), [escape(row.customer_number)] if row.customer_number else []),
        (_("Language"), [{"de": "Deutsch", "en": "English"}.get(row.language, "")]),
        (
            _("Form of address"),
            [label(row.form_of_address)]
            if row.form_of_address is not FormOfAddress.UNKNOWN
            else [],
        ),
        (
            _("Gender"),
            [label(row.gender)] if row.gender is not Gender.UNKNOWN else [],
        ),
        (
            _("Colleagues"),
            [f'<a href="contact:{c.id}">{escape(c.name)}</a>' for c in details.colleagues],
        ),
    ]
    cells = "".join(
        f'<tr><td style="padding-right:16px">{escape(title)}</td><td>{"<br>".join(found)}</td></tr>'
        for title, values in lines
        if (found := [value for value in values if value])
    )
    return f'<table cellspacing="0" cellpadding="2">{cells}</table>'


def _linked(scheme: str, text: str) -> str:
    target = text.replace(" ", "") if scheme == "tel" else text
    return f'<a href="{scheme}:{escape(target)}">{escape(text)}</a>'


def _small(text: str) -> str:
    return f" {escape(text)}" if text else ""


def _worked(seconds: int) -> str:
    if seconds < 60:
        return ""
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return _("{hours} h {minutes} min worked").format(hours=hours, minutes=minutes)
    return _("{minutes} min worked").format(minutes=minutes)
