"""Mailboxes in one file, read as a stream: mboxo, mboxrd, mboxcl and mboxcl2.

The four differ in how they keep a line of text that begins with ``From `` apart from the line
that begins a mail: quoted with ``>`` (mboxo, mboxcl), with one more ``>`` (mboxrd), or not at all
but with a Content-Length (mboxcl2).
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_CHUNK = 4 * 1024 * 1024
_OVERLAP = 4096
_HEAD = 256 * 1024
_SAMPLED_MAILS = 500
_FIELD = rb"(?=[!-9;-~]{1,80}[ \t]*:|>?From |\r?\n|\Z)"
_SURE_FIELD = (
    rb"(?=(?i:received|return-path|delivered-to|x-[a-z-]+|from|date|message-id|subject|to|"
    rb"mime-version|content-type):)"
)
_ENVELOPE = re.compile(
    rb"From [^\r\n]{0,600}?\d{1,2}:\d\d[^\r\n]{0,60}?\b(?:19|20)\d\d\b[^\r\n]{0,80}\r?\n" + _FIELD
    + rb"|From (?:[^\s]+@[^\s]+|-|<>)[ \t]*\r?\n" + _SURE_FIELD
)  # fmt: skip
_SEPARATOR = re.compile(rb"\n\r?\n(?=From )")
_CONTENT_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.I | re.M)
_BLANK = re.compile(rb"\n\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_UNQUOTED = re.compile(rb"^From ", re.MULTILINE)
_SIGN = re.compile(rb"\n(?:>(>*)From |From |[Cc](?i:ontent-length):)")
"""What speaks against a lone mail, unless it is only quoted."""


class BoxMail(NamedTuple):
    """A mail without its ``From `` line and without quoting; it takes ``offset`` to ``end``."""

    raw: bytes
    offset: int
    end: int


def is_mbox(beginning: bytes) -> bool:
    """Whether a file that begins so is a mailbox."""
    beginning = beginning.lstrip(b"\r\n")
    return beginning.startswith(b"From ") and _ENVELOPE.match(beginning) is not None


def read(path: Path | str, start: int = 0) -> Iterator[BoxMail]:
    """The mails of a mailbox from ``start`` on, which is 0 or the ``end`` of a mail.

    Holds one mail and a few megabytes at a time. Raises OSError.
    """
    with open(path, "rb") as stream, open(path, "rb") as scanned:
        unquote = not _is_unquoted(stream, scanned)
        for begin, end, stated in _spans(stream, scanned, start):
            stream.seek(begin)
            raw = stream.read(end - begin)
            yield BoxMail(_mail(raw, unquote=unquote, exact=stated), begin, end)


def lone(content: bytes) -> BoxMail | None:
    """The mail of a whole mailbox that plainly holds one, as ``read`` would give it; else None.

    Most have no word in them that could speak against it. Searches that end in a letter, not in
    a space, may skip ahead and take half as long.
    """
    if content.startswith((b"\n", b"\r")):
        return None
    end = content.find(b"\n\n")
    quoted = False
    if (
        end < 0
        or content.find(b"\r", 0, end) >= 0
        or content.find(b"From", end) >= 0
        or b"content-length:" in content[:end].lower()
    ):
        for sign in _SIGN.finditer(content):
            if sign[1] is None:
                return None
            quoted = True
    return BoxMail(_mail(content, unquote=quoted, exact=False), 0, len(content))


def estimate(path: Path | str, size: int) -> int:
    """About how many mails there are, judged by the first megabytes. Raises OSError."""
    with open(path, "rb") as stream:
        sample = stream.read(_CHUNK)
    found = sum(1 for hit in _SEPARATOR.finditer(sample) if _ENVELOPE.match(sample, hit.end())) + 1
    return found if len(sample) >= size else max(found, round(found * size / len(sample)))


def _mail(raw: bytes, *, unquote: bool, exact: bool) -> bytes:
    """The mail in a span of the file: without ``From `` line and quoting, and without the empty
    line that separates it from the next one unless the span is ``exact``."""
    begin = raw.find(b"\n") + 1 or len(raw)
    end = len(raw)
    if not exact and raw.endswith((b"\n\n", b"\n\r\n"), begin):
        end -= 2 if raw.endswith(b"\r\n") else 1
    raw = raw[begin:end]
    if unquote and b">From " in raw:
        blank = _BLANK.search(raw)
        if blank is not None:
            raw = raw[: blank.end()] + _QUOTED.sub(rb"\1", raw[blank.end() :])
    return raw


def _is_unquoted(stream: BinaryIO, scanned: BinaryIO) -> bool:
    """Whether this is mboxcl2: a mail whose stated length covers a bare ``From `` line."""
    for number, (begin, end, stated) in enumerate(_spans(stream, scanned, 0)):
        if not stated or number >= _SAMPLED_MAILS:
            return False
        stream.seek(begin)
        raw = stream.read(min(end - begin, _CHUNK))
        if _UNQUOTED.search(raw, raw.find(b"\n") + 1):
            return True
    return False


def _spans(stream: BinaryIO, scanned: BinaryIO, start: int) -> Iterator[tuple[int, int, bool]]:
    """Begin and end of each mail, and whether its Content-Length gave the end."""
    size = os.fstat(stream.fileno()).st_size
    begin = _after_blank_lines(stream, start)
    separators = _separators(scanned, begin)
    following = begin
    while begin < size:
        end = _stated_end(stream, begin, size)
        stated = end is not None
        if end is None:
            while following <= begin:
                following = next(separators, size)
            end = following
        yield begin, end, stated
        begin = _after_blank_lines(stream, end)


def _separators(stream: BinaryIO, start: int) -> Iterator[int]:
    """The offsets behind ``start`` where a ``From `` line begins a mail."""
    stream.seek(start)
    offset = start
    chunk = b""
    while more := stream.read(_CHUNK):
        chunk += more
        searchable = len(chunk) - _OVERLAP if len(more) == _CHUNK else len(chunk)
        for found in _SEPARATOR.finditer(chunk):
            if found.end() < searchable and _ENVELOPE.match(chunk, found.end()):
                yield offset + found.end()
        kept = max(searchable - 4, 0)
        offset += kept
        chunk = chunk[kept:]


def _stated_end(stream: BinaryIO, begin: int, size: int) -> int | None:
    """Where Content-Length says the mail ends, if the next mail or the end of the file is there."""
    stream.seek(begin)
    head = stream.read(_HEAD)
    blank = _BLANK.search(head)
    found = _CONTENT_LENGTH.search(head, 0, blank.end()) if blank else None
    if blank is None or found is None:
        return None
    end = begin + blank.end() + int(found[1])
    if end > size:
        return None
    stream.seek(end)
    rest = stream.read(_OVERLAP)
    behind = rest.lstrip(b"\r\n")
    if behind and not (rest[:1] in b"\r\n" and _ENVELOPE.match(behind)):
        return None
    return end


def _after_blank_lines(stream: BinaryIO, position: int) -> int:
    stream.seek(position)
    while chunk := stream.read(64):
        rest = chunk.lstrip(b"\r\n")
        if rest:
            return position + len(chunk) - len(rest)
        position += len(chunk)
    return position
