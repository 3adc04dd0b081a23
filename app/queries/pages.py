"""Ids in order: a first page by walking an index, or all that fits, gathered and sorted."""

from array import array
from typing import Any

from sqlalchemy.orm import Session

from app.queries.compile import DONE, Compiled
from app.queries.conditions import EVERY, Condition
from app.queries.decoding import packed_ids, rows
from app.queries.orders import Ordering

_WALK = 300
_LAZY_WALK = 3000
"""Tickets of a shelf that are looked at one by one before gathering is cheaper; the second where
gathering means to look at all messages or files, or where those seen so far promise a full page."""
_MORE = 1.3
"""How much further than expected one walks."""


def first_page(session: Session, compiled: Compiled, order: Ordering, limit: int) -> "array[int]":
    """The first ``limit`` ids; ``compiled`` must be free of text."""
    if not order.indexed:
        return gathered(session, compiled, order, limit)
    if compiled.rest == EVERY:
        return _merged_indices(session, compiled, order, limit)
    found: list[Any] = []
    for shelf in compiled.shelves:
        found += _shelf_page(session, shelf, compiled.rest, order, limit)
    return array("q", [row[-1] for row in order.merged(found)[:limit]])


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
    """Whole shelves in order: SQLite merges one index walk for each, and sorts nothing."""
    arms = " UNION ALL ".join(
        f"SELECT {order.columns} FROM ticket AS t WHERE t.shelf = {shelf}{order.and_present}"
        for shelf in compiled.shelves
    )
    if not arms:
        return array("q")
    last = len(order.keys) - 1
    whole = f"SELECT k{last} AS id FROM ({arms} ORDER BY {order.by_position}) LIMIT ?"
    return packed_ids(session, whole, (limit,))


def _shelf_page(
    session: Session, shelf: int, condition: Condition, order: Ordering, limit: int
) -> list[Any]:
    """The first rows of one shelf, each its sort keys, the id last."""
    found = _walked(session, shelf, condition, order, limit)
    if found is not None:
        return found
    alone = source(Compiled((shelf,), condition))
    return rows(
        session,
        f"SELECT {order.columns} FROM {alone} AND {condition.sql}{order.and_present} "
        f"ORDER BY {order.clause('+')} LIMIT ?",
        (*condition.parameters, limit),
    )


def _walked(
    session: Session, shelf: int, condition: Condition, order: Ordering, limit: int
) -> list[Any] | None:
    """The page, if it is full or the shelf at its end within a short walk."""
    if condition.driving and not condition.lazy:
        return None
    steps = _LAZY_WALK if condition.lazy else _WALK
    found = _walk(session, shelf, condition, order, limit, steps)
    if len(found) == limit:
        return found
    on_shelf = f"SELECT 1 FROM ticket AS t WHERE t.shelf = {shelf}{order.and_present}"
    longer = f"SELECT count(*) > {steps} FROM ({on_shelf} LIMIT {steps + 1})"
    if not rows(session, longer)[0][0]:
        return found
    expected = round(_MORE * steps * limit / len(found)) if found else _LAZY_WALK + 1
    if expected <= _LAZY_WALK:
        found = _walk(session, shelf, condition, order, limit, expected)
    return found if len(found) == limit else None


def _walk(
    session: Session, shelf: int, condition: Condition, order: Ordering, limit: int, steps: int
) -> list[Any]:
    """What fits among the first ``steps`` tickets of the shelf, at most ``limit``."""
    ordered = f"t.shelf = {shelf}{order.and_present} ORDER BY {order.clause()}"
    return rows(
        session,
        f"SELECT {order.columns} FROM (SELECT * FROM ticket AS t WHERE {ordered} LIMIT {steps}) "
        f"AS t WHERE {condition.for_few} LIMIT ?",
        (*condition.parameters, limit),
    )
