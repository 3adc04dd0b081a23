"""Links between tickets: related, duplicate of, child of, continues."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.tickets import Ticket, TicketLink
from app.rules.enums import LinkKind
from app.services import loading


def link(session: Session, ticket_id: int, other_id: int, *, kind: LinkKind, now: datetime) -> None:
    """Say that a ticket is *kind* of another; ``UserError`` for itself, twice, or a circle."""
    if ticket_id == other_id:
        raise UserError(_("A ticket cannot be linked to itself."))
    ticket, other = loading.ticket(session, ticket_id), loading.ticket(session, other_id)
    if kind is LinkKind.CHILD and ticket_id in _ancestors(session, other_id):
        raise UserError(
            _("#{other} is below #{number} already, so it cannot be above it too.").format(
                other=other.number, number=ticket.number
            )
        )
    if not join(session, ticket, other, kind):
        raise UserError(
            _("#{number} and #{other} are linked like this already.").format(
                number=ticket.number, other=other.number
            )
        )


def join(session: Session, ticket: Ticket, other: Ticket, kind: LinkKind) -> bool:
    """Add the link; False if it is there. *Related* says the same in both directions."""
    same = (TicketLink.ticket_id == ticket.id) & (TicketLink.other_id == other.id)
    if kind is LinkKind.RELATED:
        same |= (TicketLink.ticket_id == other.id) & (TicketLink.other_id == ticket.id)
    if session.scalar(select(TicketLink.id).where(same, TicketLink.kind == kind)) is not None:
        return False
    session.add(TicketLink(ticket_id=ticket.id, other_id=other.id, kind=kind))
    return True


def unlink(session: Session, ticket_id: int, other_id: int, *, now: datetime) -> None:
    """Remove every link between two tickets, whatever its kind and direction."""
    one_way = (TicketLink.ticket_id == ticket_id) & (TicketLink.other_id == other_id)
    back = (TicketLink.ticket_id == other_id) & (TicketLink.other_id == ticket_id)
    for each in session.scalars(select(TicketLink).where(or_(one_way, back))):
        session.delete(each)


def _ancestors(session: Session, ticket_id: int) -> set[int]:
    found: set[int] = set()
    ahead = {ticket_id}
    while ahead:
        above = select(TicketLink.other_id).where(
            TicketLink.ticket_id.in_(ahead), TicketLink.kind == LinkKind.CHILD
        )
        found |= ahead
        ahead = set(session.scalars(above)) - found
    return found
