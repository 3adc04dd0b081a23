"""Outlook's ``.msg`` files as mails (RFC 5322), so that everything behind reads one format."""

import base64
import struct
from collections.abc import Iterator
from email.utils import format_datetime

from olefile import OleFileIO
from oxmsg.storage import Storage

from app.formats.mail import head, mapi, rtf
from app.formats.mail.mapi import Tag

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_DAMAGED = (
    OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error,
    RecursionError, MemoryError,
)  # fmt: skip
_ROOT_OFFSET, _EMBEDDED_OFFSET, _CHILD_OFFSET = 32, 24, 8
_EMBEDDED = "__substg1.0_3701000D"
_DEPTH = 20
_RECIPIENTS = {1: "To", 2: "Cc", 3: "Bcc"}
_REPLACED = ("content-", "mime-version")


class NotOutlook(Exception):  # noqa: N818 - a statement about the file, not an error of ours
    """The bytes are no Outlook message, or too damaged to read."""


def to_rfc5322(content: bytes) -> bytes:
    """The mail in a ``.msg``: its transport header where there is one, else one made of its
    properties; text, HTML (also out of RTF), attachments and attached messages as MIME parts.

    Raises NotOutlook.
    """
    try:
        with OleFileIO(content) as ole:
            storage = Storage.from_ole(ole)
        properties = _properties(storage, _ROOT_OFFSET)
    except _DAMAGED as error:
        raise NotOutlook(str(error)) from error
    if Tag.MESSAGE_CLASS not in properties:
        raise NotOutlook("no message class")
    try:
        return _mail(storage, properties, depth=0)
    except _DAMAGED as error:
        raise NotOutlook(str(error)) from error


