"""What the check before sending has to know: the customer, the people, the calendar."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.queries.decoding import rows
from app.queries.snippet_values import snapshot
from app.rules.enums import FormOfAddress

_OTHERS = 300
"""Customers of so many open tickets, the last touched first, may be confused with this one."""

_PEOPLE = """
SELECT sender_name FROM message WHERE ticket_id = ?1 AND sender_name <> ''
UNION SELECT c.name FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id WHERE t.id = ?1
"""
_OPEN = """
SELECT DISTINCT c.name FROM (
    SELECT contact_id FROM ticket WHERE shelf = 0 AND id <> ? ORDER BY activity_at DESC LIMIT ?
) AS t JOIN contact AS c ON c.id = t.contact_id WHERE c.name <> ''
"""


@dataclass(frozen=True, slots=True)
class AnswerSurroundings:
    """``people`` are the names in the conversation, ``others`` those of other customers."""

    today: date
    holidays: Container[date]
    form: FormOfAddress
    people: tuple[str, ...]
    others: tuple[str, ...]


def answer_surroundings(
    session: Session, ticket_id: int, *, agent_id: int | None, now: datetime
) -> AnswerSurroundings:
    """For an answer on this ticket."""
    known = snapshot(session, ticket_id=ticket_id, agent_id=agent_id, now=now)
    people = tuple(name for (name,) in rows(session, _PEOPLE, (ticket_id,)))
    others = tuple(name for (name,) in rows(session, _OPEN, (ticket_id, _OTHERS)))
    return AnswerSurroundings(
        today=known.now.date(),
        holidays=known.holidays,
        form=known.form,
        people=people,
        others=tuple(name for name in others if name not in people),
    )
