"""The place of the conversation: made when the first ticket is shown."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.enums import DraftKind
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.tickets.calm import Calm
from app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from app.queries.workshop.in_force import StatementInForce
    from app.ui.tickets.conversation_pane import ConversationPane


class ConversationHost(QFrame):
    """Shows a ``ConversationPane`` or, without a ticket, one quiet sentence."""

    next_ticket_requested = Signal()
    ticket_requested = Signal(object)

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        actions: Actions,
        theme: Theme,
        *,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._actions = actions
        self._theme = theme
        self._clock = clock
        self._pane: ConversationPane | None = None
        self._wanted: int | None = None
        self.setProperty("pane", "window")
        self._stack = QStackedWidget()
        self._empty = EmptyState(theme, icon="queue", text=_("No ticket selected"))
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.calm = Calm(self)
        self.calm.reached.connect(self._show)

    @property
    def shown_id(self) -> int | None:
        """The ticket that is or is about to be shown."""
        return self._wanted

    def show_ticket(self, ticket_id: int | None, *, chosen: bool = True) -> None:
        """Show a ticket, or none, soon; one that nobody has chosen a little later."""
        if ticket_id != self._wanted:
            self._wanted = ticket_id
            (self.calm.chosen if chosen else self.calm.unasked)()

    def start_answer(self, kind: DraftKind) -> None:
        """Open the composer for the ticket shown."""
        self._show()
        if self._pane is not None and self._wanted is not None:
            self._pane.start_answer(kind)

    def add_note(self) -> None:
        """Open the composer for a note."""
        self._show()
        if self._pane is not None and self._wanted is not None:
            self._pane.add_note()

    def focus_conversation(self) -> None:
        """Let the keys scroll the conversation."""
        self._show()
        if self._pane is not None:
            self._pane.setFocus()

    def _show(self) -> None:
        self.calm.stop()
        if self._wanted is None:
            self._stack.setCurrentWidget(self._empty)
            self._read_statement()
            if self._pane is not None:
                self._pane.show_ticket(None)
            return
        pane = self._pane or self._make()
        pane.show_ticket(self._wanted)
        self._stack.setCurrentWidget(pane)

    def _read_statement(self) -> None:
        """Where nothing is to be done for now, it says what all of it is for."""
        # Loaded when first needed: a start mostly shows a ticket.
        from app.queries.workshop.in_force import statement_in_force

        self._operations.read(
            statement_in_force, owner=self, key="statement", done=self._show_statement
        )

    def _show_statement(self, statement: "StatementInForce | None") -> None:
        hint = statement.text if statement is not None else ""
        self._empty.show_texts(icon="queue", text=_("No ticket selected"), hint=hint)

    def _make(self) -> "ConversationPane":
        from app.ui.tickets.conversation_pane import ConversationPane

        pane = ConversationPane(
            self._operations,
            self._preferences,
            self._actions,
            self._theme,
            self,
            clock=self._clock,
        )
        pane.next_ticket_requested.connect(self.next_ticket_requested)
        pane.ticket_requested.connect(self.ticket_requested)
        self._stack.addWidget(pane)
        self._pane = pane
        return pane

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted is None:
            self.calm.unasked()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(520), self._theme.px(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(310), 420), self._theme.px(200))
