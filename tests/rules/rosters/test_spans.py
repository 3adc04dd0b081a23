"""Shifts as real time, over midnight and over both clock changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.spans import (
    duty,
    minutes_between,
    minutes_by_day,
    night_minutes,
    utc_minute,
    worked_time,
)
from app.rules.rosters.values import Presence
from tests.rules.rosters.plans import BERLIN, KINDS, kind

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
DAY = date(2026, 6, 1).toordinal()


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING, 7), (AUTUMN, 9), (SPRING - timedelta(days=1), 8)]
)
def test_a_night_has_seven_or_nine_hours_when_the_clock_changes(day: date, hours: int) -> None:
    night = kind("N", "00:00", "08:00", 0)
    assert worked_time(night, day, BERLIN) == timedelta(hours=hours)


def test_a_shift_that_ends_at_midnight_ends_with_its_own_day() -> None:
    late = duty(KINDS["S"], date(2026, 6, 1), BERLIN)
    night = duty(KINDS["N"], date(2026, 6, 2), BERLIN)
    assert late.end == night.start


def test_from_eight_in_the_evening_to_seven_are_ten_hours_in_march_and_twelve_in_october() -> None:
    long_night = kind("L", "20:00", "07:00", 0)
    assert worked_time(long_night, SPRING - timedelta(days=1), BERLIN) == timedelta(hours=10)
    assert worked_time(long_night, AUTUMN - timedelta(days=1), BERLIN) == timedelta(hours=12)


def test_breaks_are_not_worked_and_a_paid_one_is_paid() -> None:
    mixed = duty(kind("X", "08:00", "17:00", 30, paid_break=15), date(2026, 6, 1), BERLIN)
    assert (mixed.worked, mixed.paid) == (8 * 60 + 15, 8 * 60 + 30)


def test_waiting_at_home_is_no_working_time() -> None:
    waiting = kind("R", "00:00", "24:00", 0, presence=Presence.ON_CALL)
    assert worked_time(waiting, date(2026, 6, 1), BERLIN) == timedelta()


def test_a_kind_with_its_own_zone_keeps_it() -> None:
    there = kind("T", "08:00", "16:00", zone="Asia/Tokyo")
    here = kind("H", "01:00", "09:00")
    day = date(2026, 6, 1)
    assert duty(there, day, BERLIN).start == duty(here, day, BERLIN).start


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [(16, 24, 60), (24, 32, 360), (8, 16, 0), (20, 31, 420), (6, 23, 0), (5, 24, 120)],
)
def test_minutes_of_the_night_are_those_between_eleven_and_six(
    start: int, end: int, minutes: int
) -> None:
    begin, until = (utc_minute(BERLIN, DAY, hour * 60) for hour in (start, end))
    assert minutes_between(BERLIN, begin, until, 23 * 60, 6 * 60) == minutes


def test_the_night_of_the_clock_change_is_shorter_or_longer_itself() -> None:
    for day, hours in ((SPRING, 6), (AUTUMN, 8)):
        number = day.toordinal() - 1
        begin, until = utc_minute(BERLIN, number, 20 * 60), utc_minute(BERLIN, number, 32 * 60)
        assert minutes_between(BERLIN, begin, until, 23 * 60, 6 * 60) == hours * 60


def test_a_day_that_begins_the_evening_before_takes_the_minutes_of_that_evening() -> None:
    begin, until = utc_minute(BERLIN, DAY, 22 * 60), utc_minute(BERLIN, DAY, 26 * 60)
    assert minutes_by_day(BERLIN, begin, until, 0) == ((DAY, 120), (DAY + 1, 120))
    assert minutes_by_day(BERLIN, begin, until, -60) == ((DAY, 60), (DAY + 1, 180))


@given(
    day=st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 1, 1)),
    start=st.integers(0, 1439),
    length=st.integers(1, 1440),
    shift=st.sampled_from([0, -60]),
)
def test_the_minutes_of_the_days_add_up_to_the_stretch(
    day: date, start: int, length: int, shift: int
) -> None:
    begin = utc_minute(BERLIN, day.toordinal(), start)
    parts = minutes_by_day(BERLIN, begin, begin + length, shift)
    assert sum(minutes for _day, minutes in parts) == length


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("08:00", "16:00", 0), ("16:00", "24:00", 1), ("00:00", "08:00", 6), ("22:00", "06:00", 7),
        ("23:00", "06:00", 7), ("06:00", "23:00", 0), ("20:00", "07:00", 7), ("05:00", "13:00", 1),
        ("00:00", "24:00", 7), ("06:00", "06:00", 7),
    ],
)  # fmt: skip
def test_hours_of_the_night_of_a_kind_are_those_between_eleven_and_six(
    start: str, end: str, hours: int
) -> None:
    assert night_minutes(kind("X", start, end)) == hours * 60
