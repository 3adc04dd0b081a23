"""Rules of the house: what follows what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import days_found, found, kind, plan


def test_six_days_in_a_row_are_allowed_and_seven_are_not() -> None:
    assert not found(plan("FFFFFF-"), Check.DAYS_IN_A_ROW, most=6)
    assert days_found(plan("FFFFFFF"), Check.DAYS_IN_A_ROW, most=6) == [[0, 1, 2, 3, 4, 5, 6]]


def test_days_of_the_month_before_and_after_belong_to_the_row() -> None:
    last_of_may = date(2026, 5, 31)
    made = plan("F", first=last_of_may, before="FFF", after="FFF")
    assert days_found(made, Check.DAYS_IN_A_ROW, most=6) == [[0]]
    assert not found(plan("-", first=last_of_may, before="FFFFFFF"), Check.DAYS_IN_A_ROW, most=6)


def test_a_day_on_call_ends_the_row_of_work() -> None:
    assert not found(plan("FFFRFFF"), Check.DAYS_IN_A_ROW, most=6)


def test_nights_in_a_row_are_those_of_kinds_that_count_as_night() -> None:
    assert days_found(plan("NNNNN--"), Check.NIGHTS_IN_A_ROW, most=4) == [[0, 1, 2, 3, 4]]
    assert not found(plan("FNNNNF-"), Check.NIGHTS_IN_A_ROW, most=4)


def test_a_single_day_off_is_too_short_and_the_edge_of_what_is_planned_is_not_judged() -> None:
    assert days_found(plan("-F-F--F-"), Check.DAYS_OFF_TOGETHER, least=2) == [[2]]
    assert days_found(plan("-F", before="F"), Check.DAYS_OFF_TOGETHER, least=2) == [[0]]
    assert not found(plan("F", before="F-"), Check.DAYS_OFF_TOGETHER, least=2)


@pytest.mark.parametrize(
    ("letters", "backward"),
    [("FF", []), ("FS", []), ("SF", [[1]]), ("S-F", []), ("NF", []), ("FN", [[1]]), ("SN", [[1]])],
)
def test_from_day_to_day_shifts_only_get_later(letters: str, backward: list[list[int]]) -> None:
    assert days_found(plan(letters), Check.FORWARD_ROTATION, slack_minutes=0) == backward


def test_a_little_earlier_is_no_rotation() -> None:
    kinds = [kind("A", "09:00", "17:00"), kind("B", "07:00", "15:00"), kind("C", "06:59", "15:00")]
    numbers = {"slack_minutes": 120}
    assert not found(plan("AB", kinds=kinds), Check.FORWARD_ROTATION, **numbers)
    assert days_found(plan("AC", kinds=kinds), Check.FORWARD_ROTATION, **numbers) == [[1]]


def test_weekends_in_a_row_count_saturdays_and_sundays_and_the_month_before() -> None:
    week = "-----F-"
    made = plan("------F", before=week + week)
    assert days_found(made, Check.WEEKENDS_IN_A_ROW, most=2) == [[6]]
    assert not found(plan("------F", before=week + "-------"), Check.WEEKENDS_IN_A_ROW, most=1)


def test_nobody_stays_on_nights() -> None:
    numbers = {"period": 28, "least": 8, "most_percent": 75}
    three_of_four = plan("NNNF--- NNNF---", before="NNNF--- NNNF---")
    assert not found(three_of_four, Check.PERMANENT_NIGHTS, **numbers)
    always = plan("NNNN--- NNNF---", before="NNNF--- NNNF---")
    (broken,) = found(always, Check.PERMANENT_NIGHTS, **numbers)
    assert broken.numbers["found_percent"] == 81
    assert not found(plan("NNNNNNN"), Check.PERMANENT_NIGHTS, **numbers)


@given(letters=st.text("FSN-", min_size=1, max_size=21), most=st.integers(1, 8))
def test_rows_agree_with_splitting_at_days_off(letters: str, most: int) -> None:
    expected = [len(run) for run in letters.split("-") if len(run) > most]
    made = found(plan(letters), Check.DAYS_IN_A_ROW, most=most)
    assert [each.numbers["found"] for each in made] == expected


@given(letters=st.text("F-", min_size=1, max_size=28), first=st.integers(0, 6))
def test_weekends_agree_with_a_look_at_each_one(letters: str, first: int) -> None:
    start = date(2026, 6, 1) + timedelta(days=first)
    worked = {start + timedelta(days=n) for n, each in enumerate(letters) if each == "F"}
    saturdays = [date(2026, 5, 30) + timedelta(days=7 * n) for n in range(7)]
    flags = "".join("x" if worked & {each, each + timedelta(days=1)} else " " for each in saturdays)
    expected = [len(run) for run in flags.split() if len(run) > 1]
    made = found(plan(letters, first=start), Check.WEEKENDS_IN_A_ROW, most=1)
    assert [each.numbers["found"] for each in made] == expected
