"""The conversation of a ticket: messages and notes in time order, their files, raw mails, reasons.

What a received mail holds beside its text is read from the raw mail each time it is shown.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.mail.message import attachment
from app.formats.mail.quotes import Block, fold
from app.formats.mail.values import Address
from app.i18n import _
from app.queries.decoding import first, id_list, moment, rows
from app.rules.enums import Channel, Direction, SentVia
from app.rules.file_names import shown_name
from app.rules.threading import ThreadedBy, explain
from app.storage import blobs


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of an entry, ``name`` as it is shown; ``inline`` ones stand in the HTML, which names
    ``content_id``."""

    id: int
    name: str
    content_type: str
    size: int
    sha256: str
    content_id: str
    inline: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A message or note. ``id`` is the message's and sorts by time.

    ``dated`` is False where the mail named no time that can be; ``sent_at`` is then when it came.
    ``warnings`` are the parser's. ``raw_id`` is None for what was written here.
    """

    id: int
    ticket_id: int
    direction: Direction
    channel: Channel
    sender_name: str
    sender_email: str
    agent_id: int | None
    agent_name: str
    agent_colour: int
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    sent_at: datetime
    dated: bool
    recorded_at: datetime
    message_id_header: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    has_html: bool
    automatic: bool
    bounce: bool
    threaded_by: str
    evidence: str
    via: SentVia | None
    attachments: tuple[AttachmentRow, ...]
    warnings: tuple[str, ...]
    raw_id: int | None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text with its quotes and signatures told apart, found anew each time."""
        return fold(self.text)


_ENTRIES = """
SELECT m.id, m.ticket_id, m.direction, m.channel, m.sender_name, m.sender_email,
    m.agent_id, a.name, a.colour, m.recipients, m.subject, m.sent_at, m.dated, m.recorded_at,
    m.headers, m.text, m.has_html, m.automatic, m.bounce, m.threaded_by, m.evidence, m.via,
    m.warnings, m.raw_id
FROM message AS m LEFT JOIN agent AS a ON a.id = m.agent_id
WHERE m.id IN (SELECT value FROM json_each(?)) ORDER BY m.id
"""
_FILES = """
SELECT message_id, id, name, content_type, size, sha256, content_id, inline FROM attachment
WHERE message_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""


def conversation(
    session: Session, ticket_id: int, *, limit: int | None = None
) -> tuple[Entry, ...]:
    """The entries, oldest first; with ``limit`` only so many of the newest."""
    newest = rows(
        session,
        "SELECT id FROM message WHERE ticket_id = ? ORDER BY id DESC LIMIT ?",
        (ticket_id, -1 if limit is None else limit),
    )
    return entries(session, [row[0] for row in newest])


def entries(session: Session, message_ids: Sequence[int]) -> tuple[Entry, ...]:
    """These messages, oldest first."""
    wanted = (id_list(message_ids),)
    files: defaultdict[int, list[AttachmentRow]] = defaultdict(list)
    for message_id, file_id, name, content_type, size, sha256, content_id, inline in rows(
        session, _FILES, wanted
    ):
        files[message_id].append(
            AttachmentRow(
                file_id, shown_name(name), content_type, size, sha256, content_id, bool(inline)
            )
        )
    return tuple(_entry(row, files) for row in rows(session, _ENTRIES, wanted))


def raw(session: Session, message_id: int) -> bytes:
    """The mail as it came or went; ``UserError`` for what was written here."""
    found = first(session, "SELECT raw_id FROM message WHERE id = ?", (message_id,))
    if found is None or found[0] is None:
        raise UserError(_("This entry was written here, so there is no mail behind it."))
    return blobs.get(session, found[0])


def attachment_content(session: Session, attachment_id: int) -> bytes:
    """The bytes of a file, from the content store or out of its raw mail."""
    found = first(
        session,
        "SELECT name, message_id, part, blob_id FROM attachment WHERE id = ?",
        (attachment_id,),
    )
    if found is None:
        raise UserError(_("This file is gone."))
    name, message_id, part, blob_id = found
    if blob_id is not None:
        return blobs.get(session, blob_id)
    if part is None:
        raise UserError(_("The content of “{name}” was not kept.").format(name=name))
    return attachment(raw(session, message_id), part).content


def why_here(session: Session, message_id: int) -> str:
    """Why the message is in its ticket, as one sentence."""
    found = first(session, "SELECT threaded_by, evidence FROM message WHERE id = ?", (message_id,))
    if found is None:
        raise UserError(_("This message is gone."))
    return explain(ThreadedBy(found[0]), found[1])


def addresses(stored: Mapping[str, Any], field: str) -> tuple[Address, ...]:
    """The mailboxes of one field of ``Message.recipients``."""
    return tuple(Address(name, email) for name, email in stored.get(field, ()))


def _entry(row: Any, files: Mapping[int, Sequence[AttachmentRow]]) -> Entry:
    (
        message_id, ticket_id, direction, channel, sender_name, sender_email,
        agent_id, agent_name, colour, recipients, subject, sent, dated, recorded,
        headers, text, has_html, automatic, bounce, threaded_by, evidence, via,
        warnings, raw_id,
    ) = row  # fmt: skip
    people = json.loads(recipients or "{}")
    named = json.loads(headers or "{}")
    return Entry(
        id=message_id,
        ticket_id=ticket_id,
        direction=Direction(direction),
        channel=Channel(channel),
        sender_name=sender_name,
        sender_email=sender_email,
        agent_id=agent_id,
        agent_name=agent_name or "",
        agent_colour=colour or 0,
        to=addresses(people, "to"),
        cc=addresses(people, "cc"),
        reply_to=addresses(people, "reply_to"),
        subject=subject,
        sent_at=moment(sent),
        dated=bool(dated),
        recorded_at=moment(recorded),
        message_id_header=named.get("message_id", ""),
        in_reply_to=named.get("in_reply_to", ""),
        references=tuple(named.get("references", ())),
        text=text,
        has_html=bool(has_html),
        automatic=bool(automatic),
        bounce=bool(bounce),
        threaded_by=threaded_by,
        evidence=evidence,
        via=SentVia(via) if via else None,
        attachments=tuple(files.get(message_id, ())),
        warnings=tuple(json.loads(warnings) if warnings else ()),
        raw_id=raw_id,
    )
