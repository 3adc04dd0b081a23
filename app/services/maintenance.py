"""What the desk does by itself: empty the old trash, forget old undo steps and unused contents."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.models.messages import (
    Attachment,
    Draft,
    DraftAttachment,
    Message,
    ThreadReference,
)
from app.models.tickets import Ticket, TicketLink, TicketTag, WorkTime
from app.services.statuses import wake_due
from app.storage import blobs, history
from app.storage.changes import RowChange, not_undoable, unrecorded
from app.storage.recorder import Recorder

TRASH_DAYS = 30
_TRASH = 3
"""The shelf where the trash lies, see ``models.tickets.SHELF``; there its tickets are found."""
_AT_ONCE = 500


def old_trash(session: Session, *, now: datetime) -> int:
    """How many tickets have been in the trash for 30 days."""
    return session.scalar(select(func.count()).where(*_too_old(now))) or 0


@not_undoable
def empty_old_trash(session: Session, *, now: datetime, most: int | None = None) -> list[int]:
    """Delete for good what has been in the trash for 30 days; the ids of the tickets.

    With ``most`` only so many, and those merged into them. The history keeps number and subject of
    each, not what was written in it.
    """
    old = select(Ticket.id).where(*_too_old(now)).order_by(Ticket.id).limit(most)
    doomed = set(session.scalars(old))
    ahead = doomed
    while ahead:
        merged = select(Ticket.id).where(Ticket.merged_into_id.in_(ahead))
        ahead = set(session.scalars(merged)) - doomed
        doomed |= ahead
    ids = sorted(doomed)
    _note(session, ids)
    delete_tickets(session, ids)
    return ids


def delete_tickets(session: Session, ids: Sequence[int]) -> None:
    """Remove tickets with everything that hangs on them; nothing of it is recorded."""
    for start in range(0, len(ids), _AT_ONCE):
        _delete_rows(session, Ticket.id.in_(ids[start : start + _AT_ONCE]))


@unrecorded
def forget_old_steps(session: Session, *, now: datetime) -> int:
    """Take steps off the undo list that are older than it keeps; how many."""
    return history.forget_before(session, now - history.KEEP_STEPS)


def unused_contents(session: Session) -> list[int]:
    """Contents that neither a message nor a draft nor an undo step needs. A read, for it looks
    at all of them, and nobody who writes should wait for that."""
    unused = blobs.unused(session)
    needed = history.needed_blobs(session) if unused else set()
    return [blob_id for blob_id in unused if blob_id not in needed]


@unrecorded
def drop_contents(session: Session, blob_ids: Sequence[int], *, since: int = 0) -> int:
    """Remove contents found by ``unused_contents``, unless somebody needs them again by now.

    ``since`` is how long the history was when they were found: to look through all steps again
    would keep those waiting who write.
    """
    needed = history.needed_blobs(session, after=since) if blob_ids else set()
    return blobs.drop(session, [each for each in blob_ids if each not in needed])


def _too_old(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Ticket.shelf == _TRASH, Ticket.deleted_at < now - timedelta(days=TRASH_DAYS)


def _note(session: Session, ids: list[int]) -> None:
    recorder: Recorder = session.info["recorder"]
    for ticket_id in ids:
        ticket = session.get_one(Ticket, ticket_id)
        said = {"number": ticket.number, "subject": ticket.subject}
        recorder.add(RowChange("ticket", ticket_id, said, None))


def _delete_rows(session: Session, these: ColumnElement[bool]) -> None:
    tickets = select(Ticket.id).where(these).scalar_subquery()
    messages = select(Message.id).where(Message.ticket_id.in_(tickets)).scalar_subquery()
    drafts = select(Draft.id).where(Draft.ticket_id.in_(tickets)).scalar_subquery()
    loose = {"synchronize_session": False}
    for statement in (
        update(Ticket).where(Ticket.merged_into_id.in_(tickets)).values(merged_into_id=None),
        update(Draft).where(Draft.reply_to_id.in_(messages)).values(reply_to_id=None),
        delete(DraftAttachment).where(DraftAttachment.draft_id.in_(drafts)),
        delete(Draft).where(Draft.ticket_id.in_(tickets)),
        delete(Attachment).where(Attachment.message_id.in_(messages)),
        delete(ThreadReference).where(ThreadReference.message_id.in_(messages)),
        delete(Message).where(Message.ticket_id.in_(tickets)),
        delete(TicketTag).where(TicketTag.ticket_id.in_(tickets)),
        delete(TicketLink).where(
            or_(TicketLink.ticket_id.in_(tickets), TicketLink.other_id.in_(tickets))
        ),
        delete(WorkTime).where(WorkTime.ticket_id.in_(tickets)),
        delete(Ticket).where(these),
    ):
        session.execute(statement, execution_options=loose)


__all__ = [
    "TRASH_DAYS",
    "delete_tickets",
    "drop_contents",
    "empty_old_trash",
    "forget_old_steps",
    "old_trash",
    "unused_contents",
    "wake_due",
]
