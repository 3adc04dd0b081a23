"""Messages leave their ticket: into one of their own, or into another."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.contacts import Contact
from app.models.messages import Message
from app.models.tickets import Ticket
from app.rules.enums import Direction, LinkKind, Status
from app.rules.threading import ThreadedBy
from app.services import loading
from app.services.capture import open_ticket, shortened
from app.services.contact_lookup import by_email
from app.services.contact_rows import ContactFields, create
from app.services.linking import join
from app.services.merging import reopen_for_work
from app.services.properties import derive_priority, matrix_of
from app.services.statuses import enter


def split(session: Session, message_ids: Sequence[int], *, subject: str = "", now: datetime) -> int:
    """Messages of one ticket into a new, open one that is linked to it; its id.

    Its contact is who wrote the first incoming one of them. ``UserError`` if they are of several
    tickets or if nothing would stay behind.
    """
    moved = sorted((loading.message(session, each) for each in set(message_ids)), key=_by_id)
    if not moved:
        raise UserError(_("Choose the messages to split off."))
    if len({each.ticket_id for each in moved}) > 1:
        raise UserError(_("These messages are of different tickets. Split one ticket at a time."))
    origin = loading.ticket(session, moved[0].ticket_id)
    of_origin = select(func.count()).select_from(Message).where(Message.ticket_id == origin.id)
    if session.scalar(of_origin) == len(moved):
        raise UserError(_("Leave at least one message in this ticket."))
    ticket = open_ticket(
        session,
        subject=subject if subject.strip() else _subject(moved, origin),
        channel=moved[0].channel,
        contact=_author(session, moved, now=now) or origin.contact,
        created_at=moved[0].sent_at,
        now=now,
    )
    ticket.category_id, ticket.assignee_id = origin.category_id, origin.assignee_id
    ticket.impact, ticket.urgency, ticket.level = origin.impact, origin.urgency, origin.level
    derive_priority(ticket, matrix_of(session))
    enter(ticket, Status.OPEN, now=now)
    session.flush()
    for each in moved:
        _place(each, ticket, ThreadedBy.SPLIT, f"#{origin.number}")
    join(session, ticket, origin, LinkKind.RELATED)
    origin.updated_at = now
    return ticket.id


def move_message(
    session: Session,
    message_id: int,
    ticket_id: int,
    *,
    agent_id: int | None,
    now: datetime,
) -> None:
    """One message into the ticket where it belongs; replies to it will go there too."""
    message = loading.message(session, message_id)
    target = loading.ticket(session, ticket_id)
    origin = loading.any_ticket(session, message.ticket_id)
    if origin is target:
        raise UserError(_("This message is in #{number} already.").format(number=target.number))
    who = loading.agent(session, agent_id).name if agent_id is not None else _("hand")
    _place(message, target, ThreadedBy.MANUAL, who)
    if message.direction is Direction.IN and not message.automatic and not origin.status.done:
        reopen_for_work(target, now=now)
    target.updated_at = now
    origin.updated_at = now


def _by_id(message: Message) -> int:
    return message.id


def _place(message: Message, ticket: Ticket, reason: ThreadedBy, evidence: str) -> None:
    message.ticket_id = ticket.id
    message.threaded_by = reason.value
    message.evidence = evidence


def _subject(moved: Sequence[Message], origin: Ticket) -> str:
    first = moved[0]
    return first.subject if first.subject.strip() else shortened(first.text) or origin.subject


def _author(session: Session, moved: Sequence[Message], *, now: datetime) -> Contact | None:
    first = next((each for each in moved if each.direction is Direction.IN), None)
    if first is None or not first.sender_email:
        return None
    known = by_email(session, first.sender_email)
    if known is not None:
        return known
    fields = ContactFields(name=first.sender_name, emails=(first.sender_email,))
    return session.get(Contact, create(session, fields, now=now))
