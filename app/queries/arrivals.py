"""What time alone brings: snoozes that are over, due times that were reached."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.queries.decoding import rows
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.moments import to_milliseconds

_MOST = 50


def snoozes_over(session: Session, *, now: datetime) -> bool:
    """Whether a snooze has arrived that nobody was told of."""
    found = rows(
        session,
        "SELECT 1 FROM ticket WHERE snoozed_until <= ? LIMIT 1",
        (to_milliseconds(now),),
    )
    return bool(found)


def came_due(session: Session, *, since: datetime, now: datetime) -> list[TicketRow]:
    """Tickets to do whose due time lies after ``since`` and not after ``now``, earliest first."""
    found = rows(
        session,
        "SELECT id FROM ticket WHERE shelf = 0 AND due_at > ? AND due_at <= ? "
        "ORDER BY due_at LIMIT ?",
        (to_milliseconds(since), to_milliseconds(now), _MOST),
    )
    return ticket_rows(session, [row[0] for row in found])
