"""Recorded changes applied to the file again, or in reverse, if the rows are as they should be."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.storage.changes import RowChange, Values
from app.storage.recorder import derived_columns, loose_columns

_FRESH_TICKET: Values = {"message_count": 0, "last_direction": "", "seconds_worked": 0}
"""What a ticket's derived columns start with; the triggers count its rows in again."""


def apply_changes(session: Session, changes: Sequence[RowChange]) -> bool:
    """Bring rows from ``before`` to ``after``, parents first, each row at most once.

    False, and nothing done, if one is not as before; derived columns never conflict and are left
    to the triggers and the clock. Rows go, children first, before others come, parents first, and
    both before any is changed: so no unique value is taken twice, and a trigger finds the row
    that a change names. Foreign keys are checked at the end of the transaction.
    """
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    if not all(_fits(connection, table, some) for table, some in _by_table(changes).items()):
        return False
    _delete(connection, [each for each in reversed(changes) if each.after is None])
    _insert(connection, [each for each in changes if each.before is None])
    _update(connection, [each for each in changes if None not in (each.before, each.after)])
    return True


def _by_table(changes: Iterable[RowChange]) -> dict[str, list[RowChange]]:
    grouped: dict[str, list[RowChange]] = {}
    for change in changes:
        grouped.setdefault(change.table, []).append(change)
    return grouped


def _fits(connection: Connection, table: str, changes: Sequence[RowChange]) -> bool:
    """Whether all rows of one table hold what they are said to hold before."""
    named = {name for change in changes for name in change.before or ()} | {"id"}
    columns = ", ".join(f'"{name}"' for name in named)
    found = connection.exec_driver_sql(
        f"SELECT {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([change.id for change in changes]),),
    )
    present = {row["id"]: row for row in found.mappings()}
    strict = named - loose_columns(table)
    return all(_is_as_before(present.get(each.id), each, strict) for each in changes)


def _is_as_before(present: Mapping[Any, Any] | None, change: RowChange, strict: set[str]) -> bool:
    if change.before is None:
        return present is None and change.after is not None
    if present is None:
        return False
    return all(present[name] == held for name, held in change.before.items() if name in strict)


def _delete(connection: Connection, changes: Iterable[RowChange]) -> None:
    for table, some in _by_table(changes).items():
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE id = ?", [(each.id,) for each in some]
        )


def _insert(connection: Connection, changes: Iterable[RowChange]) -> None:
    for table, some in _by_table(changes).items():
        rows = [_fresh(table, each.after or {}) for each in some]
        for names, values in _alike(rows).items():
            columns, marks = ", ".join(f'"{n}"' for n in names), ", ".join("?" * len(names))
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",
                [tuple(each.values()) for each in values],
            )


def _fresh(table: str, values: Values) -> Values:
    if table != "ticket":
        return values
    return values | _FRESH_TICKET | {"activity_at": values["created_at"]}


def _update(connection: Connection, changes: Iterable[RowChange]) -> None:
    for table, some in _by_table(changes).items():
        kept = derived_columns(table) - {"updated_at"}
        rows = [
            {name: value for name, value in (each.after or {}).items() if name not in kept}
            | {"id": each.id}
            for each in some
        ]
        for names, values in _alike(rows).items():
            sets = ", ".join(f'"{name}" = ?' for name in names if name != "id")
            if sets:
                connection.exec_driver_sql(
                    f"UPDATE {table} SET {sets} WHERE id = ?",
                    [tuple(each.values()) for each in values],
                )


def _alike(rows: Iterable[Values]) -> dict[tuple[str, ...], list[Values]]:
    """Rows with the same columns together, for one statement each."""
    grouped: dict[tuple[str, ...], list[Values]] = {}
    for row in rows:
        grouped.setdefault(tuple(row), []).append(row)
    return grouped
