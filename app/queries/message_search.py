"""Messages by their words, newest first: one statement, no sorting."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.queries.decoding import CHANNELS, DIRECTIONS, STATUSES, moment, rows
from app.rules.enums import Channel, Direction, Status


class MessageRow(NamedTuple):
    """A message in a list, with the ticket it is in; ``people`` are all in its head."""

    id: int
    ticket_id: int
    number: int
    status: Status
    direction: Direction
    channel: Channel
    sender_name: str
    sender_email: str
    people: str
    subject: str
    files: str
    sent_at: datetime
    automatic: bool


_NEWEST = """
SELECT m.id, m.ticket_id, t.number, t.status, m.direction, m.channel, m.sender_name,
    m.sender_email, m.people, m.subject, m.files, m.sent_at, m.automatic
FROM (SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) AS s
CROSS JOIN message AS m ON m.id = s.id
CROSS JOIN ticket AS t ON t.id = m.ticket_id
"""


def newest_messages(session: Session, match: str, *, limit: int = 50) -> list[MessageRow]:
    """The newest ``limit`` messages that fit ``match`` (see ``storage.search``), by date sent."""
    found = sorted(rows(session, _NEWEST, (match, limit)), reverse=True)
    return [
        MessageRow(
            message_id,
            ticket_id,
            number,
            STATUSES[status],
            DIRECTIONS[direction],
            CHANNELS[channel],
            sender_name,
            sender_email,
            people,
            subject,
            files,
            moment(sent),
            bool(automatic),
        )
        for (
            message_id, ticket_id, number, status, direction, channel, sender_name,
            sender_email, people, subject, files, sent, automatic,
        ) in found
    ]  # fmt: skip
