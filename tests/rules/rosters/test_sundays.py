"""Sundays and holidays: whose they are, how many stay free, what is given for them."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.case import Case
from app.rules.rosters.rest_days import matched
from app.rules.rosters.rule import Rule
from app.rules.rosters.sunday_checks import rest_days_owed
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.values import AbsenceKind, Calendar, Holiday, Permission
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, MONDAY, away, days_found, found, kind, plan

FORBIDDEN = Permission()
GIVEN = {
    "sunday_before": 13, "sunday_after": 13, "holiday_before": 55, "holiday_after": 55,
    "over_minutes": 0,
}  # fmt: skip
JOINED = {**GIVEN, "least_minutes": 35 * 60}


def test_a_sunday_shift_needs_a_permission_with_its_reason() -> None:
    made = plan("-----FF", permission=FORBIDDEN)
    assert days_found(made, Check.SUNDAY_WORK) == [[6]]
    assert not found(plan("-----FF"), Check.SUNDAY_WORK)


def test_a_night_belongs_to_the_day_on_which_it_is_worked() -> None:
    assert not found(plan("-----SN"[:6] + "-N", permission=FORBIDDEN), Check.SUNDAY_WORK)
    assert days_found(plan("------N", permission=FORBIDDEN), Check.SUNDAY_WORK) == [[6]]
    assert days_found(plan("-----L-", permission=FORBIDDEN), Check.SUNDAY_WORK) == [[5]]


def test_work_until_midnight_of_saturday_is_no_sunday_work_and_a_minute_more_is() -> None:
    late = kind("A", "16:01", "00:01")
    made = plan("-----S-", permission=FORBIDDEN)
    assert not found(made, Check.SUNDAY_WORK)
    assert found(plan("-----A-", kinds=[late], permission=FORBIDDEN), Check.SUNDAY_WORK)


def test_only_the_shifts_that_lie_on_the_sunday_are_marked() -> None:
    made = plan("-----SFN", permission=FORBIDDEN)
    assert days_found(made, Check.SUNDAY_WORK) == [[6]]


def test_thirty_five_hours_around_a_sunday_are_enough_and_a_minute_less_is_not() -> None:
    for end, broken in (("21:00", False), ("21:01", True)):
        made = plan("-----A-F", kinds=[kind("A", "13:00", end)])
        assert bool(found(made, Check.JOINED_REST, **JOINED)) is broken


def test_the_swiss_sunday_begins_and_ends_at_eleven_in_the_evening() -> None:
    to_eleven, past_eleven = kind("A", "15:00", "23:00"), kind("B", "15:00", "23:01")
    from_eleven = kind("E", "23:00", "07:00")
    made = plan("-----A E", kinds=[to_eleven, from_eleven], permission=FORBIDDEN)
    assert not found(made, Check.SUNDAY_WORK, shift=-60)
    made = plan("-----B-", kinds=[past_eleven], permission=FORBIDDEN)
    assert days_found(made, Check.SUNDAY_WORK, shift=-60) == [[5]]


def test_legal_holidays_count_and_half_days_of_the_house_do_not() -> None:
    holidays = {
        MONDAY: Holiday("legal"),
        MONDAY + timedelta(days=1): Holiday("house", time(12), legal=False),
        MONDAY + timedelta(days=2): Holiday("legal from noon", time(12)),
        MONDAY + timedelta(days=3): Holiday("legal from four", time(16)),
    }
    made = plan("FFFF---", holidays=holidays, permission=FORBIDDEN)
    assert days_found(made, Check.SUNDAY_WORK) == [[0], [2]]


def test_the_holidays_are_those_of_the_place_of_work() -> None:
    there = replace(ANA, calendar=Calendar("Europe/Berlin", {MONDAY: Holiday("there")}))
    assert found(plan("F", person=there, permission=FORBIDDEN), Check.SUNDAY_WORK)
    tokyo = replace(ANA, calendar=Calendar("Asia/Tokyo"))
    made = plan("-----S-", person=tokyo, permission=FORBIDDEN)
    assert days_found(made, Check.SUNDAY_WORK) == [[5]]


def test_protected_people_stay_free_even_with_permission() -> None:
    assert days_found(plan("-----FF"), Check.FREE_DAYS, saturdays=0) == [[6]]
    assert days_found(plan("-----FF"), Check.FREE_DAYS, saturdays=1) == [[5], [6]]


@pytest.mark.parametrize(("worked", "broken"), [(37, False), (38, True)])
def test_fifteen_sundays_of_the_year_stay_free(worked: int, broken: bool) -> None:
    first = date(2026, 1, 1)
    sundays = [first + timedelta(days=3 + 7 * n) for n in range(52)]
    made = plan("-" * 31, first=date(2026, 12, 1), known_since=first)
    shifts = dict.fromkeys(sundays[52 - worked :], "F")
    made = replace(made, assignments={"ana": shifts})
    (*each,) = found(made, Check.FREE_SUNDAYS, least=15)
    assert bool(each) is broken


def test_sundays_of_last_year_are_not_counted() -> None:
    made = plan("-" * 7, first=date(2026, 1, 1), known_since=date(2025, 1, 1))
    shifts = {date(2025, 1, 5) + timedelta(days=7 * n): "F" for n in range(53)}
    made = replace(made, assignments={"ana": shifts})
    assert not found(made, Check.FREE_SUNDAYS, least=15)


def test_every_second_sunday_is_free_where_the_law_says_so() -> None:
    made = plan("------F ------- ------F ------F", before="")
    assert days_found(made, Check.SUNDAYS_IN_A_ROW, most=1) == [[20, 27]]
    assert days_found(plan("------F", before="------F"), Check.SUNDAYS_IN_A_ROW, most=1) == [[6]]


def test_each_sunday_gets_a_free_weekday_within_two_weeks() -> None:
    work = "FFFFFFF" * 2
    assert days_found(plan(work, before="FFFFFF-", after="F" * 13), Check.REST_DAY, **GIVEN) == [
        [6],
        [13],
    ]
    one_off = plan("FFFFFFF FF-FFFF", before="FFFFFF-", after="F" * 13)
    assert days_found(one_off, Check.REST_DAY, **GIVEN) == [[13]]


def test_the_thirteenth_day_is_within_two_weeks_and_the_fourteenth_is_not() -> None:
    last = plan("------F", before="F" * 13, after="F" * 12 + "-")
    past = plan("------F", before="F" * 13, after="F" * 13 + "-")
    for made, broken in ((last, False), (past, True)):
        full = replace(made, assignments={"ana": {
            **{made.first + timedelta(days=n): "F" for n in range(-13, 6)},
            **made.assignments["ana"],
        }})  # fmt: skip
        assert bool(found(full, Check.REST_DAY, **GIVEN)) is broken


def test_a_holiday_has_eight_weeks_and_vacation_is_no_day_of_rest() -> None:
    holidays = {MONDAY + timedelta(days=2): Holiday("x")}
    made = plan("FFFFFF-", before="FFFFFF-" * 8, after="FFFFFF-" * 8, holidays=holidays)
    assert days_found(made, Check.REST_DAY, **GIVEN) == [[2]]
    free = MONDAY + timedelta(days=47)
    freed = made.with_shift("ana", free, None)
    assert not found(freed, Check.REST_DAY, **GIVEN)
    on_leave = replace(freed, absences=(away(free),))
    assert found(on_leave, Check.REST_DAY, **GIVEN)
    compensated = replace(freed, absences=(away(free, kind=AbsenceKind.COMPENSATION),))
    assert not found(compensated, Check.REST_DAY, **GIVEN)


def test_what_is_not_planned_yet_may_still_be_given() -> None:
    assert not found(plan("FFFFFFF", before="FFFFFF-" * 2), Check.REST_DAY, **GIVEN)


def test_short_work_on_a_sunday_asks_for_no_day_of_its_own_where_the_law_says_so() -> None:
    five, more = kind("A", "08:00", "13:00", 0), kind("B", "08:00", "13:01", 0)
    numbers = {**GIVEN, "sunday_before": 6, "sunday_after": 6, "over_minutes": 300}
    for shift, broken in ((five, False), (more, True)):
        made = plan(f"FFFFFF{shift.key}", before="FFFFFF-", after="FFFFFF-", kinds=[shift])
        assert bool(found(made, Check.REST_DAY, **numbers)) is broken


@pytest.mark.parametrize(
    ("around", "fits"), [("S-F", False), ("F-N", False), ("S-N", False), ("F-F", True),
                         ("S-S", True), ("N-N", True)],
)  # fmt: skip
def test_a_free_sunday_is_joined_to_eleven_hours(around: str, fits: bool) -> None:
    made = plan("-----" + around)
    assert bool(found(made, Check.JOINED_REST, **JOINED)) is not fits


def test_the_day_given_for_a_sunday_is_joined_as_well() -> None:
    before, after = "FFFFFF-" * 2, "F" * 13
    short = plan("FFFFFFS -FFFFF-", before=before, after=after)
    assert not found(short, Check.REST_DAY, **GIVEN)
    (broken,) = found(short, Check.JOINED_REST, **JOINED)
    assert (broken.days, broken.numbers["found_minutes"]) == ((date(2026, 6, 7),), 32 * 60)
    joined = plan("FFFFFFF -FFFFF-", before=before, after=after)
    assert not found(joined, Check.JOINED_REST, **JOINED)


def test_the_book_of_rest_days_names_what_is_due() -> None:
    made = plan("F-FFFFF FFFFFF-")
    rule = Rule("x", Check.REST_DAY, numbers=GIVEN)
    (owed,) = rest_days_owed(Case(Timetable(made), ANA), rule)
    assert owed.given == MONDAY + timedelta(days=1)
    open_one = made.with_shift("ana", MONDAY + timedelta(days=1), "F")
    (owed,) = rest_days_owed(Case(Timetable(open_one), ANA), rule)
    assert (owed.given, owed.due) == (None, MONDAY + timedelta(days=19))


spans = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 5)).map(lambda each: (each[0], sum(each))),
    max_size=6,
)


@given(spans=spans, free=st.frozensets(st.integers(0, 14), max_size=8))
def test_no_other_way_gives_more_spans_a_day(
    spans: list[tuple[int, int]], free: frozenset[int]
) -> None:
    given_days = matched(spans, free)
    assert len(set(given_days.values())) == len(given_days)
    for index, day in given_days.items():
        assert spans[index][0] <= day <= spans[index][1]
        assert day in free
    assert len(given_days) == max((_taken(order, free) for order in permutations(spans)), default=0)


def _taken(order: tuple[tuple[int, int], ...], free: frozenset[int]) -> int:
    """How many get a day when each in turn takes the first that is left."""
    left = set(free)
    count = 0
    for first, last in order:
        day = min((each for each in left if first <= each <= last), default=None)
        if day is not None:
            left.remove(day)
            count += 1
    return count
