"""How many tickets each group of a queue has, in the order in which the queue shows them."""

from collections import Counter
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
    Grouping.PRIORITY: "t.priority",
    Grouping.STATUS: "t.status",
    Grouping.ASSIGNEE: "t.assignee_id",
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
    found = rows(
        session,
        f"SELECT {_COLUMNS[grouping]}, count(*) FROM {source(compiled)} "
        f"AND {compiled.whole.sql} GROUP BY 1",
        compiled.whole.parameters,
    )
    counts = {row[0]: row[1] for row in found}
    match grouping:
        case Grouping.ASSIGNEE:
            return _by_assignee(session, counts)
        case Grouping.PRIORITY:
            return [TicketGroup(PRIORITIES[rank], counts[rank]) for rank in sorted(counts)[::-1]]
        case _:
            return [TicketGroup(STATUSES[rank], counts[rank]) for rank in sorted(counts)]


def _by_assignee(session: Session, counts: dict[int | None, int]) -> list[TicketGroup]:
    """By name, as the tickets are ordered; nobody's come last."""
    nobodys = counts.pop(None, 0)
    named: Counter[str] = Counter()
    for agent_id, name in rows(session, "SELECT id, name FROM agent"):
        named[name] += counts.get(agent_id, 0)
    groups = [TicketGroup(name, named[name]) for name in sorted(named) if named[name]]
    return groups + ([TicketGroup("", nobodys)] if nobodys else [])
