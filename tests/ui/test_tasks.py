"""Work runs off the GUI thread and comes back to it."""

import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.errors import Cancelled, UserError
from app.ui.progress import Progress
from app.ui.tasks import READERS, Tasks

Settled = Callable[[], None]


def test_work_runs_elsewhere_and_its_result_arrives_here(tasks: Tasks, settled: Settled) -> None:
    seen: list[object] = []

    def done(name: str) -> None:
        seen.extend((name, threading.current_thread() is threading.main_thread()))

    tasks.read(lambda: threading.current_thread().name, done=done)
    settled()
    assert str(seen[0]).startswith("tresen-reader")
    assert seen[1] is True


def test_writes_keep_their_order(tasks: Tasks, settled: Settled) -> None:
    order: list[int] = []
    for number in range(200):
        tasks.write(lambda number=number: order.append(number))  # type: ignore[misc]
    settled()
    assert order == list(range(200))


def test_a_result_for_a_closed_owner_is_dropped(tasks: Tasks, settled: Settled) -> None:
    owner, gate, seen = QObject(), threading.Event(), list[int]()

    def work() -> int:
        gate.wait(10)
        return 1

    tasks.read(work, owner=owner, done=seen.append)
    shiboken6.delete(owner)
    gate.set()
    settled()
    assert seen == []


def test_a_dropped_task_calls_nobody_back(tasks: Tasks, settled: Settled) -> None:
    seen: list[int] = []
    gate = threading.Event()
    tasks.write(lambda: gate.wait(10))
    task = tasks.write(lambda: 1, done=seen.append)
    task.drop()
    gate.set()
    settled()
    assert seen == []


def test_an_error_goes_to_who_asked(tasks: Tasks, settled: Settled) -> None:
    errors: list[Exception] = []

    def fail() -> None:
        raise UserError("no")

    tasks.write(fail, failed=errors.append)
    settled()
    assert [str(each) for each in errors] == ["no"]


def test_an_error_nobody_takes_goes_to_the_excepthook(
    tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: seen.append(kind))

    def fail() -> None:
        raise ZeroDivisionError

    tasks.write(fail)
    settled()
    assert seen == [ZeroDivisionError]


def test_long_work_is_listed_while_it_runs_and_can_be_cancelled(
    tasks: Tasks, settled: Settled, qtbot: QtBot
) -> None:
    progress, started = Progress("Importing"), threading.Event()
    ends: list[type] = []

    def work() -> None:
        number = 0
        while True:
            progress.report(number, 10**12)
            started.set()
            number += 1

    tasks.long(work, progress, failed=lambda error: ends.append(type(error)))
    assert tasks.running == [progress]
    assert started.wait(10)
    with qtbot.waitSignal(tasks.background_changed):
        progress.cancel()
    settled()
    assert ends == [Cancelled]
    assert tasks.running == []


def test_progress_tells_rate_and_remaining_time() -> None:
    now = [100.0]
    progress = Progress("Importing", clock=lambda: now[0])
    now[0] = 110.0
    progress.report(500, 2000)
    state = progress.state
    assert (state.rate, state.remaining) == (50.0, 30.0)


def test_progress_without_a_total_promises_no_time() -> None:
    assert Progress("Counting").state.remaining is None


def test_shutdown_finishes_the_writes_asked_for(qapp: object) -> None:
    tasks, written = Tasks(), list[int]()
    for number in range(50):
        tasks.write(lambda number=number: written.append(number))  # type: ignore[misc]
    tasks.shutdown()
    assert written == list(range(50))


def test_shutdown_stops_long_work_that_writes(qapp: object) -> None:
    tasks, progress, started = Tasks(), Progress("Importing"), threading.Event()

    def work() -> None:
        while True:
            tasks.in_writer(lambda: None)
            started.set()
            progress.check()

    tasks.long(work, progress)
    assert started.wait(10)
    tasks.shutdown()
    assert tasks.idle


def test_what_a_read_would_have_told_is_no_matter_once_nobody_waits(
    tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: seen.append(kind))
    gate = threading.Event()

    def fail(error: type[Exception]) -> None:
        gate.wait(10)
        raise error("no")

    heard: list[Exception] = []
    tasks.read(lambda: fail(UserError), failed=heard.append).drop()
    for error in (UserError, ZeroDivisionError):
        owner = QObject()
        tasks.read(lambda error=error: fail(error), owner=owner, failed=heard.append)  # type: ignore[misc]
        shiboken6.delete(owner)
    gate.set()
    settled()
    assert heard == []
    assert seen == [ZeroDivisionError]


