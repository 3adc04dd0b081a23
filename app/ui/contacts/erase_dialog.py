"""Erasing a person: what will be gone is counted first, and how far it goes is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.erasure.copies import Copy
from app.services.erasure.erasing import Erased, Reach
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import day_text
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.wrapped_choice import WrappedChoice

WIDTH = 560


class EraseDialog(QDialog):
    """``reach_changed`` asks for new counts; accepted means: erase."""

    reach_changed = Signal()

    def __init__(self, name: str, copies: Sequence[Copy], theme: Theme, parent: QWidget) -> None:
        """``copies`` of the desk hold the person, the backup that is taken first among them."""
        super().__init__(parent)
        self.setWindowTitle(_("Erase personal data"))
        title = QLabel(name, wordWrap=True)
        set_text_style(title, TextStyle.TITLE)
        lead = QLabel(
            _(
                "Name, addresses, tickets, messages, files, drafts, search words and what the "
                "history knows of them are taken out for good. This cannot be undone. Numbers, "
                "times and categories of the tickets stay for statistics."
            ),
            wordWrap=True,
        )
        self._counts = QLabel(_("Counting…"), wordWrap=True)
        self._mentions = QCheckBox()
        self._mentions.setChecked(True)
        mentions = WrappedChoice(
            self._mentions,
            _(
                "&Also where others copied, quoted or named them: stars take the place of the "
                "words, and mails in which they lie encoded go with their files"
            ),
            theme,
        )
        self._rewrite = QCheckBox()
        rewrite = WrappedChoice(
            self._rewrite,
            _(
                "Also write the &backups anew without them, the one taken first as well; each is "
                "opened and checked, which takes a while"
            ),
            theme,
        )
        held = QLabel(_copies_text(copies), wordWrap=True)
        set_text_style(held, TextStyle.CAPTION)
        self._erase = Button(_("&Erase for good"), theme, kind=ButtonKind.DANGER, icon="trash")
        self._erase.setEnabled(False)
        leave = Button(_("Cancel"), theme)
        leave.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(self._erase)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        for part in (title, lead, self._counts, mentions, rewrite, held):
            column.addWidget(part)
        column.addLayout(buttons)
        self._mentions.toggled.connect(lambda _on: self.reach_changed.emit())
        self._erase.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self._width = theme.px(WIDTH)
        fit_to_width(self, self._width)

    @property
    def reach(self) -> Reach:
        """How far it goes."""
        return Reach(mentions=self._mentions.isChecked())

    @property
    def rewrite(self) -> bool:
        """Whether backups are written anew as well."""
        return self._rewrite.isChecked()

    def show_counts(self, found: Erased) -> None:
        """What would be gone; from now on it can be done."""
        self._counts.setText("\n".join(f"{count}  {what}" for what, count in count_lines(found)))
        self._erase.setEnabled(True)
        fit_to_width(self, self._width)


def count_lines(found: Erased) -> list[tuple[str, int]]:
    """What was, or would be, taken out, each with its number; nothing of which there is none."""
    lines = [
        (ngettext("ticket", "tickets", found.tickets), found.tickets),
        (ngettext("message", "messages", found.messages), found.messages),
        (ngettext("attached file", "attached files", found.attachments), found.attachments),
        (ngettext("raw mail", "raw mails", found.contents), found.contents),
        (
            ngettext("message of others, masked", "messages of others, masked", found.mentions),
            found.mentions,
        ),
        (ngettext("draft", "drafts", found.drafts), found.drafts),
        (ngettext("entry of the history", "entries of the history", found.history), found.history),
        (ngettext("step to undo", "steps to undo", found.undo_steps), found.undo_steps),
    ]
    return [(what, count) for what, count in lines if count]


def _copies_text(copies: Sequence[Copy]) -> str:
    """Said before: what still holds the person where nothing is written anew, and until when."""
    told = [_("A backup is taken first, so that a slip can be mended.")]
    days = [each.lapses for each in copies if each.lapses is not None]
    if days:
        text = ngettext(
            "That backup holds them until {day} at the latest.",
            "With it, {n} backups hold them, the last until {day} at the latest.",
            len(days),
        )
        told.append(text.format(n=len(days), day=day_text(max(days))))
    if aside := len(copies) - len(days):
        text = ngettext(
            "{n} desk kept aside before a restore or an upgrade holds them until somebody "
            "removes it.",
            "{n} desks kept aside before a restore or an upgrade hold them until somebody "
            "removes them.",
            aside,
        )
        told.append(text.format(n=aside))
    return " ".join(told)
