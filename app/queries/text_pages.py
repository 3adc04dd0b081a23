"""The first page of a text search, whatever the number of messages that match.

To ask the index for a beginning of a word means to gather all words that begin so, each time. So
it is asked once, for the newest matches. If those are all, the page is one of their tickets. If
there are more, almost any ticket fits: the order is walked in slices, and only for messages older
than those matches the index is asked again.
"""

from array import array
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.queries.compile import Compiled
from app.queries.decoding import first, id_list, packed_ids, rows, unpacked
from app.queries.orders import Ordering
from app.queries.pages import gathered, page_among
from app.queries.text_conditions import TextCondition
from app.storage.search import matches_more_than

_FEW = 3_000
"""Matches that are all mapped to tickets without further ado."""
_NEWEST = 600
"""How many of more than that are mapped: what is listed first is mostly among their tickets."""
_MANY = 12_000
"""Beyond so many, walking the order finds a page sooner, however far it goes."""
_SLICE = 192
_MORE = 1.6
"""How much further than expected one walks."""
_WALK = 3_000
"""Tickets that are looked at before gathering up to ``_MANY`` matches is cheaper."""


class _Newest(NamedTuple):
    """The ``tickets`` of the newest messages that match, and the ``oldest`` of those messages;
    None where no other matches."""

    tickets: set[int]
    oldest: int | None


def first_text_page(
    session: Session, compiled: Compiled, text: TextCondition, order: Ordering, limit: int
) -> "array[int]":
    """The first ``limit`` ids; ``text`` is that of ``compiled``."""
    if not order.indexed:
        return gathered(session, compiled, order, limit)
    newest = _newest(session, text)
    newest.tickets.update(_otherwise(session, text))
    if newest.oldest is None:
        return page_among(session, compiled, newest.tickets, order, limit)
    return _walked(session, compiled, text, order, limit, newest)


def _newest(session: Session, text: TextCondition) -> _Newest:
    sql = f"""
        WITH s AS MATERIALIZED (
            SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?),
        n AS MATERIALIZED (SELECT id FROM s LIMIT iif((SELECT count(*) FROM s) > ?, ?, -1))
        SELECT (SELECT count(*) FROM s), (SELECT min(id) FROM n), (
            SELECT group_concat(DISTINCT m.ticket_id) FROM n
            CROSS JOIN message AS m {_index(text)}ON m.id = n.id WHERE 1{text.also})"""
    limits = (_FEW + 1, _FEW, _NEWEST)
    found = first(session, sql, (text.match, *limits, *text.also_parameters))
    count, oldest, tickets = found or (0, None, None)
    return _Newest(set(unpacked(tickets or "")), oldest if count > _FEW else None)


def _index(text: TextCondition) -> str:
    """Where the ticket of a message is found without reading the message."""
    return "" if text.also else "INDEXED BY ix_message_ticket_of "


def _otherwise(session: Session, text: TextCondition) -> set[int]:
    """The tickets that fit without a message, wherever they stand in the order."""
    if not text.otherwise:
        return set()
    return {row[0] for row in rows(session, text.otherwise, text.otherwise_parameters)}


def _walked(
    session: Session,
    compiled: Compiled,
    text: TextCondition,
    order: Ordering,
    limit: int,
    newest: _Newest,
) -> "array[int]":
    farthest: int | None = _WALK
    found: array[int] = array("q")
    walked, size = 0, _SLICE
    while candidates := _slice(session, compiled, order, walked, size):
        fitting = newest.tickets | _older(session, candidates, text, newest)
        found.extend(each for each in candidates if each in fitting)
        walked += size
        if len(found) >= limit:
            break
        if farthest is not None and walked * limit > farthest * len(found):
            if not matches_more_than(session, text.match, _MANY):
                return gathered(session, compiled, order, limit)
            farthest = None
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


_OLDER = """
SELECT m.id AS id FROM json_each(?) AS x CROSS JOIN message AS m INDEXED BY ix_message_ticket_id
ON m.ticket_id = x.value AND m.id < ?
"""


def _older(
    session: Session, candidates: "array[int]", text: TextCondition, newest: _Newest
) -> set[int]:
    """Those of the candidates that have no message for ``text`` among the newest, but before.

    One walk through the matches between the oldest and the newest message in question: to look up
    each by itself would gather the beginning of a word anew each time.
    """
    doubtful = [each for each in candidates if each not in newest.tickets]
    messages = packed_ids(session, _OLDER, (id_list(doubtful), newest.oldest))
    if not messages:
        return set()
    found = packed_ids(
        session,
        "WITH wanted AS MATERIALIZED (SELECT value AS id FROM json_each(?)) "
        "SELECT DISTINCT m.ticket_id AS id FROM search AS s "
        f"CROSS JOIN message AS m {_index(text)}ON m.id = s.rowid "
        "WHERE search MATCH ? AND s.rowid BETWEEN ? AND ? "
        f"AND +s.rowid IN (SELECT id FROM wanted){text.also}",
        (id_list(messages), text.match, min(messages), max(messages), *text.also_parameters),
    )
    return set(found)
