"""Mapped rows by id for operations, refused in words where they are gone or out of work."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.base import Base
from app.models.contacts import Contact
from app.models.desk import Agent
from app.models.messages import Draft, Message
from app.models.tickets import Category, Ticket

Row = TypeVar("Row", bound=Base)

_AT_ONCE = 500
"""Ids in one statement: fits every limit on parameters, and loads 1,000 tickets in two reads."""


def existing(session: Session, kind: type[Row], row_id: int, gone: str) -> Row:
    """The row of a table; ``UserError`` with the words ``gone`` if there is none."""
    found = session.get(kind, row_id)
    if found is None:
        raise UserError(gone)
    return found


def any_ticket(session: Session, ticket_id: int) -> Ticket:
    """The ticket, wherever it lies; ``UserError`` if it is gone."""
    return existing(session, Ticket, ticket_id, _("This ticket does not exist any more."))


def ticket(session: Session, ticket_id: int) -> Ticket:
    """The ticket to work on; ``UserError`` if it is gone, merged or in the trash."""
    return _workable(session, any_ticket(session, ticket_id))


def any_tickets(session: Session, ids: Iterable[int]) -> list[Ticket]:
    """The tickets wherever they lie, in the order of ``ids``; those that are gone are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[int, Ticket] = {}
    for some in in_parts(wanted):
        query = select(Ticket).where(Ticket.id.in_(some))
        found |= {each.id: each for each in session.scalars(query)}
    return [found[each] for each in wanted if each in found]


def in_parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in lists that fit into one statement."""
    left = list(ids)
    for start in range(0, len(left), _AT_ONCE):
        yield left[start : start + _AT_ONCE]


def tickets(session: Session, ids: Sequence[int]) -> list[Ticket]:
    """The tickets to work on; ``UserError`` if one is merged or in the trash, or none is left."""
    found = any_tickets(session, ids)
    if not found:
        raise UserError(_("This ticket does not exist any more."))
    return [_workable(session, each) for each in found]


def contact(session: Session, contact_id: int) -> Contact:
    """The contact; ``UserError`` if it is gone."""
    return existing(session, Contact, contact_id, _("This contact does not exist any more."))


def agent(session: Session, agent_id: int) -> Agent:
    """The agent; ``UserError`` if there is none."""
    return existing(session, Agent, agent_id, _("This person does not exist any more."))


def category(session: Session, category_id: int) -> Category:
    """The category; ``UserError`` if it is gone."""
    return existing(session, Category, category_id, _("This category does not exist any more."))


def message(session: Session, message_id: int) -> Message:
    """The message; ``UserError`` if it is gone."""
    return existing(session, Message, message_id, _("This message does not exist any more."))


def draft(session: Session, draft_id: int) -> Draft:
    """The draft; ``UserError`` if it was finished or discarded."""
    gone = _("This draft was finished or discarded already.")
    return existing(session, Draft, draft_id, gone)


def _workable(session: Session, found: Ticket) -> Ticket:
    if found.merged_into_id is not None:
        raise UserError(
            _("Ticket #{number} was merged into #{target}. Work on that one.").format(
                number=found.number, target=any_ticket(session, found.merged_into_id).number
            )
        )
    if found.deleted_at is not None:
        raise UserError(
            _("Ticket #{number} is in the trash. Restore it first.").format(number=found.number)
        )
    return found
