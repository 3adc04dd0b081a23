"""The first page of a text search, whatever the number of messages that match.

With few matches all their tickets are gathered and sorted. With many, almost any ticket fits: the
order is walked in slices, and the matches are looked through for the messages of those tickets.
"""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing

from sqlalchemy.orm import Session

from app.queries.compile import Compiled
from app.queries.decoding import id_list, rows
from app.queries.orders import Ordering
from app.queries.pages import gathered
from app.queries.text_conditions import TextCondition
from app.storage.search import matches_more_than

_FEW = 12_000
"""Matches that are all mapped to tickets; beyond it walking the order finds a page sooner."""
_SLICE = 192


def first_text_page(
    session: Session, compiled: Compiled, text: TextCondition, order: Ordering, limit: int
) -> "array[int]":
    """The first ``limit`` ids; ``text`` is that of ``compiled``."""
    if not order.indexed or not matches_more_than(session, text.match, _FEW):
        return gathered(session, compiled, order, limit)
    otherwise = _otherwise(session, text)
    found: array[int] = array("q")
    for candidates in _slices(session, compiled, order):
        fitting = _fitting(session, candidates, text) | otherwise
        found.extend(each for each in candidates if each in fitting)
        if len(found) >= limit:
            break
    return found[:limit]


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
    parameters = rest.parameters * len(compiled.shelves)
    with closing(session.connection().exec_driver_sql(sql, parameters)) as cursor:
        size = _SLICE
        while batch := cursor.fetchmany(size):
            yield [row[0] for row in batch]
            size *= 2


def _fitting(session: Session, tickets: Sequence[int], text: TextCondition) -> set[int]:
    """Those of ``tickets`` that have a message for ``text``.

    One walk through the matches between the oldest and the newest message: to look up each message
    by itself would read the beginning of a word anew each time.
    """
    wanted = id_list(tickets)
    messages = "SELECT m.id FROM json_each(?) AS x CROSS JOIN message AS m ON m.ticket_id = x.value"
    span = rows(session, f"SELECT min(id), max(id) FROM ({messages})", (wanted,))[0]
    index = "" if text.also else "INDEXED BY ix_message_ticket_of "
    found = rows(
        session,
        f"SELECT DISTINCT m.ticket_id FROM search AS s CROSS JOIN message AS m {index}"
        "ON m.id = s.rowid WHERE search MATCH ? AND s.rowid BETWEEN ? AND ? "
        f"AND +s.rowid IN ({messages}){text.also}",
        (text.match, *span, wanted, *text.also_parameters),
    )
    return {row[0] for row in found}


def _otherwise(session: Session, text: TextCondition) -> set[int]:
    """The tickets that fit without a message, wherever they stand in the order."""
    if not text.otherwise:
        return set()
    return {row[0] for row in rows(session, text.otherwise, text.otherwise_parameters)}
