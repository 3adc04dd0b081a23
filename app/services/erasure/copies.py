"""Copies of a desk that hold what is erased: listed with the day they lapse, or written anew."""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from app.errors import UserError
from app.i18n import _
from app.rules.backup_keeping import expires
from app.services.erasure.erasing import Reach, erase_from_copy, left_in_copy
from app.services.erasure.person import Person
from app.storage import backup, history, manifest, search
from app.storage.connection import connect
from app.storage.database import Database
from app.storage.flushing import flush
from app.storage.protection import Key, is_protected
from app.storage.upgrade import open_desk

_LOGS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the desk; ``lapses`` is None for one that stays until somebody removes it."""

    path: Path
    lapses: date | None
    second: bool = False


class Fate(StrEnum):
    """What became of a copy when a person was erased."""

    REWRITTEN = "rewritten"
    CLEAN = "clean"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Treated:
    """A copy and what became of it; ``reason`` says why one was kept that should not be."""

    copy: Copy
    fate: Fate
    reason: str = ""


def copies_of(
    desk: Path, second: Path | None = None, *, also: datetime | None = None
) -> list[Copy]:
    """The backups of a desk, newest first, those in the second place if it is there, and desks
    that were kept aside before a restore or an upgrade.

    ``also`` is when one more will have been taken, which is then among them.
    """
    ahead = [] if also is None else [_ahead(desk, also)]
    found = _dated([*ahead, *backup.backups(desk)], second=False)
    if second is not None and second.is_dir():
        found += _dated([*ahead, *backup.in_second_place(desk, second)], second=True)
    aside = [
        path
        for path in sorted(desk.parent.glob(f"*{desk.suffix}"))
        if path.name.startswith((f"{desk.stem} before restore ", f"{desk.stem} before upgrade "))
    ]
    return found + [Copy(path, None) for path in aside]


def treat_copies(
    copies: Iterable[Copy],
    who: Person,
    reach: Reach,
    *,
    key: Key | None,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Treated]:
    """Write those anew that hold anything of the person; what became of each.

    One that cannot be, for it is damaged or opens with another key, is kept as it was, and so are
    those that are left once ``stopped`` says so. ``tell`` hears how many of how many are done.
    """
    there = list(copies)
    treated = []
    for place, each in enumerate(there):
        if stopped():
            treated.append(Treated(each, Fate.KEPT, _("stopped before it")))
            continue
        tell(place, len(there))
        try:
            rewritten = rewrite_without(each.path, who, reach, key=key)
        except UserError as error:
            treated.append(Treated(each, Fate.KEPT, str(error)))
        else:
            treated.append(Treated(each, Fate.REWRITTEN if rewritten else Fate.CLEAN))
    return treated


def rewrite_without(path: Path, who: Person, reach: Reach, *, key: Key | None) -> bool:
    """Take a person out of a copy; False if nothing of them was in it.

    A second file is made from it, the person is erased there, and it is read back; then it takes
    the first one's place with one renaming. Its history is as long and has the same head as before,
    and what was noted of a sound backup is noted anew. ``UserError`` if it cannot be done: the copy
    is then as it was.
    """
    own = key if is_protected(path) else None
    was_sound = manifest.is_unchanged(path)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=backup.REWRITING) as folder:
            fresh = _cleaned(path, Path(folder), who, reach, own)
            if fresh is None:
                return False
            flush(fresh)
            manifest.path_of(path).unlink(missing_ok=True)
            fresh.replace(path)
            flush(path.parent)
            for ending in _LOGS:
                path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be written anew: {reason}. It is as it was.").format(
                name=path.name, reason=error.strerror or error
            )
        ) from error
    if was_sound:
        manifest.write(path, manifest.manifest_of(path, key=own))
    return True


def _ahead(desk: Path, also: datetime) -> backup.Backup:
    taken_at = also.astimezone().replace(tzinfo=None, microsecond=0)
    return backup.Backup(backup.folder_of(desk), taken_at, 0)


def _dated(found: list[backup.Backup], *, second: bool) -> list[Copy]:
    taken = [each.taken_at for each in found]
    return [Copy(each.path, expires(each.taken_at, taken), second) for each in found]


def _cleaned(path: Path, folder: Path, who: Person, reach: Reach, key: Key | None) -> Path | None:
    """A checked file beside without the person; None if nothing of them was in it."""
    work, fresh = folder / "work.desk", folder / "fresh.desk"
    _check_room(path)
    shutil.copyfile(path, work)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        shutil.copyfile(log, work.with_name(work.name + "-wal"))
    with closing(open_desk(work, key=key)) as database:
        if not database.read(left_in_copy, who, reach):
            return None
        head = database.read(history.head)
        database.execute(erase_from_copy, who, reach, label="", agent_id=None)
    backup.copy_to(work, fresh, key=key)
    with closing(Database(fresh, key=key)) as database:
        sound = (
            not database.read(left_in_copy, who, reach)
            and database.read(search.is_whole)
            and not database.read(history.broken_entries)
            and database.read(history.head) == head
        )
    if not sound:
        raise UserError(
            _("“{name}” could not be read back without the person. It is as it was.").format(
                name=path.name
            )
        )
    with closing(connect(fresh, key=key)) as raw:
        # Reading it for the check made it keep a log beside it, which a backup has none of.
        raw.execute("PRAGMA journal_mode=DELETE")
    return fresh


def _check_room(path: Path) -> None:
    needed = path.stat().st_size * 22 // 10
    if shutil.disk_usage(path.parent).free < needed:
        raise UserError(
            _("There is no room to write “{name}” anew: {megabytes} MB are needed.").format(
                name=path.name, megabytes=needed // 1_000_000 + 1
            )
        )
