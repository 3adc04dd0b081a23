"""Entries of a conversation as the mails they were or would have been, one ``.eml`` each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from app.errors import UserError
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
from app.formats.outgoing import mailbox

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_NOT_SENT = re.compile(rb"^(?:x-unsent|bcc):.*(?:\r?\n[ \t].*)*\r?\n", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """What was written here, or taken down from a call; ``kind`` says what it is if no mail.

    ``date`` is aware; ids are without angle brackets. Nobody needs to have an address.
    """

    kind: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    date: datetime
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def as_sent(raw: bytes) -> bytes:
    """A draft that was made here as its readers got it: no mark of a draft, no blind copies."""
    found = _HEADER_END.search(raw)
    end = found.end() if found else len(raw)
    return _NOT_SENT.sub(b"", raw[:end]) + raw[end:]


def as_mail(entry: WrittenEntry) -> bytes:
    """The entry as a mail (RFC 5322), with its files inside; never raises.

    Its kind stands in ``Comments``. Who has no address is written as a group without members
    (RFC 6854), so that none has to be made up.
    """
    headers = [
        _people("From", [entry.sender]),
        _people("To", entry.to),
        _people("Cc", entry.cc),
        header("Subject", entry.subject),
        header("Date", format_datetime(entry.date)),
        id_list("Message-ID", [entry.message_id]),
        id_list("In-Reply-To", [entry.in_reply_to]),
        id_list("References", entry.references),
        header("Comments", entry.kind),
        header("MIME-Version", "1.0"),
    ]
    text = body(entry.text)
    content = multipart(text, entry.attachments) if entry.attachments else text
    return b"".join(headers) + content


def _people(name: str, people: Sequence[Address]) -> bytes:
    reachable = [found for each in people if (found := _reachable(each)) is not None]
    if reachable:
        return address_list(name, reachable)
    named = [f"{each.name} {each.email}".strip() for each in people]
    return group(name, ", ".join(filter(None, named)) or "-") if named else b""


def _reachable(person: Address) -> Address | None:
    try:
        return Address(person.name, mailbox(person.email))
    except UserError:
        return None
