"""Hours over weeks: weekly limits, averages with history and absence, the contract."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.rules.rosters.hours import person_hours
from app.rules.rosters.values import AbsenceKind, DayPart, Holiday
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, MONDAY, away, days_found, found, kind, plan

TEN = kind("T", "08:00", "18:45", 45)
EIGHT = kind("E", "08:00", "16:30", 30)
OVER = kind("O", "08:00", "16:31", 30)
GERMAN = {"week_minutes": 48 * 60, "workdays": 1, "period": 24 * 7}
NIGHTS = {
    "week_minutes": 48 * 60, "workdays": 1, "period": 28, "nights": 48,
    "from_clock": 23 * 60, "to_clock": 6 * 60, "over_minutes": 120,
}  # fmt: skip
LONG_NIGHT = kind("X", "22:00", "08:00", 30, night=True)


def test_a_week_may_reach_its_limit_and_not_a_minute_more() -> None:
    numbers = {"most_minutes": 48 * 60, "weeks": 1}
    assert not found(plan("EEEEEE-", kinds=[EIGHT]), Check.WEEK_MAXIMUM, **numbers)
    made = plan("EEEEEO-", kinds=[EIGHT, OVER])
    (broken,) = found(made, Check.WEEK_MAXIMUM, **numbers)
    assert broken.numbers["found_minutes"] == 48 * 60 + 1


def test_a_week_that_begins_in_the_month_before_counts_whole() -> None:
    numbers = {"most_minutes": 40 * 60, "weeks": 1}
    wednesday = MONDAY + timedelta(days=2)
    made = plan("EEEE-", first=wednesday, before="EE", kinds=[EIGHT])
    assert days_found(made, Check.WEEK_MAXIMUM, **numbers) == [[0, 1, 2, 3]]


def test_two_weeks_are_judged_in_every_pair_that_touches_the_plan() -> None:
    numbers = {"most_minutes": 90 * 60, "weeks": 2}
    made = plan("EEEEE--", before="EEEEEE-", after="EEEEEEE", kinds=[EIGHT])
    assert days_found(made, Check.WEEK_MAXIMUM, **numbers) == [[0, 1, 2, 3, 4]]


def test_five_days_a_week() -> None:
    assert not found(plan("FFFFF-- FFFFF--"), Check.DAYS_PER_WEEK, most=5)
    assert days_found(plan("FF-", before="FFFF", first=date(2026, 6, 5)), Check.DAYS_PER_WEEK,
                      most=5) == [[0, 1]]  # fmt: skip


def test_eight_hours_on_average_over_twenty_four_weeks_of_history() -> None:
    before = "EEEEEE-" * 20
    fits = plan("EEEEEE-" * 4, before=before, kinds=[EIGHT])
    assert not found(fits, Check.AVERAGE, **GERMAN)
    over = plan("EEEEEO-" + "EEEEEE-" * 3, before=before, kinds=[EIGHT, OVER])
    (broken,) = found(over, Check.AVERAGE, **GERMAN)
    assert (broken.numbers["known"], broken.numbers["missing_minutes"]) == (168, 1)


def test_long_days_are_balanced_by_short_weeks_before() -> None:
    made = plan("TTTTTT-" * 4, before="EEEE---" * 20, kinds=[TEN, EIGHT])
    assert not found(made, Check.AVERAGE, **GERMAN)


def test_of_a_short_history_what_is_known_is_judged_after_four_weeks() -> None:
    assert not found(plan("TTTTTT-" * 3 + "TTTTTT", kinds=[TEN]), Check.AVERAGE, **GERMAN)
    (broken,) = found(plan("TTTTTT-" * 4, kinds=[TEN]), Check.AVERAGE, **GERMAN)
    assert broken.numbers["found_minutes"] == 60 * 60
    assert broken.sentence == "60 h a week on average over 4 weeks; at most 48 h are allowed"


def test_leave_and_holidays_do_not_lower_the_average() -> None:
    letters = "TTTTT-- TTTTT-- TTTTT-- ------- TTTTT--"
    without = plan(letters, kinds=[TEN])
    vacation = away(MONDAY + timedelta(days=21), MONDAY + timedelta(days=27))
    assert not found(without, Check.AVERAGE, **GERMAN)
    assert found(replace(without, absences=(vacation,)), Check.AVERAGE, **GERMAN)
    holidays = {MONDAY + timedelta(days=n): Holiday("x") for n in (5, 12, 19, 33)}
    made = plan("TTTTT--" * 5, kinds=[TEN], holidays=holidays)
    assert found(made, Check.AVERAGE, **GERMAN)
    assert not found(made, Check.AVERAGE, **{**GERMAN, "workdays": 0, "week_minutes": 50 * 60})


def test_night_workers_are_judged_by_four_weeks_alone() -> None:
    made = plan("XXXXXX-" + "TTTTTT-" * 3, before="E------" * 20, kinds=[TEN, EIGHT, LONG_NIGHT])
    assert not found(made, Check.AVERAGE, **GERMAN)
    assert not found(made, Check.NIGHT_AVERAGE, **NIGHTS)
    regular = plan("XXXXXX-" * 4, before="X------" * 45, kinds=[TEN, LONG_NIGHT])
    (broken,) = found(regular, Check.NIGHT_AVERAGE, **NIGHTS)
    assert broken.numbers["found_minutes"] == 57 * 60


@pytest.mark.parametrize(("nights", "is_one"), [(47, False), (48, True)])
def test_forty_eight_nights_a_year_make_a_night_worker(nights: int, is_one: bool) -> None:
    long = kind("T", "08:00", "18:45", 45)
    before = "X" * nights + "-" * (337 - nights)
    made = plan("TTTTTT-" * 4, before=before, kinds=[long, LONG_NIGHT])
    assert bool(found(made, Check.NIGHT_AVERAGE, **NIGHTS)) is is_one


def test_a_late_shift_that_touches_the_night_makes_no_night_worker() -> None:
    late = kind("A", "15:00", "01:00", 0)
    made = plan("AAAAAA-" * 4, kinds=[late])
    assert not found(made, Check.NIGHT_AVERAGE, **NIGHTS)
    later = kind("A", "15:01", "01:01", 0)
    assert found(plan("AAAAAA-" * 4, kinds=[later]), Check.NIGHT_AVERAGE, **NIGHTS)


def test_hours_owed_leave_out_holidays_and_halves_of_half_days() -> None:
    holidays = {
        MONDAY: Holiday("whole"),
        MONDAY + timedelta(days=1): Holiday("half", time(12), legal=False),
        MONDAY + timedelta(days=5): Holiday("on a Saturday"),
    }
    hours = person_hours(plan("-------", holidays=holidays), ANA)
    assert hours.owed == 28 * 60


def test_absences_credit_what_the_day_owes_and_compensation_nothing() -> None:
    absences = [
        away(MONDAY),
        away(MONDAY + timedelta(days=1), part=DayPart.MORNING),
        away(MONDAY + timedelta(days=2), kind=AbsenceKind.COMPENSATION),
        away(MONDAY + timedelta(days=5)),
    ]
    hours = person_hours(plan("-------", absences=absences), ANA)
    assert (hours.credited, hours.balance) == (12 * 60, -28 * 60)


def test_the_contract_counts_from_the_first_day_of_employment_and_with_the_balance() -> None:
    person = replace(ANA, employed_from=MONDAY + timedelta(days=3), balance_minutes=60)
    hours = person_hours(plan("---EE--", person=person, kinds=[EIGHT]), person)
    assert (hours.owed, hours.planned, hours.balance) == (16 * 60, 16 * 60, 60)


def test_hours_may_differ_from_the_contract_by_what_is_said_and_not_a_minute_more() -> None:
    numbers = {"under_minutes": 8 * 60, "over_minutes": 8 * 60}
    for letters, broken in (("EEEEEE-", False), ("EEEEEO-", True), ("EEEE---", False),
                            ("EEE----", True)):  # fmt: skip
        made = plan(letters, kinds=[EIGHT, OVER])
        assert bool(found(made, Check.CONTRACT_HOURS, **numbers)) is broken
