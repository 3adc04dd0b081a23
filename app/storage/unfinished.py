"""Tidies away what was cut off: files that an act began and a kill or a power cut left behind."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from app.storage.backup import folder_of

_BESIDE = (".rewritten", ".restored", ".taken-over", ".new")
"""Written beside the desk by whoever holds its lock."""
_FOLDERS = (".drill-", ".erasing-")
_PARTIAL = ".partial"
_STALE = 3_600
"""Seconds after which nobody is at a file any more that may be written without the lock."""


def sweep(desk: Path, *, stale: float = _STALE) -> None:
    """Remove it all; only who holds the lock of the desk may ask for that.

    Backups and drills need no lock, so theirs go when they are ``stale`` seconds old. A file that
    cannot be removed stays: it is tried again at the next start.
    """
    for each in _left_by_holders(desk):
        _remove(each)
    now = time.time()
    for each in _left_by_anybody(desk):
        if not 0 <= now - _changed(each) < stale:
            _remove(each)


def _left_by_holders(desk: Path) -> Iterator[Path]:
    for ending in _BESIDE:
        yield from desk.parent.glob(f"{_literal(desk.name)}{ending}*")


def _left_by_anybody(desk: Path) -> Iterator[Path]:
    backups = folder_of(desk)
    yield from backups.glob(f"*{_PARTIAL}*")
    yield from desk.parent.glob(f"{_literal(desk.stem)} before *{_PARTIAL}*")
    for beginning in _FOLDERS:
        yield from desk.parent.glob(f"{beginning}*")
        yield from backups.glob(f"{beginning}*")


def _literal(name: str) -> str:
    return "".join(f"[{each}]" if each in "*?[" else each for each in name)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
