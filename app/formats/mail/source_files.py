"""Which files of the chosen files and folders may hold mails."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_COMPANIONS = (".msf", ".lock", ".idx", ".ini", ".plist", ".db", ".sqlite", ".css")
_MAILDIR_FILES = ("dovecot", "courier", "maildir", "subscriptions", "msgfilterrules", "filterlog")
_MAIL_SUFFIXES = frozenset((".eml", ".emlx", ".mht", ".rfc822", ".mbox", ".mbx", ".mail"))


class SourceFile(NamedTuple):
    """A file and its size in bytes (0 if it cannot be looked at); ``path`` as ``Path`` spells it.

    ``expected``: named by the person or as a mail, so that any text in it is meant as one.
    """

    path: str
    size: int
    expected: bool


def find(paths: Iterable[Path | str]) -> Iterator[SourceFile]:
    """The files themselves and those in the folders below, sorted, each once.

    Left out: hidden files, the unfinished ``tmp`` of a Maildir, companions of mailboxes such as
    ``.msf``, empty files that the person did not name, and loops of symbolic links.
    """
    seen: set[tuple[int, int]] = set()
    for given in paths:
        path = str(Path(given))
        status = _status(path)
        if status is None:
            yield SourceFile(path, 0, expected=True)
        elif stat.S_ISDIR(status.st_mode):
            yield from _in_folder(path, seen)
        elif _is_new(status, seen):
            yield SourceFile(path, status.st_size, expected=True)


def _in_folder(folder: str, seen: set[tuple[int, int]]) -> Iterator[SourceFile]:
    """Depth first without recursion, so that no depth of folders is too deep."""
    waiting = [_Found(folder, os.path.basename(folder), delivered=False)]
    while waiting:
        path, name, delivered = waiting.pop()
        status = _status(path)
        if status is None:
            yield SourceFile(path, 0, expected=True)
        elif stat.S_ISDIR(status.st_mode):
            children = _children(path) if _is_new(status, seen) else []
            if children is None:
                yield SourceFile(path, 0, expected=True)
            else:
                waiting += reversed(children)
        elif status.st_size and _is_wanted(name) and _is_new(status, seen):
            yield SourceFile(path, status.st_size, delivered or _is_named_as_mail(name))
        elif not os.access(path, os.R_OK):
            yield SourceFile(path, 0, expected=True)


class _Found(NamedTuple):
    """What a folder holds; ``delivered`` is what a mail server put into a Maildir."""

    path: str
    name: str
    delivered: bool


def _children(folder: str) -> list[_Found] | None:
    """What is in a folder; None if it may not be opened, and then stands for itself."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return None
    maildir = "cur" in names and "new" in names
    before = "" if folder == os.curdir else os.path.join(folder, "")
    delivered = os.path.basename(folder) in ("cur", "new")
    found = [_Found(before + name, name, delivered) for name in names]
    return [each for each in found if _is_shown(each, maildir=maildir)]


def _is_shown(found: _Found, *, maildir: bool) -> bool:
    """A Maildir's folders are hidden ones in it; what else is hidden there belongs to programs."""
    if found.name.startswith("."):
        return maildir and _may_hold_mail(found.path)
    return not (maildir and found.name == "tmp")


def _may_hold_mail(path: str) -> bool:
    """Whether a hidden folder is a Maildir, or is closed to us, which shall not stay unsaid."""
    if os.path.isdir(os.path.join(path, "cur")):
        return True
    return os.path.isdir(path) and not os.access(path, os.R_OK | os.X_OK)


def _is_wanted(name: str) -> bool:
    name = name.lower().lstrip(".")
    return not name.startswith(_MAILDIR_FILES) and not name.endswith(_COMPANIONS)


def _is_named_as_mail(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _MAIL_SUFFIXES


def _is_new(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    """Whether the file or folder was not met under another name."""
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None
