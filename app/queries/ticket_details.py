"""Everything about one ticket that its properties pane shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.models.tickets import Category, Ticket
from app.queries.decoding import STATUSES, moment, rows
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.enums import Impact, LinkKind, Priority, Status, Urgency


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A question of the category (see ``Category.fields``) and this ticket's answer to it."""

    definition: Mapping[str, Any]
    value: Any


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link; ``outward`` reads *this ticket is kind of that one*, else the other way round."""

    id: int
    kind: LinkKind
    outward: bool
    ticket_id: int
    number: int
    subject: str
    status: Status


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A ticket that was merged into this one."""

    ticket_id: int
    number: int
    subject: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A stretch of work; ``seconds`` is negative where time was corrected down."""

    id: int
    agent_id: int | None
    agent_name: str
    started_at: datetime
    seconds: int
    note: str


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody besides the ticket's contact who wrote or was written to."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class TicketDetails:
    """One ticket whole. ``fields`` in the order of the category's template."""

    row: TicketRow
    impact: Impact
    urgency: Urgency
    manual_priority: Priority | None
    category_id: int | None
    fields: tuple[TemplateField, ...]
    resolution: str
    links: tuple[LinkRow, ...]
    merged: tuple[MergedRow, ...]
    seconds_worked: int
    work: tuple[WorkRow, ...]
    followers: tuple[Follower, ...]


def details(session: Session, ticket_id: int) -> TicketDetails | None:
    """The ticket; None if it is gone."""
    ticket = session.get(Ticket, ticket_id)
    found = ticket_rows(session, [ticket_id])
    if ticket is None or not found:
        return None
    return TicketDetails(
        row=found[0],
        impact=ticket.impact,
        urgency=ticket.urgency,
        manual_priority=ticket.manual_priority,
        category_id=ticket.category_id,
        fields=_fields(session, ticket),
        resolution=ticket.resolution,
        links=_links(session, ticket_id),
        merged=_merged(session, ticket_id),
        seconds_worked=ticket.seconds_worked,
        work=_work(session, ticket_id),
        followers=_followers(session, ticket),
    )


def _fields(session: Session, ticket: Ticket) -> tuple[TemplateField, ...]:
    """The template of the category, else of its parent."""
    category = session.get(Category, ticket.category_id) if ticket.category_id else None
    if category is not None and not category.fields and category.parent_id:
        category = session.get(Category, category.parent_id)
    definitions = (category.fields or []) if category else []
    values = ticket.fields or {}
    return tuple(TemplateField(each, values.get(each["key"])) for each in definitions)


_LINKS = """
SELECT l.id, l.kind, l.ticket_id = ?1, t.id, t.number, t.subject, t.status
FROM ticket_link AS l
JOIN ticket AS t ON t.id = CASE WHEN l.ticket_id = ?1 THEN l.other_id ELSE l.ticket_id END
WHERE l.ticket_id = ?1 OR l.other_id = ?1 ORDER BY t.number
"""


def _links(session: Session, ticket_id: int) -> tuple[LinkRow, ...]:
    return tuple(
        LinkRow(
            id=link_id,
            kind=LinkKind(kind),
            outward=bool(outward),
            ticket_id=other_id,
            number=number,
            subject=subject,
            status=STATUSES[status],
        )
        for link_id, kind, outward, other_id, number, subject, status in rows(
            session, _LINKS, (ticket_id,)
        )
    )


def _merged(session: Session, ticket_id: int) -> tuple[MergedRow, ...]:
    found = rows(
        session,
        "SELECT id, number, subject FROM ticket WHERE merged_into_id = ? ORDER BY number",
        (ticket_id,),
    )
    return tuple(MergedRow(*row) for row in found)


def _work(session: Session, ticket_id: int) -> tuple[WorkRow, ...]:
    found = rows(
        session,
        "SELECT w.id, w.agent_id, coalesce(a.name, ''), w.started_at, w.seconds, w.note "
        "FROM work_time AS w LEFT JOIN agent AS a ON a.id = w.agent_id "
        "WHERE w.ticket_id = ? ORDER BY w.started_at, w.id",
        (ticket_id,),
    )
    return tuple(
        WorkRow(work_id, agent_id, name, moment(started), seconds, note)
        for work_id, agent_id, name, started, seconds, note in found
    )


_PARTICIPANTS = """
SELECT sender_name, sender_email FROM message
WHERE ticket_id = ?1 AND direction = 'in' AND NOT automatic
UNION ALL
SELECT json_extract(person.value, '$[0]'), json_extract(person.value, '$[1]')
FROM message, json_each(message.recipients) AS field, json_each(field.value) AS person
WHERE ticket_id = ?1 AND field.key IN ('to', 'cc')
"""
_KNOWN = """
SELECT email FROM own_address
UNION SELECT lower(email) FROM agent
UNION SELECT email FROM contact_address WHERE contact_id = ?
"""


def _followers(session: Session, ticket: Ticket) -> tuple[Follower, ...]:
    """Who else takes part: senders first, then recipients; neither the desk nor the contact."""
    known = {row[0] for row in rows(session, _KNOWN, (ticket.contact_id,))} | {""}
    found: dict[str, Follower] = {}
    for name, email in rows(session, _PARTICIPANTS, (ticket.id,)):
        key = (email or "").casefold()
        if key not in known and not (key in found and found[key].name):
            found[key] = Follower(name or "", email)
    return tuple(found.values())
