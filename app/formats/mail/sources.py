"""Mails from files and folders, one after the other: single mails, mailboxes, Maildir, Outlook."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.formats.mail import mbox, outlook, source_files
from app.formats.mail.source_files import SourceFile
from app.i18n import _

_ANY_FIELD = re.compile(rb"(?:[ \t]*\r?\n)*(?:>?From [^\r\n]*\r?\n)?[!-9;-~]{1,80}[ \t]*:")
_MAIL_FIELD = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|return-path|reply-to|sender|mime-version|"
    rb"content-type|delivered-to|in-reply-to|x-[a-z-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27} | {127})
_LOOKED_AT = 65536
_READ_BYTES = os.O_RDONLY | getattr(os, "O_BINARY", 0)
"""Windows would end lines its own way without the second."""


class SourceMail(NamedTuple):
    """One mail as it lies in ``path``, ``offset`` bytes from its begin.

    ``key`` names it among all mails of the same paths: give the last one that was taken to
    ``mails`` as ``after`` to go on behind it. ``original`` is the ``.msg`` where ``raw`` was made
    of one, else empty. ``done_bytes`` of ``total_bytes`` are read with this mail.
    """

    path: str
    raw: bytes
    key: str
    offset: int
    done_bytes: int
    total_bytes: int
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class SourceFailure:
    """A file that is unreadable or no mail; ``reason`` is the sentence that people read."""

    path: str
    reason: str
    done_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How much there is to import; ``mails`` is about right if mailboxes are among the files."""

    mails: int
    files: int
    total_bytes: int


def mails(paths: Iterable[Path | str], *, after: str = "") -> Iterator[SourceMail | SourceFailure]:
    """All mails in files and, recursively, folders, in an order that is always the same.

    One mail is in memory at a time. What is unreadable or no mail is a SourceFailure in its
    place. With ``after``, the key of a mail, it goes on behind that mail; if its file is gone, it
    begins anew.
    """
    found = list(source_files.find(paths))
    total = sum(file.size for file in found)
    path_after, _separator, end_after = after.rpartition("\n")
    skip = bool(after) and any(file.path == path_after for file in found)
    done = 0
    for file in found:
        start = 0
        name = file.path
        if skip:
            skip = name != path_after
            start = int(end_after) if not skip else file.size
        if start < file.size or (file.size == 0 and not skip):
            for offset, end, raw, original in _read(file, start):
                if isinstance(raw, str):
                    yield SourceFailure(name, raw, done + end, total)
                else:
                    key = f"{name}\n{end}"
                    yield SourceMail(name, raw, key, offset, done + end, total, original)
        done += file.size


def count(paths: Iterable[Path | str]) -> SourceCount:
    """A quick estimate of what ``mails`` will give."""
    found = list(source_files.find(paths))
    number = 0
    for file in found:
        try:
            boxed = file.size and mbox.is_mbox(_beginning(file))
            number += mbox.estimate(file.path, file.size) if boxed else 1
        except OSError:
            continue
    return SourceCount(number, len(found), sum(file.size for file in found))


_Piece = tuple[int, int, bytes | str, bytes]
"""Offset, end, the raw mail or the reason why there is none, and the original."""


def _read(file: SourceFile, start: int) -> Iterator[_Piece]:
    try:
        beginning = _beginning(file)
        if mbox.is_mbox(beginning):
            whole = start == 0 and len(beginning) == file.size
            if whole and (only := mbox.lone(beginning)) is not None:
                yield only.offset, only.end, only.raw, b""
                return
            for mail in mbox.read(file.path, start):
                yield mail.offset, mail.end, mail.raw, b""
        else:
            yield _single(file, beginning)
    except OSError as error:
        yield 0, file.size, _unreadable(error), b""


def _single(file: SourceFile, beginning: bytes) -> _Piece:
    """The one mail in a file, or why there is none. Raises OSError."""
    size = file.size
    if beginning.startswith(outlook.SIGNATURE):
        original = _whole(file)
        try:
            return 0, size, outlook.to_rfc5322(original), original
        except outlook.NotOutlook:
            return 0, size, _("The file is not a readable Outlook message."), b""
    if not beginning.strip():
        return 0, size, _("The file is empty."), b""
    if not _is_mail(beginning, expected=file.expected):
        return 0, size, _("The file is not a mail."), b""
    raw = beginning if len(beginning) == size else _whole(file)
    if file.path.lower().endswith(".emlx"):
        raw = _without_apple(raw)
    return 0, size, raw, b""


def _is_mail(beginning: bytes, *, expected: bool) -> bool:
    """Whether it reads like a mail; of an expected one any text is taken as a damaged mail."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.decode("utf-16", "replace").encode()
    beginning = (
        beginning.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    )
    if _ANY_FIELD.match(beginning) and (expected or _MAIL_FIELD.search(beginning)):
        return True
    if _MAIL_FIELD.search(beginning[:4096]):
        return True
    controls = len(beginning) - len(beginning.translate(None, _CONTROL))
    return expected and controls * 20 < len(beginning)


def _without_apple(raw: bytes) -> bytes:
    """The mail in an ``.emlx``: its length, the mail, a property list."""
    length, newline, rest = raw.partition(b"\n")
    return rest[: int(length)] if newline and length.strip().isdigit() else raw


def _beginning(file: SourceFile) -> bytes:
    """The first bytes, which mostly are the whole file: one more is read to see if it grew.

    Read without a file object, which costs more than reading a mail. Raises OSError.
    """
    wanted = min(file.size + 1, _LOOKED_AT) if file.size else _LOOKED_AT
    opened = os.open(file.path, _READ_BYTES)
    try:
        return os.read(opened, wanted)
    finally:
        os.close(opened)


def _whole(file: SourceFile) -> bytes:
    with open(file.path, "rb") as stream:
        return stream.read()


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("The file does not exist.")
    if isinstance(error, PermissionError):
        return _("You have no permission to read the file.")
    return _("The file cannot be read: {reason}").format(reason=error.strerror or str(error))
