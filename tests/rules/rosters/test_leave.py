"""The leave account of a year."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.leave import (
    LeaveAccount,
    LeaveRight,
    absence_halves,
    entitled_halves,
    leave_account,
)
from app.rules.rosters.values import Absence, AbsenceKind, Calendar, DayPart, Holiday, Person
from tests.rules.rosters.plans import ANA, BERLIN, away

TODAY = date(2026, 6, 15)
CALENDAR = Calendar(
    BERLIN,
    {date(2026, 6, 4): Holiday("Corpus Christi"),
     date(2026, 12, 24): Holiday("Christmas Eve", time(12), legal=False)},
)  # fmt: skip


def account(
    *absences: Absence, right: LeaveRight | None = None, person: Person = ANA, today: date = TODAY
) -> LeaveAccount:
    """Ana's account of 2026, 30 days a year."""
    return leave_account(
        person, CALENDAR, absences, right or LeaveRight(60), year=2026, today=today
    )


def test_weekends_and_holidays_take_no_leave() -> None:
    found = account(away(date(2026, 6, 1), date(2026, 6, 14)))
    assert found.taken == 2 * 9
    assert found.left == 60 - 18


def test_leave_ahead_is_planned_and_not_taken() -> None:
    found = account(away(date(2026, 6, 12), date(2026, 6, 15)))
    assert (found.taken, found.planned) == (2, 2)


def test_half_a_day_takes_half_a_day() -> None:
    assert account(away(TODAY, part=DayPart.MORNING)).planned == 1


def test_two_halves_of_a_day_are_one_day_and_never_more() -> None:
    whole = away(TODAY)
    assert account(replace(whole, part=DayPart.MORNING), replace(whole, part=DayPart.AFTERNOON),
                   whole).planned == 2  # fmt: skip


def test_a_whole_day_on_a_half_holiday_takes_half_a_day() -> None:
    eve = date(2026, 12, 24)
    assert account(away(eve)).planned == 1
    assert account(away(eve, part=DayPart.AFTERNOON)).planned == 0


def test_only_the_part_within_the_year_counts() -> None:
    found = account(away(date(2025, 12, 29), date(2026, 1, 2)))
    assert found.taken == 4
    assert found.months[0] == 4


def test_who_works_other_days_takes_leave_on_these() -> None:
    weekend = replace(ANA, working_days=frozenset((5, 6)))
    assert account(away(date(2026, 6, 1), date(2026, 6, 7)), person=weekend).taken == 4


def test_other_absences_are_counted_apart() -> None:
    found = account(away(TODAY, kind=AbsenceKind.SICK))
    assert (found.planned, found.other[AbsenceKind.SICK]) == (0, 2)


def test_what_is_carried_over_is_used_first_and_the_rest_lapses_after_its_day() -> None:
    right = LeaveRight(60, carried=10, carried_until=date(2026, 3, 31))
    used = away(date(2026, 3, 30), date(2026, 4, 1))
    before = account(used, right=right, today=date(2026, 3, 1))
    assert (before.lapsing, before.lapsed, before.left) == (6, False, 70 - 6)
    after = account(used, right=right, today=date(2026, 4, 1))
    assert (after.lapsing, after.lapsed, after.left) == (6, True, 70 - 6 - 6)


def test_leave_of_others_is_not_counted() -> None:
    assert account(away(TODAY, person="ben")).planned == 0


@pytest.mark.parametrize(
    ("begin", "end", "halves"),
    [
        (None, None, 60),
        (date(2026, 7, 1), None, 30),
        (date(2026, 7, 2), None, 26),
        (None, date(2026, 11, 30), 56),
        (date(2027, 1, 1), None, 0),
    ],
)
def test_a_twelfth_for_each_full_month(begin: date | None, end: date | None, halves: int) -> None:
    person = replace(ANA, employed_from=begin, employed_until=end)
    assert entitled_halves(60, person, 2026) == halves


def test_small_parts_of_a_day_are_not_cut_off() -> None:
    person = replace(ANA, employed_until=date(2026, 1, 31))
    assert entitled_halves(2 * 28, person, 2026) == 2 * 2 + 1


@given(
    spans=st.lists(
        st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40)), max_size=6
    ),
    today=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)
def test_taken_and_planned_are_the_months_whatever_overlaps(
    spans: list[tuple[date, int]], today: date
) -> None:
    absences = [
        away(first, date.fromordinal(first.toordinal() + length)) for first, length in spans
    ]
    found = account(*absences, today=today)
    assert found.taken + found.planned == sum(found.months) <= 2 * 366
    single = sum(
        absence_halves(ANA, CALENDAR, date.fromordinal(day), DayPart.WHOLE)
        for day in {
            day
            for each in absences
            for day in range(each.first.toordinal(), each.last.toordinal() + 1)
        }
        if date.fromordinal(day).year == 2026
    )
    assert sum(found.months) == single
