"""What one operation changed: row by row, before and after, as the database stores it."""

from collections.abc import Callable, Iterator, Mapping, Set
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, event, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.base import NO_VALUE

from app.models import Base
from app.storage.changes import Changes, RowChange, RowChanges, Values

_DIALECT = sqlite.dialect()


_PARENTS = {"ticket_id": "ticket", "other_id": "ticket", "snippet_id": "snippet"}
_CONTACT_ROWS = {"contact_address", "contact_phone"}


@cache
def recorded_columns(table_name: str) -> dict[str, Column[Any]]:
    """The columns of a table that are stored, by name."""
    columns = Base.metadata.tables[table_name].columns
    return {column.name: column for column in columns if column.computed is None}


@cache
def derived_columns(table_name: str) -> frozenset[str]:
    """The columns that triggers or the clock compute."""
    columns = Base.metadata.tables[table_name].columns
    return frozenset(column.name for column in columns if column.info.get("derived"))


@cache
def loose_columns(table_name: str) -> frozenset[str]:
    """The columns whose value is no conflict: the derived ones, and what unrecorded acts change."""
    columns = Base.metadata.tables[table_name].columns
    loose = frozenset(column.name for column in columns if column.info.get("loose"))
    return loose | derived_columns(table_name)


@cache
def _to_stored(table_name: str, column_name: str) -> Callable[[Any], Any]:
    column = Base.metadata.tables[table_name].columns[column_name]
    processor = column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return processor or (lambda value: value)


def stored(table_name: str, values: Mapping[str, Any]) -> Values:
    """Python values as the database stores them."""
    return {
        name: None if value is None else _to_stored(table_name, name)(value)
        for name, value in values.items()
    }


