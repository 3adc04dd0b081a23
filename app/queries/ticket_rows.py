"""One page of tickets as the queue shows them: one statement whatever the number of tickets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.queries.decoding import (
    CHANNELS,
    LEVELS,
    PRIORITIES,
    STATUSES,
    id_list,
    moment,
    packed_rows,
)
from app.rules.enums import Channel, Level, Priority, Status


class TicketRow(NamedTuple):
    """A ticket in a list. ``manual`` is a priority set by hand, ``category`` is *Parent › Child*.

    ``last_direction`` is ``in``, ``out`` or empty; ``contact_email`` is the first address.
    """

    id: int
    number: int
    subject: str
    contact_id: int | None
    contact_name: str
    contact_email: str
    organisation: str
    channel: Channel
    category: str
    priority: Priority
    manual: bool
    level: Level
    status: Status
    assignee_id: int | None
    assignee_name: str
    assignee_colour: int
    tags: tuple[str, ...]
    due_at: datetime | None
    snoozed_until: datetime | None
    created_at: datetime
    updated_at: datetime
    activity_at: datetime
    last_direction: str
    message_count: int
    unread: bool
    spam: bool
    automatic: bool
    thanked: bool
    has_attachment: bool
    has_draft: bool
    deleted_at: datetime | None
    merged_into_id: int | None
    solved_at: datetime | None
    closed_at: datetime | None
    seconds_worked: int


_ROWS = """
SELECT json_group_array(json_array(
    t.id, t.number, t.subject, t.contact_id, c.name,
    (SELECT a.email FROM contact_address AS a WHERE a.contact_id = t.contact_id
        ORDER BY a.position, a.id LIMIT 1),
    o.name, t.channel,
    CASE WHEN p.id IS NULL THEN k.name ELSE p.name || ' › ' || k.name END,
    t.priority, t.manual_priority IS NOT NULL, t.level, t.status,
    t.assignee_id, g.name, g.colour,
    t.due_at, t.snoozed_until, t.created_at, t.updated_at, t.activity_at, t.last_direction,
    t.message_count, t.unread, t.spam, t.automatic, t.thanked,
    EXISTS (SELECT 1 FROM message AS m JOIN attachment AS f ON f.message_id = m.id
        WHERE m.ticket_id = t.id AND NOT f.inline),
    EXISTS (SELECT 1 FROM draft AS d WHERE d.ticket_id = t.id),
    t.deleted_at, t.merged_into_id, t.solved_at, t.closed_at, t.seconds_worked,
    json((SELECT json_group_array(name) FROM (
        SELECT g.name FROM ticket_tag AS x JOIN tag AS g ON g.id = x.tag_id
        WHERE x.ticket_id = t.id ORDER BY g.name_key)))
))
FROM ticket AS t
LEFT JOIN contact AS c ON c.id = t.contact_id
LEFT JOIN organisation AS o ON o.id = c.organisation_id
LEFT JOIN category AS k ON k.id = t.category_id
LEFT JOIN category AS p ON p.id = k.parent_id
LEFT JOIN agent AS g ON g.id = t.assignee_id
WHERE t.id IN (SELECT value FROM json_each(?))
"""


def ticket_rows(session: Session, ids: Sequence[int]) -> list[TicketRow]:
    """The tickets in the order of ``ids``; those that are gone are left out."""
    found = {row[0]: _ticket_row(row) for row in packed_rows(session, _ROWS, (id_list(ids),))}
    return [found[ticket_id] for ticket_id in ids if ticket_id in found]


def _ticket_row(row: list[Any]) -> TicketRow:
    (
        ticket_id, number, subject, contact_id, contact_name, email, organisation, channel,
        category, priority, manual, level, status, assignee_id, assignee_name, colour,
        due, snoozed, created, updated, activity, last_direction, message_count,
        unread, spam, automatic, thanked, has_attachment, has_draft,
        deleted, merged_into_id, solved, closed, seconds_worked, tags,
    ) = row  # fmt: skip
    return TicketRow(
        id=ticket_id,
        number=number,
        subject=subject,
        contact_id=contact_id,
        contact_name=contact_name or "",
        contact_email=email or "",
        organisation=organisation or "",
        channel=CHANNELS[channel],
        category=category or "",
        priority=PRIORITIES[priority],
        manual=bool(manual),
        level=LEVELS[level],
        status=STATUSES[status],
        assignee_id=assignee_id,
        assignee_name=assignee_name or "",
        assignee_colour=colour or 0,
        tags=tuple(tags),
        due_at=moment(due),
        snoozed_until=moment(snoozed),
        created_at=moment(created),
        updated_at=moment(updated),
        activity_at=moment(activity),
        last_direction=last_direction,
        message_count=message_count,
        unread=bool(unread),
        spam=bool(spam),
        automatic=bool(automatic),
        thanked=bool(thanked),
        has_attachment=bool(has_attachment),
        has_draft=bool(has_draft),
        deleted_at=moment(deleted),
        merged_into_id=merged_into_id,
        solved_at=moment(solved),
        closed_at=moment(closed),
        seconds_worked=seconds_worked,
    )
