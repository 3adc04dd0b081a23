"""MAPI properties by their number, as Outlook keeps them in ``.msg`` and ``winmail.dat``."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from app.formats.mail import charsets

Value = bytes | str | int
Properties = Mapping[int, Value]


class Tag(IntEnum):
    """Property numbers ([MS-OXPROPS])."""

    MESSAGE_CLASS = 0x001A
    SUBJECT = 0x0037
    CLIENT_SUBMIT_TIME = 0x0039
    SENT_REPRESENTING_NAME = 0x0042
    SENT_REPRESENTING_EMAIL = 0x0065
    TRANSPORT_HEADERS = 0x007D
    SENDER_NAME = 0x0C1A
    RECIPIENT_TYPE = 0x0C15
    SENDER_EMAIL = 0x0C1F
    DELIVERY_TIME = 0x0E06
    BODY = 0x1000
    RTF_COMPRESSED = 0x1009
    HTML = 0x1013
    MESSAGE_ID = 0x1035
    REFERENCES = 0x1039
    IN_REPLY_TO = 0x1042
    DISPLAY_NAME = 0x3001
    EMAIL = 0x3003
    CREATION_TIME = 0x3007
    SMTP = 0x39FE
    ATTACH_DATA = 0x3701
    ATTACH_FILENAME = 0x3704
    ATTACH_METHOD = 0x3705
    ATTACH_LONG_FILENAME = 0x3707
    ATTACH_MIME = 0x370E
    ATTACH_CONTENT_ID = 0x3712
    INTERNET_CODEPAGE = 0x3FDE
    MESSAGE_CODEPAGE = 0x3FFD
    SENDER_SMTP = 0x5D01
    SENT_REPRESENTING_SMTP = 0x5D02


class Type(IntEnum):
    """Property types ([MS-OXCDATA] §2.11.1)."""

    INT16 = 0x0002
    INT32 = 0x0003
    FLOAT = 0x0004
    DOUBLE = 0x0005
    CURRENCY = 0x0006
    APPTIME = 0x0007
    ERROR = 0x000A
    BOOLEAN = 0x000B
    OBJECT = 0x000D
    INT64 = 0x0014
    STRING8 = 0x001E
    UNICODE = 0x001F
    TIME = 0x0040
    GUID = 0x0048
    BINARY = 0x0102


def text(properties: Properties, *tags: Tag) -> str:
    """The first of ``tags`` that is there and not empty, as text without trailing zeros."""
    for tag in tags:
        value = properties.get(tag, "")
        if isinstance(value, bytes):
            value = charsets.decode(value, codepage(properties))[0]
        if isinstance(value, str) and (found := value.rstrip("\0").strip()):
            return found
    return ""


def content(properties: Properties, tag: Tag) -> bytes:
    """The bytes of a property, empty if it is absent."""
    value = properties.get(tag, b"")
    return value if isinstance(value, bytes) else b""


def body_html(properties: Properties) -> str:
    """The HTML body, empty if there is none."""
    value = properties.get(Tag.HTML, "")
    if isinstance(value, bytes):
        value = charsets.decode(value.rstrip(b"\0"), codepage(properties))[0]
    return value if isinstance(value, str) else ""


def codepage(properties: Properties) -> str:
    """The charset of 8-bit texts, empty if the properties do not say."""
    for tag in (Tag.INTERNET_CODEPAGE, Tag.MESSAGE_CODEPAGE):
        value = properties.get(tag)
        if isinstance(value, int) and value:
            return charset(value)
    return ""


def charset(number: int) -> str:
    """The charset of a Windows code page number."""
    known = {
        65001: "utf-8",
        20127: "us-ascii",
        1200: "utf-16-le",
        20866: "koi8-r",
        50220: "cp50220",
    }
    if 28591 <= number <= 28605:
        return f"iso-8859-{number - 28590}"
    return known.get(number, f"cp{number}")


def moment(properties: Properties, *tags: Tag) -> datetime | None:
    """The first of ``tags`` that is a time (100 ns steps since 1601), None if none is."""
    for tag in tags:
        value = properties.get(tag)
        if isinstance(value, int) and value > 0:
            try:
                return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)
            except OverflowError:
                continue
    return None
