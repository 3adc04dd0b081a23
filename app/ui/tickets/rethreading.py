"""Messages that belong elsewhere: split off into a ticket of their own, or moved to another."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.queries.conversation import Entry
from app.queries.ticket_rows import TicketRow
from app.services import tickets
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.ticket_picker import TicketPicker
from app.ui.tickets.conversation_view import ConversationView
from app.ui.tickets.split_bar import SplitBar
from app.ui.tickets.why_here import WhyHere


class Rethreading(QObject):
    """Split mode is on between ``begin`` and ``stop``; ``bar`` says what can be done then."""

    ticket_made = Signal(object)
    """The id of the ticket that messages went to."""

    def __init__(
        self,
        operations: Operations,
        view: ConversationView,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._view = view
        self._theme = theme
        self._now = now
        self.bar = SplitBar(theme)
        self.bar.split_wanted.connect(self._split_chosen)
        self.bar.cancelled.connect(self.stop)
        view.chosen_changed.connect(self._show_chosen)

    def begin(self, message_id: int | None) -> None:
        """Let messages be chosen, this one first."""
        self._view.set_choosing(() if message_id is None else (message_id,))
        self.bar.show()

    def stop(self) -> None:
        """Choose no more."""
        if not self.bar.isHidden():
            self.bar.hide()
            self._view.set_choosing(None)

    def explain(self, entry: Entry, anchor: QWidget) -> None:
        """Say why a mail is here, and offer to put it elsewhere."""
        popover = WhyHere(entry, self._theme, anchor)
        popover.move_wanted.connect(partial(self._ask_where, entry, anchor))
        popover.split_wanted.connect(partial(self._split, (entry.id,)))
        popover.open_over(anchor)

    def _show_chosen(self, chosen: tuple[int, ...]) -> None:
        self.bar.show_count(len(chosen))

    def _split_chosen(self) -> None:
        self._split(self._view.chosen)

    def _split(self, message_ids: tuple[int, ...]) -> None:
        text = ngettext(
            "Split off a message", "Split off {count} messages", len(message_ids)
        ).format(count=len(message_ids))
        self._operations.run(
            tickets.split,
            message_ids,
            now=self._now(),
            label=text,
            owner=self,
            done=self._went_to,
        )

    def _ask_where(self, entry: Entry, anchor: QWidget) -> None:
        picker = TicketPicker(
            _("Move the message to"),
            self._operations,
            self._theme,
            anchor,
            without=frozenset({entry.ticket_id}),
        )
        picker.picked.connect(partial(self._move, entry))
        picker.open_over(anchor)

    def _move(self, entry: Entry, row: TicketRow) -> None:
        self._operations.run(
            tickets.move_message,
            entry.id,
            row.id,
            agent_id=self._operations.agent_id,
            now=self._now(),
            label=_("Moved a message to #{number}").format(number=row.number),
            owner=self,
            done=lambda _result: self._went_to(row.id),
        )

    def _went_to(self, ticket_id: int) -> None:
        self.stop()
        self.ticket_made.emit(ticket_id)
