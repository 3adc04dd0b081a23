"""One ticket large enough to decide on: who, what, and the newest words of the customer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.conversation import Entry
from app.queries.ticket_rows import TicketRow
from app.rules.enums import Direction, Priority, label
from app.rules.short_times import due_words
from app.ui.colours import PRIORITY_ROLES, Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.ticket_marks import CHANNEL_ICONS, STATUS_ICONS, STATUS_ROLES, contact_text
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.message_text import visible_part
from app.ui.tickets.ticket_paint import due_role
from app.ui.times import exact_time, relative_time
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.chip import Chip
from app.ui.widgets.flow_layout import FlowLayout


class TriageCard(QFrame):
    """``show_ticket`` shows the row at once, ``show_entries`` its words when they are read."""

    def __init__(self, state: DeskState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self.setProperty("card", True)
        self._avatar = Avatar(theme, size=40)
        self._contact = QLabel()
        self._contact.setFont(theme.font(bold=True))
        self._contact.setTextFormat(Qt.TextFormat.PlainText)
        self._about = QLabel()
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        set_text_style(self._about, TextStyle.MUTED)
        self._subject = QLabel()
        self._subject.setTextFormat(Qt.TextFormat.PlainText)
        self._subject.setWordWrap(True)
        set_text_style(self._subject, TextStyle.TITLE)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=theme.px(6))
        self._when = QLabel()
        set_text_style(self._when, TextStyle.CAPTION)
        self._text = QTextBrowser()
        self._text.setProperty("plain", True)
        large = QFont(theme.font(TextStyle.SECTION))
        large.setWeight(QFont.Weight.Normal)
        self._text.setFont(large)
        self._text.document().setDocumentMargin(0)
        self._text.setOpenLinks(False)
        self._text.setMinimumHeight(theme.px(80))
        self._text.setAccessibleName(_("Newest message"))
        self._lay_out()

    def show_ticket(self, row: TicketRow) -> None:
        """Show what the list knows."""
        self._avatar.set_person(contact_text(row), None)
        self._contact.setText(contact_text(row))
        parts = (row.contact_email, row.organisation, f"#{row.number}")
        self._about.setText(" · ".join(part for part in parts if part))
        self._subject.setText(row.subject)
        self.setAccessibleName(f"{contact_text(row)}: {row.subject}")
        self._show_chips(row)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show the newest words of the customer, else the newest of anybody."""
        incoming = [each for each in entries if each.direction is Direction.IN]
        shown = (incoming or list(entries))[-1:]
        if not shown:
            self._when.clear()
            self._text.setPlainText(_("No message yet."))
            return
        entry = shown[0]
        self._when.setText(relative_time(entry.sent_at, self._state.now))
        self._when.setToolTip(exact_time(entry.sent_at))
        files = "".join(f"\n📎 {each.name}" for each in entry.attachments if not each.inline)
        words = visible_part(entry.text) or entry.text
        self._text.setPlainText(f"{words}{files}")
        self._text.verticalScrollBar().setValue(0)

    def turn(self, pages: int) -> None:
        """Turn the text by so many pages."""
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _show_chips(self, row: TicketRow) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._chip(label(row.status), STATUS_ROLES[row.status], STATUS_ICONS[row.status])
        if row.priority is not Priority.NORMAL:
            icon = f"priority-{row.priority.value}"
            self._chip(label(row.priority), PRIORITY_ROLES[row.priority], icon)
        self._chip(label(row.channel), Role.MUTED, CHANNEL_ICONS[row.channel])
        if row.due_at is not None:
            words = due_words(row.due_at, now=self._state.now, zone=self._state.zone)
            self._chip(words, due_role(row, self._state.now), "due")
        if row.assignee_name:
            self._chip(row.assignee_name, Role.MUTED, "contact")
        for tag in row.tags:
            self._chip(tag, Role.MUTED, "tag")

    def _chip(self, text: str, role: Role, icon: str) -> None:
        self._flow.addWidget(Chip(text, self._theme, tone=role, icon=icon))

    def _lay_out(self) -> None:
        px = self._theme.px
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._contact)
        names.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._avatar)
        head.addLayout(names, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(20))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addWidget(self._subject)
        column.addWidget(self._chips)
        column.addWidget(self._when)
        column.addWidget(self._text, 1)
