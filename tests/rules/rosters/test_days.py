"""A single working day: length, breaks, night hours, each at its border."""

from datetime import date, timedelta

import pytest

from app.rules.rosters.values import Permission
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import days_found, found, kind, plan

AUTUMN = date(2027, 10, 31)
NIGHT = {"from_clock": 23 * 60, "to_clock": 6 * 60}
TEN = {"most_minutes": 10 * 60}
GERMAN_BREAKS = {
    "over_1_minutes": 360, "break_1_minutes": 30, "over_2_minutes": 540, "break_2_minutes": 45
}  # fmt: skip


def test_ten_hours_are_allowed_and_a_minute_more_is_not() -> None:
    exact, over = kind("A", "08:00", "18:45", 45), kind("B", "08:00", "18:46", 45)
    assert not found(plan("A", kinds=[exact]), Check.DAILY_MAXIMUM, **TEN)
    (broken,) = found(plan("B", kinds=[over]), Check.DAILY_MAXIMUM, **TEN)
    assert broken.numbers["found_minutes"] == 601


def test_shifts_that_follow_without_a_pause_are_one_working_day() -> None:
    assert days_found(plan("SN"), Check.DAILY_MAXIMUM, **TEN) == [[1]]
    assert days_found(plan("N", before="S"), Check.DAILY_MAXIMUM, **TEN) == [[0]]
    assert not found(plan("FN"), Check.DAILY_MAXIMUM, **TEN)


def test_the_long_night_of_october_counts_its_ninth_hour() -> None:
    numbers = {"most_minutes": 8 * 60 + 30}
    nights = kind("N", "00:00", "08:00", 29)
    for day, broken in ((AUTUMN, True), (AUTUMN - timedelta(days=1), False)):
        made = plan("N", first=day, kinds=[nights])
        assert bool(found(made, Check.DAILY_MAXIMUM, **numbers)) is broken


def test_the_span_includes_breaks() -> None:
    numbers = {"most_minutes": 14 * 60}
    exact, over = kind("A", "08:00", "22:00", 300), kind("B", "08:00", "22:01", 300)
    assert days_found(plan("AB", kinds=[exact, over]), Check.SPAN, **numbers) == [[1]]


@pytest.mark.parametrize(
    ("end", "pause", "missing"),
    [
        ("14:00", 0, None),
        ("14:01", 0, 30),
        ("14:31", 30, None),
        ("17:30", 30, None),
        ("17:31", 30, 15),
        ("17:46", 45, None),
        ("18:45", 44, 1),
    ],
)
def test_breaks_are_due_after_six_and_after_nine_hours_of_work(
    end: str, pause: int, missing: int | None
) -> None:
    made = found(plan("A", kinds=[kind("A", "08:00", end, pause)]), Check.BREAKS, **GERMAN_BREAKS)
    assert [each.numbers["missing_minutes"] for each in made] == (
        [] if missing is None else [missing]
    )


def test_paid_breaks_are_breaks() -> None:
    shift = kind("A", "08:00", "16:00", 0, paid_break=30)
    assert not found(plan("A", kinds=[shift]), Check.BREAKS, **GERMAN_BREAKS)


def test_a_long_shift_may_not_reach_into_the_night() -> None:
    numbers = {**NIGHT, "most_minutes": 9 * 60, "span_minutes": 10 * 60}
    shifts = [
        kind("A", "22:00", "08:00", 60),
        kind("B", "22:00", "08:00", 59),
        kind("C", "22:00", "08:01", 90),
        kind("E", "12:00", "23:00", 60),
        kind("G", "12:00", "23:01", 60),
    ]
    made = plan("A-B-C-E-G", kinds=shifts)
    assert days_found(made, Check.NIGHT_LENGTH, **numbers) == [[2], [4], [8]]


def test_forbidden_hours_begin_and_end_on_the_minute() -> None:
    numbers = {"from_clock": 20 * 60, "to_clock": 6 * 60}
    shifts = [
        kind("A", "12:00", "20:00"),
        kind("B", "12:00", "20:01"),
        kind("C", "06:00", "14:00"),
        kind("E", "05:59", "14:00"),
    ]
    made = plan("ABCE", kinds=shifts)
    assert days_found(made, Check.FORBIDDEN_HOURS, **numbers) == [[1], [3]]


def test_nights_need_a_permit_where_the_law_asks_for_one() -> None:
    assert not found(plan("N"), Check.NIGHT_PERMISSION, **NIGHT)
    made = plan("NFR", permission=Permission(nights="  "))
    assert days_found(made, Check.NIGHT_PERMISSION, **NIGHT) == [[0]]
