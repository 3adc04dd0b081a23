"""What is read from one mail, as plain values.

Those that each mail makes are named tuples, which are made in a third of the time.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Address(NamedTuple):
    """A mailbox; ``name`` is empty if the mail has none, ``email`` keeps the mail's spelling."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class MailPart:
    """An attachment or inline file. ``position`` finds it again in the same raw mail."""

    position: int
    name: str
    content_type: str
    content: bytes
    content_id: str = ""
    inline: bool = False


class ParsedMail(NamedTuple):
    """One mail as people see it.

    ``date`` is aware or None; ``text`` is plain text, derived from ``html`` where the mail has
    none; ``html`` is decoded but not cleaned, empty where the mail has none; ``in_reply_to`` and
    ``references`` hold message ids without angle brackets, oldest reference first. ``automatic``
    is an automatic reply or notice, ``bounce`` a report of failed delivery (a bounce is automatic
    too); ``original_message_id`` is the mail that a bounce or automatic reply answers, where it
    tells. ``warnings`` are short English codes with detail (``"charset: unknown 'x-foo'"``).
    """

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    date: datetime | None
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    html: str
    parts: tuple[MailPart, ...]
    automatic: bool
    bounce: bool
    original_message_id: str = ""
    warnings: tuple[str, ...] = ()
