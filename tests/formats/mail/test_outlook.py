"""Outlook's formats: ``.msg``, ``winmail.dat`` and their RTF."""

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.mail import rtf, tnef
from app.formats.mail.mapi import Tag, Type
from app.formats.mail.message import parse
from app.formats.mail.outlook import NotOutlook, to_rfc5322
from tests.formats.mail import compound_file
from tests.formats.mail.compound_file import Tree

# 1 February 2024, 09:00 UTC in steps of 100 ns since 1601.
_SENT = 133_512_516_000_000_000
_HTML_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}"
    rb"{\*\htmltag18 <html>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Gr\'fc\'dfe \u8364?"
    rb"{\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 fett\htmlrtf }\htmlrtf0 {\*\htmltag92 </b>}"
    rb"\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag27 </html>}}"
)


def _stored(content: bytes) -> bytes:
    """RTF in the frame of compressed RTF, not compressed."""
    return struct.pack("<II4sI", len(content) + 12, len(content), b"MELA", 0) + content


def _streams(values: dict[Tag, str | bytes | int], header: int) -> dict[str, "bytes | Tree"]:
    streams: dict[str, bytes | Tree] = {}
    fixed = bytes(header)
    for tag, value in values.items():
        if isinstance(value, str):
            streams[f"__substg1.0_{tag:04X}{Type.UNICODE:04X}"] = value.encode("utf-16-le")
        elif isinstance(value, bytes):
            streams[f"__substg1.0_{tag:04X}{Type.BINARY:04X}"] = value
        else:
            kind = Type.TIME if value > 2**32 else Type.INT32
            fixed += struct.pack("<HHIQ", kind, tag, 6, value)
    return {"__properties_version1.0": fixed, **streams}


def _message(values: dict[Tag, str | bytes | int], **children: Tree) -> bytes:
    made: dict[Tag, str | bytes | int] = {
        Tag.MESSAGE_CLASS: "IPM.Note", Tag.SUBJECT: "Größe", Tag.CLIENT_SUBMIT_TIME: _SENT,
    }  # fmt: skip
    return compound_file.write({**_streams({**made, **values}, 32), **children})


def _recipient(kind: int, name: str, email: str) -> Tree:
    values: dict[Tag, str | bytes | int] = {
        Tag.RECIPIENT_TYPE: kind, Tag.DISPLAY_NAME: name, Tag.SMTP: email,
    }  # fmt: skip
    return _streams(values, 8)


def test_a_message_without_transport_header_is_made_of_its_properties() -> None:
    raw = to_rfc5322(
        _message(
            {
                Tag.SENT_REPRESENTING_NAME: "Müller, Jo",
                Tag.SENT_REPRESENTING_EMAIL: "/O=FIRM/CN=JO",
                Tag.SENDER_SMTP: "jo@firm.example",
                Tag.BODY: "Hello\r\nthere",
                Tag.MESSAGE_ID: "<1@firm.example>",
                Tag.IN_REPLY_TO: "<0@desk.example>",
            },
            **{
                "__recip_version1.0_#00000000": _recipient(1, "Desk", "desk@desk.example"),
                "__recip_version1.0_#00000001": _recipient(2, "Änne", "a@firm.example"),
            },
        )
    )
    mail = parse(raw)
    assert (mail.sender.name, mail.sender.email) == ("Müller, Jo", "jo@firm.example")
    assert [(to.name, to.email) for to in mail.to + mail.cc] == [
        ("Desk", "desk@desk.example"), ("Änne", "a@firm.example"),
    ]  # fmt: skip
    assert mail.date is not None
    assert mail.date.isoformat() == "2024-02-01T09:00:00+00:00"
    assert (mail.subject, mail.text) == ("Größe", "Hello\nthere")
    assert (mail.message_id, mail.in_reply_to) == ("1@firm.example", "0@desk.example")
    assert mail.warnings == ()


def test_the_transport_header_wins_over_the_properties() -> None:
    header = (
        "Received: from x\r\nFrom: Jo <jo@firm.example>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
        "Content-Type: multipart/mixed; boundary=gone\r\nDate: Fri, 2 Feb 2024 10:00:00 +0100\r\n"
    )
    mail = parse(to_rfc5322(_message({Tag.TRANSPORT_HEADERS: header, Tag.BODY: "words"})))
    assert (mail.sender.email, mail.subject, mail.text) == ("jo@firm.example", "Grüße", "words")
    assert mail.date is not None
    assert mail.date.isoformat() == "2024-02-02T10:00:00+01:00"


def test_html_inside_rtf_comes_out() -> None:
    mail = parse(to_rfc5322(_message({Tag.RTF_COMPRESSED: _stored(_HTML_RTF)})))
    assert mail.html == "<html><p>Grüße €<b>fett</b></p></html>"
    assert mail.text == "Grüße €fett"


def test_attachments_and_attached_messages_come_along() -> None:
    picture: dict[Tag, str | bytes | int] = {
        Tag.ATTACH_LONG_FILENAME: "größe.png",
        Tag.ATTACH_MIME: "image/png",
        Tag.ATTACH_DATA: b"\x89PNG" * 2000,
        Tag.ATTACH_CONTENT_ID: "one@x",
    }
    inner: dict[Tag, str | bytes | int] = {
        Tag.MESSAGE_CLASS: "IPM.Note", Tag.SUBJECT: "Inner", Tag.BODY: "inside",
    }  # fmt: skip
    attached: Tree = {**_streams({}, 8), "__substg1.0_3701000D": _streams(inner, 24)}
    raw = to_rfc5322(
        _message(
            {Tag.HTML: b'<img src="cid:one@x">', Tag.BODY: "see"},
            **{
                "__attach_version1.0_#00000000": _streams(picture, 8),
                "__attach_version1.0_#00000001": attached,
            },
        )
    )
    first, second = parse(raw).parts
    assert (first.name, first.content, first.inline) == ("größe.png", b"\x89PNG" * 2000, True)
    assert (second.name, second.content_type) == ("Inner.eml", "message/rfc822")
    assert parse(second.content).text == "inside"


