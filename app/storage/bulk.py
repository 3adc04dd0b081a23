"""What triggers do row by row, done once for a batch of an import."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.storage import search
from app.storage.statements import Statements
from app.storage.triggers import RECOUNT

_AUTOMERGE = 4
"""FTS5's own setting: each write merges a little once there are so many pieces of a size."""
_MOST_PIECES = 1900
"""Beyond so many FTS5 merges all at once, which takes seconds; 2,000 it refuses."""
_HASH = 16 << 20
"""Bytes of new words that FTS5 gathers in memory: a batch then leaves one piece, not several."""

_RECOUNT = RECOUNT.format(id="?1").rstrip(";")


@contextmanager
def loading(sql: Statements) -> Iterator[None]:
    """Inserted messages and tickets are neither counted nor indexed: whoever inserts them does.

    The index leaves a piece for each batch, which ``search.tidy_some`` merges later on, and each
    other write a little. Meanwhile nothing may be taken out of it: FTS5 that forgets securely looks
    through all pieces for every word that stands often in a new message.
    """
    sql.run("INSERT INTO bulk_load DEFAULT VALUES")
    search.configure(
        sql, automerge=0, crisismerge=_MOST_PIECES, hashsize=_HASH, secure_delete=False
    )
    yield
    search.configure(sql, automerge=_AUTOMERGE, secure_delete=True)
    sql.run("DELETE FROM bulk_load")


def index(sql: Statements, rows: list[tuple[int, str, str, str, str]]) -> None:
    """Add messages to the index: id, subject, people, files, text; in the order of their ids.

    Not by trigger: inside of another statement FTS5 writes a piece for every row.
    """
    sql.run_many(
        "INSERT INTO search(rowid, subject, people, files, text) VALUES (?, ?, ?, ?, ?)", rows
    )


def recount(sql: Statements, ticket_ids: Iterable[int]) -> None:
    """Bring the derived columns of tickets in step with their messages."""
    sql.run_many(_RECOUNT, [(ticket_id,) for ticket_id in ticket_ids])


def fold_log(session: Session) -> None:
    """Copy what is in the write-ahead log to the file, as far as nobody reads or writes there.

    To be called in a read: it keeps no one waiting, whereas a commit that finds a long log does
    this before it returns.
    """
    Statements(session).run("PRAGMA wal_checkpoint(PASSIVE)")
