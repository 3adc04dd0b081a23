"""Operations reach the desk, and the views hear of it once."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from app.errors import Cancelled, UserError
from app.storage.changes import Changes, RowChanges
from app.storage.stopping import Stop
from app.ui.changes import merge_changes
from app.ui.operations import Announcement, Operations, UndoState
from app.ui.progress import Progress
from app.ui.queued_desk import QueuedDesk
from app.ui.tasks import Tasks
from tests.ui.conftest import ListDesk

Settled = Callable[[], None]
T = TypeVar("T")


def add(words: list[str], word: str) -> int:
    words.append(word)
    return len(words)


def test_an_operation_announces_its_change_before_its_result(
    list_operations: Operations, settled: Settled
) -> None:
    heard: list[object] = []
    list_operations.changed.connect(heard.append)
    list_operations.run(add, "a", label="Added a", done=heard.append)
    settled()
    assert heard == [Changes({"word": RowChanges(updated=frozenset({1}))}), 1]


def test_a_step_is_announced_with_undo(list_operations: Operations, settled: Settled) -> None:
    heard: list[object] = []
    list_operations.announced.connect(heard.append)
    list_operations.run(add, "a", label="Added a")
    list_operations.run(add, "b", label="Added b", toast=False)
    list_operations.run(add, "c", label="Added c", toast="Kept c")
    list_operations.run(len, label="Looked")
    settled()
    assert heard == [Announcement("Added a", True), Announcement("Kept c", True)]


def test_undo_and_redo_name_their_step(
    list_operations: Operations, list_desk: ListDesk, settled: Settled
) -> None:
    states: list[UndoState] = []
    texts: list[str] = []
    list_operations.undo_state_changed.connect(states.append)
    list_operations.announced.connect(lambda each: texts.append(each.text))
    list_operations.run(add, "a", label="Added a")
    settled()
    assert states[-1].undo is not None
    assert states[-1].undo.label == "Added a"
    list_operations.undo()
    settled()
    assert list_desk.words == []
    assert states[-1].undo is None
    assert states[-1].redo is not None
    list_operations.redo()
    settled()
    assert list_desk.words == ["a"]
    assert texts == ["Added a", "Undone: Added a", "Done again: Added a"]


def test_nothing_to_undo_is_told_in_words(list_operations: Operations, settled: Settled) -> None:
    heard: list[UserError] = []
    list_operations.refused.connect(heard.append)
    list_operations.undo()
    settled()
    assert [str(each) for each in heard] == ["There is nothing to undo."]


def test_the_latest_read_of_a_key_wins(list_operations: Operations, settled: Settled) -> None:
    owner, gate, seen = QObject(), threading.Event(), list[str]()

    def slow(_words: list[str], text: str) -> str:
        gate.wait(10)
        return text

    for text in ("a", "ab", "abc"):
        list_operations.read(slow, text, owner=owner, key="search", done=seen.append)
    list_operations.read(slow, "other", owner=owner, key="count", done=seen.append)
    gate.set()
    settled()
    assert sorted(seen) == ["abc", "other"]


def test_an_outdated_read_is_stopped_and_told_to_nobody(
    tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, never = threading.Event(), threading.Event()
    owner, results, errors = QObject(), list[str](), list[object]()
    monkeypatch.setattr("sys.excepthook", lambda *error: errors.append(error))

    class SlowDesk(ListDesk):
        def read_until(self, stop: Stop, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
            if query is slow:
                begun.set()
                while not never.wait(0.001):
                    stop.check()
            return super().read_until(stop, query, *args, **kwargs)

    def slow(_words: list[str]) -> str:
        return "outdated"

    def quick(_words: list[str]) -> str:
        return "latest"

    operations = Operations(SlowDesk(), tasks, agent_id=7)
    failed = errors.append
    operations.read(slow, owner=owner, key="ids", done=results.append, failed=failed)
    assert begun.wait(10)
    operations.read(quick, owner=owner, key="ids", done=results.append, failed=failed)
    settled()
    assert results == ["latest"]
    assert errors == []


def test_a_closed_owner_hears_nothing_but_the_views_do(
    list_operations: Operations, settled: Settled
) -> None:
    owner, heard, results = QObject(), list[Changes](), list[int]()
    list_operations.changed.connect(heard.append)
    list_operations.run(add, "a", label="Added a", owner=owner, done=results.append)
    shiboken6.delete(owner)
    settled()
    assert len(heard) == 1
    assert results == []


def test_long_work_writes_in_turn_and_its_changes_arrive(
    list_operations: Operations, list_desk: ListDesk, settled: Settled
) -> None:
    heard: list[Changes] = []
    ends: list[object] = []
    list_operations.changed.connect(heard.append)

    def work(desk: QueuedDesk, progress: Progress, count: int) -> str:
        for number in range(count):
            desk.execute(add, str(number), label="Added", agent_id=None)
            progress.report(number + 1, count)
        return "done"

    list_operations.work(work, 20, label="Adding", done=ends.append)
    settled()
    assert ends == ["done"]
    assert len(list_desk.words) == 20
    rows = frozenset[int]().union(*(each.of("word").updated for each in heard))
    assert rows == frozenset(range(1, 21))


def test_cancelled_work_is_no_error(list_operations: Operations, settled: Settled) -> None:
    ends: list[Exception] = []

    def work(_desk: QueuedDesk, progress: Progress) -> None:
        progress.cancel()
        progress.check()

    list_operations.work(work, label="Adding", failed=ends.append)
    list_operations.work(work, label="Adding")
    settled()
    assert [type(each) for each in ends] == [Cancelled]


def test_a_bug_in_an_operation_rises(
    list_operations: Operations, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: seen.append(kind))

    def broken(words: list[str]) -> None:
        raise KeyError("x")

    list_operations.run(broken, label="Broke")
    settled()
    assert seen == [KeyError]


def test_steps_are_in_the_name_of_the_agent_in_use(
    list_operations: Operations, list_desk: ListDesk, settled: Settled
) -> None:
    list_operations.use_agent(9)
    list_operations.run(add, "a", label="Added a")
    settled()
    assert list_desk.done[0][0].agent_id == 9


@given(st.lists(st.tuples(st.sampled_from(["insert", "update", "delete"]), st.integers(1, 4))))
def test_merged_changes_say_what_all_of_them_did(acts: list[tuple[str, int]]) -> None:
    alive, parts, first = {1, 2}, list[Changes](), frozenset({1, 2})
    touched: set[int] = set()
    for act, row in acts:
        if (act == "insert") == (row in alive):
            continue
        if act == "insert":
            alive.add(row)
            touched.add(row)
            parts.append(Changes({"t": RowChanges(inserted=frozenset({row}))}))
        elif act == "delete":
            alive.discard(row)
            parts.append(Changes({"t": RowChanges(deleted=frozenset({row}))}))
        else:
            touched.add(row)
            parts.append(Changes({"t": RowChanges(updated=frozenset({row}))}))
    merged = merge_changes(parts).of("t")
    assert (first | merged.inserted) - merged.deleted == alive
    assert not merged.inserted & merged.deleted
    assert not merged.updated & (merged.inserted | merged.deleted)
    assert merged.updated <= touched
