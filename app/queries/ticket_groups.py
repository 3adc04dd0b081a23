"""How many tickets each group of a queue has, in the order in which the queue shows them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from app.queries.compile import compile_query
from app.queries.conditions import Viewpoint
from app.queries.decoding import PRIORITIES, STATUSES, rows
from app.queries.pages import source
from app.queries.terms import Grouping, Term
from app.rules.enums import Priority, Status


@dataclass(frozen=True, slots=True)
class TicketGroup:
    """Tickets side by side; ``value`` is an agent's name (empty: nobody's) or what they share."""

    value: Priority | Status | str
    count: int


_COLUMNS = {
    Grouping.PRIORITY: ("t.priority", "1 DESC"),
    Grouping.STATUS: ("t.status", "1 ASC"),
    Grouping.ASSIGNEE: (
        "coalesce((SELECT name FROM agent WHERE id = t.assignee_id), '')",
        "t.assignee_id IS NULL, 1 ASC",
    ),
}


def ticket_groups(
    session: Session,
    query: Term | None,
    *,
    grouping: Grouping,
    now: datetime,
    zone: tzinfo,
    agent_id: int | None,
) -> list[TicketGroup]:
    """The groups of ``ticket_ids`` with the same query and grouping; empty ones are left out."""
    if grouping is Grouping.NONE:
        return []
    compiled = compile_query(query, Viewpoint(now, zone, agent_id))
    column, order = _COLUMNS[grouping]
    found = rows(
        session,
        f"SELECT {column}, count(*) FROM {source(compiled)} AND {compiled.whole.sql} "
        f"GROUP BY 1 ORDER BY {order}",
        compiled.whole.parameters,
    )
    return [TicketGroup(_value(grouping, value), count) for value, count in found]


def _value(grouping: Grouping, stored: int | str) -> Priority | Status | str:
    if grouping is Grouping.ASSIGNEE:
        return str(stored)
    members = PRIORITIES if grouping is Grouping.PRIORITY else STATUSES
    return members[int(stored)]
