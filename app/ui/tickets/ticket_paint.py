"""How near a ticket's due time is, as a colour."""

from datetime import datetime

from app.queries.ticket_rows import TicketRow
from app.rules.due import Nearness, nearness
from app.ui.colours import Role

NEARNESS_ROLES = {
    Nearness.FAR: Role.MUTED,
    Nearness.NEAR: Role.WARNING,
    Nearness.PAST: Role.DANGER,
}


def due_role(row: TicketRow, now: datetime) -> Role:
    """The colour of a due time; one of a ticket that is done is history."""
    if row.due_at is None or row.status.done:
        return Role.MUTED
    return NEARNESS_ROLES[nearness(row.due_at, start=row.created_at, now=now)]
