"""A backup in the place of a closed desk; the desk as it was keeps a second name."""

import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from app.errors import UserError
from app.i18n import _
from app.storage.backup import faults_of
from app.storage.connection import FAULTS, connect
from app.storage.flushing import flush
from app.storage.protection import Key


def restore(backup: Path, desk: Path, now: datetime, *, key: Key | None = None) -> Path:
    """Put a backup in the place of a closed desk; where the present desk was kept aside.

    ``UserError`` if the backup is damaged, its key is another or there is no room for it; the desk
    is then as it was.
    """
    if faults := faults_of(backup, key=key):
        raise UserError(
            _("The backup “{name}” is damaged: {reason}. Choose another one.").format(
                name=backup.name, reason=faults[0]
            )
        )
    fresh = desk.with_name(desk.name + ".restored")
    aside = _free_name(desk, now)
    try:
        shutil.copyfile(backup, fresh)
        flush(fresh)
        if desk.exists():
            _set_aside(desk, aside, key)
        fresh.replace(desk)
        flush(desk.parent)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UserError(
            _("The backup cannot be copied to “{folder}”: {reason}. The desk is as it was.").format(
                folder=desk.parent, reason=error.strerror
            )
        ) from error
    return aside


def _free_name(desk: Path, now: datetime) -> Path:
    name = f"{desk.stem} before restore {now.astimezone():%Y-%m-%d %H%M%S}"
    aside, number = desk.with_name(f"{name}{desk.suffix}"), 2
    while aside.exists():
        aside, number = desk.with_name(f"{name} ({number}){desk.suffix}"), number + 1
    return aside


def _set_aside(desk: Path, aside: Path, key: Key | None) -> None:
    """Give the present desk a second name; it keeps its own, so that there always is a desk.

    Its log goes: it would be taken for that of the file that comes. It is folded in before where
    the desk can be opened; else it stays with the second name.
    """
    with suppress(*FAULTS), closing(connect(desk, key=key)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log = desk.with_name(desk.name + "-wal")
    if log.exists() and log.stat().st_size:
        _give_second_name(log, aside.with_name(aside.name + "-wal"))
    _give_second_name(desk, aside)
    flush(desk.parent)
    for ending in ("-wal", "-shm"):
        desk.with_name(desk.name + ending).unlink(missing_ok=True)


def _give_second_name(path: Path, second: Path) -> None:
    """Without a copy where the disk can do that."""
    try:
        second.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, second)
        flush(second)
