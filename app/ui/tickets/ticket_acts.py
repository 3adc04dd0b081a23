"""Everything one can do to tickets, as operations with the label that undo will name."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.i18n import N_, _, ngettext, pgettext
from app.rules.enums import Impact, Level, LinkKind, Priority, Status, Urgency, label
from app.rules.times import echo
from app.services import tickets
from app.ui.operations import Operations
from app.ui.tickets.desk_state import DeskState

Ids = Sequence[int]

_STATUS_LABELS = {
    Status.NEW: (N_("Set to new"), N_("Set {count} tickets to new")),
    Status.OPEN: (N_("Opened"), N_("Opened {count} tickets")),
    Status.WAITING_CUSTOMER: (
        N_("Waiting for customer"),
        N_("Set {count} tickets to waiting for customer"),
    ),
    Status.WAITING_THIRD: (
        N_("Waiting for third party"),
        N_("Set {count} tickets to waiting for third party"),
    ),
    Status.SOLVED: (N_("Solved"), N_("Solved {count} tickets")),
    Status.CLOSED: (N_("Closed"), N_("Closed {count} tickets")),
}


class TicketActs(QObject):
    """Runs operations on tickets; each method is one act, one transaction, one undo step.

    ``finished`` tells the ids of an act after which one turns to the next ticket; it comes
    before the list changes.
    """

    finished = Signal(object)

    def __init__(self, operations: Operations, state: DeskState, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._state = state

    # Status and time

    def set_status(self, ids: Ids, status: Status) -> None:
        one, many = _STATUS_LABELS[status]
        text = _count(ids, _(one), many)
        if status.done or status.waiting:
            self.finished.emit(ids)
        self._run(tickets.set_status, ids, status, label=text)

    def stay_solved(self, ids: Ids) -> None:
        """Accept a thank-you: the ticket stays solved."""
        self._run(
            tickets.stays_solved,
            ids,
            label=_count(ids, _("Stays solved"), N_("Kept {count} tickets solved")),
        )

    def snooze(self, ids: Ids, until: datetime) -> None:
        words = echo(until, zone=self._state.zone)
        one = _("Snoozed until {time}").format(time=words)
        many = _("Snoozed {count} tickets until {time}").format(count=len(ids), time=words)
        self.finished.emit(ids)
        self._run(tickets.snooze, ids, until, label=one if len(ids) == 1 else many)

    def wake(self, ids: Ids) -> None:
        self._run(tickets.wake, ids, label=_count(ids, _("Woke up"), N_("Woke {count} tickets up")))

    def set_due(self, ids: Ids, due: datetime | None) -> None:
        if due is None:
            text = _count(
                ids, _("Removed the due time"), N_("Removed the due time of {count} tickets")
            )
        else:
            words = echo(due, zone=self._state.zone)
            text = _("Due {time}").format(time=words)
        self._run(tickets.set_due, ids, due, label=text)

    # Who and how urgent

    def assign(self, ids: Ids, agent_id: int | None) -> None:
        agent = self._state.words.agent(agent_id)
        if agent is None:
            text = _count(ids, pgettext("done", "Unassigned"), N_("Unassigned {count} tickets"))
        elif len(ids) == 1:
            text = _("Assigned to {name}").format(name=agent.name)
        else:
            text = _("Assigned {count} tickets to {name}").format(count=len(ids), name=agent.name)
        self._run(tickets.assign, ids, agent_id, label=text)

    def assign_to_me(self, ids: Ids) -> None:
        self.assign(ids, self._state.agent_id)

    def set_impact_urgency(self, ids: Ids, impact: Impact, urgency: Urgency) -> None:
        text = _("{impact}, {urgency}").format(impact=label(impact), urgency=label(urgency))
        self._run(tickets.set_impact_urgency, ids, impact=impact, urgency=urgency, label=text)

    def set_manual_priority(self, ids: Ids, priority: Priority | None) -> None:
        if priority is None:
            text = _("Priority from impact and urgency")
        elif len(ids) == 1:
            text = _("Priority: {priority}").format(priority=label(priority))
        else:
            text = _("Priority of {count} tickets: {priority}").format(
                count=len(ids), priority=label(priority)
            )
        self._run(tickets.set_manual_priority, ids, priority, label=text)

    def set_level(self, ids: Ids, level: Level) -> None:
        text = _("Level {level}").format(level=label(level))
        self._run(tickets.set_level, ids, level, label=text)

    # What it is about

    def set_subject(self, ticket_id: int, subject: str) -> None:
        self._run(tickets.set_subject, ticket_id, subject, label=_("Changed the subject"))

    def set_category(self, ids: Ids, category_id: int | None) -> None:
        path = dict(self._state.words.category_paths()).get(category_id or 0)
        text = _("Category: {name}").format(name=path) if path else _("Removed the category")
        self._run(tickets.set_category, ids, category_id, label=text)

    def add_tags(self, ids: Ids, names: Sequence[str]) -> None:
        text = _("Tagged with {tags}").format(tags=", ".join(names))
        self._run(tickets.add_tags, ids, tuple(names), label=text)

    def remove_tags(self, ids: Ids, names: Sequence[str]) -> None:
        text = _("Removed the tag {tags}").format(tags=", ".join(names))
        self._run(tickets.remove_tags, ids, tuple(names), label=text)

    def set_fields(self, ticket_id: int, values: Mapping[str, Any], field_label: str) -> None:
        text = _("Changed “{field}”").format(field=field_label)
        self._run(tickets.set_fields, ticket_id, values, label=text, toast=False)

    def set_resolution(self, ticket_id: int, text: str) -> None:
        self._run(
            tickets.set_resolution, ticket_id, text, label=_("Changed the resolution"), toast=False
        )

    def set_contact(self, ids: Ids, contact_id: int | None) -> None:
        self._run(tickets.set_contact, ids, contact_id, label=_("Changed the contact"))

    # Where it lies

    def mark_spam(self, ids: Ids, *, from_now_on: bool) -> None:
        if from_now_on:
            text = _("Spam, and from now on all mail of this sender")
        else:
            text = _count(ids, _("Marked as spam"), N_("Marked {count} tickets as spam"))
        self.finished.emit(ids)
        self._run(tickets.mark_spam, ids, from_now_on=from_now_on, label=text)

    def unmark_spam(self, ids: Ids) -> None:
        text = _count(ids, _("Not spam"), N_("Took {count} tickets out of spam"))
        self._run(tickets.unmark_spam, ids, label=text)

    def trash(self, ids: Ids) -> None:
        text = _count(ids, _("Moved to the trash"), N_("Moved {count} tickets to the trash"))
        self.finished.emit(ids)
        self._run(tickets.trash, ids, label=text)

    def restore(self, ids: Ids) -> None:
        text = _count(ids, _("Restored"), N_("Restored {count} tickets"))
        self._run(tickets.restore, ids, label=text)

    def mark_read(self, ids: Ids, *, unread: bool) -> None:
        """Leaves no trace in history and undo."""
        self._operations.run(
            tickets.mark_read, tuple(ids), unread=unread, label=_("Read"), toast=False
        )

    # Between tickets

    def merge(self, ids: Ids, into_id: int, into_number: int) -> None:
        text = ngettext(
            "Merged into #{number}", "Merged {count} tickets into #{number}", len(ids)
        ).format(count=len(ids), number=into_number)
        self._run(tickets.merge, ids, into_id, label=text)

    def link(self, ticket_id: int, other_id: int, kind: LinkKind, other_number: int) -> None:
        text = _("Linked to #{number}").format(number=other_number)
        self._run(tickets.link, ticket_id, other_id, kind=kind, label=text)

    def unlink(self, ticket_id: int, other_id: int, other_number: int) -> None:
        text = _("Removed the link to #{number}").format(number=other_number)
        self._run(tickets.unlink, ticket_id, other_id, label=text)

    # Time worked

    def correct_time(self, ticket_id: int, seconds: int) -> None:
        """Make the time worked on a ticket ``seconds`` in all."""
        self._run(
            tickets.correct_time,
            ticket_id,
            seconds=seconds,
            label=_("Corrected the time worked"),
        )

    def _run(self, operation: Any, target: Any, *args: Any, label: str, **kwargs: Any) -> None:
        ids = target if isinstance(target, int) else tuple(target)
        self._operations.run(operation, ids, *args, label=label, now=self._state.now, **kwargs)


def _count(ids: Ids, one: str, many: str) -> str:
    """``one`` for a single ticket, else the plural text ``many`` with the number of tickets."""
    return one if len(ids) == 1 else _(many).format(count=len(ids))
