"""Tables as lines of JSON, one for each row, by what the models say of them.

The lines of a table in the order of its keys are its canonical form: two desks hold the same
exactly if these lines are the same.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from app.models import Base
from app.services.desk_export.columns import PortableColumn, portable
from app.storage.statements import Statements

LEFT_OUT = frozenset(
    {
        *("history_entry", "history_content", "history_ticket", "undo_step"),
        *("access_log", "bulk_load"),
    }
)
"""What was done on this desk, and by whom; it does not go along."""

CONTENTS = frozenset({"blob", "blob_chunk"})
"""The content store goes out as the files that it holds (``contents``)."""

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PortableTable:
    """A table with those of its columns that are stored."""

    name: str
    columns: tuple[PortableColumn, ...]

    def lines(self, session: Session) -> Iterator[bytes]:
        """Its rows in the order of their keys, a few at a time."""
        heads = [f'"{each.name}":' for each in self.columns]
        encoders = [each.encode for each in self.columns]
        names = ", ".join(f'"{each.name}"' for each in self.columns)
        for row in stream(session, f'SELECT {names} FROM "{self.name}" ORDER BY id'):
            cells = [
                head + ("null" if value is None else encode(value))
                for head, encode, value in zip(heads, encoders, row, strict=True)
            ]
            yield ("{" + ",".join(cells) + "}\n").encode()

    def row(self, line: bytes) -> list[Any]:
        """The stored values of a line; ValueError or TypeError if it is none of this table."""
        found = json.loads(line)
        if type(found) is not dict or len(found) != len(self.columns):
            raise ValueError(self.name)
        row: list[Any] = []
        for column in self.columns:
            if column.name not in found:
                raise ValueError(column.name)
            value = found[column.name]
            if value is None and not column.nullable:
                raise ValueError(column.name)
            row.append(None if value is None else column.decode(value))
        return row

    @property
    def insertion(self) -> str:
        """The statement that takes the values of ``row``."""
        names = ", ".join(f'"{each.name}"' for each in self.columns)
        marks = ", ".join("?" * len(self.columns))
        return f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})'


@cache
def portable_tables() -> tuple[PortableTable, ...]:
    """All tables that are in an export as lines, those first that others name."""
    return tuple(
        PortableTable(table.name, _stored(table))
        for table in Base.metadata.sorted_tables
        if table.name not in LEFT_OUT | CONTENTS
    )


def digest(lines: Iterable[bytes]) -> bytes:
    """SHA-256 of the canonical form of a table."""
    found = hashlib.sha256()
    for line in lines:
        found.update(line)
    return found.digest()


def keys(session: Session) -> dict[str, int]:
    """The last key that each table gave, which may be above all that are left."""
    exported = CONTENTS | {each.name for each in portable_tables()}
    given = Statements(session).rows("SELECT name, seq FROM sqlite_sequence ORDER BY name")
    return {name: last for name, last in given if name in exported}


def count(session: Session, table: str) -> int:
    """Rows of a table."""
    found: int = Statements(session).value(f'SELECT count(*) FROM "{table}"')
    return found


def stream(session: Session, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement, a few in memory at a time."""
    cursor: Any = session.connection().connection.cursor()
    try:
        cursor.execute(sql)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from rows
    finally:
        cursor.close()


def _stored(table: Table) -> tuple[PortableColumn, ...]:
    return tuple(portable(each) for each in table.columns if each.computed is None)
