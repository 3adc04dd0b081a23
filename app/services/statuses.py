"""How a ticket moves: status with its stamps, snoozing and waking, due time, read and unread."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.tickets import Ticket
from app.rules.enums import Status
from app.services import loading
from app.storage.changes import not_undoable, unrecorded


def set_status(session: Session, ids: Sequence[int], status: Status, *, now: datetime) -> None:
    """Bring tickets into a status; done ones are stamped, and nothing is left to wake them."""
    for each in loading.tickets(session, ids):
        enter(each, status, now=now)


def enter(ticket: Ticket, status: Status, *, now: datetime) -> None:
    """One ticket into a status: ``solved_at`` and ``closed_at`` say when it last became so."""
    if not ticket.status.done and status.done:
        ticket.snoozed_until = None
    if not status.done:
        ticket.solved_at = None
    elif ticket.solved_at is None:
        ticket.solved_at = now
    if status is not Status.CLOSED:
        ticket.closed_at = None
    elif ticket.closed_at is None:
        ticket.closed_at = now
    if status is not ticket.status:
        ticket.thanked = False
    ticket.status = status


def snooze(session: Session, ids: Sequence[int], until: datetime, *, now: datetime) -> None:
    """Let tickets sleep until a time in the future; a done one sleeps as an open one."""
    if until <= now:
        raise UserError(_("That time is past. Choose one in the future."))
    for each in loading.tickets(session, ids):
        if each.status.done:
            enter(each, Status.OPEN, now=now)
        each.snoozed_until = until


def wake(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """End the snooze of tickets by hand, before its time."""
    for each in loading.tickets(session, ids):
        wake_one(each, now=now)


@not_undoable
def wake_due(session: Session, *, now: datetime) -> list[int]:
    """Wake the tickets whose time has come: unread, and waiting no longer; their ids.

    Nobody's act, so it is in the history and not among the steps to undo.
    """
    arrived = select(Ticket).where(Ticket.snoozed_until <= now).order_by(Ticket.snoozed_until)
    woken = list(session.scalars(arrived))
    for each in woken:
        wake_one(each, now=now)
        each.unread = True
    return [each.id for each in woken if each.deleted_at is None and each.merged_into_id is None]


def wake_one(ticket: Ticket, *, now: datetime) -> None:
    """End one ticket's snooze; somebody waited for is waited for no longer."""
    ticket.snoozed_until = None
    if ticket.status.waiting:
        enter(ticket, Status.OPEN, now=now)


def set_due(
    session: Session, ids: Sequence[int], due_at: datetime | None, *, now: datetime
) -> None:
    """When tickets have to be done; None for no such time."""
    for each in loading.tickets(session, ids):
        each.due_at = due_at


@unrecorded
def mark_read(session: Session, ids: Sequence[int], *, unread: bool) -> None:
    """Mark tickets as read, or as unread again; leaves no trace in history or undo."""
    for each in loading.any_tickets(session, ids):
        if each.unread is not unread:
            each.unread = unread


def stays_solved(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Accept a thank-you on solved tickets: nothing is left to decide."""
    for each in loading.tickets(session, ids):
        each.thanked = False
        each.unread = False
