"""A desk written anew with another key, or with none: complete and checked, or not at all.

The new file grows beside the old one and takes its place with one renaming, so whenever the program
or the power fails, one of the two is there whole under the desk's name.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from app.errors import Cancelled, UserError
from app.i18n import _
from app.storage import manifest, search
from app.storage.backup import faults_of
from app.storage.connection import APPLICATION_ID, FAULTS, connect, explained, try_key
from app.storage.database import Database
from app.storage.flushing import flush
from app.storage.manifest import row_counts
from app.storage.protection import Key, is_protected

_UNFINISHED = ".rewritten"
_STEPS = 20_000
"""Steps of the database between two looks at how far it is, and whether to go on."""

Progress = Callable[[int, int], None]


def rewrite(
    desk: Path,
    *,
    old: Key | None,
    new: Key | None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write a desk that nobody has open with the key ``new`` (None: without protection).

    ``progress`` hears bytes written and to be written, from the thread that calls this. Raises
    ``WrongKey``; ``UserError`` if there is no room or the desk is damaged, ``Cancelled`` when
    ``cancelled`` says so: the desk is then as it was.
    """
    forget_unfinished(desk)
    fresh = desk.with_name(desk.name + _UNFINISHED)
    try:
        _check_room(desk)
        with closing(connect(desk, key=old)) as source:
            if old is not None:
                try_key(source)
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            _export(source, fresh, new, _watch(desk, fresh, progress, cancelled))
            counts = row_counts(source)
        _verify(fresh, new, counts)
        flush(fresh)
        if cancelled():
            raise Cancelled
        fresh.replace(desk)
        flush(desk.parent)
    except FAULTS as error:
        if cancelled():
            raise Cancelled from error
        raise explained(error, desk) from error
    finally:
        forget_unfinished(desk)
    # What the log of the old file still holds was folded in above, and does not fit the new one.
    for ending in ("-wal", "-shm"):
        desk.with_name(desk.name + ending).unlink(missing_ok=True)


def rewrite_backup(backup: Path, *, old: Key | None, new: Key | None) -> None:
    """Write a backup anew as ``rewrite`` does a desk; ``old`` is the desk's key from before.

    What was noted of a backup that is as it was checked is noted of the new file. One that was
    changed since, or never checked, gets no manifest, so that it does not pass for sound.
    """
    was_sound = manifest.is_unchanged(backup)
    manifest.path_of(backup).unlink(missing_ok=True)
    rewrite(backup, old=old if is_protected(backup) else None, new=new)
    if was_sound:
        manifest.write(backup, manifest.manifest_of(backup, key=new))


def forget_unfinished(desk: Path) -> None:
    """Remove what a rewriting that was cut off left behind."""
    for ending in ("", "-journal", "-wal", "-shm"):
        desk.with_name(desk.name + _UNFINISHED + ending).unlink(missing_ok=True)


def _check_room(desk: Path) -> None:
    needed = desk.stat().st_size * 11 // 10
    if shutil.disk_usage(desk.parent).free < needed:
        raise UserError(
            _(
                "The desk is written anew for this, and {megabytes} MB are needed in “{folder}”. "
                "Free some space; the desk is as it was."
            ).format(megabytes=needed // 1_000_000 + 1, folder=desk.parent)
        )


def _watch(
    desk: Path, fresh: Path, progress: Progress | None, cancelled: Callable[[], bool]
) -> Callable[[], bool]:
    total = desk.stat().st_size

    def look() -> bool:
        """Whether to stop; the driver asks every so many steps."""
        if progress is not None and fresh.exists():
            progress(min(fresh.stat().st_size, total), total)
        return cancelled()

    return look


def _export(source: Any, fresh: Path, key: Key | None, stop: Callable[[], bool]) -> None:
    """Everything of the file, in the order of its rows; indices and the word index included."""
    source.set_progress_handler(stop, _STEPS)
    try:
        source.execute("ATTACH ? AS fresh KEY ?", (str(fresh), key.text if key else ""))
        source.execute("PRAGMA fresh.secure_delete=ON")
        source.execute("SELECT sqlcipher_export('fresh')")
        source.execute(f"PRAGMA fresh.application_id={APPLICATION_ID}")
        source.execute("DETACH fresh")
    finally:
        source.set_progress_handler(None, 0)


def _verify(fresh: Path, key: Key | None, counts: dict[str, int]) -> None:
    """A file that is not as asked for is a bug, or a disk that lies; the old desk stays."""
    found = faults_of(fresh, key=key)
    if is_protected(fresh) is not (key is not None):
        found.append("protection is not as asked for")
    if not found:
        with closing(connect(fresh, key=key, mode="ro")) as raw:
            if row_counts(raw) != counts:
                found.append("rows are missing")
        with closing(Database(fresh, key=key)) as database:
            if not database.read(search.is_whole):
                found.append("the search index does not fit")
    if found:
        raise UserError(
            _("The new file could not be read back: {reason}. The desk is as it was.").format(
                reason=found[0]
            )
        )