def test_a_write_nobody_waits_for_still_tells_that_it_failed(
    tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: seen.append(kind))
    gate, owner = threading.Event(), QObject()

    def fail() -> None:
        gate.wait(10)
        raise UserError("The disk is full.")

    tasks.write(fail, owner=owner, failed=lambda _error: None)
    shiboken6.delete(owner)
    gate.set()
    settled()
    assert seen == [UserError]


def test_what_is_urgent_is_told_before_what_was_read_earlier(
    tasks: Tasks, settled: Settled
) -> None:
    order: list[str] = []
    read, gate = threading.Event(), threading.Event()

    def let_the_list_come(_done: bool) -> None:
        order.append("act")
        gate.set()

    tasks.read(read.set, done=lambda _: order.append("detail"))
    tasks.read(lambda: gate.wait(10), done=lambda _: order.append("list"), urgent=True)
    tasks.write(lambda: read.wait(10), done=let_the_list_come)
    settled()
    assert order == ["act", "list", "detail"]


def test_what_is_urgent_waits_for_no_other_read(tasks: Tasks, settled: Settled) -> None:
    gate, seen = threading.Event(), list[bool]()

    def told(_result: bool) -> None:
        seen.append(gate.is_set())
        gate.set()

    for _number in range(READERS):
        tasks.read(lambda: gate.wait(10))
    tasks.read(lambda: True, done=told, urgent=True)
    settled()
    assert seen == [False]


def test_what_is_urgent_is_told_before_what_is_left_of_the_last_key(
    tasks: Tasks, settled: Settled
) -> None:
    told: list[str] = []
    QTimer.singleShot(0, tasks, lambda: told.append("left"))
    tasks.read(lambda: "urgent", done=told.append, urgent=True)
    settled()
    assert told == ["urgent", "left"]


def test_what_is_urgent_is_waited_for_only_for_a_moment(tasks: Tasks, settled: Settled) -> None:
    told: list[str] = []
    gate = threading.Event()

    def work() -> str:
        gate.wait(10)
        return "urgent"

    def left() -> None:
        told.append("left")
        gate.set()

    QTimer.singleShot(0, tasks, left)
    tasks.read(work, done=told.append, urgent=True)
    settled()
    assert told == ["left", "urgent"]


def test_nobody_waits_for_something_urgent_that_was_dropped(tasks: Tasks, settled: Settled) -> None:
    gate, seen = threading.Event(), list[bool]()

    def told(_result: bool) -> None:
        seen.append(gate.is_set())
        gate.set()

    tasks.read(lambda: gate.wait(10), urgent=True).drop()
    tasks.read(lambda: True, done=told)
    settled()
    assert seen == [False]


def test_long_work_gives_way_to_a_read_that_a_key_asked_for(
    tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.progress._COURTESY_SECONDS", 30.0)
    progress, order = Progress("Importing"), list[str]()
    reading, working = threading.Event(), threading.Event()

    def work() -> None:
        working.wait(10)
        reading.set()
        progress.report(1)
        order.append("work")

    tasks.long(work, progress)
    tasks.read(lambda: reading.wait(10), done=lambda _read: order.append("key"), urgent=True)
    working.set()
    settled()
    assert order == ["key", "work"]


def test_long_work_waits_for_a_key_only_for_a_moment(tasks: Tasks, settled: Settled) -> None:
    progress, worked = Progress("Importing"), threading.Event()

    def work() -> None:
        progress.report(1)
        worked.set()

    tasks.read(lambda: worked.wait(10), urgent=True)
    tasks.long(work, progress)
    settled()
    assert worked.is_set()


def test_long_work_goes_on_once_the_key_is_of_no_matter_any_more(
    tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.progress._COURTESY_SECONDS", 30.0)
    progress, stopped, worked = Progress("Importing"), threading.Event(), threading.Event()

    def work() -> None:
        progress.report(1)
        worked.set()

    key = tasks.read(lambda: stopped.wait(10), stop=stopped.set, urgent=True)
    tasks.long(work, progress)
    key.drop()
    settled()
    assert worked.is_set()
