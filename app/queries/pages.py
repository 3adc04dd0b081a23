"""Ids in order: a first page by walking an index, or all that fits, gathered and sorted."""

from typing import Any

from sqlalchemy.orm import Session

from app.queries.compile import DONE, EVERY, Compiled, Condition
from app.queries.decoding import rows
from app.queries.orders import Ordering

_WALK = 1000
"""Tickets of a shelf that are looked at one by one before gathering is cheaper."""


def first_page(session: Session, compiled: Compiled, order: Ordering, limit: int) -> list[int]:
    """The first ``limit`` ids; ``compiled`` must be free of text."""
    if not order.indexed:
        return gathered(session, compiled, order, limit)
    found: list[Any] = []
    for shelf in compiled.shelves:
        found += _shelf_page(session, shelf, compiled.rest, order, limit)
    return [row[-1] for row in order.merged(found)[:limit]]


def gathered(
    session: Session, compiled: Compiled, order: Ordering, limit: int | None = None
) -> list[int]:
    """All ids that fit, or the first ``limit``, found by the condition and then sorted."""
    if order.indexed and compiled.whole == EVERY and limit is None:
        return _merged_indices(session, compiled, order)
    condition = compiled.whole
    shelf = "+t.shelf" if DONE in compiled.shelves else "t.shelf"
    shelves = ", ".join(map(str, compiled.shelves)) or "NULL"
    found = rows(
        session,
        f"SELECT t.id FROM ticket AS t WHERE {shelf} IN ({shelves}) AND {condition.sql} "
        f"ORDER BY {order.clause('+')} LIMIT ?",
        (*condition.parameters, -1 if limit is None else limit),
    )
    return [row[0] for row in found]


def _merged_indices(session: Session, compiled: Compiled, order: Ordering) -> list[int]:
    """Whole shelves in order: SQLite merges one index walk for each, and sorts nothing."""
    arms = " UNION ALL ".join(
        f"SELECT {order.columns} FROM ticket AS t WHERE t.shelf = {shelf}"
        for shelf in compiled.shelves
    )
    sql = f"SELECT k{len(order.keys) - 1} FROM ({arms} ORDER BY {order.by_position})"
    return [row[0] for row in rows(session, sql)] if arms else []


def _shelf_page(
    session: Session, shelf: int, condition: Condition, order: Ordering, limit: int
) -> list[Any]:
    """The first rows of one shelf, each its sort keys, the id last."""
    ordered = f"WHERE t.shelf = {shelf} ORDER BY {order.clause()}"
    if condition == EVERY:
        sql = f"SELECT {order.columns} FROM ticket AS t {ordered} LIMIT ?"
        return rows(session, sql, (limit,))
    walked = rows(
        session,
        f"SELECT {order.columns} FROM (SELECT * FROM ticket AS t {ordered} LIMIT {_WALK}) AS t "
        f"WHERE {condition.sql} LIMIT ?",
        (*condition.parameters, limit),
    )
    if len(walked) == limit or not _longer_than_walk(session, shelf):
        return walked
    return rows(
        session,
        f"SELECT {order.columns} FROM ticket AS t WHERE t.shelf = {shelf} AND {condition.sql} "
        f"ORDER BY {order.clause('+')} LIMIT ?",
        (*condition.parameters, limit),
    )


def _longer_than_walk(session: Session, shelf: int) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM ticket WHERE shelf = {shelf} LIMIT {_WALK + 1})"
    return bool(rows(session, sql)[0][0] > _WALK)
