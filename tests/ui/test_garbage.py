"""Widgets that are garbage die on the GUI thread."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer

from app.ui.garbage import Collector, collect_due
from app.ui.tasks import Tasks

_MORE_THAN_SPARE = 1_000
"""Lists: of those that died Python keeps some, and counts none that it takes from there."""


@pytest.fixture
def usual_thresholds() -> Iterator[None]:
    usual = gc.get_threshold()
    yield
    gc.set_threshold(*usual)


def leave_garbage() -> list[threading.Thread]:
    """A timer in a cycle that nobody holds; what is returned is filled by who destroys it."""
    died_in: list[threading.Thread] = []
    timer = QTimer()
    timer.start(1_000_000)
    timer.cycle = timer  # type: ignore[attr-defined]
    weakref.finalize(timer, lambda: died_in.append(threading.current_thread()))
    return died_in


def test_a_worker_collects_no_widgets(
    tasks: Tasks, settled: Callable[[], None], usual_thresholds: None
) -> None:
    died_in = leave_garbage()
    gc.set_threshold(1, 1, 1)
    tasks.read(lambda: [[each] for each in range(10_000)])
    settled()
    assert died_in == []
    collect_due()
    assert died_in == [threading.main_thread()]


@pytest.fixture
def python_collects() -> Iterator[None]:
    gc.enable()
    yield
    gc.disable()


def test_python_collects_by_itself_again_after_the_last_one(
    qapp: object, python_collects: None
) -> None:
    parent = QObject()
    first, second = Collector(parent), Collector(parent)
    first.stop()
    first.stop()
    assert not gc.isenabled()
    second.stop()
    assert gc.isenabled()


def test_between_two_desks_nothing_is_collected_either(qapp: object) -> None:
    parent = QObject()
    gc.disable()
    Collector(parent).stop()
    assert not gc.isenabled()


def test_nothing_is_collected_while_a_key_waits_for_its_answer(
    qapp: object, usual_thresholds: None
) -> None:
    busy = True
    parent = QObject()
    collector = Collector(parent, busy=lambda: busy)
    died_in = leave_garbage()
    gc.set_threshold(1, 1, 1)
    collector.collect()
    assert died_in == []
    busy = False
    collector.collect()
    collector.stop()
    assert died_in == [threading.main_thread()]


def test_what_is_no_longer_young_is_set_apart_until_nobody_works(
    qapp: object, usual_thresholds: None
) -> None:
    now = 0.0
    parent = QObject()
    collector = Collector(parent, clock=lambda: now)
    gc.set_threshold(1, 1, 1)
    kept: list[object] = []
    for _turn in range(4):
        kept.append([[] for _each in range(_MORE_THAN_SPARE)])
        collector.collect()
    apart = gc.get_freeze_count()
    died_in = leave_garbage()
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    now = 59.0
    collector.collect()
    assert apart > 0
    assert died_in == []
    now = 301.0
    collector.collect()
    collector.stop()
    assert died_in == [threading.main_thread()]
    assert gc.get_freeze_count() == 0


def test_what_a_task_held_is_let_go_of_on_the_gui_thread(
    tasks: Tasks, settled: Callable[[], None]
) -> None:
    died_in: list[threading.Thread] = []
    owner = QObject()
    weakref.finalize(owner, lambda: died_in.append(threading.current_thread()))
    tasks.read(lambda: None, done=lambda _result, held=owner: None)  # type: ignore[misc]
    del owner
    settled()
    assert died_in == [threading.main_thread()]