def _properties(storage: Storage, offset: int) -> dict[int, mapi.Value]:
    """The properties of a message, recipient or attachment ([MS-OXMSG] §2.4)."""
    found: dict[int, mapi.Value] = {}
    for stream in storage.streams:
        name = stream.name
        if name == "__properties_version1.0":
            fixed = stream.bytes_[offset:]
            for kind, tag, value in struct.iter_unpack("<HH4xQ", fixed[: len(fixed) // 16 * 16]):
                if kind in (mapi.Type.INT32, mapi.Type.INT16, mapi.Type.BOOLEAN):
                    found.setdefault(tag, value & 0xFFFFFFFF)
                elif kind in (mapi.Type.TIME, mapi.Type.INT64):
                    found.setdefault(tag, value)
        elif name.startswith("__substg1.0_") and len(name) == 20:
            tag, kind = int(name[12:16], 16), int(name[16:], 16)
            if kind == mapi.Type.UNICODE:
                found[tag] = stream.bytes_.decode("utf-16-le", "replace")
            elif kind in (mapi.Type.STRING8, mapi.Type.BINARY):
                found.setdefault(tag, stream.bytes_)
    return found


def _mail(storage: Storage, properties: mapi.Properties, *, depth: int) -> bytes:
    header = "\n".join(_header(storage, properties))
    parts = _texts(properties)
    attached = list(_attachments(storage, properties, depth=depth))
    signed = _signed(properties, attached)
    if signed:
        return header.encode() + b"\n" + signed
    if len(parts) > 1:
        parts = [_multipart("alternative", parts)]
    parts += [part for part, _content in attached]
    body = parts[0] if len(parts) == 1 else _multipart("mixed", parts)
    return header.encode("utf-8", "replace") + b"\nMIME-Version: 1.0\n" + body


def _header(storage: Storage, properties: mapi.Properties) -> list[str]:
    """The lines of the header; what the transport header lacks comes from the properties."""
    transport = mapi.text(properties, Tag.TRANSPORT_HEADERS).encode("utf-8", "replace")
    read = head.read(transport, 0, len(transport))
    lines = [
        f"{name.title()}: {value}"
        for name, values in read.fields.items()
        if not name.startswith(_REPLACED)
        for value in values
    ]
    made = list(_made_fields(storage, properties))
    lines += [f"{name}: {value}" for name, value in made if name.lower() not in read.fields]
    return lines or ["X-Empty: yes"]


def _made_fields(storage: Storage, properties: mapi.Properties) -> Iterator[tuple[str, str]]:
    text = mapi.text
    name = text(properties, Tag.SENT_REPRESENTING_NAME, Tag.SENDER_NAME)
    email = next(
        filter(lambda found: "@" in found, (text(properties, tag) for tag in _SENDERS)), ""
    )
    if name or email:
        yield "From", _mailbox(name, email)
    for number, field in _RECIPIENTS.items():
        if recipients := [
            _mailbox(text(found, Tag.DISPLAY_NAME), _recipient_email(found))
            for found in _children(storage, "__recip_version1.0_#")
            if found.get(Tag.RECIPIENT_TYPE, 1) == number
        ]:
            yield field, ", ".join(recipients)
    yield "Subject", _encoded(text(properties, Tag.SUBJECT))
    sent = mapi.moment(properties, Tag.CLIENT_SUBMIT_TIME, Tag.DELIVERY_TIME, Tag.CREATION_TIME)
    if sent:
        yield "Date", format_datetime(sent)
    for field, tag in _IDS:
        if value := text(properties, tag):
            yield field, " ".join(value.split())
    message_class = text(properties, Tag.MESSAGE_CLASS).upper()
    if message_class.startswith("REPORT."):
        failed = message_class.endswith(".NDR")
        yield "Content-Class", f"urn:content-classes:{'dsn' if failed else 'mdn'}"
    elif ".RULES.OOFTEMPLATE" in message_class:
        yield "Auto-Submitted", "auto-replied"


_SENDERS = (
    Tag.SENT_REPRESENTING_SMTP, Tag.SENDER_SMTP, Tag.SENT_REPRESENTING_EMAIL, Tag.SENDER_EMAIL,
)  # fmt: skip
_IDS = (
    ("Message-ID", Tag.MESSAGE_ID),
    ("In-Reply-To", Tag.IN_REPLY_TO),
    ("References", Tag.REFERENCES),
)


def _children(storage: Storage, prefix: str) -> Iterator[dict[int, mapi.Value]]:
    for child in storage.storages:
        if child.name.startswith(prefix):
            yield _properties(child, _CHILD_OFFSET)


def _recipient_email(recipient: mapi.Properties) -> str:
    found = (mapi.text(recipient, tag) for tag in (Tag.SMTP, Tag.EMAIL))
    return next(filter(lambda email: "@" in email, found), "")


def _texts(properties: mapi.Properties) -> list[bytes]:
    """The MIME parts of the body: text, HTML, or both."""
    text, html = mapi.text(properties, Tag.BODY), mapi.body_html(properties)
    compressed = mapi.content(properties, Tag.RTF_COMPRESSED)
    if compressed and not html:
        body = rtf.read(rtf.decompress(compressed))
        text, html = text or body.text, body.html
    parts = []
    if text or not html:
        parts.append(_part("text/plain; charset=utf-8", text.replace("\r\n", "\n").encode()))
    if html:
        parts.append(_part("text/html; charset=utf-8", html.encode("utf-8", "replace")))
    return parts


def _attachments(
    storage: Storage, properties: mapi.Properties, *, depth: int
) -> Iterator[tuple[bytes, bytes]]:
    """The MIME part and the plain content of each attachment."""
    for child in storage.storages:
        if not child.name.startswith("__attach_version1.0_#"):
            continue
        found = _properties(child, _CHILD_OFFSET)
        found.setdefault(Tag.INTERNET_CODEPAGE, properties.get(Tag.INTERNET_CODEPAGE, 0))
        name = mapi.text(found, Tag.ATTACH_LONG_FILENAME, Tag.ATTACH_FILENAME, Tag.DISPLAY_NAME)
        embedded = next((inner for inner in child.storages if inner.name == _EMBEDDED), None)
        if embedded is not None and depth < _DEPTH:
            inner = _properties(embedded, _EMBEDDED_OFFSET)
            content = _mail(embedded, inner, depth=depth + 1)
            kind = "message/rfc822"
            name = f"{name or mapi.text(inner, Tag.SUBJECT) or 'message'}.eml"
        else:
            content = mapi.content(found, Tag.ATTACH_DATA)
            kind = mapi.text(found, Tag.ATTACH_MIME).lower() or "application/octet-stream"
        content_id = mapi.text(found, Tag.ATTACH_CONTENT_ID).strip("<>")
        yield _part(_one_line(kind), content, name=name, content_id=content_id), content


def _signed(properties: mapi.Properties, attached: list[tuple[bytes, bytes]]) -> bytes:
    """The whole MIME body that a signed mail keeps as its only attachment, else nothing."""
    if not mapi.text(properties, Tag.MESSAGE_CLASS).upper().startswith("IPM.NOTE.SMIME.MULTI"):
        return b""
    content = attached[0][1] if len(attached) == 1 else b""
    return content if content[:13].lower() == b"content-type:" else b""


def _part(kind: str, content: bytes, *, name: str | None = None, content_id: str = "") -> bytes:
    lines = [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64"]
    if name is not None:
        quoted = _encoded(_one_line(name)).replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'Content-Disposition: attachment; filename="{quoted}"')
    if content_id:
        lines.append(f"Content-ID: <{_one_line(content_id)}>")
    return "\n".join(lines).encode("utf-8", "replace") + b"\n\n" + base64.encodebytes(content)


def _multipart(kind: str, parts: list[bytes]) -> bytes:
    boundary = f"=_{kind}_{len(parts)}_{sum(map(len, parts))}".encode()
    delimiter = b"--" + boundary
    return b"".join(
        [
            b"Content-Type: multipart/" + kind.encode() + b'; boundary="' + boundary + b'"\n\n',
            *(delimiter + b"\n" + part + b"\n" for part in parts),
            delimiter + b"--\n",
        ]
    )


def _mailbox(name: str, email: str) -> str:
    name = _one_line(name)
    if not name or name == email:
        return f"<{_one_line(email)}>"
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    shown = f'"{escaped}"' if name.isascii() else _encoded(name)
    return f"{shown} <{_one_line(email)}>"


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _encoded(text: str) -> str:
    """``text`` on one line, as encoded words (RFC 2047) if it is not ASCII."""
    text = _one_line(text)
    if text.isascii() and "=?" not in text:
        return text
    chunks = (text[start : start + 10] for start in range(0, len(text), 10))
    encoded = (base64.b64encode(chunk.encode("utf-8", "replace")).decode() for chunk in chunks)
    return " ".join(f"=?utf-8?b?{word}?=" for word in encoded)
