"""Surcharges by EStG § 3b: which minutes, which rate, which money."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.surcharges import (
    NIGHT_WORK,
    TAX_FREE,
    Occasion,
    Surcharge,
    SurchargeRate,
    SurchargeScheme,
    Wages,
    money,
    surcharges,
)
from app.rules.rosters.values import Calendar, Holiday, Presence, ShiftKind
from tests.rules.rosters.plans import ANA, MONDAY, kind, plan

SATURDAY = date(2026, 6, 6)
LATE = kind("A", "23:45", "08:00", 0, night=True)
EARLY = kind("E", "00:00", "08:00", 0, night=True)
DAY = kind("T", "08:00", "16:00", 0)
WHOLE = kind("G", "06:00", "22:00", 0)
WAGES = Wages(usual=20_00)


def minutes(letters: str, scheme: SurchargeScheme = TAX_FREE, **more: object) -> dict[str, int]:
    """Minutes by the key of the rate, of Ana's plan."""
    made = plan(letters, kinds=[LATE, EARLY, DAY, WHOLE], **more)  # type: ignore[arg-type]
    return {each.rate.key: each.minutes for each in surcharges(made, scheme, WAGES)["ana"]}


def test_a_night_that_begins_at_midnight_never_earns_the_higher_rate() -> None:
    assert minutes("E") == {"night": 6 * 60}


def test_a_night_begun_before_midnight_earns_it_from_midnight_to_four() -> None:
    assert minutes("A") == {"night": 15 + 2 * 60, "deep_night": 4 * 60}


def test_night_begins_at_eight_in_the_evening() -> None:
    assert minutes("G") == {"night": 2 * 60}


def test_a_sunday_counts_from_midnight_to_midnight() -> None:
    assert minutes("T", first=date(2026, 6, 7)) == {"sunday": 8 * 60}
    assert minutes("T", first=MONDAY) == {}


def test_monday_up_to_four_is_sunday_for_who_began_on_sunday() -> None:
    found = minutes("A", first=date(2026, 6, 7))
    assert found["sunday"] == 15 + 4 * 60


def test_monday_is_no_sunday_for_who_begins_at_midnight() -> None:
    assert "sunday" not in minutes("E", first=date(2026, 6, 8))


def test_on_a_holiday_the_highest_rate_of_the_day_and_the_one_of_the_night_are_paid() -> None:
    whitsun = date(2026, 5, 24)
    found = minutes("G", first=whitsun, holidays={whitsun: Holiday("Whit Sunday")})
    assert found == {"holiday": 16 * 60, "night": 2 * 60}


def test_christmas_eve_counts_from_two_in_the_afternoon_although_it_is_no_holiday() -> None:
    eve = date(2026, 12, 24)
    half = {eve: Holiday("Christmas Eve", time(12), legal=False)}
    assert minutes("T", first=eve, holidays=half) == {"christmas_eve": 2 * 60}


def test_new_years_eve_has_the_rate_of_a_holiday() -> None:
    made = plan("T", first=date(2026, 12, 31), kinds=[DAY])
    (found,) = surcharges(made, TAX_FREE, WAGES)["ana"]
    assert (found.rate.percent, found.minutes) == (Decimal(125), 2 * 60)


def test_a_half_holiday_that_is_one_by_law_counts_from_its_beginning() -> None:
    noon = Holiday("half", time(12))
    assert minutes("T", holidays={MONDAY: noon}) == {"holiday": 4 * 60}


def test_the_break_lies_in_the_middle_and_earns_nothing() -> None:
    late = kind("Q", "20:00", "04:00", 60)
    made = plan("Q", kinds=[late])
    found = {each.rate.key: each.minutes for each in surcharges(made, TAX_FREE, WAGES)["ana"]}
    assert found == {"night": 4 * 60 - 30, "deep_night": 4 * 60 - 30}


def test_nights_of_the_clock_change_count_as_long_as_they_are() -> None:
    assert minutes("E", first=date(2027, 3, 28))["night"] == 5 * 60
    assert minutes("E", first=date(2027, 10, 31))["night"] == 7 * 60


def test_waiting_for_a_call_earns_nothing() -> None:
    waiting = kind("W", "20:00", "06:00", 0, presence=Presence.ON_CALL)
    assert surcharges(plan("W", kinds=[waiting]), TAX_FREE, WAGES)["ana"] == ()


def test_the_holidays_are_those_of_the_place_of_work() -> None:
    elsewhere = replace(ANA, calendar=Calendar("Europe/Vienna", {MONDAY: Holiday("local")}))
    made = plan("T", person=elsewhere, kinds=[DAY])
    (found,) = surcharges(made, TAX_FREE, WAGES)["ana"]
    assert found.rate.key == "holiday"


def test_money_is_reckoned_of_fifty_euros_an_hour_at_most() -> None:
    (found,) = surcharges(plan("E", kinds=[EARLY]), TAX_FREE, Wages(usual=80_00))["ana"]
    assert found.cents == 6 * 50_00 * 25 // 100


def test_a_wage_of_ones_own_goes_before_the_usual_one() -> None:
    found = surcharges(plan("E", kinds=[EARLY]), NIGHT_WORK, Wages(10_00, {"ana": 30_00}))["ana"]
    assert [each.cents for each in found] == [6 * 30_00 * 25 // 100]


def test_half_a_cent_counts_up() -> None:
    rate = SurchargeRate("x", Occasion.SUNDAY, Decimal(50))
    assert money(1, rate, 60) == 1
    assert money(1, rate, 59) == 0


def test_the_days_are_those_of_the_shifts() -> None:
    made = plan("E-E", kinds=[EARLY])
    (found,) = surcharges(made, NIGHT_WORK, WAGES)["ana"]
    assert [day.day for day in found.days] == [1, 3]


def test_days_before_and_after_the_plan_do_not_count() -> None:
    made = plan("-", before="E", after="E", kinds=[EARLY])
    assert surcharges(made, TAX_FREE, WAGES)["ana"] == ()


_TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(
    start=_TIMES,
    end=_TIMES,
    pause=st.integers(0, 60),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_no_group_of_rates_pays_more_minutes_than_were_worked(
    start: time, end: time, pause: int, day: date
) -> None:
    shift = ShiftKind("K", "K", "K", start, end, unpaid_break=pause)
    made = plan("K", first=day, kinds=[shift])
    found: tuple[Surcharge, ...] = surcharges(made, TAX_FREE, WAGES)["ana"]
    length = (shift.end_minute - shift.start_minute - pause) + 60
    for at_night in (True, False):
        assert sum(e.minutes for e in found if e.rate.at_night is at_night) <= max(0, length)


@pytest.mark.parametrize("scheme", [TAX_FREE, NIGHT_WORK])
def test_the_parts_of_a_night_add_up_to_the_night(scheme: SurchargeScheme) -> None:
    found = minutes("A", scheme)
    begins = 20 if scheme is TAX_FREE else 23
    assert sum(found.values()) == min(15 + 6 * 60, (24 - begins + 6) * 60)
