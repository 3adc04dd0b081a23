"""Quick capture: a call or a visitor becomes a ticket while one is still talking."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.rules.priority import DEFAULT_MATRIX, Matrix
from app.services import enquiries, tickets
from app.ui.capture.call_clock import CallClock
from app.ui.capture.choices import (
    Choices,
    contact_choice,
    impact_and_urgency,
    read_choices,
)
from app.ui.capture.draft import CaptureDraft
from app.ui.capture.form import CaptureForm
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.message_bar import MessageBar, Severity

_WIDTH = 560
_KEEP_MS = 600
_NOBODY = object()


class CaptureWindow(QDialog):
    """Enter makes the ticket, Esc keeps what was typed for the next time it is opened.

    Each agent has a half-written enquiry of their own; it is read from the desk when the window
    is first opened in their name, and until then nothing can be typed.
    """

    captured = Signal(object)
    """The id of the ticket to open: the new one, or one that was open already."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._theme = theme
        self._now = now
        self._writer: object = _NOBODY
        self._submitting = False
        self._started_at: datetime | None = None
        self._matrix: Matrix = DEFAULT_MATRIX
        self.setWindowTitle(_("New enquiry"))
        self.clock = CallClock(self)
        self.form = CaptureForm(operations, theme)
        self._error = MessageBar(theme)
        self._time = IconButton("timer", "", theme, role=Role.MUTED)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self._lay_out()
        self._connect()

    def open_for(self, contact_id: int | None = None) -> None:
        """Come to the front; the clock runs. ``contact_id`` is who called, where that is known."""
        shown, agent_id = self.isVisible(), self._operations.agent_id
        self.form.setEnabled(self._writer == agent_id)
        self.show()
        self.raise_()
        self.activateWindow()
        self._operations.read(
            read_choices,
            agent_id=agent_id,
            owner=self,
            key="choices",
            done=partial(self._begin, contact_id, shown),
        )

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
        if self._writer is not _NOBODY:
            self._operations.run(
                enquiries.keep_enquiry,
                self._draft().content,
                agent_id=self._writer,
                now=self._now(),
                label=_("Kept what was written down"),
                owner=self,
                failed=self._not_kept,
                toast=False,
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
        self.form.text.setFocus()

    def _not_kept(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._error.show_message(
            _("What you type cannot be kept: {reason}").format(reason=error),
            severity=Severity.WARNING,
        )

    def _edited(self) -> None:
        self._error.hide()
        if not self._keep.isActive():
            self._keep.start()

    def _begin(self, contact_id: int | None, shown: bool, choices: Choices) -> None:
        self._matrix = choices.matrix
        self.form.show_choices(choices)
        if self._writer != choices.agent_id:
            self._writer = choices.agent_id
            self._restore(choices.kept)
        self.form.setEnabled(True)
        if not shown and self.isVisible():
            if self._draft().is_empty or self._started_at is None:
                self._started_at = self._now()
                self.clock.start(0)
            else:
                self.clock.start()
        if contact_id is not None:
            self.form.choose(contact_id)
        if not shown or contact_id is not None:
            self.form.begin()

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
        self.form.contact.setFocus()

    # The draft

    def _draft(self) -> CaptureDraft:
        started = self._started_at.isoformat() if self._started_at else ""
        return replace(self.form.draft, seconds=self.clock.seconds, started_at=started)

    def _restore(self, draft: CaptureDraft) -> None:
        self._started_at = draft.began
        self.form.restore(draft)
        self.clock.start(draft.seconds)
        self.clock.stop()
        self._error.hide()
        self._keep.stop()

    # Qt

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
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(12))
        column.setSpacing(px(12))
        column.addLayout(self._head())
        column.addWidget(self.form, 1)
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
        row.addWidget(self.form.channel)
        row.addStretch(1)
        row.addWidget(self._time)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(self.form.solved)
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
        self.form.edited.connect(self._edited)
        self.form.finished.connect(self.submit)
        self.form.fitted.connect(self._fit)
        self.form.ticket_wanted.connect(self._open_instead)
        self.clock.ticked.connect(self._show_time)
        self._time.clicked.connect(self._switch_clock)
