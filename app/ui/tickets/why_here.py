"""Why a mail is in this ticket, the headers that prove it, and the way out if it is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QWidget

from app.i18n import _
from app.queries.conversation import Entry
from app.rules.threading import ThreadedBy, explain
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import exact_time
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.button import Button

_WIDTH = 440


class WhyHere(BriefPopover):
    """``move_wanted`` asks for another ticket, ``split_wanted`` for one of its own."""

    move_wanted = Signal()
    split_wanted = Signal()

    def __init__(self, entry: Entry, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setFixedWidth(theme.px(_WIDTH))
        title = QLabel(_("Why is this mail here?"))
        set_text_style(title, TextStyle.SECTION)
        self.column.addWidget(title)
        reason = QLabel(explain(ThreadedBy(entry.threaded_by), entry.evidence))
        reason.setWordWrap(True)
        reason.setTextFormat(Qt.TextFormat.PlainText)
        self.column.addWidget(reason)
        self.column.addLayout(self._headers(entry, theme))
        row = QHBoxLayout()
        for words, icon, signal in (
            (_("&Move to another ticket…"), "switch", self.move_wanted),
            (_("&Own ticket"), "split", self.split_wanted),
        ):
            button = Button(words, theme, icon=icon)
            button.clicked.connect(self.close)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _headers(self, entry: Entry, theme: Theme) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(12))
        form.setVerticalSpacing(theme.px(4))
        facts = (
            ("Message-ID", entry.message_id_header),
            ("References", "\n".join(entry.references)),
            (_("Subject"), entry.subject),
            (_("Sent"), exact_time(entry.sent_at) if entry.dated else ""),
            (_("Recorded"), exact_time(entry.recorded_at)),
        )
        for name, value in facts:
            if value:
                label, content = QLabel(name), QLabel(_breakable(value))
                set_text_style(label, TextStyle.CAPTION)
                set_text_style(content, TextStyle.CAPTION)
                content.setTextFormat(Qt.TextFormat.PlainText)
                content.setWordWrap(True)
                content.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                form.addRow(label, content)
        return form


def _breakable(value: str) -> str:
    """Long ids may break after their marks, so that they fit the popover."""
    return value.replace("@", "@\u200b").replace(".", ".\u200b").replace("-", "-\u200b")
