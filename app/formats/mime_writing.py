"""Headers, texts and attachments as the bytes of a mail (RFC 5322, 2045, 2047, 2231).

Written by hand because ``email.policy.SMTP`` encodes long message ids when it folds them.
"""

import binascii
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote as percent

from app.formats.mail.values import Address

_LINE = 76
_LONGEST_LINE = 998
_WORD_BYTES = 42
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_MESSAGE_ID = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]{1,900}")
_CONTENT_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along; ``content_type`` that is none is written as a plain file."""

    name: str
    content_type: str
    content: bytes


def header(name: str, value: str) -> bytes:
    """One header of free text, folded; nothing when ``value`` is empty."""
    text = _one_line(value)
    if not text:
        return b""
    if _stays_as_it_is(text):
        return _folded(name, _ascii_lines(text, len(name) + 2))
    return _folded(name, _encoded_words(text))


def address_list(name: str, addresses: Sequence[Address]) -> bytes:
    """One header of mailboxes whose addresses are ASCII and were checked; one on each line."""
    written = [_written(address) for address in addresses]
    if not written:
        return b""
    return _folded(name, [f"{each}," for each in written[:-1]] + written[-1:])


def group(name: str, display_name: str) -> bytes:
    """One header that names somebody without an address: a group without members (RFC 6854)."""
    return _folded(name, [f"{_phrase(display_name)}:;"])


def id_list(name: str, ids: Iterable[str]) -> bytes:
    """One header of message ids, given without brackets; what is none is left out."""
    return _folded(name, [f"<{each}>" for each in ids if _MESSAGE_ID.fullmatch(each)])


def body(text: str) -> bytes:
    """Content headers, empty line and ``text`` in UTF-8, in the shortest safe encoding."""
    lines = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    content = lines.encode("utf-8", "replace").removesuffix(b"\n").replace(b"\n", b"\r\n") + b"\r\n"
    encoding, encoded = _transfer(content)
    return _part_header("text/plain; charset=utf-8", encoding) + encoded


def multipart(first: bytes, attachments: Sequence[Attachment]) -> bytes:
    """``multipart/mixed`` of a part that has its headers already, and of files."""
    parts = [first, *map(_attachment, attachments)]
    boundary = _boundary(parts)
    mark = f"--{boundary}".encode()
    start = f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'.encode()
    joined = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
    return start + joined + mark + b"--\r\n"


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).encode("utf-8", "replace").decode().split())


def _stays_as_it_is(text: str) -> bool:
    """Whether ``text`` needs no encoding: ASCII, no encoded word by accident, no endless word."""
    longest = max(map(len, text.split(" ")), default=0)
    return text.isascii() and "=?" not in text and longest < _LONGEST_LINE - _LINE


def _ascii_lines(text: str, indent: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        room = _LINE - (0 if lines else indent)
        if current and len(current) + 1 + len(word) > room:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]


def _encoded_words(text: str) -> list[str]:
    """``text`` as encoded words of at most 75 characters, none ending within a character."""
    chunks: list[bytes] = []
    current = b""
    for character in text:
        encoded = character.encode()
        if len(current) + len(encoded) > _WORD_BYTES:
            chunks.append(current)
            current = b""
        current += encoded
    return [f"=?utf-8?B?{b64encode(chunk).decode()}?=" for chunk in (*chunks, current)]


def _written(address: Address) -> str:
    name = _phrase(address.name)
    return f"{name} <{address.email}>" if name else address.email


def _phrase(text: str) -> str:
    """``text`` as the name before an address (RFC 5322, 3.2.5)."""
    name = _one_line(text)
    if not _stays_as_it_is(name):
        return "\r\n ".join(_encoded_words(name))
    if not _ATOMS.fullmatch(name):
        return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return name


def _folded(name: str, lines: Sequence[str]) -> bytes:
    if not lines:
        return b""
    return (f"{name}: " + "\r\n ".join(lines) + "\r\n").encode("ascii")


def _transfer(content: bytes) -> tuple[str, bytes]:
    lines = content.split(b"\r\n")
    if content.isascii() and max(map(len, lines)) <= _LONGEST_LINE:
        return "7bit", content
    quoted = binascii.b2a_qp(content, istext=True)
    encoded = _base64(content)
    return ("quoted-printable", quoted) if len(quoted) <= len(encoded) else ("base64", encoded)


def _base64(content: bytes) -> bytes:
    encoded = b64encode(content)
    lines = (encoded[n : n + _LINE] for n in range(0, len(encoded), _LINE))
    return b"".join(line + b"\r\n" for line in lines)


def _part_header(content_type: str, encoding: str, *more: str) -> bytes:
    lines = (f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {encoding}", *more)
    return "\r\n".join((*lines, "", "")).encode("ascii")


def _attachment(attachment: Attachment) -> bytes:
    content_type = attachment.content_type.strip().casefold()
    # A mail within a mail may not be in base64 (RFC 2046, 5.2.1), so it travels as a plain file.
    if not _CONTENT_TYPE.fullmatch(content_type) or content_type.startswith(
        ("message/", "multipart/")
    ):
        content_type = "application/octet-stream"
    disposition = "Content-Disposition: attachment" + _filename(file_name(attachment.name))
    return _part_header(content_type, "base64", disposition) + _base64(attachment.content)


def file_name(name: str) -> str:
    """``name`` without folders and control characters, never empty."""
    last = re.split(r"[/\\]", name)[-1]
    return _one_line(last).strip(". ") or "attachment"


def _filename(name: str) -> str:
    """The parameter ``filename``, in numbered pieces where it is not short ASCII (RFC 2231)."""
    if name.isascii() and len(name) < 60 and "=?" not in name:
        return ';\r\n filename="' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    encoded = percent(name, safe="")
    pieces = re.findall(r"(?:%[0-9A-F]{2}|.){1,50}", encoded)
    if len(pieces) == 1:
        return f";\r\n filename*=utf-8''{encoded}"
    pieces[0] = f"utf-8''{pieces[0]}"
    return "".join(f";\r\n filename*{n}*={piece}" for n, piece in enumerate(pieces))


def _boundary(parts: Sequence[bytes]) -> str:
    digest = sha256(b"".join(parts)).hexdigest()
    boundary = f"=_{digest[:32]}"
    while any(boundary.encode() in part for part in parts):
        digest = sha256(digest.encode()).hexdigest()
        boundary = f"=_{digest[:32]}"
    return boundary
