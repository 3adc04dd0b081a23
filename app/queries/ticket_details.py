"""Everything about one ticket that its properties pane shows."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.queries.decoding import IMPACTS, PRIORITIES, STATUSES, URGENCIES, first, moment, rows
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.enums import Impact, LinkKind, Priority, Status, Urgency


class TemplateField(NamedTuple):
    """A question of the category (see ``Category.fields``) and this ticket's answer to it."""

    definition: Mapping[str, Any]
    value: Any


class LinkRow(NamedTuple):
    """A link; ``outward`` reads *this ticket is kind of that one*, else the other way round."""

    id: int
    kind: LinkKind
    outward: bool
    ticket_id: int
    number: int
    subject: str
    status: Status


class MergedRow(NamedTuple):
    """A ticket that was merged into this one."""

    ticket_id: int
    number: int
    subject: str


class WorkRow(NamedTuple):
    """A stretch of work; ``seconds`` is negative where time was corrected down."""

    id: int
    agent_id: int | None
    agent_name: str
    started_at: datetime
    seconds: int
    note: str


class Follower(NamedTuple):
    """Somebody besides the ticket's contact who wrote or was written to."""

    name: str
    email: str


class TicketDetails(NamedTuple):
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


_MORE = """
SELECT impact, urgency, manual_priority, category_id, fields, resolution, seconds_worked
FROM ticket WHERE id = ?
"""


def details(session: Session, ticket_id: int) -> TicketDetails | None:
    """The ticket; None if it is gone."""
    found = ticket_rows(session, [ticket_id])
    if not found:
        return None
    row = found[0]
    impact, urgency, manual, category_id, fields, resolution, seconds = rows(
        session, _MORE, (ticket_id,)
    )[0]
    return TicketDetails(
        row=row,
        impact=IMPACTS[impact],
        urgency=URGENCIES[urgency],
        manual_priority=None if manual is None else PRIORITIES[manual],
        category_id=category_id,
        fields=_fields(session, category_id, json.loads(fields or "{}")),
        resolution=resolution,
        links=_links(session, ticket_id),
        merged=_merged(session, ticket_id),
        seconds_worked=seconds,
        work=_work(session, ticket_id),
        followers=_followers(session, row),
    )


_TEMPLATE = """
SELECT CASE WHEN k.fields IN ('', '[]') THEN p.fields ELSE k.fields END
FROM category AS k LEFT JOIN category AS p ON p.id = k.parent_id WHERE k.id = ?
"""


def _fields(
    session: Session, category_id: int | None, values: Mapping[str, Any]
) -> tuple[TemplateField, ...]:
    """The template of the category, else of its parent, with what the ticket answers."""
    found = first(session, _TEMPLATE, (category_id,)) if category_id is not None else None
    definitions = json.loads(found[0] or "[]") if found else []
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


def _followers(session: Session, ticket: TicketRow) -> tuple[Follower, ...]:
    """Who else takes part: senders first, then recipients; neither the desk nor the contact."""
    known = {row[0] for row in rows(session, _KNOWN, (ticket.contact_id,))} | {""}
    found: dict[str, Follower] = {}
    for name, email in rows(session, _PARTICIPANTS, (ticket.id,)):
        key = (email or "").casefold()
        if key not in known and not (key in found and found[key].name):
            found[key] = Follower(name or "", email)
    return tuple(found.values())
