"""Finds values that no program wrote: what a flipped bit leaves where SQLite sees a sound file."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Integer
from sqlalchemy.orm import Session

from app.models.base import Base, Json, Named, Ranked, UtcDateTime
from app.storage.statements import Statements


def senseless_columns(session: Session) -> list[str]:
    """``table.column`` where a value is no member of its enum, no JSON, no number, no UTF-8.

    What a value means is not judged: a letter that became another one is not found.
    """
    import app.models  # noqa: F401 - all tables are known then

    statements = Statements(session)
    found = []
    for table in Base.metadata.sorted_tables:
        tests = dict(_tests(table.columns))
        if not tests:
            continue
        counts = ", ".join(f"coalesce(sum({test}), 0)" for test in tests.values())
        (row,) = statements.rows(f'SELECT {counts} FROM "{table.name}"')
        found += [f"{table.name}.{name}" for name, count in zip(tests, row, strict=True) if count]
    return found


def _tests(columns: Any) -> Iterator[tuple[str, str]]:
    for column in columns:
        if (test := _nonsense(column)) is not None:
            yield column.name, f'"{column.name}" IS NOT NULL AND ({test})'


def _nonsense(column: Column[Any]) -> str | None:
    """The condition that holds for values which cannot be; None where all can."""
    name, kind = f'"{column.name}"', column.type
    if isinstance(kind, Named):
        members = ", ".join(f"'{member.value}'" for member in kind.kind)
        return f"{name} NOT IN ({members})"
    if isinstance(kind, Ranked):
        return f"typeof({name}) <> 'integer' OR {name} NOT BETWEEN 0 AND {len(kind.kind) - 1}"
    if isinstance(kind, Json):
        return f"NOT json_valid({name})"
    if isinstance(kind, Boolean):
        return f"{name} NOT IN (0, 1)"
    if isinstance(kind, (UtcDateTime, Integer)):
        return f"typeof({name}) <> 'integer'"
    return None
