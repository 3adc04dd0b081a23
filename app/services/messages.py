"""Entries of a conversation as operations write them: message rows and files."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models.messages import Attachment, Message
from app.models.tickets import Ticket
from app.rules.enums import Channel, Direction
from app.rules.threading import ThreadedBy
from app.services.counters import next_number
from app.storage import blobs
from app.storage.keys import message_id


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a person adds."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file whose content is in the desk already."""

    name: str
    content_type: str
    size: int
    sha256: str
    blob_id: int


def store(session: Session, files: Iterable[NewFile]) -> list[StoredFile]:
    """Put files into the content store."""
    given = list(files)
    ids = blobs.put_many(session, [file.content for file in given])
    return [
        StoredFile(
            file.name,
            file.content_type,
            len(file.content),
            hashlib.sha256(file.content).hexdigest(),
            blob_id,
        )
        for file, blob_id in zip(given, ids, strict=True)
    ]


def write(
    session: Session,
    ticket: Ticket,
    *,
    direction: Direction,
    channel: Channel,
    threaded_by: ThreadedBy,
    text: str,
    subject: str = "",
    agent_id: int | None = None,
    sender_name: str = "",
    sender_email: str = "",
    files: Sequence[StoredFile] = (),
    sent_at: datetime,
    now: datetime,
) -> Message:
    """A new entry in a ticket, its row flushed; whoever calls adds what only mails have."""
    entry = Message(
        id=message_id(sent_at, next_number(session, "message")),
        ticket_id=ticket.id,
        direction=direction,
        channel=channel,
        agent_id=agent_id,
        sender_name=sender_name,
        sender_email=sender_email,
        recipients={},
        headers={},
        sent_at=sent_at,
        recorded_at=now,
        threaded_by=threaded_by.value,
        subject=subject,
        people=" ".join(filter(None, (sender_name, sender_email))),
        text=text,
    )
    session.add(entry)
    attach(entry, files)
    ticket.updated_at = now
    return entry


def attach(entry: Message, files: Iterable[StoredFile]) -> None:
    """Hang files on an entry, and name them for the search."""
    for file in files:
        entry.attachments.append(
            Attachment(
                name=file.name,
                content_type=file.content_type,
                size=file.size,
                sha256=file.sha256,
                blob_id=file.blob_id,
            )
        )
    entry.files = " ".join(each.name for each in entry.attachments)
