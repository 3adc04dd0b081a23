"""Mails made hostile: cut, spliced, repeated, nested, mislabelled."""

import base64
import random
import re
from collections.abc import Callable

_CHARSETS = (b"utf-7", b"utf-16", b"x-unknown", b"iso-2022-jp", b"\xff", b"rot13", b"idna", b"hex")
_TYPES = (
    b"multipart/mixed; boundary=a",
    b"multipart/mixed",
    b"message/rfc822",
    b"text/html; charset=utf-16",
    b"application/ms-tnef; name=winmail.dat",
    b"text/plain; format=flowed; delsp=yes",
    b"message/delivery-status",
    b"multipart/report; report-type=delivery-status; boundary=a",
)
NAMES = (
    "../../x",
    "..\\..\\x.exe",
    "CON",
    "con.txt",
    "a" * 4_000 + ".pdf",
    "\u202egpj.exe",
    "invoice.pdf. . .",
    "a\0b.txt",
    "C:\\Windows\\x.dll",
    "/etc/passwd",
    "",
    ".",
    "..",
    "COM1.tar.gz",
    "-rf",
    "~/x",
    "$(touch x).txt",
    "\u200b",
    "a\r\nX-Header: b",
    "nul.",
)
"""Names of attachments that mean something else to a file system or to an eye."""
BEACON = "phone-home.invalid"
HTML_HOME = (
    f'<img src="https://{BEACON}/a.png"><img srcset="https://{BEACON}/b 2x">'
    f'<link rel=stylesheet href="//{BEACON}/c"><style>@import url(http://{BEACON}/d);'
    f"*{{background:url(http://{BEACON}/e)}}</style><iframe src=https://{BEACON}/f></iframe>"
    f'<body background="http://{BEACON}/g" onload="fetch(\'http://{BEACON}/h\')">'
    f'<video poster="http://{BEACON}/i" autoplay src=http://{BEACON}/j></video>'
    f'<p style="background-image:url(&#104;ttp://{BEACON}/k)">x</p><base href="http://{BEACON}/">'
    f'<img src=x><object data="http://{BEACON}/l"></object><embed src="http://{BEACON}/m">'
    f'<svg><image href="http://{BEACON}/n"/><use xlink:href="http://{BEACON}/o"/></svg>'
    f'<meta http-equiv=refresh content="0;url=http://{BEACON}/p"><img src="file:///etc/passwd">'
    f'<table background="http://{BEACON}/q"><td background=http://{BEACON}/r></table>'
    f'<script src="http://{BEACON}/s"></script><input type=image src=http://{BEACON}/t>'
)
"""Everything known to fetch by itself."""


def mutated(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    """One to three mutations of a mail; ``other`` lends parts."""
    for _time in range(chance.randint(1, 3)):
        raw = chance.choice(_MUTATIONS)(raw, other, chance)
    return raw


def damaged(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    """One to three mutations of a file of any kind."""
    for _time in range(chance.randint(1, 3)):
        raw = chance.choice(_DAMAGES)(raw, other, chance)
    return raw


def _flip(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _time in range(chance.randint(1, 40)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(raw) + 1) for _end in range(2))
    return raw[:start] + raw[end:]


def _truncate(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _splice(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


def _repeat(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    piece = raw[start : start + chance.choice((1, 10, 80, 1_000))]
    times = 200_000 // max(1, len(piece)) if chance.random() < 0.3 else chance.randint(2, 400)
    return raw[:start] + piece * times + raw[start:]


def _rubbish(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + chance.randbytes(chance.randint(1, 5_000)) + raw[start:]


def _break_lines(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"\0", b" ", b"\x85")))


def _charset(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    name = chance.choice(_CHARSETS)
    if b"charset=" in raw:
        return re.sub(rb"charset=[^\s;]+", lambda _found: b"charset=" + name, raw)
    return b"Content-Type: text/plain; charset=" + name + b"\n" + raw


def _type(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    return b"Content-Type: " + chance.choice(_TYPES) + b"\n" + raw


def _encoding(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    name = chance.choice((b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"\xff"))
    return b"Content-Transfer-Encoding: " + name + b"\n" + raw


def _headers(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    name = chance.choice((b"Received", b"References", b"To", b"Subject", b"From", b"Date", b"X"))
    word = chance.choice((b"<a@b>, ", b"=?utf-8?b?////?= ", b"(((((", b'"' * 9, b"\t", b"a" * 90))
    return name + b": " + word * chance.choice((1, 100, 3_000)) + b"\n" + raw


def _nested(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((5, 60, 2_000))
    heads = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    )
    return b"From: a@b.example\n" + b"".join(heads) + raw


def _letters(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    return b"Content-Type: message/rfc822\n\n" * chance.choice((3, 300, 3_000)) + raw


def _html(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    tag = chance.choice(("<div>", "<table><tr><td>", "<blockquote>", "<b><p>", "<!--", "<a href='"))
    deep = tag * chance.choice((10, 1_000, 20_000))
    page = (HTML_HOME + deep + "x").encode()
    return b"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n" + page + raw[:2_000]


def _attachment(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    name = chance.choice(NAMES).encode("utf-8", "surrogatepass")
    head = chance.choice(
        (
            b'Content-Disposition: attachment; filename="%s"' % name,
            b"Content-Disposition: attachment; filename==?utf-8?b?%s?=" % base64.b64encode(name),
            b"Content-Type: application/pdf; name*=utf-8''%s"
            % b"".join(b"%%%02X" % byte for byte in name),
        )
    )
    return (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\n"
        + raw[:3_000]
        + b"\n--q\n"
        + head
        + b"\n\nMZ\n--q--\n"
    )


_MUTATIONS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _truncate,
    _splice,
    _repeat,
    _rubbish,
    _break_lines,
    _charset,
    _type,
    _encoding,
    _headers,
    _nested,
    _letters,
    _html,
    _attachment,
)
_DAMAGES = _MUTATIONS[: _MUTATIONS.index(_charset)]
"""Those that any file can suffer."""
