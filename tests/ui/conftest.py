"""Pieces for tests of widgets: threads that end, and a desk that needs no file."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.settings import Density, Scheme
from app.storage.changes import Changes, Outcome, RowChanges, Step
from app.storage.stopping import Stop
from app.ui.operations import Operations
from app.ui.tasks import Tasks
from app.ui.theme import Theme

T = TypeVar("T")


class ListDesk:
    """A desk of one list of words; an operation takes the list where a session would be."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.done: list[tuple[Step, list[str]]] = []
        self.undone: list[tuple[Step, list[str]]] = []

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return query(list(self.words), *args, **kwargs)

    def read_until(self, stop: Stop, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        stop.check()
        return query(list(self.words), *args, **kwargs)

    def execute(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> Outcome[T]:
        before = list(self.words)
        result = operation(self.words, *args, **kwargs)
        if self.words == before:
            return Outcome(result, Changes(), None)
        step = Step(len(self.done) + 1, label, agent_id, datetime.now(UTC))
        self.done.append((step, before))
        self.undone.clear()
        return Outcome(result, _changes(len(self.words)), step)

    def undo(self, *, agent_id: int | None) -> Outcome[Step]:
        return self._swap(self.done, self.undone, "There is nothing to undo.")

    def redo(self, *, agent_id: int | None) -> Outcome[Step]:
        return self._swap(self.undone, self.done, "There is nothing to redo.")

    def next_undo(self) -> Step | None:
        return self.done[-1][0] if self.done else None

    def next_redo(self) -> Step | None:
        return self.undone[-1][0] if self.undone else None

    def _swap(
        self,
        source: list[tuple[Step, list[str]]],
        target: list[tuple[Step, list[str]]],
        refusal: str,
    ) -> Outcome[Step]:
        if not source:
            raise UserError(refusal)
        step, words = source.pop()
        target.append((step, list(self.words)))
        self.words[:] = words
        return Outcome(step, _changes(len(words)), None)


def _changes(row_id: int) -> Changes:
    return Changes({"word": RowChanges(updated=frozenset({row_id}))})


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.shutdown()


@pytest.fixture
def list_desk() -> ListDesk:
    return ListDesk()


@pytest.fixture
def list_operations(tasks: Tasks, list_desk: ListDesk) -> Operations:
    return Operations(list_desk, tasks, agent_id=7)


@pytest.fixture
def settled(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    """Wait until nothing is under way: ``settled()``."""
    return lambda: qtbot.waitUntil(lambda: tasks.idle, timeout=10_000)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, put back after a test that switched it."""
    theme = Theme(qapp, scheme=Scheme.LIGHT)
    yield theme
    theme.set(scheme=Scheme.LIGHT, text_size=100, density=Density.NORMAL)
    theme.deleteLater()
