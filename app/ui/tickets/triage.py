"""Triage: one ticket large, one key per decision, the next one at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.conversation import Entry, conversation
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.enums import Status
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_choosers import TicketChoosers
from app.ui.tickets.triage_card import TriageCard
from app.ui.tickets.triage_run import Decision, TriageRun
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.own_keys import claims_letters

_KEYS = {
    Qt.Key.Key_A: Decision.ASSIGN,
    Qt.Key.Key_D: Decision.CLOSE,
    Qt.Key.Key_S: Decision.SNOOZE,
    Qt.Key.Key_X: Decision.SPAM,
    Qt.Key.Key_E: Decision.PRIORITY,
    Qt.Key.Key_T: Decision.TAG,
    Qt.Key.Key_R: Decision.REPLY,
    Qt.Key.Key_Space: Decision.SKIP,
}
"""All under the left hand, on German and English keyboards alike."""
_BACK = Qt.Key.Key_W
_FEW = 5
"""Entries read of each conversation."""


class Triage(QFrame):
    """Lies over the page while it runs."""

    ended = Signal()
    reply_asked = Signal(object)
    """The id of a ticket that one wants to answer now."""

    def __init__(
        self,
        operations: Operations,
        acts: TicketActs,
        choosers: TicketChoosers,
        state: DeskState,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._operations = operations
        self._acts = acts
        self._choosers = choosers
        self._state = state
        self._theme = theme
        self._page = page
        self._run = TriageRun(())
        self._row: TicketRow | None = None
        self.setProperty("pane", "window")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Triage"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Progress"))
        self._where = QLabel()
        set_text_style(self._where, TextStyle.MUTED)
        self.card = TriageCard(state, theme)
        self.summary = EmptyState(theme, icon="check", text="")
        self.summary.primary_clicked.connect(self.stop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.card)
        self._stack.addWidget(self.summary)
        self._keys = self._key_bar()
        self._lay_out()
        self.hide()
        page.installEventFilter(self)
        operations.changed.connect(self._desk_changed)

    @property
    def run_now(self) -> TriageRun:
        """Where one is."""
        return self._run

    def start(self, ids: Sequence[int]) -> None:
        """Go through these tickets."""
        self._run = TriageRun(ids)
        self._progress.setRange(0, max(1, len(ids)))
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._show_current()

    def stop(self) -> None:
        """Back to the queue."""
        self.hide()
        self.ended.emit()

    # Deciding

    def decide(self, decision: Decision) -> None:
        """Do what a key stands for, to the ticket shown."""
        ticket_id = self._run.current
        if ticket_id is None or self._row is None:
            return
        ids = [ticket_id]
        match decision:
            case Decision.ASSIGN:
                self._acts.assign_to_me(ids)
            case Decision.CLOSE:
                self._acts.set_status(ids, Status.CLOSED)
            case Decision.SPAM:
                self._acts.mark_spam(ids, from_now_on=False)
            case Decision.SNOOZE:
                asleep = self._row.snoozed_until is not None
                self._choosers.snooze(ids, self.window(), asleep=asleep, taken=self._snoozed)
                return
            case Decision.PRIORITY:
                self._choosers.plain_priority(ids, self.window(), self._row)
            case Decision.TAG:
                self._choosers.tags(ids, self.window(), self._row)
            case Decision.REPLY:
                self.stop()
                self.reply_asked.emit(ticket_id)
                return
            case Decision.SKIP:
                pass
        self._go_on(decision)

    def _snoozed(self) -> None:
        self._go_on(Decision.SNOOZE)

    def _go_on(self, decision: Decision) -> None:
        self._run.decide(decision)
        if decision.moves_on:
            self._show_current()

    def _go_back(self) -> None:
        if self._run.go_back():
            self._show_current()

    # Showing

    def _show_current(self) -> None:
        self._row = None
        ticket_id = self._run.current
        self._progress.setValue(self._run.place)
        if ticket_id is None:
            self._show_summary()
            return
        self._stack.setCurrentWidget(self.card)
        self._keys.show()
        where = _("{place} of {count}").format(place=self._run.place + 1, count=len(self._run.ids))
        self._where.setText(where)
        self._read(ticket_id)

    def _read(self, ticket_id: int) -> None:
        self._operations.read(ticket_rows, [ticket_id], owner=self, key="row", done=self._show_row)
        self._operations.read(
            conversation,
            ticket_id,
            limit=_FEW,
            owner=self,
            key="entries",
            done=self._show_entries,
        )

    def _show_row(self, rows: list[TicketRow]) -> None:
        if rows:
            self._row = rows[0]
            self.card.show_ticket(rows[0])
        elif self._run.current is not None:
            self._go_on(Decision.SKIP)

    def _show_entries(self, entries: tuple[Entry, ...]) -> None:
        self.card.show_entries(entries)

    def _show_summary(self) -> None:
        self._where.setText(_("Done"))
        self._keys.hide()
        self.summary.show_texts(
            icon="check",
            text=self._run.summary(),
            hint=_("Undo takes the last step back, as everywhere."),
            primary=_("Back to the queue"),
        )
        self._stack.setCurrentWidget(self.summary)
        self.setFocus()

    def _end(self) -> None:
        """Esc: the summary first, then the queue."""
        if self._stack.currentWidget() is self.summary or not self._run.place:
            self.stop()
        else:
            self._show_summary()

    def _desk_changed(self, changes: object) -> None:
        if self.isVisible() and self._run.current is not None:
            self._operations.read(
                ticket_rows, [self._run.current], owner=self, key="row", done=self._show_row
            )

    # Building

    def _key_bar(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(bar, spacing=self._theme.px(6))
        for key, decision in _KEYS.items():
            name = _("Space") if key == Qt.Key.Key_Space else chr(key.value)
            flow.addWidget(self._key_button(name, _texts()[decision], decision))
        back = Button(_("W  Back"), self._theme, kind=ButtonKind.QUIET)
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self._go_back)
        flow.addWidget(back)
        return bar

    def _key_button(self, key: str, text: str, decision: Decision) -> Button:
        button = Button(f"{key}  {text}", self._theme)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(_("{text} ({key})").format(text=text, key=key))
        button.clicked.connect(self._decider(decision))
        return button

    def _decider(self, decision: Decision) -> Callable[[], None]:
        return lambda: self.decide(decision)

    def _lay_out(self) -> None:
        px = self._theme.px
        title = QLabel(_("Triage"))
        set_text_style(title, TextStyle.TITLE)
        end = Button(_("End (Esc)"), self._theme, kind=ButtonKind.QUIET)
        end.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        end.clicked.connect(self._end)
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(title)
        head.addWidget(self._where)
        head.addStretch(1)
        head.addWidget(end)
        inner = QWidget()
        inner.setMaximumWidth(px(900))
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(24), px(16), px(24), px(20))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addWidget(self._progress)
        # With large text the keys leave little room: then the card scrolls rather than being cut.
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(self._stack)
        column.addWidget(room, 1)
        column.addWidget(self._keys)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(inner, 20)
        outer.addStretch(1)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        return False

    def event(self, event: QEvent) -> bool:
        # The keys of the queue mean something else here.
        return claims_letters(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._end()
        elif self._run.current is None or self._stack.currentWidget() is self.summary:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.stop()
        elif key in _KEYS:
            self.decide(_KEYS[key])
        elif key == _BACK:
            self._go_back()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            self.card.turn(1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self.card.turn(-1)
        else:
            super().keyPressEvent(event)


def _texts() -> dict[Decision, str]:
    return {
        Decision.ASSIGN: _("Take it"),
        Decision.CLOSE: _("Close"),
        Decision.SNOOZE: _("Snooze"),
        Decision.SPAM: _("Spam"),
        Decision.PRIORITY: _("Priority"),
        Decision.TAG: _("Tag"),
        Decision.REPLY: _("Reply"),
        Decision.SKIP: _("Skip"),
    }
