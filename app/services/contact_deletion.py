"""Forget contacts that nothing hangs on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.tickets import Ticket
from app.services import loading


def delete(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Delete contacts with their addresses and phones; ``UserError`` if one has tickets."""
    for contact_id in ids:
        contact = loading.contact(session, contact_id)
        asked = select(Ticket.number).where(Ticket.contact_id == contact_id).limit(1)
        number = session.scalar(asked)
        if number is not None:
            raise UserError(
                _(
                    "{name} has tickets, such as #{number}. Merge the contact with another one, "
                    "or leave it."
                ).format(name=contact.name, number=number)
            )
        session.delete(contact)
