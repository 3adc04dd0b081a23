"""The first page of a text search, whatever the number of messages that match.

Few matches are all mapped to their tickets and sorted. With many, almost any ticket fits: the
order is walked in slices, and only the messages of those tickets are looked up in the index.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.queries.compile import Compiled, Condition
from app.queries.decoding import id_list, rows
from app.queries.orders import Ordering
from app.queries.pages import gathered
from app.storage.search import matching_ids

_FEW = 4000
"""Matches that are mapped one by one; beyond it walking the order finds a page sooner."""
_SLICE = 128


def first_text_page(session: Session, compiled: Compiled, order: Ordering, limit: int) -> list[int]:
    """The first ``limit`` ids of tickets with a message that matches ``compiled.text``."""
    matches = matching_ids(session, compiled.text, limit=_FEW + 1)
    if len(matches) <= _FEW or not order.indexed:
        if len(matches) > _FEW:
            return gathered(session, compiled, order, limit)
        tickets = _tickets_of(session, matches)
        if compiled.number is not None:
            tickets |= _numbered(session, compiled.number)
        chosen = Condition(
            f"t.id IN (SELECT value FROM json_each(?)) AND {compiled.rest.sql}",
            (id_list(tickets), *compiled.rest.parameters),
        )
        return gathered(session, Compiled(compiled.shelves, chosen), order, limit)
    found: list[int] = []
    for candidates in _slices(session, compiled, order):
        fitting = _with_match(session, candidates, compiled)
        found += [each for each in candidates if each in fitting]
        if len(found) >= limit:
            break
    return found[:limit]


def _tickets_of(session: Session, messages: Sequence[int]) -> set[int]:
    found = rows(
        session,
        "SELECT DISTINCT ticket_id FROM message WHERE id IN (SELECT value FROM json_each(?))",
        (id_list(messages),),
    )
    return {row[0] for row in found}


def _numbered(session: Session, number: int) -> set[int]:
    return {row[0] for row in rows(session, "SELECT id FROM ticket WHERE number = ?", (number,))}


def _slices(session: Session, compiled: Compiled, order: Ordering) -> Iterator[list[int]]:
    """Tickets that meet the rest of the search, in order, a growing slice at a time."""
    arms = " UNION ALL ".join(
        f"SELECT {order.columns} FROM ticket AS t WHERE t.shelf = {shelf} AND {compiled.rest.sql}"
        for shelf in compiled.shelves
    )
    sql = f"SELECT k{len(order.keys) - 1} FROM ({arms} ORDER BY {order.by_position})"
    parameters = compiled.rest.parameters * len(compiled.shelves)
    cursor = session.connection().exec_driver_sql(sql, parameters)
    size = _SLICE
    try:
        while batch := cursor.fetchmany(size):
            yield [row[0] for row in batch]
            size *= 2
    finally:
        cursor.close()


def _with_match(session: Session, tickets: Sequence[int], compiled: Compiled) -> set[int]:
    found = rows(
        session,
        "SELECT DISTINCT m.ticket_id FROM json_each(?) AS wanted "
        "JOIN message AS m ON m.ticket_id = wanted.value "
        "WHERE EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = m.id)",
        (id_list(tickets), compiled.text),
    )
    fitting = {row[0] for row in found}
    if compiled.number is not None:
        fitting |= _numbered(session, compiled.number) & set(tickets)
    return fitting
