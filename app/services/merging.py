"""Two tickets become one: everything moves to the target, the source keeps its number."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.messages import Draft, DraftAttachment, Message
from app.models.tickets import Ticket, TicketLink, TicketTag, WorkTime
from app.rules.enums import LinkKind, Status
from app.rules.threading import ThreadedBy
from app.services import loading
from app.services.statuses import enter


def merge(session: Session, ids: Sequence[int], into_id: int, *, now: datetime) -> None:
    """Move messages, tags, time, drafts and links of tickets into another.

    The sources are closed, keep their numbers and name the target; mails that answer to them go
    there, because references name messages. Work is never hidden: the target opens and wakes if
    a source was open and awake.
    """
    target = loading.ticket(session, into_id)
    sources = [each for each in loading.tickets(session, ids) if each is not target]
    if not sources:
        raise UserError(_("Choose at least one other ticket to merge into this one."))
    for source in sources:
        _move_messages(session, source, target)
        _move_tags(session, source, target)
        _move_time(session, source, target)
        _move_drafts(session, source, target)
        _move_links(session, source, target)
        _carry_over(source, target, now=now)
        for earlier in session.scalars(select(Ticket).where(Ticket.merged_into_id == source.id)):
            earlier.merged_into_id = target.id
        source.merged_into_id = target.id
        enter(source, Status.CLOSED, now=now)
        source.snoozed_until = None
        session.flush()
    target.updated_at = now


def reopen_for_work(target: Ticket, *, now: datetime) -> None:
    """Open and wake a ticket into which unfinished work has come."""
    if target.status.done:
        enter(target, Status.OPEN, now=now)
    target.snoozed_until = None


def _move_messages(session: Session, source: Ticket, target: Ticket) -> None:
    for each in session.scalars(select(Message).where(Message.ticket_id == source.id)):
        each.ticket_id = target.id
        each.threaded_by = ThreadedBy.MERGED.value
        each.evidence = f"#{source.number}"


def _move_tags(session: Session, source: Ticket, target: Ticket) -> None:
    of_target = select(TicketTag.tag_id).where(TicketTag.ticket_id == target.id)
    present = set(session.scalars(of_target))
    for each in session.scalars(select(TicketTag).where(TicketTag.ticket_id == source.id)):
        if each.tag_id in present:
            session.delete(each)
        else:
            each.ticket_id = target.id


def _move_time(session: Session, source: Ticket, target: Ticket) -> None:
    for each in session.scalars(select(WorkTime).where(WorkTime.ticket_id == source.id)):
        each.ticket_id = target.id


def _move_drafts(session: Session, source: Ticket, target: Ticket) -> None:
    for each in session.scalars(select(Draft).where(Draft.ticket_id == source.id)):
        same = select(Draft).where(
            Draft.ticket_id == target.id, Draft.kind == each.kind, Draft.agent_id == each.agent_id
        )
        kept = session.scalar(same)
        if kept is None:
            each.ticket_id = target.id
        else:
            _join_drafts(session, kept, each)


def _join_drafts(session: Session, kept: Draft, other: Draft) -> None:
    """Two drafts of one kind become one, with the words and files of both."""
    kept.text = "\n\n".join(filter(None, (kept.text.rstrip(), other.text.strip())))
    of_other = select(DraftAttachment).where(DraftAttachment.draft_id == other.id)
    for each in session.scalars(of_other):
        each.draft_id = kept.id
    session.flush()
    session.expire(other, ["attachments"])
    session.expire(kept, ["attachments"])
    session.delete(other)


def _move_links(session: Session, source: Ticket, target: Ticket) -> None:
    ends = or_(TicketLink.ticket_id == source.id, TicketLink.other_id == source.id)
    for each in session.scalars(select(TicketLink).where(ends)).all():
        ticket_id = target.id if each.ticket_id == source.id else each.ticket_id
        other_id = target.id if each.other_id == source.id else each.other_id
        if ticket_id == other_id or _linked(session, ticket_id, other_id, each.kind):
            session.delete(each)
        else:
            each.ticket_id, each.other_id = ticket_id, other_id
        session.flush()


def _linked(session: Session, ticket_id: int, other_id: int, kind: LinkKind) -> bool:
    same = (TicketLink.ticket_id == ticket_id) & (TicketLink.other_id == other_id)
    if kind is LinkKind.RELATED:
        same |= (TicketLink.ticket_id == other_id) & (TicketLink.other_id == ticket_id)
    return session.scalar(select(TicketLink.id).where(same, TicketLink.kind == kind)) is not None


def _carry_over(source: Ticket, target: Ticket, *, now: datetime) -> None:
    if not source.status.done and source.snoozed_until is None:
        reopen_for_work(target, now=now)
    target.unread = target.unread or source.unread
    if target.contact_id is None:
        target.contact_id = source.contact_id
    if target.assignee_id is None:
        target.assignee_id = source.assignee_id
    if target.category_id is None:
        target.category_id = source.category_id
    if not source.status.done and source.due_at is not None:
        target.due_at = min(source.due_at, target.due_at or source.due_at)
