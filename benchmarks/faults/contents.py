"""What is in a desk, to be compared: single values, and a digest of each table."""

import hashlib
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.storage.connection import connect
from app.storage.manifest import row_counts as counted
from app.storage.protection import Key


def value(session: Session, sql: str) -> Any:
    """The only value of a statement."""
    return session.scalar(text(sql))


def column(session: Session, sql: str) -> list[Any]:
    """The first value of each row."""
    return list(session.scalars(text(sql)))


def digests(desk: Path, key: Key | None) -> dict[str, str]:
    """A digest of the rows of each table but those of the word indices, which order themselves."""
    with closing(connect(desk, key=key)) as raw:
        listed = raw.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall()
        names = [name for (name,) in listed if not name.startswith("sqlite_")]
        return {name: _digest(raw, name) for name in names}


def _digest(raw: Any, table: str) -> str:
    found = hashlib.sha256()
    for row in raw.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):
        found.update(repr(row).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def row_counts(desk: Path, key: Key | None) -> dict[str, int]:
    """How many rows each table holds, those of the word indices too."""
    with closing(connect(desk, key=key)) as raw:
        return counted(raw)
