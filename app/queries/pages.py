"""Ids in order: a first page by walking an index, or all that fits, gathered and sorted."""

from array import array
from collections.abc import Collection

from sqlalchemy.orm import Session

from app.queries.compile import DONE, Compiled
from app.queries.conditions import EVERY, Condition, both
from app.queries.decoding import id_list, packed_ids, rows
from app.queries.orders import Ordering

_WALK = 300
_LAZY_WALK = 3000
"""Tickets that are looked at one by one before gathering is cheaper; the second where
gathering means to look at all messages or files, or where those seen so far promise a full page."""
_FEW = 400
"""Named tickets that are all looked at."""
_LONG_WALK = 20_000
"""Tickets that are passed over by their place alone: a thousand take half a millisecond."""
_MORE = 1.3
"""How much further than expected one walks."""


def first_page(session: Session, compiled: Compiled, order: Ordering, limit: int) -> "array[int]":
    """The first ``limit`` ids; ``compiled`` must be free of text."""
    if not order.indexed:
        return gathered(session, compiled, order, limit)
    if compiled.rest == EVERY:
        return _merged_indices(session, compiled, order, limit)
    found = _walked(session, compiled, order, limit)
    return gathered(session, compiled, order, limit) if found is None else found


def gathered(
    session: Session, compiled: Compiled, order: Ordering, limit: int | None = None
) -> "array[int]":
    """All ids that fit, or the first ``limit``, found by the condition and then sorted."""
    if order.indexed and compiled.whole == EVERY and limit is None:
        return _merged_indices(session, compiled, order, -1)
    condition = compiled.whole
    return packed_ids(
        session,
        f"SELECT t.id AS id FROM {source(compiled)} AND {condition.sql}{order.and_present} "
        f"ORDER BY {order.clause('+')} LIMIT ?",
        (*condition.parameters, -1 if limit is None else limit),
    )


def source(compiled: Compiled) -> str:
    """Table, index and shelves to look on, as ``… AS t … WHERE …`` to be continued.

    SQLite does not know how many tickets lie on which shelf, nor that an index on a generated
    column holds all that is asked for. So it is told: a condition that names its tickets leads;
    one on facets reads only their index; else most of the table is read in its own order.
    """
    condition = compiled.whole
    if condition.driving:
        return f"ticket AS t WHERE +t.shelf IN ({compiled.shelf_list})"
    if condition.narrow:
        return f"ticket AS t INDEXED BY ix_ticket_facets WHERE t.shelf IN ({compiled.shelf_list})"
    shelf = "+t.shelf" if DONE in compiled.shelves else "t.shelf"
    return f"ticket AS t WHERE {shelf} IN ({compiled.shelf_list})"


def _merged_indices(
    session: Session, compiled: Compiled, order: Ordering, limit: int
) -> "array[int]":
    """Whole shelves in order."""
    if not compiled.shelves:
        return array("q")
    return packed_ids(session, _in_order(compiled, order), (limit,))


def _in_order(compiled: Compiled, order: Ordering) -> str:
    """The ids of whole shelves, at most ``?``: SQLite merges one index walk for each shelf, no
    farther than it has to, and sorts nothing."""
    arms = " UNION ALL ".join(
        f"SELECT {order.columns} FROM ticket AS t WHERE t.shelf = {shelf}{order.and_present}"
        for shelf in compiled.shelves
    )
    last = len(order.keys) - 1
    return f"SELECT k{last} AS id FROM ({arms} ORDER BY {order.by_position}) LIMIT ?"


def page_among(
    session: Session, compiled: Compiled, tickets: Collection[int], order: Ordering, limit: int
) -> "array[int]":
    """The first ``limit`` of ``tickets`` on the shelves that meet the rest of the search.

    To look at some hundred takes less than to walk the order until so many were met. ``compiled``
    is taken without its text.
    """
    ids = id_list(tickets)
    if len(tickets) > _FEW:
        found = _walk(session, compiled, order, limit, _LONG_WALK, among=ids)
        if len(found) == limit or not _goes_on(session, compiled, order, _LONG_WALK):
            return found
    one_of = Condition("(t.id IN (SELECT value FROM json_each(?)))", (ids,), driving=True)
    alone = Compiled(compiled.shelves, both([one_of, compiled.rest]))
    return gathered(session, alone, order, limit)


def _walked(
    session: Session, compiled: Compiled, order: Ordering, limit: int
) -> "array[int] | None":
    """The page, if it is full or the shelves are at their end within a short walk."""
    condition = compiled.rest
    if not compiled.shelves:
        return array("q")
    if condition.driving and not condition.lazy:
        return None
    steps = _LAZY_WALK if condition.lazy else _WALK
    found = _walk(session, compiled, order, limit, steps)
    if len(found) == limit or not _goes_on(session, compiled, order, steps):
        return found
    expected = round(_MORE * steps * limit / len(found)) if found else _LAZY_WALK + 1
    if expected > _LAZY_WALK:
        return None
    found = _walk(session, compiled, order, limit, expected)
    return found if len(found) == limit else None


def _walk(
    session: Session,
    compiled: Compiled,
    order: Ordering,
    limit: int,
    steps: int,
    *,
    among: str | None = None,
) -> "array[int]":
    """What fits among the first ``steps`` tickets of the shelves, at most ``limit``.

    ``among`` are ids as json: other tickets are passed over without being looked at.
    """
    condition = compiled.rest
    chosen = "" if among is None else "w.id IN (SELECT value FROM json_each(?)) AND "
    return packed_ids(
        session,
        f"SELECT t.id AS id FROM ({_in_order(compiled, order)}) AS w CROSS JOIN ticket AS t "
        f"ON t.id = w.id WHERE {chosen}{condition.for_few} LIMIT ?",
        (steps, *(() if among is None else (among,)), *condition.parameters, limit),
    )


def _goes_on(session: Session, compiled: Compiled, order: Ordering, steps: int) -> bool:
    """Whether there are more tickets on the shelves than ``steps``."""
    shelves = f"SELECT 1 FROM ticket AS t WHERE t.shelf IN ({compiled.shelf_list})"
    there = f"SELECT count(*) FROM ({shelves}{order.and_present} LIMIT ?)"
    return bool(rows(session, there, (steps + 1,))[0][0] > steps)
