"""The header of a mail or a MIME part: its fields, and where the body begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.formats.mail import charsets, parameters

_BLANK = re.compile(rb"\n[\r]*\n")
_FOLD = re.compile(r"\n[ \t]+")
_NAME = re.compile(r"[!-9;-~]+")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_GOES_ON = re.compile(
    rb"(?:[^\n]*\n){0,3}?(?:from|to|cc|subject|date|message-id|content-type|content-transfer-encoding|"
    rb"content-disposition|mime-version|received|reply-to|return-path|sender|x-[a-z0-9-]+)[ \t]*:",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Head:
    """Unfolded fields by lower-case name, each with all its values in order, not yet decoded.

    ``body`` is the offset of the first byte of the body.
    """

    fields: dict[str, list[str]]
    body: int
    warnings: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The first value of a field, empty if it is absent."""
        values = self.fields.get(name)
        return values[0] if values else ""


def read(raw: bytes, start: int, end: int) -> Head:
    """Read the header in ``raw[start:end]``; lines that are none are skipped or begin the body."""
    if raw.startswith((b"\n", b"\r\n"), start, end):
        return Head({}, start + (1 if raw[start] == 10 else 2))
    stop, body = _blank_line(raw, start, end)
    head = Head({}, body)
    lines = raw[start:stop]
    if not _fill(head, _text(lines)) or not (lines.isascii() or _are_names(head.fields)):
        _fill_damaged(head, raw, start, stop)
    return head


def _blank_line(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header ends and the body begins."""
    found = raw.find(b"\n\n", start, end)
    if raw.find(b"\r", start, found if found >= 0 else end) < 0:
        return (found, found + 2) if found >= 0 else (end, end)
    blank = _BLANK.search(raw, start, end)
    return blank.span() if blank else (end, end)


def _are_names(fields: Iterable[str]) -> bool:
    return all(_NAME.fullmatch(name) for name in fields)


def _fill(head: Head, text: str) -> bool:
    """Add the fields of ``text``; False if a line is no field."""
    fields = head.fields
    for line in _FOLD.sub(" ", text).split("\n"):
        name, colon, value = line.partition(":")
        if " " in name or not colon or not name:
            name = name.rstrip()
            if not colon or not name or " " in name or "\t" in name:
                if name.startswith((">From", "From")) and line.startswith((">From ", "From ")):
                    continue
                if not line.strip(" \t\r"):
                    continue
                return False
        name = name.lower()
        if name in fields:
            fields[name].append(value.strip())
        else:
            fields[name] = [value.strip()]
    return True


def _text(content: bytes) -> str:
    """Header bytes as text with ``\\n`` line ends; bytes beyond ASCII by their own look."""
    if b"\0" in content:
        content = content.replace(b"\0", b"")
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
        declared = re.search(
            r"^content-type:(.*(?:\n[ \t].*)*)", text, re.IGNORECASE | re.MULTILINE
        )
        charset = (
            parameters.parse(_FOLD.sub(" ", declared[1]))[1].get("charset", "") if declared else ""
        )
        return "\n".join(_line(line, charset) for line in content.split(b"\n"))


def _line(line: bytes, charset: str) -> str:
    if line.isascii():
        return line.decode("ascii")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return charsets.decode(line, charset)[0].replace("\n", " ")


def _fill_damaged(head: Head, raw: bytes, start: int, stop: int) -> None:
    """A header with a line that is no field.

    If fields go on behind it, the line is left out; else the blank line before the body was
    forgotten and the body begins there.
    """
    head.fields.clear()
    kept: list[bytes] = []
    position = start
    for line in raw[start:stop].splitlines(keepends=True):
        if (
            _FIELD.match(line)
            or (kept and line[:1] in b" \t")
            or line.startswith((b"From ", b">From "))
        ):
            kept.append(line)
        elif not (kept and _GOES_ON.match(raw, position + len(line), stop)):
            head.body = position
            if kept:
                head.warnings.append("header: no blank line before the body")
            break
        else:
            head.warnings.append(f"header: no field {line[:40]!r}")
        position += len(line)
    _fill(head, _text(b"".join(kept)))
