"""Contacts that look alike and are different people: said once, they are not suggested again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.contacts import ContactDistinction
from app.services import loading


def tell_apart(session: Session, contact_id: int, others: Sequence[int], *, now: datetime) -> None:
    """Say that a contact is none of the others, however alike they look."""
    loading.contact(session, contact_id)
    for other_id in dict.fromkeys(others):
        if other_id != contact_id:
            _say(session, contact_id, loading.contact(session, other_id).id)


def inherit(session: Session, gone_id: int, kept_id: int) -> None:
    """Whom a merged contact is not, the one that is kept is not either."""
    query = select(ContactDistinction).where(
        or_(ContactDistinction.older_id == gone_id, ContactDistinction.newer_id == gone_id)
    )
    for each in list(session.scalars(query)):
        other_id = each.newer_id if each.older_id == gone_id else each.older_id
        session.delete(each)
        session.flush()
        if other_id != kept_id:
            _say(session, kept_id, other_id)


def _say(session: Session, one_id: int, other_id: int) -> None:
    older, newer = sorted((one_id, other_id))
    known = select(ContactDistinction.id).where(
        ContactDistinction.older_id == older, ContactDistinction.newer_id == newer
    )
    if session.scalar(known) is None:
        session.add(ContactDistinction(older_id=older, newer_id=newer))
        session.flush()
