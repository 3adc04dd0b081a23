"""What a message does to the status and the snooze of its ticket."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.i18n import _
from app.rules.enums import Direction, Status

IMPORT_AGE = timedelta(days=14)
"""Conversations without activity for longer than this are imported as closed tickets."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is to be done with the ticket an incoming message belongs to.

    ``new_ticket`` asks for a linked one, the old one stays as it is. ``offer_solved`` lets the
    person decide with one key whether the thank-you leaves the ticket solved, which it does until
    then.
    """

    status: Status
    wakes: bool = False
    new_ticket: bool = False
    offer_solved: bool = False


def on_incoming(
    status: Status, *, snoozed: bool, automatic: bool, only_thanks: bool = False
) -> Arrival:
    """What an incoming message does to a ticket in ``status``.

    ``automatic`` is an automatic reply or a bounce: it changes nothing, whatever the status.
    """
    if automatic:
        return Arrival(status)
    if status is Status.CLOSED:
        return Arrival(status, new_ticket=True)
    if status is Status.SOLVED and only_thanks:
        return Arrival(status, offer_solved=True)
    if status is Status.NEW:
        return Arrival(status, wakes=snoozed)
    return Arrival(Status.OPEN, wakes=snoozed)


def on_outgoing(status: Status) -> Status:
    """The status after the desk answered: a new ticket has been begun, any other stays."""
    return Status.OPEN if status is Status.NEW else status


def is_history(
    *,
    last_activity: datetime,
    last_direction: Direction,
    now: datetime,
    age: timedelta = IMPORT_AGE,
) -> bool:
    """Whether an imported conversation is no work any more and becomes a closed ticket.

    It is when its last message is older than ``age`` or was the desk's own answer. Both times are
    aware; ``last_direction`` is that of the last message that is neither a note nor automatic.
    """
    return last_direction is Direction.OUT or now - last_activity > age


def explain_arrival(arrival: Arrival, *, before: Status) -> str:
    """What happened to the ticket, as one sentence; empty when nothing did."""
    if arrival.new_ticket:
        return _("The ticket is closed, so the reply opened a new one that is linked to it.")
    if arrival.offer_solved:
        return _("A thank-you: the ticket stays solved.")
    if before is Status.SOLVED and arrival.status is Status.OPEN:
        return _("The customer replied, so the ticket is open again.")
    if arrival.wakes:
        return _("The customer replied, so the ticket is awake again.")
    if before.waiting and arrival.status is Status.OPEN:
        return _("The customer replied, so the ticket waits no longer.")
    return ""
