"""What the history and the undo steps hold about tickets, messages and people; and forgetting it.

Headers and digests stay, so that the chain still checks.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.models import Base
from app.services.erasure.traces import Traces
from app.storage.statements import Statements

Row = tuple[str, int]
"""A table and a key in it."""

_OWNERS = {"ticket_id": "ticket", "contact_id": "contact", "message_id": "message"}
"""Columns by which a row belongs to another one."""


@dataclass(frozen=True, slots=True)
class Past:
    """``entries`` of the history, each with the rows it tells of; read up to the entry ``upto``."""

    entries: Mapping[int, frozenset[Row]]
    upto: int

    def of(self, rows: Iterable[Row]) -> list[int]:
        """The entries that tell of any of these rows."""
        wanted = frozenset(rows)
        return [entry_id for entry_id, told in self.entries.items() if told & wanted]


def past_of(
    sql: Statements, about: Iterable[Row], *, traces: Traces | None = None, after: int = 0
) -> Past:
    """Entries later than ``after`` that touch the rows ``about`` or what hangs on them.

    A change of a row that hangs on one of them says only what it changed, so such a row is known
    by the keys that there are, and by the entries in which it came or went. With ``traces`` also
    entries whose words tell of the person, as of the row ``("words", 0)``.
    """
    owners = {row: row for row in about}
    owners |= _children(sql, owners)
    entries: dict[int, set[Row]] = {}
    unowned: dict[Row, list[int]] = {}
    upto = after
    for entry_id, packed in sql.rows(
        "SELECT id, content FROM history_content WHERE id > ? ORDER BY id", (after,)
    ):
        upto = entry_id
        text = zlib.decompress(packed).decode()
        told = entries.setdefault(entry_id, set())
        if traces is not None and traces.are_in(text):
            told.add(("words", 0))
        for table, row_id, before, after_it in json.loads(text)["rows"]:
            row = (table, row_id)
            owner = owners.get(row) or _owner(owners, before, after_it)
            if owner is not None:
                told.add(owner)
                owners[row] = owner
                for earlier in unowned.pop(row, ()):
                    entries[earlier].add(owner)
            elif table in _hanging():
                unowned.setdefault(row, []).append(entry_id)
    return Past({each: frozenset(told) for each, told in entries.items() if told}, upto)


def steps_of(sql: Statements, entries: Iterable[int], traces: Traces | None = None) -> list[int]:
    """Undo steps that would bring such an entry back, or whose name tells of the person."""
    wanted = set(entries)
    return [
        step_id
        for step_id, entry_id, label in sql.rows("SELECT id, entry_id, label FROM undo_step")
        if entry_id in wanted or (traces is not None and traces.are_in(label))
    ]


def forget(sql: Statements, entries: Iterable[int], traces: Traces | None = None) -> None:
    """Take content and salt of the entries away, and the steps on them."""
    entries = list(entries)
    inside = "IN (SELECT value FROM json_each(?))"
    steps = json.dumps(steps_of(sql, entries, traces))
    sql.run(f"DELETE FROM undo_step WHERE id {inside}", (steps,))
    sql.run(f"DELETE FROM history_content WHERE id {inside}", (json.dumps(entries),))


def _owner(owners: Mapping[Row, Row], *states: Mapping[str, Any] | None) -> Row | None:
    for state in states:
        for column, table in _OWNERS.items():
            if state is not None and (found := owners.get((table, state.get(column, 0)))):
                return found
    return None


def _children(sql: Statements, owners: Mapping[Row, Row]) -> dict[Row, Row]:
    """The rows that hang on these now."""
    found = {}
    for table, column in _hanging_columns():
        wanted = [row_id for name, row_id in owners if name == _OWNERS[column]]
        for child_id, parent_id in sql.rows(
            f'SELECT id, {column} FROM "{table}" '
            f"WHERE {column} IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ):
            if (table, child_id) not in owners:
                found[table, child_id] = owners[_OWNERS[column], parent_id]
    return found


@cache
def _hanging_columns() -> tuple[tuple[str, str], ...]:
    return tuple(
        (table.name, column)
        for table in Base.metadata.sorted_tables
        if table.info.get("recorded", True) and table.name not in _OWNERS.values()
        for column in _OWNERS
        if column in table.columns
    )


@cache
def _hanging() -> frozenset[str]:
    return frozenset(table for table, _column in _hanging_columns())
