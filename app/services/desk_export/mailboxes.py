"""The mails of a desk as mailboxes, and where in them each raw mail lies."""

import json
import zlib
from array import array
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from app.formats.desk_export.mailbox import envelope, quoted
from app.formats.desk_export.writing import Destination
from app.formats.desk_export.written import Written, as_mail
from app.formats.mail.values import Address
from app.formats.mime_writing import Attachment
from app.queries.decoding import moment
from app.rules.enums import Direction
from app.services.desk_export.tables import stream
from app.services.desk_export.telling import Steps
from app.storage.statements import Statements

BOXES = ("received", "sent", "spam", "trash")
"""Mailboxes of raw mails; a mail of several tickets lies where its first one puts it."""

_MAILS = """SELECT m.raw_id, m.sender_email, m.sent_at FROM message AS m
    JOIN ticket AS t ON t.id = m.ticket_id
    WHERE m.id IN (SELECT min(id) FROM message WHERE raw_id IS NOT NULL GROUP BY raw_id)
    AND CASE WHEN t.shelf = 3 THEN 'trash' WHEN t.shelf = 2 THEN 'spam'
        WHEN m.direction = 'out' THEN 'sent' ELSE 'received' END = '{box}'
    ORDER BY m.id"""
_WRITTEN = """SELECT m.id, m.sender_name, m.sender_email, m.recipients, m.headers, m.subject,
    m.sent_at, m.text, m.direction, m.channel, t.number, t.subject, a.name, a.email
    FROM message AS m JOIN ticket AS t ON t.id = m.ticket_id
    LEFT JOIN agent AS a ON a.id = m.agent_id
    WHERE m.raw_id IS NULL AND (m.direction = 'out') = {out} ORDER BY m.id"""
_FILES = """SELECT name, content_type, blob_id FROM attachment
    WHERE message_id = ? AND blob_id IS NOT NULL ORDER BY id"""
CHUNKS = "SELECT content FROM blob_chunk WHERE blob_id = ? ORDER BY position"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the raw mails of one mailbox lie in it, in their order: 24 bytes for each."""

    file: str
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    offsets: "array[int]" = field(default_factory=lambda: array("q"))
    lengths: "array[int]" = field(default_factory=lambda: array("q"))


def content_of(sql: Statements, blob_id: int) -> bytes:
    """A content of the store, whole."""
    return b"".join(zlib.decompress(row[0]) for row in sql.rows(CHUNKS, (blob_id,)))


def write_mailboxes(session: Session, to: Destination, steps: Steps) -> list[Places]:
    """All raw mails; then answers, notes and calls that are none. Empty ones are left out."""
    written = [_write_box(session, to, box, steps) for box in BOXES]
    _write_written(session, to, "answers", steps, out=True)
    _write_written(session, to, "notes", steps, out=False)
    return [each for each in written if each.ids]


def _write_box(session: Session, to: Destination, box: str, steps: Steps) -> Places:
    places = Places(f"mail/{box}.mbox")
    found = stream(session, _MAILS.format(box=box))
    first = next(found, None)
    if first is None:
        return places
    sql = Statements(session)
    with to.file(places.file) as file:
        for blob_id, sender, sent_at in chain([first], found):
            file.write(envelope(sender, moment(sent_at)))
            text = quoted(content_of(sql, blob_id))
            places.ids.append(blob_id)
            places.offsets.append(file.size)
            places.lengths.append(len(text))
            file.write(text)
            file.write(b"\n")
            steps.done()
    return places


def _write_written(session: Session, to: Destination, box: str, steps: Steps, *, out: bool) -> None:
    found = stream(session, _WRITTEN.format(out=int(out)))
    first = next(found, None)
    if first is None:
        return
    sql = Statements(session)
    with to.file(f"mail/{box}.mbox") as file:
        for row in chain([first], found):
            written = _written(sql, row)
            file.write(envelope(written.sender.email, written.at))
            file.write(quoted(as_mail(written)) + b"\n")
            steps.done()


def _written(sql: Statements, row: tuple[Any, ...]) -> Written:
    message_id, name, email, recipients, headers, subject, sent_at, text, *others = row
    direction, channel, number, ticket_subject, agent_name, agent_email = others
    by_us = Address(agent_name or "", agent_email or "")
    kinds = {Direction.OUT: "answer", Direction.NOTE: "note"}
    return Written(
        sender=Address(name, email) if name or email else by_us,
        recipients=json.loads(recipients),
        headers=json.loads(headers),
        subject=subject or ticket_subject,
        at=moment(sent_at),
        text=text,
        ticket=number,
        kind=kinds.get(direction, channel),
        files=tuple(
            Attachment(file, kind, content_of(sql, blob_id))
            for file, kind, blob_id in sql.rows(_FILES, (message_id,))
        ),
    )
