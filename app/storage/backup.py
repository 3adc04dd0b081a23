"""Copies of a desk file: taken while it is in use, opened and checked before they count."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.errors import UserError
from app.i18n import _
from app.rules.backup_keeping import kept
from app.storage import manifest
from app.storage.connection import FAULTS, connect, explained, try_key
from app.storage.protection import Key, Protected, is_protected

_SUFFIX = ".desk"
REWRITING = ".rewriting-"
"""What folders begin with in which a copy is written anew."""


class Backup(NamedTuple):
    """A backup file with the moment it was taken (local time of this machine)."""

    path: Path
    taken_at: datetime
    size: int


@dataclass(frozen=True, slots=True, repr=False)
class Whereabouts:
    """The file of a desk, its key, and the second place of its backups."""

    desk: Path
    key: Key | None = None
    second: Path | None = None


class Postponed(UserError):  # noqa: N818 - read as a finding, not a failure
    """No backup now: a vote with secret ballots is open, and a copy before and one after a ballot
    would tell what is on it."""

    def __init__(self) -> None:
        super().__init__(
            _("A vote with secret ballots is open. A backup is taken once it is counted.")
        )


def folder_of(desk: Path) -> Path:
    """Where the backups of a desk lie: a folder of its name beside it."""
    return desk.with_name(f"{desk.stem} backups")


def backups(desk: Path) -> list[Backup]:
    """The backups of a desk, newest first."""
    return _newest_first(folder_of(desk))


def newest_good(desk: Path) -> Backup | None:
    """The newest backup that is, bit for bit, as it was when it was checked."""
    return next((each for each in backups(desk) if manifest.is_unchanged(each.path)), None)


def is_due(desk: Path, now: datetime) -> bool:
    """Whether no backup was taken on the local day of ``now``.

    One from the future, taken while a clock was wrong, does not count.
    """
    today = now.astimezone().date()
    return all(each.taken_at.date() != today for each in backups(desk))


def take(
    desk: Path, now: datetime, *, key: Key | None = None, second: Path | None = None
) -> Backup:
    """A checked backup in the desk's backup folder; of the others those stay that
    ``rules.backup_keeping`` names.

    The last good one never goes: room is made only while newer ones stay. ``second`` is another
    folder, such as a USB stick, that gets a copy; if it is not there, nothing is said.
    ``UserError`` if there is no room or the copy turns out bad (it is removed then), ``Postponed``
    during a vote.
    """
    if is_voting(desk, key):
        raise Postponed
    folder = folder_of(desk)
    _make_room(desk, folder)
    local = now.astimezone()
    target = folder / f"{local:%Y-%m-%d %H%M%S}{_SUFFIX}"
    # A second one in the same second takes the first one's place, and its manifest must not stay.
    manifest.path_of(target).unlink(missing_ok=True)
    copy_to(desk, target, key=key)
    manifest.write(target, manifest.manifest_of(target, key=key))
    _tidy(folder, target)
    if second is not None and second.is_dir():
        _copy_to_second(desk, target, second)
    return Backup(target, local.replace(tzinfo=None, microsecond=0), target.stat().st_size)


def in_second_place(desk: Path, second: Path) -> list[Backup]:
    """The copies of a desk's backups in another folder, newest first; none if it is not there."""
    return _newest_first(second / folder_of(desk).name)


def forget_unfinished(desk: Path, second: Path | None = None) -> None:
    """Remove what the rewriting of copies left behind that was cut off; none may be under way."""
    folders = [desk.parent, folder_of(desk)]
    if second is not None:
        folders.append(second / folder_of(desk).name)
    for folder in folders:
        for left in folder.glob(f"{REWRITING}*"):
            shutil.rmtree(left, ignore_errors=True)


