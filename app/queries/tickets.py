"""Tickets: ids of a whole result in its order, rows of a page, one by its number.

A first page (``limit``) is found without reading the rest: an indexed order is walked until the
page is full. Where that would take too long, because little fits, what fits is gathered and
sorted. Both give the same ids in the same order.
"""

from array import array
from datetime import datetime, tzinfo
from itertools import filterfalse

from sqlalchemy.orm import Session

from app.queries.compile import Compiled, compile_query
from app.queries.conditions import EVERY, Condition, Viewpoint
from app.queries.decoding import first, rows
from app.queries.orders import Ordering, ordering
from app.queries.pages import first_page, gathered, source
from app.queries.terms import Grouping, Order, Sort, Term
from app.queries.text_pages import first_text_page
from app.queries.ticket_details import (
    Follower,
    LinkRow,
    MergedRow,
    TemplateField,
    TicketDetails,
    WorkRow,
    details,
)
from app.queries.ticket_rows import TicketRow, ticket_rows

__all__ = [
    "Follower",
    "LinkRow",
    "MergedRow",
    "TemplateField",
    "TicketDetails",
    "TicketRow",
    "WorkRow",
    "count_tickets",
    "details",
    "open_tickets_of",
    "packed_ticket_ids",
    "ticket_by_number",
    "ticket_ids",
    "ticket_rows",
]


def ticket_ids(
    session: Session,
    query: Term | None,
    *,
    sort: Sort = Sort.UPDATED,
    descending: bool = True,
    grouping: Grouping = Grouping.NONE,
    now: datetime,
    zone: tzinfo,
    agent_id: int | None,
    limit: int | None = None,
) -> list[int]:
    """Ids of the tickets that fit, in order; the first ``limit`` or all."""
    order, viewpoint = Order(sort, descending, grouping), Viewpoint(now, zone, agent_id)
    return packed_ticket_ids(session, query, order, viewpoint, limit=limit).tolist()


def packed_ticket_ids(
    session: Session,
    query: Term | None,
    order: Order,
    viewpoint: Viewpoint,
    *,
    limit: int | None = None,
) -> "array[int]":
    """``ticket_ids`` in eight bytes each: lists of 200,000 numbers take five times the memory."""
    compiled = compile_query(query, viewpoint)
    ordered = ordering(order)
    found = _ids(session, compiled, ordered, limit)
    if ordered.present and limit is None and compiled.whole == EVERY:
        # To look for those without a value takes longer than to read all and leave out the others.
        left_out = set(found).__contains__
        found += array("q", filterfalse(left_out, gathered(session, compiled, ordering(Order()))))
    elif ordered.present and (limit is None or len(found) < limit):
        without = compiled.narrowed(Condition(f"(NOT {ordered.present})"))
        left = None if limit is None else limit - len(found)
        found += _ids(session, without, ordering(Order()), left)
    return found


def count_tickets(
    session: Session,
    query: Term | None,
    *,
    now: datetime,
    zone: tzinfo,
    agent_id: int | None,
) -> int:
    """How many tickets fit."""
    compiled = compile_query(query, Viewpoint(now, zone, agent_id))
    condition = compiled.whole
    sql = f"SELECT count(*) FROM {source(compiled)} AND {condition.sql}"
    return int(rows(session, sql, condition.parameters)[0][0])


def ticket_by_number(session: Session, number: int) -> int | None:
    """The id of the ticket with this number, wherever it lies."""
    found = first(session, "SELECT id FROM ticket WHERE number = ?", (number,))
    return found[0] if found else None


def open_tickets_of(session: Session, contact_id: int) -> list[TicketRow]:
    """Tickets of the contact that somebody has to act on, newest activity first."""
    found = rows(
        session,
        "SELECT id FROM ticket WHERE contact_id = ? AND +shelf = 0 ORDER BY activity_at DESC",
        (contact_id,),
    )
    return ticket_rows(session, [row[0] for row in found])


def _ids(session: Session, compiled: Compiled, order: Ordering, limit: int | None) -> "array[int]":
    if limit is None:
        return gathered(session, compiled, order)
    if compiled.text is not None:
        return first_text_page(session, compiled, compiled.text, order, limit)
    return first_page(session, compiled, order, limit)
