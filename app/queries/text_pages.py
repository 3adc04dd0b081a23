"""The first page of a text search, whatever the number of messages that match.

Few matches are all mapped to their tickets and sorted. With many, almost any ticket fits: the
order is walked in slices, and only the messages of those tickets are looked up in the index.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.queries.compile import Compiled
from app.queries.conditions import Condition, both
from app.queries.decoding import id_list, rows
from app.queries.orders import Ordering
from app.queries.pages import gathered
from app.queries.text_conditions import TextCondition
from app.storage.search import matching_ids

_FEW = 3000
"""Matches that are mapped one by one; beyond it walking the order finds a page sooner."""
_SLICE = 128


def first_text_page(
    session: Session, compiled: Compiled, text: TextCondition, order: Ordering, limit: int
) -> list[int]:
    """The first ``limit`` ids of tickets that meet ``compiled`` and have a message for ``text``."""
    matches = matching_ids(session, text.match, limit=_FEW + 1)
    if len(matches) <= _FEW:
        tickets = _tickets_of(session, matches, text) | _numbered(session, text)
        chosen = Condition(
            "(t.id IN (SELECT value FROM json_each(?)))", (id_list(tickets),), driving=True
        )
        few = Compiled(compiled.shelves, both([chosen, compiled.rest]))
        return gathered(session, few, order, limit)
    if not order.indexed:
        return gathered(session, compiled, order, limit)
    found: list[int] = []
    for candidates in _slices(session, compiled, order):
        fitting = _fitting(session, candidates, text)
        found += [each for each in candidates if each in fitting]
        if len(found) >= limit:
            break
    return found[:limit]


def _tickets_of(session: Session, messages: Sequence[int], text: TextCondition) -> set[int]:
    index = "" if text.also else "INDEXED BY ix_message_ticket_of "
    found = rows(
        session,
        "SELECT DISTINCT m.ticket_id FROM json_each(?) AS x "
        f"CROSS JOIN message AS m {index}ON m.id = x.value WHERE 1{text.also}",
        (id_list(messages), *text.also_parameters),
    )
    return {row[0] for row in found}


def _numbered(session: Session, text: TextCondition) -> set[int]:
    if text.number is None:
        return set()
    found = rows(session, "SELECT id FROM ticket WHERE number = ?", (text.number,))
    return {row[0] for row in found}


def _slices(session: Session, compiled: Compiled, order: Ordering) -> Iterator[list[int]]:
    """Tickets that meet the rest of the search, in order, a growing slice at a time."""
    rest = compiled.rest
    arms = " UNION ALL ".join(
        f"SELECT {order.columns} FROM ticket AS t "
        f"WHERE t.shelf = {shelf}{order.and_present} AND {rest.for_few}"
        for shelf in compiled.shelves
    )
    if not arms:
        return
    sql = f"SELECT k{len(order.keys) - 1} FROM ({arms} ORDER BY {order.by_position})"
    cursor = session.connection().exec_driver_sql(sql, rest.parameters * len(compiled.shelves))
    size = _SLICE
    try:
        while batch := cursor.fetchmany(size):
            yield [row[0] for row in batch]
            size *= 2
    finally:
        cursor.close()


def _fitting(session: Session, tickets: Sequence[int], text: TextCondition) -> set[int]:
    """Those of ``tickets`` that have a message for ``text``, or its number."""
    found = rows(
        session,
        "SELECT DISTINCT m.ticket_id FROM json_each(?) AS wanted "
        "CROSS JOIN message AS m ON m.ticket_id = wanted.value "
        f"WHERE EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = m.id){text.also}",
        (id_list(tickets), text.match, *text.also_parameters),
    )
    return {row[0] for row in found} | (_numbered(session, text) & set(tickets))
