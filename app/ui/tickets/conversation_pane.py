"""The conversation of one ticket: its head, its cards, and the composer docked below."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.conversation import AttachmentRow, Entry
from app.queries.ticket_rows import TicketRow
from app.rules.enums import DraftKind, Status
from app.ui.actions import Actions
from app.ui.opened_files import OpenedFiles
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.tickets.attachment_opening import AttachmentOpening
from app.ui.tickets.attachments import AttachmentAct
from app.ui.tickets.card_acts import CardActs
from app.ui.tickets.composer import Composer
from app.ui.tickets.composer_bar import ComposerBar
from app.ui.tickets.conversation_head import ConversationHead
from app.ui.tickets.conversation_view import ConversationView
from app.ui.tickets.desk_state import utc_now
from app.ui.tickets.out_choice import OutAs
from app.ui.tickets.rethreading import Rethreading
from app.ui.tickets.ticket_reading import TicketReading, read_ticket
from app.ui.widgets.loading_bar import LoadingBar
from app.ui.widgets.message_bar import MessageBar, Severity

if TYPE_CHECKING:
    from app.storage.changes import Changes
    from app.ui.tickets.ticket_out import TicketOut

_FIRST_ENTRIES = 60
"""Read and shown at once; a longer conversation is completed right after."""

_ROOMY = 620
"""Pixels of height from which on the composer tells its keys below its buttons."""
_KEPT_IN_VIEW = 80
"""Pixels at 100 % of the conversation above an answer, where there are as many."""


class ConversationPane(QWidget):
    """Shows one ticket at a time; reads it anew when something of it changed."""

    next_ticket_requested = Signal()
    """An answer left and nothing is left to do here for now."""
    ticket_requested = Signal(object)
    """The id of another ticket to open."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        actions: Actions,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._actions = actions
        self._theme = theme
        self._now = clock
        self._ticket_id: int | None = None
        self._reading: TicketReading | None = None
        self._under_way = False
        self._wanted: Callable[[], None] | None = None
        opened = OpenedFiles(self)
        self.head = ConversationHead(theme)
        self.hint = MessageBar(theme)
        self.view = ConversationView(operations, preferences, theme, now=clock)
        self.composer = Composer(operations, preferences, actions, theme, opened, now=clock)
        self.bar = ComposerBar(actions, theme)
        self.rethreading = Rethreading(operations, self.view, theme, now=clock, parent=self)
        self._acts = CardActs(
            self.view,
            self.composer,
            self.rethreading,
            operations,
            theme,
            now=clock,
            parent=self,
        )
        self._files = AttachmentOpening(operations, theme, opened, self)
        self._out: TicketOut | None = None
        self._loading = LoadingBar(self.view, theme)
        self._lay_out()
        self._connect()

    # What the page asks for

    @property
    def ticket_id(self) -> int | None:
        """The ticket shown."""
        return self._ticket_id

    def show_ticket(self, ticket_id: int | None) -> None:
        """Turn to a ticket; what was being written on the last one is saved."""
        if ticket_id == self._ticket_id:
            return
        self.composer.show_ticket(None, ())
        self.rethreading.stop()
        self._ticket_id = ticket_id
        self._reading = None
        self._wanted = None
        if ticket_id is None:
            self.head.show_ticket(None)
            self.view.show_entries((), same_ticket=False)
            self.hint.hide()
            self.bar.hide()
            return
        self._loading.set_loading(True)
        self._read(limit=_FIRST_ENTRIES)

    def start_answer(self, kind: DraftKind) -> None:
        """Write to the customer, or to somebody else."""
        self._when_read(lambda: self.composer.start(kind))

    def add_note(self) -> None:
        """Write what only the desk sees."""
        self.start_answer(DraftKind.NOTE)

    # Reading

    def _read(self, *, limit: int | None) -> None:
        first = self._reading is None
        if self._ticket_id is not None:
            self._under_way = True
            self._operations.read(
                read_ticket,
                self._ticket_id,
                agent_id=self._operations.agent_id,
                limit=limit,
                formatted=first and not self._preferences.current.plain_text_mails,
                owner=self,
                key="ticket",
                done=partial(self._show_reading, self._ticket_id),
            )

    def _show_reading(self, ticket_id: int, reading: TicketReading | None) -> None:
        if ticket_id != self._ticket_id:
            return
        self._under_way = False
        self._loading.set_loading(False)
        if reading is None:
            self.show_ticket(None)
            return
        first = self._reading is None
        self._reading = reading
        self.head.show_ticket(reading.row)
        self._show_hint(reading.row)
        self.view.show_entries(
            reading.entries,
            pictures_allowed=reading.pictures_allowed,
            formatted=reading.formatted,
            same_ticket=not first,
        )
        if first:
            self.composer.show_ticket(ticket_id, reading.drafts)
        self._show_bar()
        if not reading.complete and first:
            self._read(limit=None)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _when_read(self, act: Callable[[], None]) -> None:
        if self._reading is not None:
            act()
        elif self._ticket_id is not None:
            self._wanted = act

    def _changed(self, changes: "Changes") -> None:
        if self._ticket_id is None:
            return
        self.composer.draft_gone(changes.of("draft").deleted)
        self.composer.drafts_came(changes.of("draft").inserted)
        ticket, message = changes.of("ticket"), changes.of("message")
        touched = message.updated | message.deleted
        # What a read under way will bring is not known yet: it may be what was touched.
        mine = self._ticket_id in ticket.updated | ticket.deleted or (
            bool(touched)
            and (self._under_way or any(each.id in touched for each in self.view.entries))
        )
        only_writing = "draft" in changes.tables and "message" not in changes.tables
        contacts_changed = bool(changes.of("contact").updated)
        if (mine and not only_writing) or contacts_changed:
            self._read(limit=None)

    def _agent_changed(self, _agent_id: int | None) -> None:
        """Drafts are their writer's: put this one away, bring the other's."""
        self.composer.show_ticket(None, ())
        self._reading = None
        self._read(limit=_FIRST_ENTRIES)

    @property
    def _row(self) -> TicketRow | None:
        return self._reading.row if self._reading is not None else None

    def _show_hint(self, row: TicketRow) -> None:
        if row.thanked and row.status is Status.SOLVED:
            key = self._actions.key_text("ticket.reopen")
            self.hint.show_message(
                _("The customer only thanked: it stays solved. {key} reopens it.").format(key=key),
                severity=Severity.SUCCESS,
                action=_("Stays solved"),
            )
        else:
            self.hint.hide()

    def _accept_thanks(self) -> None:
        self._actions["ticket.stay_solved"].trigger()

    # Acts

    def _file_acted(self, act: AttachmentAct, file: AttachmentRow, entry: Entry) -> None:
        self._files.act(act, file, entry.attachments)

    def _split(self) -> None:
        self._when_read(lambda: self.rethreading.begin(None))

    def _take_out(self, kind: OutAs, _checked: bool = False) -> None:
        if self._reading is not None:
            self.out.ask(self._reading.row, kind)

    @property
    def out(self) -> "TicketOut":
        """Made when something leaves the desk first: few starts need it."""
        if self._out is None:
            from app.ui.tickets.ticket_out import TicketOut

            self._out = TicketOut(self._operations, self._theme, self)
        return self._out

    # The composer

    def _answer_left(self, then: Status | None) -> None:
        if then is not None and (then.done or then.waiting):
            self.next_ticket_requested.emit()
        self.view.column.setFocus()

    def _show_bar(self, _opened: bool = False) -> None:
        self.bar.setVisible(self._reading is not None and not self.composer.is_open)
        if self._reading is not None:
            self.bar.show_drafts(self._reading.row.has_draft)
        self._bound_composer()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(560), self._theme.px(640))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bound_composer()

    def hideEvent(self, event: QHideEvent) -> None:
        self.composer.flush()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.composer and event.type() == QEvent.Type.LayoutRequest:
            self._bound_composer()
        return False

    def _bound_composer(self) -> None:
        """It grows with its text, to half of the pane and what is told beside the text.

        Some of the conversation stays in view; its head goes where even the composer lacks room.
        """
        layout = self.composer.layout()
        if layout is None:
            return
        self.composer.foot.set_cramped(self.height() < self._theme.px(_ROOMY))
        least = max(layout.minimumHeightForWidth(self.width()), layout.minimumSize().height())
        head = self.head.sizeHint().height()
        short = not self.composer.isHidden() and least + head > self.height()
        self.head.setVisible(self._reading is not None and not short)
        most = self.height() * 11 // 20 + self.composer.told_height
        room = self.height() - head - self._theme.px(_KEPT_IN_VIEW)
        self.composer.setMaximumHeight(max(least, min(most, room)))

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        hints = QVBoxLayout()
        margin = self._theme.px(16)
        hints.setContentsMargins(margin, 0, margin, 0)
        hints.addWidget(self.hint)
        hints.addWidget(self.rethreading.bar)
        column.addLayout(hints)
        # Where the room is short, what is being written goes first.
        self.view.setMinimumHeight(1)
        column.addWidget(self.view, 1)
        line = QFrame()
        line.setProperty("line", True)
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addWidget(self.bar)
        column.addWidget(self.composer)
        self.setFocusProxy(self.view.column)
        self.bar.hide()

    def _connect(self) -> None:
        self.composer.installEventFilter(self)
        self._operations.changed.connect(self._changed)
        self._operations.agent_changed.connect(self._agent_changed)
        self.view.attachment_acted.connect(self._file_acted)
        self.hint.acted.connect(self._accept_thanks)
        self.composer.left.connect(self._answer_left)
        self.composer.opened_changed.connect(self._show_bar)
        self.rethreading.ticket_made.connect(self.ticket_requested)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.aboutToQuit.connect(self.composer.put_away)
        for name, act in (
            ("split", self._split),
            ("print", partial(self._take_out, OutAs.PAPER)),
            ("pdf", partial(self._take_out, OutAs.PDF)),
            ("mails", partial(self._take_out, OutAs.ZIP)),
            ("source", self._acts.show_source),
            ("why", self._acts.explain),
        ):
            self._actions[f"ticket.{name}"].triggered.connect(act)
