"""What was written at the desk and is stored as no mail (answers, notes, calls), as mails."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from app.formats.mail.values import Address
from app.formats.mime_writing import (
    Attachment,
    address_list,
    body,
    group,
    header,
    id_list,
    multipart,
)

_MAILBOX = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")


@dataclass(frozen=True, slots=True)
class Written:
    """``recipients`` and ``headers`` are as in ``models.messages.Message``; ``kind`` says what it
    is: *answer*, *note*, or the channel of what somebody told."""

    sender: Address
    recipients: Mapping[str, Any]
    headers: Mapping[str, Any]
    subject: str
    at: datetime
    text: str
    ticket: int
    kind: str
    files: tuple[Attachment, ...] = ()


def as_mail(written: Written) -> bytes:
    """A mail with ``X-Tresen-Ticket`` and ``X-Tresen-Kind`` in its head."""
    ids = written.headers
    text = body(written.text)
    return b"".join(
        [
            _from(written.sender),
            address_list("To", _valid(written.recipients.get("to", ()))),
            address_list("Cc", _valid(written.recipients.get("cc", ()))),
            header("Subject", written.subject),
            header("Date", format_datetime(written.at)),
            id_list("Message-ID", _one(ids.get("message_id"))),
            id_list("In-Reply-To", _one(ids.get("in_reply_to"))),
            id_list("References", ids.get("references", ())),
            header("X-Tresen-Ticket", str(written.ticket)),
            header("X-Tresen-Kind", written.kind),
            header("MIME-Version", "1.0"),
            multipart(text, written.files) if written.files else text,
        ]
    )


def _from(sender: Address) -> bytes:
    if _MAILBOX.fullmatch(sender.email):
        return address_list("From", [sender])
    return group("From", sender.name or sender.email or "-")


def _valid(people: Sequence[Sequence[str]]) -> list[Address]:
    return [Address(name, email) for name, email in people if _MAILBOX.fullmatch(email)]


def _one(message_id: str | None) -> list[str]:
    return [message_id] if message_id else []
