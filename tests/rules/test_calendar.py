"""Working days and holidays."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.calendar import (
    add_months,
    add_working_days,
    desk_holidays,
    is_working_day,
    last_of_month,
    working_day_from,
)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


def test_a_state_adds_its_own_holidays() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in desk_holidays("DE", "BW", [2026])
    assert epiphany not in desk_holidays("DE", "", [2026])
    assert date(2026, 10, 3) in desk_holidays("DE", "", [2026])


def test_unknown_places_have_no_holidays_of_their_own() -> None:
    assert desk_holidays("", "", [2026]) == {}
    assert desk_holidays("XX", "", [2026]) == {}
    assert desk_holidays("DE", "Narnia", [2026]) == desk_holidays("DE", "", [2026])


def test_a_calendar_without_working_days_does_not_hang() -> None:
    class Always:
        def __contains__(self, day: object) -> bool:
            return True

    assert working_day_from(date(2026, 1, 1), holidays=Always()) == date(2026, 1, 1)


def test_the_last_day_of_a_month_is_kept_when_months_are_added() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert last_of_month(2026, 12) == date(2026, 12, 31)
    assert last_of_month(2028, 2) == date(2028, 2, 29)


@given(day=days, count=st.integers(1, 60), holidays=st.frozensets(days, max_size=20))
def test_working_days_counted_are_working_days(
    day: date, count: int, holidays: frozenset[date]
) -> None:
    end = add_working_days(day, count, holidays=holidays)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_working_day(d, holidays=holidays) for d in between) == count
    assert is_working_day(end, holidays=holidays)
