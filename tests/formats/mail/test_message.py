"""Reading one mail: its texts, its parts, and what is damaged."""

import base64
import email
import tracemalloc
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.formats.mail.inspect import inspect
from app.formats.mail.message import attachment, parse
from app.formats.mail.structure import DEPTH
from app.formats.mail.values import Address

_PLAIN = (
    b"From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\r\nTo: a@example.org, b@example.org\r\n"
    b"Cc: Carla <c@example.org>\r\nReply-To: r@example.org\r\n"
    b"Subject: Hallo\r\n =?utf-8?q?W=C3=B6lt?=\r\nDate: Thu, 1 Feb 2024 10:00:00 +0100\r\n"
    b"Message-ID: <1@x>\r\nIn-Reply-To: <0@x>\r\nReferences: <a@x>\r\n\t<0@x>\r\n\r\nText\r\n"
)


def _multipart(kind: str, *parts: bytes) -> bytes:
    head = f'Subject: s\nContent-Type: multipart/{kind}; boundary="b"\n\n'.encode()
    return head + b"".join(b"--b\n" + part + b"\n" for part in parts) + b"--b--\n"


def _nested(levels: int) -> bytes:
    raw = b"Content-Type: text/plain\n\ndeep\n"
    for level in range(levels):
        line = f"--b{level}".encode()
        kind = f'Content-Type: multipart/mixed; boundary="b{level}"\n\n'.encode()
        raw = kind + line + b"\n" + raw + b"\n" + line + b"--\n"
    return b"Subject: s\n" + raw


def test_a_plain_mail_is_read() -> None:
    mail = parse(_PLAIN)
    assert mail.sender == Address("Jürgen", "j@example.org")
    assert [address.email for address in mail.to] == ["a@example.org", "b@example.org"]
    assert mail.cc == (Address("Carla", "c@example.org"),)
    assert mail.reply_to == (Address("", "r@example.org"),)
    assert mail.date is not None
    assert mail.date.isoformat() == "2024-02-01T10:00:00+01:00"
    assert (mail.subject, mail.text, mail.html) == ("Hallo Wölt", "Text\n", "")
    assert (mail.message_id, mail.in_reply_to, mail.references) == ("1@x", "0@x", ("a@x", "0@x"))
    assert (mail.automatic, mail.bounce, mail.warnings) == (False, False, ())


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_make_no_difference(line_end: bytes) -> None:
    raw = _multipart("mixed", b"\none\ntwo", b"Content-Type: text/html\n\n<p>x</p>")
    mail = parse(raw.replace(b"\n", line_end))
    assert (mail.subject, mail.text) == ("s", "one\ntwo\nx")


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        (b"quoted-printable", b"J=C3=BC=\nrgen=20", "Jürgen "),
        (b"Quoted-Printable", b"soft= \nbreak", "softbreak"),
        (b"base64", b"SsO8cmdlbg==", "Jürgen"),
        (b"BASE64", b"SsO8!!cmdl\nbg", "Jürgen"),
        (b"base64", b"SsO8cmdlbg==\n____\nlist footer", "Jürgen"),
        (b"8bit", b"J\xc3\xbcrgen", "Jürgen"),
        (b"x-unknown", b"J\xc3\xbcrgen", "Jürgen"),
    ],
)
def test_transfer_encodings_are_undone(encoding: bytes, body: bytes, text: str) -> None:
    raw = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert parse(raw + encoding + b"\n\n" + body).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"Subject: only a header", ""),
        (b"Subject: x\n\n", ""),
        (b"no header at all\nbut words", "no header at all\nbut words"),
        (b"From a@b Thu Feb  1 10:00:00 2024\nSubject: x\n\nbody", "body"),
        (b"\n\nSubject: x\n\nbody", "body"),
        (b"\xef\xbb\xbfSubject: x\n\nbody", "body"),
        ("Subject: x\n\nbödy".encode("utf-16"), "bödy"),
        (b"Subject: x\nno blank line\nmore\n\nbody", "no blank line\nmore\n\nbody"),
        (b"Subject: x\nbroken fold\nTo: a@b\n\nbody", "body"),
        (b"Subject: x\n\na\0b", "ab"),
        (b"Subj\0ect: x\n\nbody", "body"),
        (b"Subject : x\n\nbody", "body"),
    ],
)
def test_a_damaged_mail_keeps_its_words(raw: bytes, text: str) -> None:
    mail = parse(raw)
    assert mail.text == text
    assert mail.subject in ("x", "only a header", "")


def test_header_bytes_beyond_ascii_are_read_in_the_charset_of_the_mail() -> None:
    raw = "Subject: Привет\nContent-Type: text/plain; charset=koi8-r\n\nтекст".encode("koi8-r")
    assert (parse(raw).subject, parse(raw).text) == ("Привет", "текст")
    assert parse("Subject: Grüße\n\nx".encode("latin-1")).subject == "Grüße"
    assert parse("Subject: Grüße\n\nx".encode()).subject == "Grüße"


