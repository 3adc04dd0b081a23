"""Words that tickets carry."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.tickets import Tag, Ticket, TicketTag
from app.rules.names import folded
from app.services import loading


def add_tags(session: Session, ids: Sequence[int], names: Iterable[str], *, now: datetime) -> None:
    """Put tags on tickets; unknown ones are made, *Refund* and *refund* are one."""
    tags = [_get_or_create(session, name) for name in names]
    for ticket in loading.tickets(session, ids):
        put_on(session, ticket, tags)


def put_on(session: Session, ticket: Ticket, tags: Iterable[Tag]) -> None:
    """Put tags on one ticket, each once."""
    session.flush()
    present = {each.tag_id for each in ticket.tags}
    for tag in tags:
        if tag.id not in present:
            ticket.tags.append(TicketTag(tag=tag))
            present.add(tag.id)


def remove_tags(
    session: Session, ids: Sequence[int], names: Iterable[str], *, now: datetime
) -> None:
    """Take tags off tickets; a tag that nobody carries any more stays known."""
    keys = {folded(name) for name in names}
    for ticket in loading.tickets(session, ids):
        for each in [each for each in ticket.tags if each.tag.name_key in keys]:
            ticket.tags.remove(each)


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
