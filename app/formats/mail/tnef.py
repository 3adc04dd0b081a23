"""``winmail.dat``: what Outlook wraps into TNEF instead of MIME ([MS-OXTNEF])."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.formats.mail import charsets, mapi, rtf

SIGNATURE = b"\x78\x9f\x3e\x22"

_BODY = 0x800C
_ATTACH_DATA = 0x800F
_ATTACH_TITLE = 0x8010
_ATTACH_START = 0x9002
_MESSAGE_PROPERTIES = 0x9003
_ATTACH_PROPERTIES = 0x9005
_CODEPAGE = 0x9007
_FIXED: dict[int, int] = {
    mapi.Type.INT16: 4, mapi.Type.INT32: 4, mapi.Type.FLOAT: 4, mapi.Type.DOUBLE: 8,
    mapi.Type.CURRENCY: 8, mapi.Type.APPTIME: 8, mapi.Type.ERROR: 4, mapi.Type.BOOLEAN: 4,
    mapi.Type.INT64: 8, mapi.Type.TIME: 8, mapi.Type.GUID: 16,
}  # fmt: skip
_VARIABLE = (mapi.Type.STRING8, mapi.Type.UNICODE, mapi.Type.BINARY, mapi.Type.OBJECT)
_MANY_VALUES = 0x1000


@dataclass(slots=True)
class File:
    """One attachment inside the TNEF."""

    name: str = ""
    content_type: str = ""
    content: bytes = b""
    content_id: str = ""


@dataclass(slots=True)
class Message:
    """What was inside; texts are empty where there are none."""

    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)


def read(content: bytes) -> Message | None:
    """The message in a TNEF stream as far as it can be read; None if it is no TNEF."""
    if not content.startswith(SIGNATURE):
        return None
    message = Message()
    properties: dict[int, mapi.Value] = {}
    charset = ""
    for attribute, value in _attributes(content):
        if attribute == _CODEPAGE and len(value) >= 4:
            charset = mapi.charset(int.from_bytes(value[:4], "little"))
        elif attribute == _BODY:
            message.text = charsets.decode(value.rstrip(b"\0"), charset)[0]
        elif attribute == _MESSAGE_PROPERTIES:
            properties |= _properties(value)
        elif attribute == _ATTACH_START:
            message.files.append(File())
        elif message.files:
            _fill(message.files[-1], attribute, value, charset)
    _bodies(message, properties)
    return message


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and value of each attribute; stops where the stream is cut off."""
    position = 6
    while position + 9 <= len(content):
        attribute, length = struct.unpack_from("<xH2xI", content, position)
        start = position + 9
        yield attribute, content[start : start + length]
        position = start + length + 2


def _fill(file: File, attribute: int, value: bytes, charset: str) -> None:
    if attribute == _ATTACH_TITLE:
        file.name = file.name or charsets.decode(value.rstrip(b"\0"), charset)[0]
    elif attribute == _ATTACH_DATA:
        file.content = value
    elif attribute == _ATTACH_PROPERTIES:
        properties = _properties(value)
        file.name = (
            mapi.text(properties, mapi.Tag.ATTACH_LONG_FILENAME, mapi.Tag.ATTACH_FILENAME)
            or file.name
            or mapi.text(properties, mapi.Tag.DISPLAY_NAME)
        )
        file.content_type = mapi.text(properties, mapi.Tag.ATTACH_MIME).lower()
        file.content_id = mapi.text(properties, mapi.Tag.ATTACH_CONTENT_ID).strip("<>")
        embedded = mapi.content(properties, mapi.Tag.ATTACH_DATA)
        if embedded and not file.content:
            file.content = embedded[16:] if embedded[16:20] == SIGNATURE else embedded
            if embedded[16:20] == SIGNATURE:
                file.content_type = file.content_type or "application/ms-tnef"


def _bodies(message: Message, properties: mapi.Properties) -> None:
    message.html = mapi.body_html(properties)
    message.text = message.text or mapi.text(properties, mapi.Tag.BODY)
    compressed = mapi.content(properties, mapi.Tag.RTF_COMPRESSED)
    if compressed and not message.html:
        body = rtf.read(rtf.decompress(compressed))
        message.html = body.html
        message.text = message.text or body.text
    message.text = message.text.replace("\r\n", "\n").replace("\0", "")
    message.html = message.html.replace("\r\n", "\n").replace("\0", "")


def _properties(value: bytes) -> dict[int, mapi.Value]:
    """A list of MAPI properties; stops where it is cut off."""
    found: dict[int, mapi.Value] = {}
    try:
        (count,) = struct.unpack_from("<I", value)
        position = 4
        for _ in range(min(count, 10_000)):
            kind, tag = struct.unpack_from("<HH", value, position)
            position = _after_name(value, position + 4, tag)
            values, position = _values(value, position, kind)
            if values and not kind & _MANY_VALUES:
                found.setdefault(tag, values[0])
    except struct.error:
        pass
    return found


def _after_name(value: bytes, position: int, tag: int) -> int:
    """The position behind the name that properties from 0x8000 on have."""
    if tag < 0x8000:
        return position
    kind, length = struct.unpack_from("<16xII", value, position)
    return position + 24 + (_padded(length) if kind == 1 else 0)


def _values(value: bytes, position: int, kind: int) -> tuple[list[mapi.Value], int]:
    """The values of one property and the position behind them."""
    base = kind & ~_MANY_VALUES
    count = 1
    if kind & _MANY_VALUES or base in _VARIABLE:
        (count,) = struct.unpack_from("<I", value, position)
        position += 4
    values: list[mapi.Value] = []
    for _ in range(min(count, 10_000)):
        if base in _VARIABLE:
            (length,) = struct.unpack_from("<I", value, position)
            raw = value[position + 4 : position + 4 + length]
            position += 4 + _padded(length)
            is_text = base == mapi.Type.UNICODE
            values.append(raw.decode("utf-16-le", "replace").rstrip("\0") if is_text else raw)
        else:
            size = _FIXED.get(base, 4)
            values.append(int.from_bytes(value[position : position + size], "little"))
            position += size
        if position > len(value):
            raise struct.error("cut off")
    return values, position


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4