def test_the_alternative_with_html_gives_both() -> None:
    mail = parse(_multipart("alternative", b"\nplain", b"Content-Type: text/html\n\n<b>rich</b>"))
    assert (mail.text, mail.html, mail.parts) == ("plain", "<b>rich</b>", ())


def test_html_alone_gives_a_text_too() -> None:
    mail = parse(b"Content-Type: text/html\n\n<p>Hello &amp; <a href='https://x.de/a'>here</a></p>")
    assert mail.text == "Hello & here <https://x.de/a>"


def test_the_charset_of_html_is_found_in_it() -> None:
    html = '<meta charset="koi8-r"><p>Привет</p>'.encode("koi8-r")
    assert parse(b"Content-Type: text/html\n\n" + html).text == "Привет"


def test_a_text_below_an_attachment_stays_text() -> None:
    picture = b"Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw=="
    mail = parse(_multipart("mixed", b"\nabove", picture, b"\nbelow"))
    assert mail.text == "above\nbelow"
    assert [(part.name, part.content_type, part.content) for part in mail.parts] == [
        ("a.png", "image/png", b"\x89PNG")
    ]


def test_a_named_text_is_an_attachment() -> None:
    log = b'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.log"\n\nlog'
    mail = parse(_multipart("mixed", b"\nwords", log))
    assert (mail.text, mail.parts[0].name, mail.parts[0].content) == ("words", "a.log", b"log")


def test_a_picture_shown_in_the_html_is_inline() -> None:
    html = b'Content-Type: text/html\n\n<img src="cid:one@x">'
    shown = b"Content-Type: image/png\nContent-ID: <one@x>\n\n1"
    other = b"Content-Type: image/png\nContent-ID: <two@x>\n\n2"
    mail = parse(_multipart("related", html, shown, other))
    assert [(part.content_id, part.inline) for part in mail.parts] == [
        ("one@x", True), ("two@x", False),
    ]  # fmt: skip


def test_an_attached_mail_is_named_after_its_subject() -> None:
    inner = b"Content-Type: message/rfc822\n\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n\ninside"
    mail = parse(_multipart("mixed", b"\nsee", inner))
    assert (mail.parts[0].name, mail.parts[0].content_type) == ("Grüße.eml", "message/rfc822")
    assert parse(mail.parts[0].content).text == "inside"


def test_a_digest_holds_mails() -> None:
    mail = parse(_multipart("digest", b"\nSubject: one\n\n1", b"\nSubject: two\n\n2"))
    assert [part.name for part in mail.parts] == ["one.eml", "two.eml"]


def test_a_calendar_part_is_an_attachment() -> None:
    part = b"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR"
    mail = parse(_multipart("alternative", b"\nplease come", part))
    assert (mail.text, mail.parts[0].content_type) == ("please come", "text/calendar")


def test_flowed_lines_are_joined() -> None:
    head = b"Content-Type: text/plain; format=flowed"
    body = b"one \ntwo\n> quoted \n> on\n>> deeper\n-- \nname\n stuffed"
    assert parse(head + b"\n\n" + body).text == (
        "one two\n> quoted on\n>> deeper\n-- \nname\nstuffed"
    )
    assert parse(head + b"; delsp=yes\n\nlong \nword").text == "longword"


def test_uuencoded_files_leave_the_text() -> None:
    body = b"above\nbegin 644 a.txt\n#0V%T\n`\nend\nbelow\n"
    mail = parse(b"Subject: x\n\n" + body)
    assert mail.text == "above\nbelow\n"
    assert [(part.name, part.content) for part in mail.parts] == [("a.txt", b"Cat")]


def test_words_that_only_look_uuencoded_stay() -> None:
    body = "begin 644 the work\nWe will see.\n\nend\n"
    assert parse(b"Subject: x\n\n" + body.encode()).text == body


@pytest.mark.parametrize(
    "raw",
    [
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\none\n--b\n\ntwo',
        b'Content-Type: multipart/mixed; boundary="other"\n\n--b\nContent-Type: text/plain\n\none\n'
        b"--b\nContent-Type: text/plain\n\ntwo\n--b--\n",
        b'Content-Type: multipart/mixed; boundary="a"\n\n--a\nContent-Type: multipart/mixed; '
        b'boundary="a1"\n\n--a1\n\none\n--a\n\ntwo\n--a--\n',
    ],
)
def test_broken_boundaries_lose_no_part(raw: bytes) -> None:
    mail = parse(raw)
    assert mail.text == "one\ntwo"
    assert any(warning.startswith("structure: ") for warning in mail.warnings)


def test_a_multipart_without_any_boundary_is_text() -> None:
    assert parse(b"Content-Type: multipart/mixed\n\njust words\n").text == "just words\n"


def test_two_hundred_levels_are_read() -> None:
    assert parse(_nested(200)).text == "deep\n"


def test_what_lies_deeper_is_kept_whole() -> None:
    mail = parse(_nested(DEPTH + 100))
    assert mail.text == ""
    assert b"deep" in mail.parts[0].content
    assert f"structure: nested deeper than {DEPTH}" in mail.warnings


