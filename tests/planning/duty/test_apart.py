"""The machine works in a process of its own, which ends when it is told to."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager

from app.planning.duty.answers import Conflict, DutyRoster, Replan
from app.planning.duty.apart import Ended, Fill, Machine, NoRoster, SickCall, Task
from app.rules.rosters.values import Absence, AbsenceKind
from tests.planning.duty.desks import asked, day, desk


@contextmanager
def at_work(task: Task) -> Iterator[Machine]:
    machine = Machine(task)
    try:
        yield machine
    finally:
        machine.close()
        assert not multiprocessing.active_children()


def all_of(machine: Machine) -> list[object]:
    found: list[object] = []
    while machine.wait(60):
        found.extend(machine.messages())
    return found


def test_rosters_come_one_by_one_and_then_the_end() -> None:
    with at_work(Fill(desk("abc", 3, asked(3, F=1)), seconds=20)) as machine:
        *found, end = all_of(machine)
    assert isinstance(end, Ended)
    assert found
    assert all(isinstance(each, DutyRoster) for each in found)


def test_where_there_is_none_the_conflict_follows() -> None:
    with at_work(Fill(desk("a", 3, asked(3, F=2)), seconds=20)) as machine:
        none, first, last, _end = all_of(machine)
    assert none == NoRoster(proved=True)
    assert isinstance(first, Conflict)
    assert isinstance(last, Conflict)
    assert last.relaxations


def test_a_sick_call_is_planned_too() -> None:
    absence = Absence("a", day(2), day(2), AbsenceKind.SICK)
    task = SickCall(desk("abc", 3, asked(3, F=1)), absence, day(1), seconds=20)
    with at_work(task) as machine:
        found = all_of(machine)
    assert any(isinstance(each, Replan) for each in found)


def test_it_can_be_ended_before_it_has_found_anything() -> None:
    with at_work(Fill(desk("abcdef", 28, asked(28, F=1, S=1)), seconds=600)) as machine:
        assert list(machine.messages()) == []
    assert list(machine.messages()) == []
