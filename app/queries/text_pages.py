"""The first page of a text search, whatever the number of messages that match.

With few matches all their tickets are gathered and sorted. With many, almost any ticket fits: the
order is walked in slices, and the matches are looked through for the messages of those tickets.
"""

from array import array
from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.queries.compile import Compiled
from app.queries.decoding import id_list, packed_ids, rows
from app.queries.orders import Ordering
from app.queries.pages import gathered
from app.queries.text_conditions import TextCondition
from app.storage.search import matches_more_than

_FEW = 1_500
"""Matches that are all mapped to tickets without further ado."""
_MANY = 12_000
"""Beyond so many, walking the order finds a page sooner, however far it goes."""
_SLICE = 192
_MORE = 1.6
"""How much further than expected one walks."""
_WALK = 3_000
"""Tickets that are looked at before gathering up to ``_MANY`` matches is cheaper."""


def first_text_page(
    session: Session, compiled: Compiled, text: TextCondition, order: Ordering, limit: int
) -> "array[int]":
    """The first ``limit`` ids; ``text`` is that of ``compiled``."""
    if not order.indexed or not matches_more_than(session, text.match, _FEW):
        return gathered(session, compiled, order, limit)
    farthest = None if matches_more_than(session, text.match, _MANY) else _WALK
    otherwise = _otherwise(session, text)
    found: array[int] = array("q")
    walked, size = 0, _SLICE
    while candidates := _slice(session, compiled, order, walked, size):
        fitting = _fitting(session, candidates, text) | otherwise
        found.extend(each for each in candidates if each in fitting)
        walked += size
        if len(found) >= limit:
            break
        if farthest is not None and walked * limit > farthest * len(found):
            return gathered(session, compiled, order, limit)
        size = _next_size(walked, len(found), limit, largest=4 * size)
    return found[:limit]


def _next_size(walked: int, found: int, limit: int, *, largest: int) -> int:
    """So many more as fill the page if it goes on like this, and a few."""
    if not found:
        return largest
    return min(largest, max(_SLICE, round(_MORE * walked * (limit - found) / found)))


def _slice(
    session: Session, compiled: Compiled, order: Ordering, start: int, size: int
) -> "array[int]":
    """Tickets that meet the rest of the search, in order."""
    rest = compiled.rest
    arms = " UNION ALL ".join(
        f"SELECT {order.columns} FROM ticket AS t "
        f"WHERE t.shelf = {shelf}{order.and_present} AND {rest.for_few}"
        for shelf in compiled.shelves
    )
    if not arms:
        return array("q")
    ordered = f"SELECT k{len(order.keys) - 1} AS id FROM ({arms} ORDER BY {order.by_position})"
    parameters = rest.parameters * len(compiled.shelves)
    return packed_ids(session, f"{ordered} LIMIT ? OFFSET ?", (*parameters, size, start))


def _fitting(session: Session, tickets: Sequence[int], text: TextCondition) -> set[int]:
    """Those of ``tickets`` that have a message for ``text``.

    One walk through the matches between the oldest and the newest message: to look up each message
    by itself would read the beginning of a word anew each time.
    """
    index = "" if text.also else "INDEXED BY ix_message_ticket_of "
    found = packed_ids(
        session,
        "WITH wanted AS MATERIALIZED (SELECT m.id FROM json_each(?) AS x "
        "CROSS JOIN message AS m ON m.ticket_id = x.value) "
        f"SELECT DISTINCT m.ticket_id AS id FROM search AS s CROSS JOIN message AS m {index}"
        "ON m.id = s.rowid WHERE search MATCH ? AND s.rowid BETWEEN "
        "(SELECT min(id) FROM wanted) AND (SELECT max(id) FROM wanted) "
        f"AND +s.rowid IN (SELECT id FROM wanted){text.also}",
        (id_list(tickets), text.match, *text.also_parameters),
    )
    return set(found)


def _otherwise(session: Session, text: TextCondition) -> set[int]:
    """The tickets that fit without a message, wherever they stand in the order."""
    if not text.otherwise:
        return set()
    return {row[0] for row in rows(session, text.otherwise, text.otherwise_parameters)}
