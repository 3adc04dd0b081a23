"""What triggers do row by row, done once for a batch of an import."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from app.storage import search
from app.storage.triggers import RECOUNT

_AUTOMERGE, _CRISISMERGE = 4, 16
"""FTS5's own settings: merge a little with each write, and at once beyond so many pieces."""
_MOST_PIECES = 1000

_RECOUNT = RECOUNT.format(id="?1").rstrip(";")


@contextmanager
def loading(connection: Connection) -> Iterator[None]:
    """Inserted messages and tickets are neither counted nor indexed: whoever inserts them does.

    The index leaves a piece for each batch, which ``search.tidy`` merges in the end. Each piece
    costs a search a little, so many thousand batches are merged underway too.
    """
    connection.exec_driver_sql("INSERT INTO bulk_load DEFAULT VALUES")
    search.configure(connection, automerge=0, crisismerge=_MOST_PIECES)
    yield
    search.configure(connection, automerge=_AUTOMERGE, crisismerge=_CRISISMERGE)
    connection.exec_driver_sql("DELETE FROM bulk_load")


def index(connection: Connection, rows: list[tuple[int, str, str, str, str]]) -> None:
    """Add messages to the index: id, subject, people, files, text; in the order of their ids.

    Not by trigger: inside of another statement FTS5 writes a piece for every row.
    """
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO search(rowid, subject, people, files, text) VALUES (?, ?, ?, ?, ?)", rows
        )


def recount(connection: Connection, ticket_ids: Iterable[int]) -> None:
    """Bring the derived columns of tickets in step with their messages."""
    if rows := [(ticket_id,) for ticket_id in ticket_ids]:
        connection.exec_driver_sql(_RECOUNT, rows)