def test_a_long_header_and_many_parts_are_read() -> None:
    assert len(parse(b"Subject: " + b"x" * 10_000_000 + b"\n\nbody").subject) == 10_000_000
    mail = parse(_multipart("mixed", *[b"Content-Type: a/b\n\nx"] * 20_000))
    assert len(mail.parts) == 20_000


def test_a_large_attachment_takes_memory_for_itself_only() -> None:
    content = bytes(20_000_000)
    part = b"Content-Type: a/b\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)
    raw = _multipart("mixed", b"\nsee", part)
    tracemalloc.start()
    mail = parse(raw)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert mail.parts[0].content == content
    assert peak < 3 * len(raw)


def test_an_attachment_is_found_again_by_its_position() -> None:
    raw = _multipart(
        "mixed", b"\nsee", *(b"Content-Type: a/b; name=%d\n\n%d" % (n, n) for n in (0, 1))
    )
    for part in parse(raw).parts:
        assert attachment(raw, part.position) == part
    with pytest.raises(IndexError):
        attachment(raw, 2)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<a@x>", "a@x"),
        ("<a@x> <b@x>", "a@x"),
        ('Message from Jo <jo@x> of "Thu" <b@x>', "b@x"),
        ("a@x", "a@x"),
        ("nothing to see", ""),
    ],
)
def test_the_answered_mail_is_found(value: str, expected: str) -> None:
    assert parse(f"In-Reply-To: {value}\n\n".encode()).in_reply_to == expected


def test_inspect_gives_the_object_of_the_command_line() -> None:
    found = inspect(parse(_PLAIN), "a.eml")
    assert list(found) == [
        "path", "from", "to", "cc", "reply_to", "subject", "date", "message_id", "in_reply_to",
        "references", "text", "html", "attachments", "automatic", "bounce", "visible_text",
        "warnings",
    ]  # fmt: skip
    assert found["from"] == {"name": "Jürgen", "email": "j@example.org"}
    assert found["date"] == "2024-02-01T10:00:00+01:00"
    assert found["references"] == ["a@x", "0@x"]


def test_inspect_describes_attachments() -> None:
    part = b"Content-Type: a/b; name=n\nContent-ID: <c@x>\n\nabc"
    found = inspect(parse(_multipart("mixed", b"\nsee", part)), "a.eml")
    assert found["attachments"] == [
        {
            "name": "n",
            "content_type": "a/b",
            "size": 3,
            "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "content_id": "c@x",
        }
    ]


_PIECES = st.sampled_from(
    [
        b"From: ", b"To: a@b, ", b"Subject: =?utf-8?q?", b"Date: ", b"\n", b"\r\n", b"\n\n", b"\r",
        b"Content-Type: multipart/mixed; boundary=b\n\n", b"--b\n", b"--b--\n", b"\0", b"\xff\xfe",
        b"Content-Type: text/html; charset=utf-7\n\n", b"Content-Transfer-Encoding: base64\n",
        b"Content-Type: message/rfc822\n\n", b"Content-Type: text/plain; format=flowed\n\n",
        b"> x ", b"begin 644 a\n#0V%T\n`\nend\n", b"x\x9f>\"", b"<a href=", b"<!--", b"=?x?b?",
        b"From x\n", b"Content-Transfer-Encoding: quoted-printable\n",
        b"Content-Disposition: attachment;",
    ]
)  # fmt: skip


@given(st.binary(max_size=300))
@example(b":")
@example(b"\xff\xfe\x00")
def test_no_bytes_at_all_stop_the_reader(raw: bytes) -> None:
    inspect(parse(raw), "x")


@given(st.lists(st.one_of(_PIECES, st.binary(max_size=8)), max_size=30))
def test_no_mutation_of_a_mail_stops_the_reader(pieces: list[bytes]) -> None:
    mail = parse(b"".join(pieces))
    assert "\0" not in mail.text
    assert "\r" not in mail.text


def _decoded(header: str) -> str | None:
    """What the standard library makes of a header, None where it gives up."""
    try:
        return str(make_header(decode_header(header))) if header.isascii() else None
    except UnicodeDecodeError:
        return None


@pytest.mark.mails
def test_real_mails_are_read_as_the_standard_library_reads_them(real_mails: Path) -> None:
    """Where both understand a mail they agree; the rest (8-bit header bytes, charsets that are
    wrong, broken structure) is where this reader reads more."""
    odd = {"subject": 0, "text": 0}
    paths = sorted(real_mails.glob("*/*.txt"))
    for path in paths:
        raw = path.read_bytes()
        mail, other = parse(raw), email.message_from_bytes(raw)
        subject = _decoded(str(other["subject"] or ""))
        odd["subject"] += subject is not None and subject.split() != mail.subject.split()
        if not other.is_multipart() and other.get_content_type() == "text/plain":
            content = other.get_payload(decode=True)
            assert isinstance(content, bytes)
            if content.isascii() and "flowed" not in str(other["content-type"]):
                odd["text"] += content.decode().split() != mail.text.split()
    assert len(paths) == 6046
    assert odd["subject"] <= 3
    assert odd["text"] <= 5, "four in ISO-2022-JP, one with uuencoded files"