def _make_room(desk: Path, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("No backup can be written to “{folder}”: {reason}.").format(
                folder=folder, reason=error.strerror
            )
        ) from error
    needed = desk.stat().st_size + _size(desk.with_name(desk.name + "-wal"))
    existing = _newest_first(folder)
    while shutil.disk_usage(folder).free < needed * 11 // 10 and len(existing) > 1:
        _remove(existing.pop())
    if shutil.disk_usage(folder).free < needed * 11 // 10:
        raise UserError(
            _(
                "There is no room for today’s backup: {megabytes} MB are needed in “{folder}”. "
                "Free some space; the backups so far are kept."
            ).format(megabytes=needed // 1_000_000 + 1, folder=folder)
        )


def _copy_to_second(desk: Path, taken: Path, second: Path) -> None:
    folder = second / folder_of(desk).name
    _make_room(desk, folder)
    target = folder / taken.name
    partial = target.with_name(target.name + ".partial")
    try:
        shutil.copyfile(taken, partial)
        manifest.path_of(target).unlink(missing_ok=True)
        partial.replace(target)
        shutil.copyfile(manifest.path_of(taken), manifest.path_of(target))
    except OSError as error:
        raise UserError(
            _("No backup can be written to “{folder}”: {reason}.").format(
                folder=folder, reason=error.strerror
            )
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    if not manifest.is_unchanged(target):
        _remove(Backup(target, datetime.min, 0))
        raise UserError(
            _("The copy in “{folder}” could not be read back and was removed.").format(
                folder=folder
            )
        )
    _tidy(folder, target)


def _tidy(folder: Path, taken: Path) -> None:
    """What was ``taken`` just now stays, whatever the clock said when others were."""
    there = _newest_first(folder)
    staying = kept(each.taken_at for each in there)
    for each in there:
        if each.taken_at not in staying and each.path != taken:
            _remove(each)


def _remove(backup: Backup) -> None:
    backup.path.unlink(missing_ok=True)
    manifest.path_of(backup.path).unlink(missing_ok=True)


def copy_to(desk: Path, target: Path, *, key: Key | None = None) -> None:
    """A compact, checked copy of a desk that may be in use; complete or not there at all.

    That of a protected desk opens with the same key.
    """
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        with closing(connect(desk, key=key, mode="ro")) as source:
            source.execute("PRAGMA busy_timeout=10000")
            source.execute("VACUUM INTO ?", (str(partial),))
        if faults := faults_of(partial, key=key):
            raise UserError(
                _("The backup of “{name}” is damaged and was removed: {reason}.").format(
                    name=desk.name, reason=faults[0]
                )
            )
        partial.replace(target)
    except FAULTS as error:
        raise explained(error, desk) from error
    finally:
        partial.unlink(missing_ok=True)


def faults_of(path: Path, *, key: Key | None = None) -> list[str]:
    """What the database finds wrong with a file; empty when it is sound.

    ``Protected`` or ``WrongKey`` where the key is missing or another one.
    """
    if not is_protected(path):
        key = None
    elif key is None:
        raise Protected(path)
    try:
        with closing(connect(path, key=key, mode="ro")) as raw:
            if key is not None:
                try_key(raw)
            found = [str(row[0]) for row in raw.execute("PRAGMA integrity_check(20)")]
            orphans = [
                f"{row[0]}: row {row[1]} without its {row[2]}"
                for row in raw.execute("PRAGMA foreign_key_check")
            ]
    except FAULTS as error:
        return [str(error)]
    return [line for line in found if line != "ok"] + orphans


def is_voting(desk: Path, key: Key | None) -> bool:
    """Whether a vote with secret ballots is open, during which no copy is made."""
    try:
        with closing(connect(desk, key=key, mode="ro")) as raw:
            found = raw.execute(
                "SELECT count(*) FROM workshop_vote WHERE state = 'open' AND mode = 'ranked'"
            ).fetchone()
    except FAULTS as error:
        raise explained(error, desk) from error
    return bool(found[0])


def _newest_first(folder: Path) -> list[Backup]:
    return sorted(_found(folder), key=lambda backup: backup.taken_at, reverse=True)


def _found(folder: Path) -> Iterator[Backup]:
    for path in folder.glob(f"*{_SUFFIX}"):
        try:
            taken = datetime.strptime(path.stem, "%Y-%m-%d %H%M%S")
        except ValueError:
            continue
        yield Backup(path, taken, path.stat().st_size)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
