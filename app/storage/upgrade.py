"""From no file to a desk, and from an older desk to the present one, with a backup first."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from app.errors import UserError
from app.i18n import _
from app.storage.backup import copy_to, newest_good
from app.storage.connection import (
    APPLICATION_ID,
    FAULTS,
    connect,
    engine_for,
    explained,
    try_key,
)
from app.storage.damage import damaged, opens_a_backup
from app.storage.database import Database, utc_now
from app.storage.protection import Key, Protected, WrongKey, is_protected

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

REVISION = "0001"
"""The schema of this program; a test keeps it equal to the newest migration."""

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic makes it."""

_PARTS = ("", "-wal", "-shm")

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def create(
    path: Path, *, clock: Callable[[], datetime] = utc_now, key: Key | None = None
) -> Database:
    """A new, empty desk file, protected if there is a ``key``.

    ``UserError`` if there is a file already or none can be written.
    """
    make_folder_for(path)
    try:
        with path.open("xb"):
            pass
    except FileExistsError as error:
        raise UserError(
            _("“{name}” exists already. Open it or choose another name.").format(name=path.name)
        ) from error
    except OSError as error:
        raise _unwritable(path.parent, error) from error
    # What is cut off leaves an empty file, which can be made a desk again, not half of one.
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_bytes(b"")
        _build(fresh, key)
        fresh.replace(path)
    except (*FAULTS, OSError) as error:
        for each in (path, *(fresh.with_name(fresh.name + ending) for ending in _PARTS)):
            each.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path.parent, error) from error
        raise explained(error, path) from error
    return Database(path, clock=clock, key=key)


def make_folder_for(desk: Path) -> None:
    """The folder that a desk is to lie in; ``UserError`` if there can be none."""
    try:
        desk.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(desk.parent, error) from error


def _unwritable(folder: Path, error: OSError) -> UserError:
    return UserError(
        _("No desk can be written to “{folder}”: {reason}. Choose another folder.").format(
            folder=folder, reason=error.strerror
        )
    )


def open_desk(
    path: Path, *, clock: Callable[[], datetime] = utc_now, key: Key | None = None
) -> Database:
    """The desk in the file, upgraded if it is older than the program.

    ``UserError`` if there is none, if it is damaged, read-only, or newer than the program;
    ``Protected`` if it needs a key, ``WrongKey`` if it is another than ``key``.
    """
    if not path.is_file():
        raise missing(path)
    if not is_protected(path):
        key = None
    elif key is None:
        raise Protected(path)
    revision = _revision(path, key)
    notice = "" if revision == REVISION else _upgrade(path, revision, key)
    return Database(path, clock=clock, notice=notice, key=key)


def missing(path: Path) -> UserError:
    """What is said of a desk that is not there."""
    return UserError(
        _("There is no desk at “{path}”. Check the name or make a new desk.").format(path=path)
    )


def newest_migration() -> str | None:
    """The revision that the migrations lead to; None if they are missing."""
    return _alembic()[1].get_current_head()


def is_empty_file(path: Path) -> bool:
    """A desk whose making was cut off before its first byte; it can be made again."""
    return path.is_file() and path.stat().st_size == 0


def _build(path: Path, key: Key | None) -> None:
    from app.models import Base
    from app.storage.triggers import SEARCH_TABLES, TRIGGERS

    engine = engine_for(path, key=key)
    try:
        with engine.connect().execution_options(immediate=True) as connection, connection.begin():
            Base.metadata.create_all(connection)
            for statement in (*SEARCH_TABLES, *TRIGGERS):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(_VERSION_TABLE)
            connection.execute(
                text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISION}
            )
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        engine.dispose()


def _revision(path: Path, key: Key | None) -> str:
    try:
        with closing(connect(path, key=key)) as raw:
            if key is not None:
                try_key(raw)
            mark = raw.execute("PRAGMA application_id").fetchone()[0]
            known = (
                mark == APPLICATION_ID
                and raw.execute("SELECT version_num FROM alembic_version").fetchone()
            )
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("ROLLBACK")
    except WrongKey as error:
        if key is not None and opens_a_backup(path, key):
            raise damaged(path) from error
        raise
    except FAULTS as error:
        raise explained(error, path) from error
    if not known and newest_good(path) is not None:
        raise damaged(path)
    if not known:
        raise UserError(
            _("“{name}” is no desk of Tresen. Choose another file.").format(name=path.name)
        )
    return str(known[0])


def _upgrade(path: Path, revision: str, key: Key | None) -> str:
    """Bring the desk to the present schema, or leave it as it was; what to tell the person.

    Undo steps name columns of the schema they were made in, so they go; the history stays.
    """
    from alembic import command

    config, scripts = _alembic()
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise UserError(
            _("“{name}” was made by a newer Tresen. Update this program to open it.").format(
                name=path.name
            )
        )
    copy = path.with_name(f"{path.stem} before upgrade from {revision}{path.suffix}")
    copy_to(path, copy, key=key)
    engine = engine_for(path, key=key)
    try:
        with engine.connect().execution_options(immediate=True) as connection:
            _without_foreign_keys(connection)
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise RuntimeError("the upgrade left rows without their parents")
                forgotten = connection.exec_driver_sql("DELETE FROM undo_step").rowcount
    except FAULTS as error:
        raise explained(error, path) from error
    finally:
        engine.dispose()
    return _upgrade_notice(copy, steps_forgotten=forgotten > 0)


def _alembic() -> "tuple[Config, ScriptDirectory]":
    """Imported only when needed: it costs a quarter of a second that no start should pay."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config, ScriptDirectory.from_config(config)


def _without_foreign_keys(connection: Connection) -> None:
    """Inside a transaction the pragma does nothing, and with foreign keys a rebuild of a table
    would silently delete its child rows."""
    driver_connection = connection.connection.driver_connection
    if driver_connection is None:
        raise RuntimeError("the connection is closed")
    driver_connection.execute("PRAGMA foreign_keys=OFF")


def _upgrade_notice(copy: Path, *, steps_forgotten: bool) -> str:
    notice = _(
        "This desk was brought up to this version of Tresen. As it was before, it is kept in "
        "“{copy}”."
    ).format(copy=copy)
    if not steps_forgotten:
        return notice
    return f"{notice} {_('What was done before cannot be undone any more.')}"
