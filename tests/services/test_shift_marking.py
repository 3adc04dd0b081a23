"""Absences marked in the grid: cut out of what was entered before, several in one step."""

from datetime import date, timedelta

import pytest

from app.queries.shifts.cells import absences
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.away import Stretch, mark_away, mark_there
from tests.desk_fixtures import Desk

FIRST = date(2026, 6, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def stretch(first: int, last: int) -> Stretch:
    return Stretch(1, day(first), day(last))


def found(desk: Desk) -> list[tuple[AbsenceKind, int, int]]:
    rows = (each.absence for each in desk.read(absences, day(1), day(30)))
    return sorted((each.kind, each.first.day, each.last.day) for each in rows)


def vacation(desk: Desk, first: int, last: int) -> None:
    kind = AbsenceKind.VACATION
    desk.do(add_absence, 1, first=day(first), last=day(last), kind=kind)


@pytest.mark.parametrize(
    ("free", "left"),
    [
        ((10, 20), []),
        ((1, 30), []),
        ((8, 12), [(13, 20)]),
        ((18, 25), [(10, 17)]),
        ((13, 14), [(10, 12), (15, 20)]),
        ((1, 9), [(10, 20)]),
        ((21, 22), [(10, 20)]),
    ],
)
def test_days_are_cut_out_of_an_absence(
    desk: Desk, free: tuple[int, int], left: list[tuple[int, int]]
) -> None:
    vacation(desk, 10, 20)
    desk.do(mark_there, [stretch(*free)])
    assert found(desk) == [(AbsenceKind.VACATION, *each) for each in left]


def test_sick_days_take_the_place_of_vacation(desk: Desk) -> None:
    vacation(desk, 10, 20)
    desk.do(mark_away, [stretch(12, 13)], kind=AbsenceKind.SICK)
    assert found(desk) == [
        (AbsenceKind.SICK, 12, 13),
        (AbsenceKind.VACATION, 10, 11),
        (AbsenceKind.VACATION, 14, 20),
    ]


def test_one_undo_takes_all_stretches_back(desk: Desk) -> None:
    vacation(desk, 10, 20)
    desk.do(mark_away, [stretch(5, 6), stretch(14, 15)], kind=AbsenceKind.TRAINING)
    desk.database.undo(agent_id=desk.kim)
    assert found(desk) == [(AbsenceKind.VACATION, 10, 20)]
