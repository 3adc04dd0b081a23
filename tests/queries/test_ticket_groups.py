"""Groups of a queue: as many and in the order in which the tickets stand."""

from datetime import UTC
from itertools import groupby
from typing import Any

import pytest

from app.queries.terms import Flag, Grouping, IsFlagged, Not
from app.queries.ticket_groups import ticket_groups
from app.queries.tickets import ticket_ids, ticket_rows
from app.rules.enums import Priority, Status
from app.services import desk as desk_service
from app.services import tickets
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


@pytest.mark.parametrize("grouping", list(Grouping))
def test_groups_stand_where_their_tickets_stand(desk: Desk, grouping: Grouping) -> None:
    ada = desk.do(desk_service.add_agent, name="Ada Brandt")
    ids = [desk.captured(f"Subject {place}") for place in range(12)]
    desk.do(tickets.assign, ids, None)
    desk.do(tickets.assign, ids[:4], ada)
    desk.do(tickets.assign, ids[4:6], desk.kim)
    desk.do(tickets.set_manual_priority, ids[1:8:3], Priority.HIGH)
    desk.do(tickets.set_status, ids[::5], Status.WAITING_THIRD)
    desk.do(tickets.mark_spam, ids[:1], from_now_on=False)
    query = Not(IsFlagged(Flag.OVERDUE))
    here: dict[str, Any] = {"now": desk.clock(), "zone": UTC, "agent_id": desk.kim}
    order = desk.read(ticket_ids, query, grouping=grouping, **here)
    groups = desk.read(ticket_groups, query, grouping=grouping, **here)
    of = {
        Grouping.PRIORITY: lambda row: row.priority,
        Grouping.STATUS: lambda row: row.status,
        Grouping.ASSIGNEE: lambda row: row.assignee_name,
        Grouping.NONE: lambda _row: None,
    }[grouping]
    runs = [(value, len(list(rows))) for value, rows in groupby(desk.read(ticket_rows, order), of)]
    expected = [] if grouping is Grouping.NONE else runs
    assert [(each.value, each.count) for each in groups] == expected
