"""One raw mail to a ``ParsedMail``, whatever its bytes."""

import codecs
import re

from app.formats.mail import addresses, automatic, body, dates, structure, words
from app.formats.mail.head import Head
from app.formats.mail.values import Address, MailPart, ParsedMail

_ID = re.compile(r"<([^<>]*)>")
_NOBODY = Address("", "")


def parse(raw: bytes) -> ParsedMail:
    """Read a mail as people see it. Never raises: what is wrong is named in ``warnings``."""
    warnings: list[str] = []
    root = structure.read(_mended(raw), warnings)
    head = root.head
    content = body.read(root, warnings)
    date, warning = dates.parse(head.get("date"))
    if warning:
        warnings.append(warning)
    if not head.fields:
        warnings.append("header: none")
    sender = _addresses(head, "from")
    first = sender[0] if sender else _NOBODY
    subject = words.decode(head.get("subject"))
    found = automatic.recognise(root, content, first, subject)
    return ParsedMail(
        sender=first,
        to=_addresses(head, "to"),
        cc=_addresses(head, "cc"),
        bcc=_addresses(head, "bcc"),
        reply_to=_addresses(head, "reply-to"),
        subject=subject,
        date=date,
        message_id=_message_id(head.get("message-id")),
        in_reply_to=_in_reply_to(head.get("in-reply-to")),
        references=_ids(" ".join(head.fields.get("references", ()))),
        text=content.text,
        html=content.html,
        parts=content.parts,
        automatic=found.automatic,
        bounce=found.bounce,
        original_message_id=found.original_message_id,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def attachment(raw: bytes, position: int) -> MailPart:
    """The part of ``raw`` that ``parse`` gave this position; IndexError if there is none."""
    warnings: list[str] = []
    return body.read(structure.read(_mended(raw), warnings), warnings).parts[position]


def _mended(raw: bytes) -> bytes:
    """``raw`` in bytes that a mail is made of: no byte order mark, no UTF-16, line feeds."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode("utf-8", "replace")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if raw.startswith((b"\n", b"\r", b" ", b"\t")):
        raw = _FORERUN.sub(b"", raw, count=1)
    if b"\r" in raw and b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return raw


_FORERUN = re.compile(rb"\A(?:[ \t]*\r?\n)+(?=[!-9;-~]+:|From )")


def _addresses(head: Head, name: str) -> tuple[Address, ...]:
    values = head.fields.get(name)
    if not values:
        return ()
    if len(values) == 1:
        return addresses.parse(values[0])
    return tuple(address for value in values for address in addresses.parse(value))


def _message_id(value: str) -> str:
    found = _ID.search(value)
    return _unspaced(found[1] if found else value.strip("<>"))


def _ids(value: str) -> tuple[str, ...]:
    """Message ids in their order; without brackets, the words that look like one."""
    if not value:
        return ()
    found = _ID.findall(value)
    if not found:
        found = [word.strip("<>") for word in value.split() if "@" in word]
    return tuple(dict.fromkeys(filter(None, map(_unspaced, found))))


def _unspaced(word: str) -> str:
    """``word`` without the white space that folding left in it."""
    return " ".join(word.split()) if " " in word or "\t" in word else word


def _in_reply_to(value: str) -> str:
    """The answered mail; behind words (``Message from … of … <id>``) it is the last id."""
    ids = _ids(value)
    if not ids:
        return ""
    return ids[0] if value.startswith("<") else ids[-1]