@pytest.mark.parametrize(
    ("message_class", "bounce"),
    [("REPORT.IPM.Note.NDR", True), ("IPM.Note.Rules.OofTemplate.Microsoft", False)],
)
def test_reports_and_absence_notes_are_automatic(message_class: str, bounce: bool) -> None:
    mail = parse(to_rfc5322(_message({Tag.MESSAGE_CLASS: message_class, Tag.BODY: "x"})))
    assert (mail.automatic, mail.bounce) == (True, bounce)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no compound file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        compound_file.write({"WordDocument": b"a letter"}),
        _message({Tag.BODY: "cut"})[:1500],
    ],
)
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(NotOutlook):
        to_rfc5322(content)


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_a_damaged_message_is_read_or_refused(position: int, damage: bytes) -> None:
    whole = bytearray(_message({Tag.BODY: "words", Tag.HTML: b"<p>words"}))
    whole[position : position + len(damage)] = damage
    with suppress(NotOutlook):
        parse(to_rfc5322(bytes(whole)))


def test_compressed_rtf_is_decompressed() -> None:
    """The example of [MS-OXRTFCP] §3.1.2."""
    compressed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423"
        "20af32068656c090020627705b06c647d0a800fa0"
    )
    assert rtf.decompress(compressed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_compressed_rtf_that_repeats_itself_is_decompressed() -> None:
    """The example of [MS-OXRTFCP] §3.1.3."""
    compressed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert rtf.decompress(compressed) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (rb"{\rtf1\ansi Hello\par there}", "Hello\nthere"),
        (rb"{\rtf1\ansicpg1251 \'cf\'f0\'e8}", "При"),
        (rb"{\rtf1{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'cf\'f0\'e8}", "При"),
        (rb"{\rtf1\uc1 \u8364?\u-10179?\u-8704?}", "€😀"),
        (rb"{\rtf1 a\{b\}\\c\~d\tab e}", "a{b}\\c\xa0d\te"),
        (rb"{\rtf1{\*\generator x;}{\pict 0102}words}", "words"),
    ],
)
def test_plain_rtf_becomes_text(source: bytes, text: str) -> None:
    assert rtf.read(source) == rtf.Body(text, "")


@given(st.binary(max_size=200))
def test_no_rtf_is_beyond_reading(content: bytes) -> None:
    rtf.decompress(b"\0\0\0\0\x40\0\0\0LZFu\0\0\0\0" + content)
    rtf.read(content)
    rtf.read(b"{\\rtf1\\fromhtml1 " + content)


def _attribute(level: int, number: int, kind: int, value: bytes) -> bytes:
    checksum = sum(value) & 0xFFFF
    return (
        struct.pack("<BHHI", level, number, kind, len(value)) + value + struct.pack("<H", checksum)
    )


def _property(kind: Type, tag: Tag, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, tag, 1, len(value)) + value + bytes(-len(value) % 4)


def _winmail() -> bytes:
    properties = struct.pack("<I", 2) + _property(
        Type.UNICODE, Tag.ATTACH_LONG_FILENAME, "größe.txt".encode("utf-16-le") + b"\0\0"
    ) + _property(Type.STRING8, Tag.ATTACH_MIME, b"text/plain\0")  # fmt: skip
    body = struct.pack("<I", 1) + _property(Type.BINARY, Tag.RTF_COMPRESSED, _stored(_HTML_RTF))
    return b"".join(
        [
            tnef.SIGNATURE, b"\1\0",
            _attribute(1, 0x9003, 6, body),
            _attribute(2, 0x9002, 6, bytes(14)),
            _attribute(2, 0x8010, 1, b"GR~1.TXT\0"),
            _attribute(2, 0x800F, 6, b"content"),
            _attribute(2, 0x9005, 6, properties),
        ]
    )  # fmt: skip


def test_the_files_and_the_text_of_winmail_dat_appear_in_the_mail() -> None:
    head = b"Subject: x\nContent-Type: application/ms-tnef; name=winmail.dat\n\n"
    mail = parse(head + _winmail())
    assert [(part.name, part.content_type, part.content) for part in mail.parts] == [
        ("größe.txt", "text/plain", b"content")
    ]
    assert mail.html == "<html><p>Grüße €<b>fett</b></p></html>"
    assert mail.text == "Grüße €fett"


def test_a_winmail_dat_that_cannot_be_read_stays_an_attachment() -> None:
    raw = b"Content-Type: application/ms-tnef; name=winmail.dat\n\n" + tnef.SIGNATURE + b"\1\0xx"
    mail = parse(raw)
    assert [part.name for part in mail.parts] == ["winmail.dat"]
    assert "tnef: unreadable" in mail.warnings


@given(st.integers(0, 500), st.binary(min_size=1, max_size=20), st.integers(0, 600))
def test_a_damaged_winmail_dat_is_read_as_far_as_it_goes(
    position: int, damage: bytes, length: int
) -> None:
    content = bytearray(_winmail())
    content[position : position + len(damage)] = damage
    tnef.read(bytes(content[:length]))
    tnef.read(tnef.SIGNATURE + bytes(content[4:]))
