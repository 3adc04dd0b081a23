"""Answers on their way out: as a mail draft (``.eml``) and as a ``mailto:`` link."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote as percent

from app.errors import UserError
from app.formats.answer_text import (
    assemble,
    bare_subject,
    forward_subject,
    forward_text,
    quote,
    reply_subject,
    tagged_subject,
)
from app.formats.mail.values import Address
from app.formats.mime_writing import Attachment, address_list, body, header, id_list, multipart
from app.i18n import _

__all__ = [
    "Attachment",
    "Mailto",
    "OutgoingMail",
    "assemble",
    "bare_subject",
    "build_draft",
    "forward_subject",
    "forward_text",
    "mailbox",
    "mailto",
    "quote",
    "reply_references",
    "reply_subject",
    "tagged_subject",
]

LONGEST_MAILTO = 1800
"""Windows hands a program at most some 2,000 characters of a link."""
_MOST_REFERENCES = 20
_MAILBOX = re.compile(r"""[^\s<>()\[\],;:"\\@\x00-\x1f\x7f]+@[^\s<>()\[\],;:"\\@\x00-\x1f\x7f]+""")


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail to be sent; ids without angle brackets, ``date`` aware, ``text`` as it is read."""

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    message_id: str
    date: datetime
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Mailto:
    """A link for the mail program; with ``body_in_clipboard`` the text is not in it."""

    url: str
    body_in_clipboard: bool


def reply_references(references: Sequence[str], parent: str) -> tuple[str, ...]:
    """The References of an answer to ``parent``: those it had and itself (RFC 5322, 3.6.4).

    At most twenty: the first, which names the conversation, and the latest.
    """
    ids = list(dict.fromkeys(each for each in (*references, parent) if each))
    if parent in ids:
        ids.remove(parent)
        ids.append(parent)
    if len(ids) <= _MOST_REFERENCES:
        return tuple(ids)
    return (ids[0], *ids[1 - _MOST_REFERENCES :])


def build_draft(mail: OutgoingMail) -> bytes:
    """``mail`` as a file that mail programs open as a draft to be sent (``X-Unsent: 1``).

    Lines end in CRLF. Control characters are taken out of headers and the text, so no header can
    be smuggled in. Raises ``UserError`` for an address that is none.
    """
    headers = [
        header("X-Unsent", "1"),
        address_list("From", _checked([mail.sender])),
        address_list("To", _checked(mail.to)),
        address_list("Cc", _checked(mail.cc)),
        address_list("Bcc", _checked(mail.bcc)),
        header("Subject", mail.subject),
        header("Date", format_datetime(mail.date)),
        id_list("Message-ID", [mail.message_id]),
        id_list("In-Reply-To", [mail.in_reply_to]),
        id_list("References", mail.references),
        header("MIME-Version", "1.0"),
    ]
    text = body(mail.text)
    content = multipart(text, mail.attachments) if mail.attachments else text
    return b"".join(headers) + content


def mailto(
    to: Sequence[Address],
    *,
    cc: Sequence[Address] = (),
    bcc: Sequence[Address] = (),
    subject: str = "",
    text: str = "",
    in_reply_to: str = "",
) -> Mailto:
    """A link by RFC 6068; a ``text`` that makes it longer than 1,800 characters is left out.

    Raises ``UserError`` for an address that is none.
    """
    recipients = _in_link(to)
    fields = {
        "cc": _in_link(cc),
        "bcc": _in_link(bcc),
        "subject": percent(" ".join(subject.split()), safe=""),
        "in-reply-to": percent(f"<{in_reply_to}>", safe="") if in_reply_to else "",
    }
    short = _link(recipients, fields)
    lines = "\r\n".join(text.splitlines())
    whole = _link(recipients, fields | {"body": percent(lines, safe="", errors="replace")})
    fits = len(whole) <= LONGEST_MAILTO
    return Mailto(url=whole if fits else short, body_in_clipboard=not fits)


def _in_link(people: Sequence[Address]) -> str:
    return ",".join(percent(each.email, safe="@") for each in _checked(people))


def _link(recipients: str, fields: dict[str, str]) -> str:
    query = "&".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"mailto:{recipients}" + (f"?{query}" if query else "")


def _checked(addresses: Sequence[Address]) -> list[Address]:
    return [Address(name=each.name, email=mailbox(each.email)) for each in addresses]


def mailbox(written: str) -> str:
    """``written`` as it can stand in a mail: a domain with umlauts in its ASCII form (RFC 5890).

    Raises ``UserError`` for an address that is none.
    """
    email = written.strip()
    local, _at, domain = email.rpartition("@")
    try:
        ascii_form = f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError:
        ascii_form = ""
    if not ascii_form.isascii() or not _MAILBOX.fullmatch(ascii_form):
        raise UserError(_("“{address}” is not a mail address.").format(address=written))
    return ascii_form
