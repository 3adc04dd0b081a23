"""What an operation says of itself and what comes of it: values without the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from app.rules.roles import Right

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
Values = dict[str, Any]
"""Column name → what SQLite stores (int, float, str, None)."""


class Recording(StrEnum):
    """How an operation is kept: with an undo step, in the history only, not at all, or in bulk."""

    UNDOABLE = "undoable"
    NOT_UNDOABLE = "not undoable"
    UNRECORDED = "unrecorded"
    BULK = "bulk"


def not_undoable(operation: F) -> F:
    """Declare an operation that is recorded but cannot be taken back (sent, published)."""
    operation.recording = Recording.NOT_UNDOABLE  # type: ignore[attr-defined]
    return operation


def unrecorded(operation: F) -> F:
    """Declare an operation that leaves no record (drafts while typing, running clocks)."""
    operation.recording = Recording.UNRECORDED  # type: ignore[attr-defined]
    return operation


def untraceable(operation: F) -> F:
    """Declare an operation of whose earlier states no trace may stay in the file or its log.

    After its commit the write-ahead log is folded in and emptied, and until then nobody reads.
    """
    operation.untraceable = True  # type: ignore[attr-defined]
    return operation


def needs(right: Right) -> Callable[[F], F]:
    """Declare an operation that only some roles may run; work without an agent is not asked."""

    def declare(operation: F) -> F:
        operation.right = right  # type: ignore[attr-defined]
        return operation

    return declare


def bulk(operation: F) -> F:
    """Declare a batch of an import: its new rows name the import, only other changes are kept.

    The operation sets ``import_id`` of the recorder; all batches together are one step.
    """
    operation.recording = Recording.BULK  # type: ignore[attr-defined]
    return operation


def recording_of(operation: Callable[..., Any]) -> Recording:
    """How this operation is kept; undoable unless declared otherwise."""
    recording: Recording = getattr(_declared(operation), "recording", Recording.UNDOABLE)
    return recording


def is_untraceable(operation: Callable[..., Any]) -> bool:
    """Whether no trace of what this operation replaces may stay."""
    return getattr(_declared(operation), "untraceable", False)


def right_for(operation: Callable[..., Any]) -> Right | None:
    """The right this operation takes, if any."""
    return getattr(_declared(operation), "right", None)


def _declared(operation: Callable[..., Any]) -> Callable[..., Any]:
    while isinstance(operation, partial):
        operation = operation.func
    return operation


class RowChange(NamedTuple):
    """One row: inserted (no before), deleted (no after), or the changed columns of an update."""

    table: str
    id: int
    before: Values | None
    after: Values | None


class RowChanges(NamedTuple):
    """The ids of one table that came, changed or went."""

    inserted: frozenset[int] = frozenset()
    updated: frozenset[int] = frozenset()
    deleted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation changed, for the views: table name → ids.

    A row that hangs on a ticket or contact (a tag, a message, an address) counts as an update
    of that ticket or contact too.
    """

    tables: Mapping[str, RowChanges] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.tables)

    def of(self, table: str) -> RowChanges:
        """The changes of one table; empty if there are none."""
        return self.tables.get(table, RowChanges())


class Step(NamedTuple):
    """An undo step."""

    id: int
    label: str
    agent_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What an operation returned, what it changed, and the undo step it left."""

    result: T
    changes: Changes
    step: Step | None
