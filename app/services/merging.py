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
from app.services.drafts import slot
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
    ids_of_sources = [each.id for each in sources]
    _move_messages(session, sources, target)
    _move_tags(session, ids_of_sources, target)
    _move_time(session, ids_of_sources, target)
    _move_drafts(session, ids_of_sources, target)
    _move_links(session, ids_of_sources, target)
    merged_before = select(Ticket).where(Ticket.merged_into_id.in_(ids_of_sources))
    for earlier in session.scalars(merged_before).all():
        earlier.merged_into_id = target.id
    for source in sources:
        _carry_over(source, target, now=now)
        source.merged_into_id = target.id
        enter(source, Status.CLOSED, now=now)
        source.snoozed_until = None
    target.updated_at = now


def reopen_for_work(target: Ticket, *, now: datetime) -> None:
    """Open and wake a ticket into which unfinished work has come."""
    if target.status.done:
        enter(target, Status.OPEN, now=now)
    target.snoozed_until = None


def _move_messages(session: Session, sources: Sequence[Ticket], target: Ticket) -> None:
    numbers = {source.id: source.number for source in sources}
    for each in session.scalars(select(Message).where(Message.ticket_id.in_(numbers))):
        each.threaded_by = ThreadedBy.MERGED.value
        each.evidence = f"#{numbers[each.ticket_id]}"
        each.ticket_id = target.id


def _move_tags(session: Session, sources: Sequence[int], target: Ticket) -> None:
    of_target = select(TicketTag.tag_id).where(TicketTag.ticket_id == target.id)
    present = set(session.scalars(of_target))
    for each in session.scalars(select(TicketTag).where(TicketTag.ticket_id.in_(sources))).all():
        if each.tag_id in present:
            session.delete(each)
        else:
            each.ticket_id = target.id
            present.add(each.tag_id)


def _move_time(session: Session, sources: Sequence[int], target: Ticket) -> None:
    for each in session.scalars(select(WorkTime).where(WorkTime.ticket_id.in_(sources))):
        each.ticket_id = target.id


def _move_drafts(session: Session, sources: Sequence[int], target: Ticket) -> None:
    of_target = session.scalars(select(Draft).where(Draft.ticket_id == target.id))
    present = {(slot(each.kind), each.agent_id): each for each in of_target}
    moved = select(Draft).where(Draft.ticket_id.in_(sources)).order_by(Draft.id)
    for each in session.scalars(moved).all():
        kept = present.setdefault((slot(each.kind), each.agent_id), each)
        if kept is each:
            each.ticket_id = target.id
        else:
            _join_drafts(session, kept, each)


def _join_drafts(session: Session, kept: Draft, other: Draft) -> None:
    """Two drafts of one kind become one, with the words and files of both."""
    kept.text = "\n\n".join(filter(None, (kept.text.rstrip(), other.text.strip())))
    of_other = select(DraftAttachment).where(DraftAttachment.draft_id == other.id)
    for each in session.scalars(of_other).all():
        each.draft_id = kept.id
    session.flush()
    session.expire(other, ["attachments"])
    session.expire(kept, ["attachments"])
    session.delete(other)


def _move_links(session: Session, sources: Sequence[int], target: Ticket) -> None:
    """Links of the sources become the target's, but for those between them and those twice."""
    ends = (*sources, target.id)
    touching = or_(TicketLink.ticket_id.in_(ends), TicketLink.other_id.in_(ends))
    links = session.scalars(select(TicketLink).where(touching)).all()
    moved = [each for each in links if {each.ticket_id, each.other_id} & set(sources)]
    seen = {_link_key(each.ticket_id, each.other_id, each.kind) for each in set(links) - set(moved)}
    for each in moved:
        ticket_id = target.id if each.ticket_id in sources else each.ticket_id
        other_id = target.id if each.other_id in sources else each.other_id
        key = _link_key(ticket_id, other_id, each.kind)
        if ticket_id == other_id or key in seen:
            session.delete(each)
        else:
            each.ticket_id, each.other_id = ticket_id, other_id
            seen.add(key)


def _link_key(ticket_id: int, other_id: int, kind: LinkKind) -> tuple[int, int, LinkKind]:
    """The same for both directions of *related*, which says the same in both."""
    if kind is LinkKind.RELATED:
        ticket_id, other_id = sorted((ticket_id, other_id))
    return ticket_id, other_id, kind


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
