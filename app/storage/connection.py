"""Connections to a desk file: the driver, its pragmas, and what its errors mean to a person."""

import os
import sys
import zlib
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Literal

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool

from app.errors import UserError
from app.i18n import _
from app.storage.protection import PLAIN, Key, WrongKey
from app.storage.room import full_disk, is_full
from app.storage.search import index_words

APPLICATION_ID = 0x54524553
"""``TRES`` in the header of every desk file."""

_MAC: dict[str, str | int] = {"fullfsync": 1, "checkpoint_fullfsync": 1}

PRAGMAS: Mapping[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "wal_autocheckpoint": 4000,
    "journal_size_limit": 32 << 20,
    "busy_timeout": 10_000,
    "secure_delete": 1,
    "cache_size": -4_000,
    "recursive_triggers": 0,
    **(_MAC if sys.platform == "darwin" else {}),
}
"""What every connection is set to; a confirmed change survives a power cut.

Each has pages of its own in memory, while the system keeps the file in memory once for all: so
4 MB are enough to read.
"""
_DAMAGE = (
    "malformed",
    "not a database",
    "file is encrypted",
    "could not decode",
    "codec can't decode",
    "checksum mismatch",
    "vtable constructor failed",
    "decompressing",
)
"""What the errors of damaged files say: those of the driver, and of contents that are packed."""
_WRITE_VERSION, _NEWEST_VERSION = 18, 2
"""The byte of the head that says how a file is to be written, and what it says at most."""
_WRITING_CACHE = -16_000
"""Pages that a batch changes wait here for its commit."""


def connect(path: Path, *, key: Key | None = None, mode: Literal["rw", "ro"] = "rw") -> Any:
    """A connection of the driver to a file that is there, with its ``key`` if it is protected.

    It may go from thread to thread, and begins transactions only when told to.
    """
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    if key is not None:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f'PRAGMA key="{key.text}"')
    return connection


def try_key(connection: Any) -> None:
    """``WrongKey`` unless the connection was opened with the right key.

    A file that is damaged in its first page says the same.
    """
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except driver.DatabaseError as error:
        if "not a database" in str(error):
            raise WrongKey from error
        raise


def fits(path: Path, key: Key | None) -> bool:
    """Whether ``key`` opens the file."""
    if key is None:
        return False
    with closing(connect(path, key=key, mode="ro")) as raw:
        try:
            try_key(raw)
        except WrongKey:
            return False
    return True


def engine_for(path: Path, *, key: Key | None = None, writing: bool = False) -> Engine:
    """An engine on the file; transactions begin as SQLAlchemy says, not as the driver guesses."""
    engine = create_engine(
        "sqlite://",
        creator=partial(connect, path, key=key),
        module=driver,
        poolclass=QueuePool,
        hide_parameters=True,
        pool_size=8,
        pool_use_lifo=True,
        max_overflow=8,
    )
    event.listen(engine, "connect", partial(_prepare, writing=writing))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: object, *, writing: bool) -> None:
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    if writing:
        connection.execute(f"PRAGMA cache_size={_WRITING_CACHE}")
    connection.create_function("index_words", 1, index_words, deterministic=True)


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def explained(error: Exception, path: Path) -> Exception:
    """The error as a ``UserError`` if the person can mend it, else the error itself."""
    text = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if any(sign in text for sign in _DAMAGE) or ("readonly" in text and _has_no_version(path)):
        # It knows the backups, which are read through connections.
        from app.storage.damage import damaged

        return damaged(path)
    sentence = _sentence(text, path)
    return UserError(sentence) if sentence else error


def vanished(path: Path) -> UserError:
    """What is said when the file of an open desk is not there any more."""
    return UserError(
        _(
            "“{name}” is not in “{folder}” any more, so nothing can be saved. Connect the drive or "
            "put the folder back, and try again."
        ).format(name=path.name, folder=path.parent)
    )


def _sentence(text: str, path: Path) -> str:
    name = path.name
    unopened, unwritten = "unable to open" in text, "disk i/o error" in text
    if "disk is full" in text or ((unopened or unwritten) and is_full(path.parent)):
        return full_disk()
    if "readonly" in text or "read-only" in text or (unopened and _only_to_read(path)):
        return _(
            "“{name}” or its folder can only be read, not changed. Allow writing there "
            "or copy the desk to another folder."
        ).format(name=name)
    if "locked" in text:
        return _("“{name}” is busy in another program. Close it there and try again.").format(
            name=name
        )
    if unopened:
        return _("“{name}” cannot be opened. Check that the file and its folder exist.").format(
            name=name
        )
    if unwritten:
        return _(
            "The disk reported an error while reading or writing “{name}”. Check the disk "
            "and keep a copy of the desk somewhere else."
        ).format(name=name)
    return ""


def _has_no_version(path: Path) -> bool:
    """Whether the head of a plain file names a format that there is not: one bit does that, and the
    driver takes it for one of the future, which it may read but not write."""
    with path.open("rb") as file:
        head = file.read(_WRITE_VERSION + 1)
    return head.startswith(PLAIN) and head[-1] > _NEWEST_VERSION


def _only_to_read(path: Path) -> bool:
    """On a disk that can only be read the driver says no more than that it cannot open."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


FAULTS = (DatabaseError, driver.DatabaseError, zlib.error, UnicodeDecodeError)
"""What the driver raises, with and without SQLAlchemy around it, also for text that is none, and
what packed contents raise."""

CONFLICTS = (IntegrityError, driver.IntegrityError)
"""Those of them that are about a row which breaks a rule of its table."""
