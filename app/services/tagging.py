"""Words that tickets carry."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.tickets import Tag, TicketTag
from app.rules.names import folded
from app.services import loading


def add_tags(session: Session, ids: Sequence[int], names: Iterable[str], *, now: datetime) -> None:
    """Put tags on tickets; unknown ones are made, *Refund* and *refund* are one."""
    tags = {tag.id: tag for tag in (_get_or_create(session, name) for name in names)}
    tickets = loading.tickets(session, ids)
    present = {
        (each.ticket_id, each.tag_id)
        for some in loading.in_parts(ticket.id for ticket in tickets)
        for each in session.scalars(
            select(TicketTag).where(TicketTag.ticket_id.in_(some), TicketTag.tag_id.in_(tags))
        )
    }
    for ticket in tickets:
        for tag_id in tags:
            if (ticket.id, tag_id) not in present:
                session.add(TicketTag(ticket_id=ticket.id, tag_id=tag_id))
                ticket.updated_at = now


def remove_tags(
    session: Session, ids: Sequence[int], names: Iterable[str], *, now: datetime
) -> None:
    """Take tags off tickets; a tag that nobody carries any more stays known."""
    keys = {folded(name) for name in names}
    tickets = {ticket.id: ticket for ticket in loading.tickets(session, ids)}
    for some in loading.in_parts(tickets):
        carried = (
            select(TicketTag).join(Tag).where(TicketTag.ticket_id.in_(some), Tag.name_key.in_(keys))
        )
        for each in session.scalars(carried):
            session.delete(each)
            tickets[each.ticket_id].updated_at = now


def _get_or_create(session: Session, name: str) -> Tag:
    word = " ".join(name.split()).lstrip("#").strip(" ,")
    key = folded(word)
    if not key:
        raise UserError(_("A tag needs at least one letter or digit."))
    found = session.scalar(select(Tag).where(Tag.name_key == key))
    if found is None:
        found = Tag(name=word, name_key=key)
        session.add(found)
        session.flush()
    return found
