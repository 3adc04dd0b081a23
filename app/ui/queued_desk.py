"""The desk as the interface works with it, and as it lends it to long work in other threads."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.storage.changes import Changes, Outcome, Step
    from app.storage.stopping import Stop

T = TypeVar("T")


class Desk(Protocol):
    """What is needed of ``app.storage.database.Database``."""

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T: ...

    def read_until(self, stop: "Stop", query: Callable[..., T], *args: Any, **kwargs: Any) -> T: ...

    def execute(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> "Outcome[T]": ...

    def undo(self, *, agent_id: int | None) -> "Outcome[Step]": ...

    def redo(self, *, agent_id: int | None) -> "Outcome[Step]": ...

    def next_undo(self) -> "Step | None": ...

    def next_redo(self) -> "Step | None": ...


class QueuedDesk:
    """The desk for long work in its own thread: writes take their turn in the writer thread.

    What each write changed reaches the views by itself. It has the ``read`` and ``execute`` of
    a database, so a service takes either.
    """

    def __init__(self, desk: Desk, tasks: Tasks, written: Callable[["Changes"], None]) -> None:
        self._desk = desk
        self._tasks = tasks
        self._written = written

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return self._desk.read(query, *args, **kwargs)

    def execute(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> "Outcome[T]":
        write = partial(
            self._desk.execute, operation, *args, label=label, agent_id=agent_id, **kwargs
        )
        outcome: Outcome[T] = self._tasks.in_writer(write)
        self._written(outcome.changes)
        return outcome
