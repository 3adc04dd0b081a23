"""Rest between shifts and in the week: at the limit, a minute beyond, over clock changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import MONDAY, days_found, found, kind, plan

REST = {"least_minutes": 11 * 60}
WEEKLY = {"least_minutes": 35 * 60, "inside_minutes": 24 * 60}
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(
    ("letters", "hours"), [("SF", 8), ("FN", 8), ("SN", 0), ("NF", None), ("FS", None)]
)
def test_three_successions_of_the_default_shifts_leave_too_little_rest(
    letters: str, hours: int | None
) -> None:
    made = found(plan(letters), Check.DAILY_REST, **REST)
    assert [each.numbers["found_minutes"] for each in made] == (
        [] if hours is None else [hours * 60]
    )
    assert [len(each.days) for each in made] == ([] if hours is None else [2])


def test_eleven_hours_are_enough_and_a_minute_less_is_not() -> None:
    early = kind("A", "06:00", "14:00")
    exact = kind("B", "11:00", "19:00")
    late = kind("C", "11:00", "19:01")
    assert not found(plan("BA", kinds=[early, exact]), Check.DAILY_REST, **REST)
    (broken,) = found(plan("CA", kinds=[early, late]), Check.DAILY_REST, **REST)
    assert broken.numbers["missing_minutes"] == 1
    assert broken.sentence == "10 h 59 min of rest between two shifts; at least 11 h are needed"


def test_a_shift_of_the_month_before_counts() -> None:
    assert days_found(plan("F", before="S"), Check.DAILY_REST, **REST) == [[0]]


def test_a_shift_of_the_month_after_counts() -> None:
    assert days_found(plan("S", after="F"), Check.DAILY_REST, **REST) == [[0]]


def test_two_shifts_of_the_past_are_past() -> None:
    assert not found(plan("-", before="SF"), Check.DAILY_REST, **REST)


@pytest.mark.parametrize(("change", "broken"), [(SPRING, True), (AUTUMN, False)])
def test_from_eight_in_the_evening_to_seven_is_ten_hours_in_spring(
    change: date, broken: bool
) -> None:
    kinds = [kind("A", "12:00", "20:00"), kind("B", "07:00", "15:00")]
    made = plan("AB", first=change - timedelta(days=1), kinds=kinds)
    assert bool(found(made, Check.DAILY_REST, **REST)) is broken


def test_half_past_seven_in_the_evening_to_seven_breaks_only_when_the_clock_goes_forward() -> None:
    kinds = [kind("A", "12:00", "19:30"), kind("B", "06:30", "15:00")]
    for day, broken in ((SPRING, True), (AUTUMN, False), (SPRING + timedelta(days=7), False)):
        made = plan("AB", first=day - timedelta(days=1), kinds=kinds)
        assert bool(found(made, Check.DAILY_REST, **REST)) is broken


def test_once_a_week_rest_may_be_shorter_where_the_law_allows_it() -> None:
    numbers = {**REST, "reduced_minutes": 8 * 60}
    assert not found(plan("SF FFF--"), Check.DAILY_REST, **numbers)
    assert days_found(plan("SF SFFF-"), Check.DAILY_REST, **numbers) == [[2, 3]]


def test_shorter_rest_than_the_reduced_one_is_never_allowed() -> None:
    numbers = {**REST, "reduced_minutes": 8 * 60}
    kinds = [kind("A", "16:00", "00:01")]
    assert days_found(plan("AFFFF--", kinds=kinds), Check.DAILY_REST, **numbers) == [[0, 1]]


def test_shorter_rest_needs_full_rest_on_average() -> None:
    numbers = {**REST, "reduced_minutes": 8 * 60}
    kinds = [kind("A", "16:00", "24:00"), kind("B", "08:00", "21:00")]
    assert days_found(plan("-AB BBB-", kinds=kinds), Check.DAILY_REST, **numbers) == [[1, 2]]


@pytest.mark.parametrize(
    ("week", "fits"),
    [
        ("FFFFFF-", True),
        ("FFFSS-F", False),
        ("FFFFFFF", False),
        ("FFF-FFF", True),
        ("SSS-SSS", True),
        ("FFF-NNN", False),
        ("SSS-NNN", False),
    ],
)
def test_a_week_needs_a_day_off_that_is_long_enough(week: str, fits: bool) -> None:
    made = plan(week, before="FFFFFFF", after="FFFFFFF")
    assert bool(found(made, Check.WEEKLY_REST, **WEEKLY)) is not fits


def test_rest_exactly_at_the_limit_is_enough_and_a_minute_less_is_not() -> None:
    exact = kind("A", "08:00", "21:00")
    late = kind("B", "08:00", "21:01")
    for one, fits in ((exact, True), (late, False)):
        made = plan(f"FF{one.key}-FFF", before="FF", after="FF", kinds=[one])
        assert bool(found(made, Check.WEEKLY_REST, **WEEKLY)) is not fits


def test_the_day_off_has_to_lie_in_the_week_itself() -> None:
    strict = {"least_minutes": 36 * 60, "inside_minutes": 36 * 60}
    made = plan("-FFFFFF", before="FFFFFF", after="FFFFFFF")
    assert found(made, Check.WEEKLY_REST, **strict)
    assert not found(made, Check.WEEKLY_REST, **{**strict, "inside_minutes": 24 * 60})


def test_the_day_of_the_clock_change_is_shorter_rest() -> None:
    for day, fits in ((SPRING, False), (SPRING + timedelta(days=7), True)):
        made = plan("FFFFFS-", first=day - timedelta(days=6), after="NFFFF-F")
        kinds = {**made.kinds, "S": kind("S", "13:00", "21:00"), "N": kind("N", "08:00", "16:00")}
        made = replace(made, kinds=kinds)
        assert bool(found(made, Check.WEEKLY_REST, **WEEKLY)) is not fits


@given(
    letters=st.text("FSN-", min_size=7, max_size=28),
    free=st.integers(0, 27),
    check=st.sampled_from([Check.DAILY_REST, Check.WEEKLY_REST]),
)
def test_a_day_off_more_never_adds_a_violation_of_rest(
    letters: str, free: int, check: Check
) -> None:
    numbers = REST if check is Check.DAILY_REST else WEEKLY
    made = plan(letters)
    freed = made.with_shift("ana", MONDAY + timedelta(days=free % len(letters)), None)
    assert len(found(freed, check, **numbers)) <= len(found(made, check, **numbers))


@given(letters=st.text("FSN-", min_size=2, max_size=20))
def test_rest_agrees_with_a_plain_count_of_hours(letters: str) -> None:
    starts = {"F": 8, "S": 16, "N": 0}
    worked = [(24 * day + starts[each]) for day, each in enumerate(letters) if each != "-"]
    expected = sum(after - before - 8 < 11 for before, after in zip(worked, worked[1:]))  # noqa: B905, RUF007
    assert len(found(plan(letters), Check.DAILY_REST, **REST)) == expected
