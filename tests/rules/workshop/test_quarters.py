"""Quarters: which one a day is in, and the moments it lasts from and to."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.workshop.quarters import Quarter, quarter_from_key, quarter_of


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 1, 1), "2026-Q1"),
        (date(2026, 3, 31), "2026-Q1"),
        (date(2026, 4, 1), "2026-Q2"),
        (date(2026, 12, 31), "2026-Q4"),
    ],
)
def test_a_day_is_in_its_quarter(day: date, key: str) -> None:
    assert quarter_of(day).key == key
    assert quarter_from_key(key) == quarter_of(day)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_quarters_follow_each_other_without_a_gap(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.before.after == quarter
    assert quarter.first_day <= day < quarter.after.first_day
    assert quarter.before < quarter < quarter.after


def test_a_quarter_begins_at_midnight_where_the_desk_stands() -> None:
    begins, ends = Quarter(2026, 2).moments(ZoneInfo("Europe/Berlin"))
    assert begins == datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert ends == datetime(2026, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize("key", ["2026", "2026-Q5", "x-Q1", ""])
def test_what_names_no_quarter_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"quarter|invalid literal"):
        quarter_from_key(key)
