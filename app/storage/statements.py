"""Statements straight to the driver, for batches: SQLAlchemy costs more than most of them take."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.storage import stopping

_AT_ONCE = 20
"""Rows in one statement: where a table has triggers, SQLite copies with each statement the pages
that it changes, to take it back if it fails."""


class Insert(NamedTuple):
    """An insert of rows of one width: ``into`` up to ``VALUES``, the ``marks`` of one row."""

    into: str
    marks: str

    def of(self, count: int) -> str:
        """The statement for so many rows."""
        return f"{self.into} VALUES {', '.join([self.marks] * count)}"


class Statements:
    """The connection of a session's transaction without SQLAlchemy in between.

    Parameters are stored values (``app.storage.recorder.stored``). What the session still has to
    flush is not seen here. In a read that shall end (``app.storage.stopping``) it cannot be had.
    """

    def __init__(self, session: Session) -> None:
        stopping.check(session)
        self._connection: Any = session.connection().connection.driver_connection

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows as tuples."""
        found: list[Any] = self._connection.execute(sql, parameters).fetchall()
        return found

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row, None without one."""
        row = self._connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """One statement that returns nothing."""
        self._connection.execute(sql, parameters)

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """The same statement for all rows, if there are any."""
        if rows:
            self._connection.executemany(sql, rows)

    def insert(self, into: Insert, rows: Sequence[Sequence[Any]]) -> None:
        """All rows, several with one statement."""
        whole = len(rows) - len(rows) % _AT_ONCE
        several = [
            tuple(chain.from_iterable(rows[start : start + _AT_ONCE]))
            for start in range(0, whole, _AT_ONCE)
        ]
        self.run_many(into.of(_AT_ONCE), several)
        self.run_many(into.of(1), rows[whole:])

    def last_key(self, table: str) -> int:
        """The highest key that the table ever gave; the next one is free until the commit."""
        return self.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)) or 0
