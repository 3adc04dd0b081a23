"""Quick capture: a call or a visitor becomes a ticket while one is still talking."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.paths import data_folder
from app.rules.enums import Priority, label
from app.rules.priority import DEFAULT_MATRIX, Matrix
from app.services import tickets
from app.ui.capture.call_clock import CallClock
from app.ui.capture.channel_row import ChannelRow
from app.ui.capture.choices import (
    Choices,
    contact_choice,
    impact_and_urgency,
    read_choices,
)
from app.ui.capture.contact_card import ContactPicture, KnownContact, NewContact, read_contact
from app.ui.capture.contact_field import ContactField
from app.ui.capture.draft import CaptureDraft, CaptureDraftFile
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.message_bar import MessageBar, Severity

if TYPE_CHECKING:
    from app.queries.contacts import ContactRow

_WIDTH = 560
_KEEP_MS = 600
DRAFT_FILE = "enquiry.draft.json"


class CaptureWindow(QDialog):
    """Enter makes the ticket, Esc keeps what was typed for the next time it is opened."""

    captured = Signal(object)
    """The id of the ticket to open: the new one, or one that was open already."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        draft_path: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._theme = theme
        self._now = now
        self._file = CaptureDraftFile(draft_path or data_folder() / DRAFT_FILE)
        self._submitting = False
        self._contact_id: int | None = None
        self._started_at: datetime | None = None
        self._category_id: int | None = None
        self._matrix: Matrix = DEFAULT_MATRIX
        self.setWindowTitle(_("New enquiry"))
        self.clock = CallClock(self)
        self.contact = ContactField(operations, theme)
        self.known = KnownContact(theme)
        self.new_contact = NewContact(theme)
        self.text = QPlainTextEdit()
        self.category = QComboBox()
        self.priority = QComboBox()
        self.solved = QCheckBox(_("&Solved while talking"))
        self.channel = ChannelRow(theme)
        self._error = MessageBar(theme)
        self._time = IconButton("timer", "", theme, role=Role.MUTED)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self._lay_out()
        self._connect()
        self._restore(self._file.read())

    def open_for(self, contact_id: int | None = None) -> None:
        """Come to the front; the clock runs. ``contact_id`` is who called, where that is known."""
        self._operations.read(read_choices, owner=self, key="choices", done=self._show_choices)
        if not self.isVisible():
            if self._draft().is_empty or self._started_at is None:
                self._started_at = self._now()
                self.clock.start(0)
            else:
                self.clock.start()
        if contact_id is not None:
            self._choose_id(contact_id)
        self.show()
        self.raise_()
        self.activateWindow()
        (self.text if self._contact_id is not None else self.contact).setFocus()

    def submit(self) -> None:
        """Make the ticket, once however often Enter is pressed."""
        if self._submitting:
            return
        self._submitting = True
        draft = self._draft()
        impact, urgency = impact_and_urgency(self._matrix, draft.priority)
        self._operations.run(
            tickets.capture,
            subject="",
            text=draft.text,
            channel=draft.channel,
            contact=contact_choice(draft),
            category_id=draft.category_id,
            impact=impact,
            urgency=urgency,
            assignee_id=self._operations.agent_id,
            started_at=self._started_at,
            seconds=draft.seconds if self._preferences.current.measure_time else 0,
            solved=draft.solved,
            now=self._now(),
            label=_("Wrote down an enquiry"),
            owner=self,
            done=self._made,
            failed=self._failed,
        )

    def keep(self) -> None:
        """Save what is typed so far, in the order of typing, off the GUI thread."""
        self._keep.stop()
        self._operations.tasks.write(
            partial(self._file.write, self._draft()), owner=self, failed=self._not_kept
        )

    # What happened

    def _made(self, ticket_id: int) -> None:
        self._submitting = False
        self._restore(CaptureDraft())
        self.keep()
        self.hide()
        self.captured.emit(ticket_id)

    def _failed(self, error: Exception) -> None:
        self._submitting = False
        if not isinstance(error, UserError):
            raise error
        self._error.show_message(str(error), severity=Severity.ERROR)
        self.text.setFocus()

    def _not_kept(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._error.show_message(
            _("What you type cannot be kept: {reason}. Make the ticket soon.").format(
                reason=error.strerror
            ),
            severity=Severity.WARNING,
        )

    def _edited(self) -> None:
        self._error.hide()
        if not self._keep.isActive():
            self._keep.start()

    def _typed_contact(self, text: str) -> None:
        self._contact_id = None
        self.known.hide()
        self._show_new_contact(bool(text.strip()))
        self._edited()

    def _chosen(self, row: "ContactRow") -> None:
        self._choose_id(row.id)
        self.text.setFocus()

    def _choose_id(self, contact_id: int) -> None:
        self._contact_id = contact_id
        self._show_new_contact(False)
        self._edited()
        self._operations.read(
            read_contact, contact_id, owner=self, key="contact", done=self._show_contact
        )

    def _show_contact(self, picture: ContactPicture | None) -> None:
        if picture is None or picture.details.row.id != self._contact_id:
            self._contact_id = None
            self._show_new_contact(bool(self.contact.text().strip()))
            return
        row = picture.details.row
        self.contact.setText(row.name or row.email or row.phone)
        self.known.show_contact(picture)
        self._fit()

    def _show_new_contact(self, shown: bool) -> None:
        if shown:
            self.known.hide()
        self.new_contact.setVisible(shown)
        self._fit()

    def _show_choices(self, choices: Choices) -> None:
        self._matrix = choices.matrix
        chosen = self._category_id
        self.category.blockSignals(True)
        self.category.clear()
        self.category.addItem(_("No category"), None)
        for category_id, name in choices.categories:
            self.category.addItem(name, category_id)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))
        self.category.blockSignals(False)

    def _category_chosen(self, _place: int) -> None:
        self._category_id = self.category.currentData()
        self._edited()

    def _show_time(self) -> None:
        minutes, seconds = divmod(self.clock.seconds, 60)
        self._time.setText(f"{minutes}:{seconds:02}")
        words = _("Stop the clock") if self.clock.running else _("Let the clock run on")
        self._time.set_label(words)
        if self.clock.running and self.clock.seconds % 10 == 0:
            self._edited_quietly()

    def _edited_quietly(self) -> None:
        """The time is kept along, though nothing was typed."""
        if not self._draft().is_empty and not self._keep.isActive():
            self._keep.start()

    def _switch_clock(self) -> None:
        if self.clock.running:
            self.clock.stop()
        else:
            self.clock.start()

    def _open_instead(self, ticket_id: int) -> None:
        self.hide()
        self.captured.emit(ticket_id)

    def _clear(self) -> None:
        self._restore(CaptureDraft())
        self._started_at = self._now()
        self.clock.start(0)
        self.keep()
        self.contact.setFocus()

    # The draft

    def _draft(self) -> CaptureDraft:
        return CaptureDraft(
            contact_id=self._contact_id,
            contact=self.contact.text(),
            email=self.new_contact.email.text(),
            phone=self.new_contact.phone.text(),
            organisation=self.new_contact.organisation.text(),
            channel=self.channel.channel,
            text=self.text.toPlainText(),
            category_id=self._category_id,
            priority=Priority(self.priority.currentData()),
            solved=self.solved.isChecked(),
            seconds=self.clock.seconds,
            started_at=self._started_at.isoformat() if self._started_at else "",
        )

    def _restore(self, draft: CaptureDraft) -> None:
        self._contact_id = draft.contact_id
        self._category_id = draft.category_id
        self._started_at = draft.began
        self.contact.setText(draft.contact)
        self.new_contact.email.setText(draft.email)
        self.new_contact.phone.setText(draft.phone)
        self.new_contact.organisation.setText(draft.organisation)
        self.channel.set_channel(draft.channel)
        self.text.setPlainText(draft.text)
        self.category.setCurrentIndex(max(0, self.category.findData(draft.category_id)))
        self.priority.setCurrentIndex(self.priority.findData(draft.priority.value))
        self.solved.setChecked(draft.solved)
        self.clock.start(draft.seconds)
        self.clock.stop()
        self.known.hide()
        self._error.hide()
        unknown = draft.contact_id is None and bool(draft.contact.strip())
        self._show_new_contact(unknown)
        if draft.contact_id is not None:
            self._choose_id(draft.contact_id)
        self._keep.stop()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.text
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.submit()
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.clock.stop()
        self.keep()
        super().hideEvent(event)

    def _fit(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, self._shrink)

    def _shrink(self) -> None:
        self.resize(self.width(), self.sizeHint().height())

    # Building

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setMinimumWidth(px(_WIDTH))
        self._time.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_("What is it about? The first line becomes the subject."))
        self.text.setAccessibleName(_("What it is about"))
        self.text.setFixedHeight(px(112))
        self.category.setAccessibleName(_("Category"))
        self.category.addItem(_("No category"), None)
        self.priority.setAccessibleName(_("Priority"))
        for each in Priority:
            self.priority.addItem(
                self._theme.icon(f"priority-{each.value}"), label(each), each.value
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(12))
        column.setSpacing(px(12))
        column.addLayout(self._head())
        column.addWidget(self.contact)
        column.addWidget(self.known)
        column.addWidget(self.new_contact)
        column.addWidget(self.text, 1)
        column.addLayout(self._properties())
        column.addWidget(self._error)
        column.addLayout(self._foot())
        hint = QLabel(
            _("Enter makes the ticket · Shift+Enter begins a line · Esc keeps it for later")
        )
        hint.setWordWrap(True)
        set_text_style(hint, TextStyle.CAPTION)
        column.addWidget(hint)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.channel)
        row.addStretch(1)
        row.addWidget(self._time)
        return row

    def _properties(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(8))
        grid.setVerticalSpacing(self._theme.px(4))
        for place, (words, field) in enumerate(
            ((_("Cate&gory"), self.category), (_("&Priority"), self.priority))
        ):
            name = QLabel(words)
            set_text_style(name, TextStyle.CAPTION)
            name.setBuddy(field)
            grid.addWidget(name, 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(self.solved)
        row.addStretch(1)
        clear = Button(_("Clear"), self._theme, kind=ButtonKind.QUIET)
        clear.setToolTip(_("Begin anew"))
        clear.clicked.connect(self._clear)
        row.addWidget(clear)
        make = Button(_("Make ticket"), self._theme, kind=ButtonKind.PRIMARY, icon="check")
        make.setDefault(True)
        make.clicked.connect(self.submit)
        row.addWidget(make)
        return row

    def _connect(self) -> None:
        self.contact.typed.connect(self._typed_contact)
        self.contact.chosen.connect(self._chosen)
        self.contact.finished.connect(self.text.setFocus)
        self.known.ticket_wanted.connect(self._open_instead)
        self.new_contact.edited.connect(self._edited)
        self.text.textChanged.connect(self._edited)
        self.text.installEventFilter(self)
        self.category.currentIndexChanged.connect(self._category_chosen)
        self.priority.currentIndexChanged.connect(lambda _place: self._edited())
        self.solved.toggled.connect(lambda _on: self._edited())
        self.channel.changed.connect(self._edited)
        self.clock.ticked.connect(self._show_time)
        self._time.clicked.connect(self._switch_clock)
