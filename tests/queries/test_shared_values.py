"""What tickets share: one value where all agree, VARIOUS where they do not, None where none has."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.queries.shared_values import VARIOUS, Named, SharedValues, shared_values, values_of
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.storage.database import Database
from tests.queries.conftest import SIZE

_READ: dict[str, Callable[[TicketRow], Any]] = {
    "status": lambda row: row.status,
    "assignee": lambda row: row.assignee_id,
    "priority": lambda row: row.priority,
    "category": lambda row: row.category,
    "level": lambda row: row.level,
    "contact": lambda row: row.contact_id,
    "due_at": lambda row: row.due_at,
    "snoozed_until": lambda row: row.snoozed_until,
}


def _plain(values: SharedValues, name: str) -> Any:
    value = getattr(values, name)
    if isinstance(value, Named):
        return value.name if name == "category" else value.id
    return value


@settings(max_examples=60, deadline=None)
@given(ids=st.lists(st.integers(1, SIZE), min_size=1, max_size=8, unique=True))
def test_a_value_is_shared_exactly_where_all_rows_have_it(demo: Database, ids: list[int]) -> None:
    rows = demo.read(ticket_rows, ids)
    shared = demo.read(shared_values, ids)
    assert shared is not None
    assert shared.count == len(rows)
    for name, read in _READ.items():
        found = {read(row) for row in rows}
        assert _plain(shared, name) == (found.pop() if len(found) == 1 else VARIOUS), name
    worn = [tag for row in rows for tag in row.tags]
    assert dict(shared.tags) == {tag: worn.count(tag) for tag in worn}
    assert set(shared.common_tags) == set.intersection(*(set(row.tags) for row in rows))
    assert shared.seconds_worked == sum(row.seconds_worked for row in rows)


def test_one_ticket_shares_everything_with_itself(demo: Database) -> None:
    for row in demo.read(ticket_rows, list(range(1, SIZE + 1))):
        shared = demo.read(shared_values, [row.id])
        own = values_of(row)
        assert shared is not None
        for name in _READ:
            assert _plain(shared, name) == _plain(own, name)
        assert set(shared.tags) == set(own.tags)


def test_tickets_that_are_gone_share_nothing(demo: Database) -> None:
    assert demo.read(shared_values, [99_999]) is None
    assert demo.read(shared_values, []) is None
