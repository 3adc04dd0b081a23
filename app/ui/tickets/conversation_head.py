"""The head of a conversation: number, subject, and who asks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.ticket_rows import TicketRow
from app.rules.enums import label
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.elided_label import ElidedLabel


class ConversationHead(QWidget):
    """Two lines, whatever the length of the subject."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = QLabel()
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_text_style(self._number, TextStyle.MUTED)
        self._subject = ElidedLabel()
        set_text_style(self._subject, TextStyle.SECTION)
        self._subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._facts = ElidedLabel()
        set_text_style(self._facts, TextStyle.CAPTION)
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(self._subject, 1)
        first.addWidget(self._number)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        column.setSpacing(theme.px(2))
        column.addLayout(first)
        column.addWidget(self._facts)

    def show_ticket(self, row: TicketRow | None) -> None:
        """Name the ticket, or nothing."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._number.setText(f"#{row.number}")
        self._subject.setText(row.subject or _("Without a subject"))
        count = ngettext("{count} message", "{count} messages", row.message_count)
        facts = (
            row.contact_name or row.contact_email or _("Nobody known"),
            row.organisation,
            label(row.status),
            count.format(count=row.message_count),
        )
        self._facts.setText("  ·  ".join(filter(None, facts)))