class Recorder:
    """Listens to one session and merges all its flushes into one change per row."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._rows: dict[tuple[str, int], RowChange] = {}
        self._announced: dict[str, RowChanges] = {}
        self.now = now
        self.import_id: int | None = None
        event.listen(session, "before_flush", self._stamp)
        event.listen(session, "after_flush", self._collect)

    def add(self, change: RowChange) -> None:
        """Record a change that did not go through mapped objects, or merge it with an earlier."""
        key = (change.table, change.id)
        earlier = self._rows.get(key)
        merged = _merge(earlier, change) if earlier else change
        if merged is None:
            del self._rows[key]
        else:
            self._rows[key] = merged

    def announce(
        self,
        table: str,
        *,
        inserted: Set[int] = frozenset(),
        updated: Set[int] = frozenset(),
        deleted: Set[int] = frozenset(),
    ) -> None:
        """Tell the views of rows that are too many to record one by one."""
        told = self._announced.get(table, RowChanges())
        self._announced[table] = RowChanges(
            told.inserted | inserted, told.updated | updated, told.deleted | deleted
        )

    @property
    def rows(self) -> list[RowChange]:
        """All changes, parents before children in the order of the tables."""
        if not self._rows:
            return []
        order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        return sorted(self._rows.values(), key=lambda row: (order[row.table], row.id))

    @property
    def ticket_ids(self) -> set[int]:
        """The tickets that the changes touch."""
        return {
            parent
            for row in self._rows.values()
            for table, parent in [(row.table, row.id), *_parents(row)]
            if table == "ticket"
        }

    def changes(self) -> Changes:
        """What changed, as the views hear of it."""
        inserted = {name: set(told.inserted) for name, told in self._announced.items()}
        updated = {name: set(told.updated) for name, told in self._announced.items()}
        deleted = {name: set(told.deleted) for name, told in self._announced.items()}
        for row in self._rows.values():
            kind = inserted if row.before is None else deleted if row.after is None else updated
            kind.setdefault(row.table, set()).add(row.id)
            for table, parent in _parents(row):
                updated.setdefault(table, set()).add(parent)
        return Changes(
            {
                table: RowChanges(
                    frozenset(inserted.get(table, ())),
                    frozenset(
                        updated.get(table, set())
                        - inserted.get(table, set())
                        - deleted.get(table, set())
                    ),
                    frozenset(deleted.get(table, ())),
                )
                for table in sorted({*inserted, *updated, *deleted})
            }
        )

    def _stamp(self, session: Session, context: UOWTransaction, instances: object) -> None:
        for item in session.new:
            if hasattr(item, "updated_at") and item.updated_at is None:
                item.updated_at = self.now
        for item in session.dirty:
            if "updated_at" in derived_columns(item.__tablename__) and session.is_modified(item):
                item.updated_at = self.now
        for item in (*session.dirty, *session.deleted):
            if (table := _recorded_table(item)) is not None:
                _load_before(session, item, table)

    def _collect(self, session: Session, context: UOWTransaction) -> None:
        for item in session.new:
            if (table := _recorded_table(item)) is not None:
                state = instance_state(item)
                values = {name: state.dict.get(name) for name in recorded_columns(table.name)}
                self.add(RowChange(table.name, item.id, None, stored(table.name, values)))
        for item in session.dirty:
            if (table := _recorded_table(item)) is not None:
                before, after = _difference(item, table)
                if after:
                    self.add(RowChange(table.name, item.id, before, after))
        for item in _deleted(context):
            if (table := _recorded_table(item)) is not None:
                state = instance_state(item)
                values = {
                    name: state.committed_state.get(name, state.dict.get(name))
                    for name in recorded_columns(table.name)
                }
                self.add(RowChange(table.name, item.id, stored(table.name, values), None))


def _deleted(context: UOWTransaction) -> Iterator[Any]:
    """What the flush deletes, also what was taken out of its parent's list: ``session.deleted``
    names only what was deleted by itself."""
    for state, (is_delete, list_only) in context.states.items():
        if is_delete and not list_only:
            yield state.obj()


def _recorded_table(item: Any) -> Table | None:
    table: Table = item.__table__
    return table if table.info.get("recorded", True) else None


def _load_before(session: Session, item: Any, table: Table) -> None:
    """Read what a column held that was set, or is deleted, without having been loaded."""
    state = instance_state(item)
    gone = item in session.deleted
    unknown = [
        name
        for name in recorded_columns(table.name)
        if state.committed_state.get(name, state.dict.get(name, NO_VALUE)) is NO_VALUE
        and (gone or name in state.committed_state)
    ]
    if unknown:
        query = select(*(table.columns[name] for name in unknown)).where(table.c.id == item.id)
        held = session.connection().execute(query).one()
        state.committed_state.update(zip(unknown, held, strict=True))


def _difference(item: Any, table: Table) -> tuple[Values, Values]:
    state = instance_state(item)
    names = [name for name in recorded_columns(table.name) if name in state.committed_state]
    before = stored(table.name, {name: state.committed_state[name] for name in names})
    after = stored(table.name, {name: state.dict[name] for name in names})
    changed = [name for name in names if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _parents(row: RowChange) -> Iterator[tuple[str, int]]:
    for values in (row.before, row.after):
        for column, table in _PARENTS.items():
            if values and values.get(column) is not None:
                yield table, values[column]
        if row.table in _CONTACT_ROWS and values and values.get("contact_id") is not None:
            yield "contact", values["contact_id"]


def _merge(first: RowChange, second: RowChange) -> RowChange | None:
    """One change that does what two in a row did; None if together they did nothing."""
    table, row_id = first.table, first.id
    if first.before is None:
        after = None if second.after is None else {**(first.after or {}), **second.after}
        return None if after is None else RowChange(table, row_id, None, after)
    if second.after is None:
        return RowChange(table, row_id, {**(second.before or {}), **first.before}, None)
    before = {**(second.before or {}), **first.before}
    after = {**(first.after or {}), **second.after}
    changed = [name for name in after if before.get(name) != after[name]]
    if not changed:
        return None
    return RowChange(table, row_id, {n: before[n] for n in changed}, {n: after[n] for n in changed})
