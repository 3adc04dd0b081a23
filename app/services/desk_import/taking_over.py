"""From an export to a desk: complete and checked, or none at all.

The new file grows beside the desk's name and takes it with one renaming, so whenever the program or
the power fails, there is either a whole desk or what was there before.
"""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.desk_export.checking import check
from app.formats.desk_export.layout import CONTENTS, SCHEMA, shown, table_file
from app.formats.desk_export.manifest import Manifest, newer
from app.formats.desk_export.reading import Source, source
from app.i18n import _
from app.services.desk_export.tables import portable_tables
from app.services.desk_export.telling import Progress, Steps
from app.services.desk_import.emptiness import is_new
from app.services.desk_import.loading import load
from app.storage.backup import backups, faults_of
from app.storage.connection import FAULTS, connect, engine_for, explained
from app.storage.flushing import flush
from app.storage.protection import Key
from app.storage.upgrade import REVISION, create, is_empty_file, make_folder_for, open_desk

_UNFINISHED = ".taken-over"
_LOADED = ("tables/", "mail/")
_FAST = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-64000")
"""A file that fails is thrown away, so nothing in it has to survive."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The desk, and how much is in it."""

    desk: Path
    name: str
    tickets: int
    messages: int
    contacts: int


def take_over(
    export: Path, desk: Path, *, key: Key | None = None, progress: Progress | None = None
) -> TakenOver:
    """Make a desk of an export where none is, or where there is a new one that nobody has open.

    ``key`` is that of the new desk if it is protected; it keeps it. ``UserError`` if the desk is
    in use already, and if the export is damaged, foreign or newer; ``Cancelled`` when ``progress``
    raises it. What was at ``desk`` is then as it was.
    """
    _check_is_new(desk, key)
    make_folder_for(desk)
    fresh = desk.with_name(desk.name + _UNFINISHED)
    with source(export) as found:
        manifest = found.manifest()
        _check_manifest(manifest)
        size = sum(each.size for each in manifest.files.values())
        steps = Steps(size + _loaded(manifest), progress)
        check(found, manifest, read=steps.done)
        _check_room(desk, size)
        forget_unfinished(desk)
        try:
            _build(fresh, key, found, manifest, steps)
            _put_in_place(fresh, desk, key)
        except FAULTS as error:
            raise explained(error, desk) from error
        finally:
            forget_unfinished(desk)
    counts = manifest.tables
    return TakenOver(desk, manifest.desk, counts["ticket"], counts["message"], counts["contact"])


def forget_unfinished(desk: Path) -> None:
    """Remove what taking over left behind when it was cut off."""
    for ending in ("", "-journal", "-wal", "-shm"):
        desk.with_name(desk.name + _UNFINISHED + ending).unlink(missing_ok=True)


def _check_is_new(desk: Path, key: Key | None) -> None:
    if not desk.exists() or is_empty_file(desk):
        return
    with closing(open_desk(desk, key=key)) as database:
        # The heads noted in its backups would not fit another history.
        if not database.read(is_new) or backups(desk):
            raise UserError(
                _(
                    "“{name}” is in use already, and an export becomes a desk of its own. Choose "
                    "a new name for it."
                ).format(name=desk.name)
            )


def _check_manifest(manifest: Manifest) -> None:
    if manifest.schema > REVISION:
        raise newer()
    needed = {table_file(each.name) for each in portable_tables()} | {CONTENTS, SCHEMA}
    missing = sorted(needed - manifest.files.keys())
    unknown = sorted(name for name in manifest.files.keys() - needed if name.startswith("tables/"))
    if missing:
        raise UserError(
            _("The export lacks “{name}”, so no desk can be made of it.").format(name=missing[0])
        )
    if unknown or manifest.schema != REVISION:
        raise UserError(
            _("This program does not know “{name}” of the export, so it would be lost.").format(
                name=shown(unknown[0] if unknown else manifest.schema)
            )
        )


def _check_room(desk: Path, size: int) -> None:
    if shutil.disk_usage(desk.parent).free < size:
        raise UserError(
            _(
                "There is no room for the desk: up to {megabytes} MB are needed in “{folder}”. "
                "Free some space or choose another disk."
            ).format(megabytes=size // 1_000_000 + 1, folder=desk.parent)
        )


def _loaded(manifest: Manifest) -> int:
    """About so many bytes are read once more, after they were checked."""
    return sum(
        each.size
        for name, each in manifest.files.items()
        if name == CONTENTS or name.startswith(_LOADED)
    )


def _build(fresh: Path, key: Key | None, found: Source, manifest: Manifest, steps: Steps) -> None:
    create(fresh, key=key).close()
    engine = engine_for(fresh, key=key, writing=True)
    try:
        with engine.connect().execution_options(immediate=True) as connection:
            raw = connection.connection
            for pragma in _FAST:
                raw.cursor().execute(f"PRAGMA {pragma}")
            with Session(connection) as session:
                load(session, found, manifest, read=steps.done)
                steps.finish()
                session.commit()
            raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        engine.dispose()
    if faults := faults_of(fresh, key=key):
        raise UserError(
            _("The new file could not be read back: {reason}. Nothing was taken over.").format(
                reason=faults[0]
            )
        )


def _put_in_place(fresh: Path, desk: Path, key: Key | None) -> None:
    if desk.exists() and not is_empty_file(desk):
        with closing(connect(desk, key=key)) as old:
            # Its log would be taken for one of the new file.
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    flush(fresh)
    fresh.replace(desk)
    flush(desk.parent)
    for ending in ("-wal", "-shm"):
        desk.with_name(desk.name + ending).unlink(missing_ok=True)
