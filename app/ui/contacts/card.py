"""One contact: who they are, how to reach them, all their tickets."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.access import AccessRow
from app.queries.contacts import ContactDetails
from app.queries.ticket_rows import TicketRow
from app.rules.access import kind_label
from app.rules.enums import FormOfAddress, Gender, label
from app.storage.database import utc_now
from app.ui.actions import Actions
from app.ui.contacts.ticket_list import TicketList
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.times import relative_time
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.button import ButtonKind
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.page_header import ActionButton

_MARGIN = 20
_NARROW = 340
"""Below this width (px at 100 % text) names stand above their values."""
_NAMES = 150
"""What the column of names takes at most."""


class ContactCard(QScrollArea):
    """Shows what ``show_contact`` says; opening a ticket or a colleague is told upwards."""

    ticket_opened = Signal(object)
    contact_opened = Signal(object)
    access_wanted = Signal()
    """Who looked at the contact or did something with their data."""
    more_tickets_wanted = Signal()
    """The end of the list is reached, and there are more."""
    pictures_unwanted = Signal()
    """Pictures in their mails are not to be loaded from the internet any more."""
    spam_unwanted = Signal()
    """Their mail is not to be put aside as spam any more."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._details: ContactDetails | None = None
        self._last_access: AccessRow | None = None
        self._body = QWidget()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._picture = Avatar(theme, size=48)
        self._name = QLabel()
        self._name.setWordWrap(True)
        set_text_style(self._name, TextStyle.TITLE)
        self._firm = QLabel()
        set_text_style(self._firm, TextStyle.MUTED)
        self._facts = QLabel()
        self._facts.setWordWrap(True)
        set_style_property(self._facts, "rich", True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._facts.linkActivated.connect(self._follow)
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        self._notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._heading = QLabel()
        self._heading.setWordWrap(True)
        set_text_style(self._heading, TextStyle.SECTION)
        self._tickets = TicketList(theme)
        self._tickets.opened.connect(self.ticket_opened)
        self._tickets.end_reached.connect(self._want_more)
        self._lay_out(actions)

    def show_contact(
        self,
        details: ContactDetails,
        tickets: Sequence[TicketRow],
        last_access: AccessRow | None = None,
    ) -> None:
        """Fill the card; ``last_access`` is the newest entry of the access log about them."""
        row = details.row
        same = self._details is not None and self._details.row.id == row.id
        self._last_access = last_access
        self._picture.set_person(row.name, row.id)
        self._name.setText(f"{row.title} {row.name}".strip())
        self._firm.setText(row.organisation)
        self._firm.setVisible(bool(row.organisation))
        self._details = details
        self._show_facts()
        self._notes.setText(details.notes)
        self._notes.setVisible(bool(details.notes))
        count = len(details.tickets)
        worked = _worked(details.seconds_worked)
        title = ngettext("{n} ticket", "{n} tickets", count).format(n=count)
        self._heading.setText(f"{title} · {worked}" if worked else title)
        self._tickets.show_tickets(tickets, keep_place=same)

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
        column = QVBoxLayout(self._body)
        column.setContentsMargins(px(_MARGIN), px(16), px(_MARGIN), px(24))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addLayout(buttons)
        column.addWidget(self._facts)
        column.addWidget(self._notes)
        column.addWidget(self._heading)
        column.addWidget(self._tickets, 1)
        self.setWidget(self._body)

    def _show_facts(self) -> None:
        """Addresses that are too long are shortened in their middle; the link has the whole."""
        if self._details is None:
            return
        room = self.viewport().width() - 2 * self._theme.px(_MARGIN)
        stacked = room < self._theme.px(_NARROW)
        room -= 0 if stacked else self._theme.px(_NAMES)
        metrics = self._facts.fontMetrics()
        middle = Qt.TextElideMode.ElideMiddle
        self._facts.setText(
            _facts(
                self._details,
                self._last_access,
                lambda text: metrics.elidedText(text, middle, max(room, self._theme.px(80))),
                stacked=stacked,
            )
        )

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest button."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._body.minimumSizeHint().width() + bar, self._theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._body.setMaximumWidth(self.viewport().width())
        self._show_facts()

    def _want_more(self) -> None:
        if self._details is not None and self._tickets.count() < len(self._details.tickets):
            self.more_tickets_wanted.emit()

    def _follow(self, link: str) -> None:
        kind, _colon, rest = link.partition(":")
        acts = {
            "access": self.access_wanted,
            "pictures": self.pictures_unwanted,
            "spam": self.spam_unwanted,
        }
        if kind in acts:
            acts[kind].emit()
        elif kind == "contact":
            self.contact_opened.emit(int(rest))
        else:
            QDesktopServices.openUrl(QUrl(link))


def _facts(
    details: ContactDetails,
    last_access: AccessRow | None,
    elide: Callable[[str], str],
    *,
    stacked: bool,
) -> str:
    """What is known as HTML: names beside their values, or above them where it is narrow."""
    row = details.row
    lines = [
        (_("Mail"), [_linked("mailto", each.email, elide) for each in details.addresses]),
        (
            _("Phone"),
            [_linked("tel", each.number, elide) + _small(each.label) for each in details.phones],
        ),
        (_("Customer number"), [escape(row.customer_number)] if row.customer_number else []),
        (_("Language"), [{"de": "Deutsch", "en": "English"}.get(row.language, "")]),
        (
            _("Form of address"),
            [label(row.form_of_address)]
            if row.form_of_address is not FormOfAddress.UNKNOWN
            else [],
        ),
        (_("Salutation"), [escape(row.salutation)]),
        (
            _("Gender"),
            [label(row.gender)] if row.gender is not Gender.UNKNOWN else [],
        ),
        (
            _("Colleagues"),
            [
                *(f'<a href="contact:{c.id}">{escape(c.name)}</a>' for c in details.colleagues),
                _further(details.colleague_count - len(details.colleagues)),
            ],
        ),
        (_("Pictures"), [_ending("pictures", _("loaded in mails"))] if row.show_pictures else []),
        (_("Spam"), [_ending("spam", _("all mail of this sender"))] if row.blocked else []),
        (_("Last access"), [_access(last_access)]),
    ]
    known = [
        (escape(title), "<br>".join(found))
        for title, values in lines
        if (found := [value for value in values if value])
    ]
    if stacked:
        return "".join(f"<p>{title}<br>{values}</p>" for title, values in known)
    cells = "".join(
        f'<tr><td style="padding-right:16px">{title}</td><td>{values}</td></tr>'
        for title, values in known
    )
    return f'<table cellspacing="0" cellpadding="2">{cells}</table>'


def _access(entry: AccessRow | None) -> str:
    """Who, what and when, as the way to all of them."""
    if entry is None:
        return ""
    what = " · ".join(each for each in (entry.agent, kind_label(entry.kind)) if each)
    when = relative_time(entry.at, utc_now())
    return f'<a href="access:">{escape(what)}</a> {escape(when)}'


def _ending(scheme: str, what: str) -> str:
    """Something that was said once and for all, with the way to take it back."""
    return f'{escape(what)} · <a href="{scheme}:">{escape(_("No longer"))}</a>'


def _further(count: int) -> str:
    if not count:
        return ""
    return escape(_("and {count} more").format(count=count))


def _linked(scheme: str, text: str, elide: Callable[[str], str]) -> str:
    target = text.replace(" ", "") if scheme == "tel" else text
    return f'<a href="{scheme}:{escape(target)}">{escape(elide(text))}</a>'


def _small(text: str) -> str:
    return f" {escape(text)}" if text else ""


def _worked(seconds: int) -> str:
    if seconds < 60:
        return ""
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return _("{hours} h {minutes} min worked").format(hours=hours, minutes=minutes)
    return _("{minutes} min worked").format(minutes=minutes)
