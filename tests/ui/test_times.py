"""Points in time in words, at their borders."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import i18n
from app.ui.times import day_and_time, duration_text, relative_time, short_date, size_text

NOW = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(), "just now"),
        (timedelta(seconds=44), "just now"),
        (timedelta(seconds=45), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(minutes=59, seconds=40), "1 h ago"),
        (timedelta(hours=2), "2 h ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=40), "30 Jan"),
        (timedelta(days=400), "4 Feb 2025"),
        (timedelta(seconds=-10), "in a moment"),
        (timedelta(minutes=-5), "in 5 min"),
        (timedelta(hours=-3), "in 3 h"),
        (timedelta(days=-2), "in 2 days"),
    ],
)
def test_a_time_is_told_relative_to_now(ago: timedelta, words: str) -> None:
    assert relative_time(NOW - ago, NOW) == words


@given(st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)))
def test_absurd_dates_are_told_too(moment: datetime) -> None:
    assert relative_time(moment.replace(tzinfo=UTC), NOW)
    assert short_date(moment.replace(tzinfo=UTC), NOW)


def test_near_days_are_named() -> None:
    noon = NOW.astimezone().replace(hour=12, minute=0)
    assert day_and_time(noon, noon).startswith("today ")
    assert day_and_time(noon + timedelta(days=1), noon).startswith("tomorrow ")
    assert day_and_time(noon - timedelta(days=1), noon).startswith("yesterday ")
    assert day_and_time(noon + timedelta(days=2), noon).startswith("Fri ")
    assert day_and_time(noon + timedelta(days=20), noon).startswith("31 Mar ")


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=0), "0 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=65), "1 h 05 min"),
    ],
)
def test_a_length_is_told_in_two_units_at_most(length: timedelta, words: str) -> None:
    assert duration_text(length) == words


def test_sizes_and_dates_follow_the_language() -> None:
    assert size_text(1_500_000) == "1.5 MB"
    i18n.set_language("de")
    assert size_text(1_500_000) == "1,5 MB"
    assert "Jan" in short_date(NOW - timedelta(days=40), NOW)
