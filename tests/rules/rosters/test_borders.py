"""Each rule at its borders: midnight, the ends of the month, both clock changes, half days."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.rules.rosters.hours import person_hours
from app.rules.rosters.values import DayPart, Holiday, Permission, SkillMix
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, MONDAY, away, days_found, found, kind, plan

SPRING, AUTUMN, USUAL = date(2026, 3, 28), date(2026, 10, 24), date(2026, 6, 6)
"""Saturdays: in the night after them the clock is put forward, back, or left alone."""
NIGHTS = [(SPRING, -60), (USUAL, 0), (AUTUMN, 60)]
GIVEN = {
    "sunday_before": 13, "sunday_after": 13, "holiday_before": 55, "holiday_after": 55,
    "over_minutes": 0,
}  # fmt: skip


# Days


def test_a_working_day_that_began_in_the_month_before_counts_whole() -> None:
    assert days_found(plan("N-", before="S"), Check.DAILY_MAXIMUM, most_minutes=600) == [[0]]
    assert not found(plan("N-", before="F"), Check.DAILY_MAXIMUM, most_minutes=600)


def test_a_working_day_that_goes_on_in_the_next_month_is_marked_there() -> None:
    assert not found(plan("-S", after="N"), Check.DAILY_MAXIMUM, most_minutes=600)


@pytest.mark.parametrize(("saturday", "change"), NIGHTS)
def test_the_longest_day_is_as_long_as_the_night_of_the_clock_change(
    saturday: date, change: int
) -> None:
    made = plan("X", first=saturday, kinds=[kind("X", "20:00", "06:00", 30)])
    worked = 9 * 60 + 30 + change
    assert not found(made, Check.DAILY_MAXIMUM, most_minutes=worked)
    (broken,) = found(made, Check.DAILY_MAXIMUM, most_minutes=worked - 1)
    assert broken.numbers["found_minutes"] == worked


@pytest.mark.parametrize(("saturday", "change"), NIGHTS)
def test_from_start_to_end_is_measured_over_the_clock_change(saturday: date, change: int) -> None:
    made = plan("X", first=saturday, kinds=[kind("X", "20:00", "06:00", 30)])
    assert not found(made, Check.SPAN, most_minutes=600 + change)
    assert found(made, Check.SPAN, most_minutes=599 + change)


@pytest.mark.parametrize(("saturday", "broken"), [(SPRING, False), (USUAL, False), (AUTUMN, True)])
def test_the_ninth_hour_that_asks_for_a_longer_break_can_be_that_of_the_clock_change(
    saturday: date, broken: bool
) -> None:
    """21:30 to 07:00 with half an hour of break are nine hours, in October ten."""
    made = plan("X", first=saturday, kinds=[kind("X", "21:30", "07:00", 30)])
    tiers = {
        "over_1_minutes": 360, "break_1_minutes": 30, "over_2_minutes": 540, "break_2_minutes": 45
    }  # fmt: skip
    assert bool(found(made, Check.BREAKS, **tiers)) is broken


@pytest.mark.parametrize(("saturday", "broken"), [(SPRING, False), (USUAL, True)])
def test_the_hour_that_asks_for_a_break_is_missing_when_the_clock_goes_forward(
    saturday: date, broken: bool
) -> None:
    made = plan("X", first=saturday, kinds=[kind("X", "23:00", "05:30", 0)])
    tiers = {"over_1_minutes": 360, "break_1_minutes": 30}
    assert bool(found(made, Check.BREAKS, **tiers)) is broken


NIGHT = {"from_clock": 23 * 60, "to_clock": 6 * 60}


@pytest.mark.parametrize(("saturday", "change"), NIGHTS)
def test_a_night_may_be_too_long_only_because_the_clock_goes_back(
    saturday: date, change: int
) -> None:
    made = plan("X", first=saturday, kinds=[kind("X", "22:00", "08:00", 60)])
    broken = found(made, Check.NIGHT_LENGTH, **NIGHT, most_minutes=540, span_minutes=600)
    assert bool(broken) is (change > 0)


@pytest.mark.parametrize(("end", "broken"), [("23:00", False), ("23:01", True)])
def test_a_permit_is_needed_from_the_first_minute_of_the_night(end: str, broken: bool) -> None:
    made = plan("X", kinds=[kind("X", "15:00", end)], permission=Permission())
    assert bool(found(made, Check.NIGHT_PERMISSION, **NIGHT)) is broken


def test_forbidden_hours_past_the_end_of_the_month_count_and_those_begun_before_it_do_not() -> None:
    numbers = {"from_clock": 20 * 60, "to_clock": 6 * 60}
    (broken,) = found(plan("-L"), Check.FORBIDDEN_HOURS, **numbers)
    assert broken.numbers["found_minutes"] == 10 * 60
    assert not found(plan("--", before="L"), Check.FORBIDDEN_HOURS, **numbers)


@pytest.mark.parametrize(("saturday", "change"), NIGHTS)
def test_forbidden_hours_are_as_many_as_the_night_has(saturday: date, change: int) -> None:
    numbers = {"from_clock": 20 * 60, "to_clock": 6 * 60}
    (broken,) = found(plan("L", first=saturday), Check.FORBIDDEN_HOURS, **numbers)
    assert broken.numbers["found_minutes"] == 10 * 60 + change


# Weeks


def test_a_week_without_rest_that_began_in_the_month_before_is_marked_on_its_planned_days() -> None:
    made = plan("FFFF", first=MONDAY + timedelta(days=3), before="FFF")
    numbers = {"least_minutes": 35 * 60, "inside_minutes": 24 * 60}
    assert days_found(made, Check.WEEKLY_REST, **numbers) == [[0, 1, 2, 3]]
    rested = plan("FFFF", first=MONDAY + timedelta(days=3), before="F--")
    assert not found(rested, Check.WEEKLY_REST, **numbers)


def test_the_rest_of_a_week_may_lie_in_the_month_that_is_not_planned_yet() -> None:
    numbers = {"least_minutes": 35 * 60, "inside_minutes": 24 * 60}
    assert not found(plan("FFFF", before="-"), Check.WEEKLY_REST, **numbers)
    assert found(plan("FFFF", after="FFF"), Check.WEEKLY_REST, **numbers)


def test_the_days_of_a_week_are_counted_over_the_first_of_the_month() -> None:
    made = plan("FFF-", first=MONDAY + timedelta(days=3), before="FFF")
    assert days_found(made, Check.DAYS_PER_WEEK, most=5) == [[0, 1, 2]]
    assert not found(made, Check.DAYS_PER_WEEK, most=6)


@pytest.mark.parametrize(("saturday", "change"), NIGHTS)
def test_the_hours_of_a_week_are_those_of_its_clock_change(saturday: date, change: int) -> None:
    """The night dated Sunday ends the week from Monday on."""
    made = plan("-N", first=saturday)
    worked = 7 * 60 + 30 + change
    assert not found(made, Check.WEEK_MAXIMUM, most_minutes=worked, weeks=1)
    assert found(made, Check.WEEK_MAXIMUM, most_minutes=worked - 1, weeks=1)


def test_half_a_day_of_leave_takes_half_a_day_out_of_the_average() -> None:
    """Three days of eight hours are 48 a week on average where three are left of six."""
    numbers = {"week_minutes": 48 * 60, "workdays": 1, "period": 28}
    eight = kind("E", "08:00", "16:00", 0)
    weeks = "EEE---- " * 4
    leave = [away(MONDAY + timedelta(days=7 * n + 3), MONDAY + timedelta(days=7 * n + 5))
             for n in range(4)]  # fmt: skip
    assert not found(plan(weeks, kinds=[eight], absences=leave), Check.AVERAGE, **numbers)
    half = away(MONDAY, part=DayPart.MORNING)
    made = plan(weeks, kinds=[eight], absences=[*leave, half])
    assert found(made, Check.AVERAGE, **numbers)


# Sundays and holidays


def test_a_night_into_a_sunday_of_the_next_month_is_sunday_work_of_this_one() -> None:
    halloween = date(2026, 10, 31)
    made = plan("L", first=halloween, permission=Permission())
    assert days_found(made, Check.SUNDAY_WORK) == [[0]]
    after = plan("-", first=halloween + timedelta(days=1), before="L", permission=Permission())
    assert not found(after, Check.SUNDAY_WORK)


def test_the_sunday_of_the_clock_change_begins_at_midnight_all_the_same() -> None:
    for saturday in (SPRING, AUTUMN):
        late = plan("S-", first=saturday, permission=Permission())
        assert not found(late, Check.SUNDAY_WORK)
        night = plan("-N", first=saturday, permission=Permission())
        assert days_found(night, Check.SUNDAY_WORK) == [[1]]
        monday = plan("N", first=saturday + timedelta(days=2), permission=Permission())
        assert not found(monday, Check.SUNDAY_WORK)


def test_days_that_stay_free_begin_at_midnight_and_saturdays_only_where_it_is_said() -> None:
    made = plan("----LL-")
    assert days_found(made, Check.FREE_DAYS, saturdays=1) == [[4, 5], [5]]
    assert days_found(made, Check.FREE_DAYS, saturdays=0) == [[5]]
    assert not found(plan("----S--"), Check.FREE_DAYS, saturdays=1)


def test_a_half_day_that_is_a_legal_holiday_is_free_from_its_hour_on() -> None:
    holidays = {MONDAY: Holiday("Eve", time(12))}
    assert not found(
        plan("A", kinds=[kind("A", "06:00", "12:00", 0)], holidays=holidays),
        Check.FREE_DAYS,
        saturdays=0,
    )
    assert found(
        plan("A", kinds=[kind("A", "06:00", "12:01", 0)], holidays=holidays),
        Check.FREE_DAYS,
        saturdays=0,
    )


def test_sundays_in_a_row_go_on_from_the_month_before() -> None:
    made = plan("-------F", first=MONDAY - timedelta(days=1), before="F------")
    assert not found(made, Check.SUNDAYS_IN_A_ROW, most=1)
    made = plan("F-------", first=MONDAY - timedelta(days=1), before="F------")
    assert days_found(made, Check.SUNDAYS_IN_A_ROW, most=1) == [[0]]


def test_a_shift_of_the_last_day_that_reaches_into_a_sunday_counts_for_sundays_in_a_row() -> None:
    """Saturday from 16:00 to midnight lies on a Sunday that begins at 23:00, as in Switzerland."""
    late = [kind("L", "16:00", "00:00")]
    saturday = MONDAY + timedelta(days=5)
    made = plan("L", first=saturday, before="L------", kinds=late)
    assert days_found(made, Check.SUNDAYS_IN_A_ROW, most=1, shift=-60) == [[0]]
    assert not found(made, Check.SUNDAYS_IN_A_ROW, most=1, shift=0)


def test_a_sunday_of_the_month_before_still_asks_for_its_day_of_rest() -> None:
    """Worked on 31 May; until 13 June, the last day it may be given, no weekday was free."""
    sunday = MONDAY - timedelta(days=1)
    full = "FFFFFF-FFFFFF-"
    history = plan(full, before="FFFFFF-FFFFFFF", known_since=sunday - timedelta(days=13))
    (broken,) = found(history, Check.REST_DAY, **GIVEN)
    assert broken.days[0] == MONDAY
    assert sunday not in broken.days
    given = plan("FFFFFF-FFFFF--", before="FFFFFF-FFFFFFF",
                 known_since=sunday - timedelta(days=13))  # fmt: skip
    assert not found(given, Check.REST_DAY, **GIVEN)


def test_a_day_of_rest_may_still_come_after_the_end_of_the_month() -> None:
    sunday = MONDAY - timedelta(days=1)
    made = plan("FFFFF", before="FFFFFF-FFFFFFF", known_since=sunday - timedelta(days=13))
    assert not found(made, Check.REST_DAY, **GIVEN)


@pytest.mark.parametrize(("saturday", "broken"), [(SPRING, True), (USUAL, False), (AUTUMN, False)])
def test_a_free_sunday_has_an_hour_less_when_the_clock_goes_forward(
    saturday: date, broken: bool
) -> None:
    """From 21:00 on Saturday to 8:00 on Monday are 35 hours, on 29 March 34."""
    made = plan("A-F", first=saturday, kinds=[kind("A", "13:00", "21:00")])
    assert bool(found(made, Check.JOINED_REST, **GIVEN, least_minutes=35 * 60)) is broken


# The house


def test_nights_in_a_row_go_on_from_the_month_before_and_into_the_next() -> None:
    assert days_found(plan("NNN-", before="NN"), Check.NIGHTS_IN_A_ROW, most=4) == [[0, 1, 2]]
    assert days_found(plan("-NN", after="NNN"), Check.NIGHTS_IN_A_ROW, most=4) == [[1, 2]]
    assert not found(plan("-NN", after="NN"), Check.NIGHTS_IN_A_ROW, most=4)


def test_the_first_of_the_month_follows_the_last_of_the_one_before() -> None:
    assert days_found(plan("F", before="S"), Check.FORWARD_ROTATION, slack_minutes=0) == [[0]]
    assert not found(plan("S", after="F"), Check.FORWARD_ROTATION, slack_minutes=0)
    assert not found(plan("-F", before="S"), Check.FORWARD_ROTATION, slack_minutes=0)


def test_nobody_stays_on_nights_because_a_new_month_begins() -> None:
    numbers = {"period": 28, "least": 8, "most_percent": 75}
    history = "NN-----" * 3
    assert days_found(plan("NN-----", before=history), Check.PERMANENT_NIGHTS, **numbers) == [
        [0, 1]
    ]
    long_ago = "NN-----" * 3 + "-" * 28
    assert not found(plan("NN-----", before=long_ago), Check.PERMANENT_NIGHTS, **numbers)


def test_a_month_of_nights_is_found_in_the_middle_of_a_year() -> None:
    numbers = {"period": 28, "least": 8, "most_percent": 75}
    nights = "NNN----" * 4 + "--"
    year = plan(nights + "FF-----" * 8, first=date(2026, 4, 1))
    month = plan(nights, first=date(2026, 4, 1))
    (of_year,) = found(year, Check.PERMANENT_NIGHTS, **numbers)
    assert of_year.days == found(month, Check.PERMANENT_NIGHTS, **numbers)[0].days


def test_an_hour_less_of_days_off_is_still_a_day_off() -> None:
    """Days off together are counted as days, whatever the clock does."""
    for saturday in (SPRING, AUTUMN):
        made = plan("F--F", first=saturday)
        assert not found(made, Check.DAYS_OFF_TOGETHER, least=2)


def test_a_mix_is_asked_for_on_planned_days_only() -> None:
    made = replace(plan("F", before="F", after="F"), mixes=(SkillMix("senior"),))
    assert days_found(made, Check.SKILL_MIX) == [[0]]


# What is agreed with people


def test_a_night_of_the_last_day_reaches_into_leave_of_the_next_month() -> None:
    leave = [away(MONDAY + timedelta(days=2))]
    assert days_found(plan("-L", absences=leave), Check.ABSENCE) == [[1]]
    assert not found(plan("-S", absences=leave), Check.ABSENCE)


def test_leave_of_the_month_before_ends_at_midnight() -> None:
    leave = [away(MONDAY - timedelta(days=3), MONDAY - timedelta(days=1))]
    assert not found(plan("N", absences=leave), Check.ABSENCE)
    assert found(plan("N", absences=[replace(leave[0], last=MONDAY)]), Check.ABSENCE)


@pytest.mark.parametrize(("saturday", "change"), NIGHTS)
def test_a_morning_of_leave_is_as_long_as_it_is(saturday: date, change: int) -> None:
    leave = [away(saturday + timedelta(days=1), part=DayPart.MORNING)]
    made = plan("-N", first=saturday, absences=leave)
    (broken,) = found(made, Check.ABSENCE)
    assert broken.numbers["found_minutes"] == 8 * 60 + change


def test_the_night_of_the_last_day_of_employment_may_end_on_the_day_after() -> None:
    leaving = replace(ANA, employed_until=MONDAY)
    assert not found(plan("L", person=leaving), Check.EMPLOYMENT)
    assert days_found(plan("LN", person=leaving), Check.EMPLOYMENT) == [[1]]


def test_a_night_into_the_weekend_is_one_of_its_friday() -> None:
    person = replace(ANA, not_on_weekends=True)
    assert not found(plan("----L--", person=person), Check.NOT_ON_WEEKENDS)
    assert days_found(plan("------L", person=person), Check.NOT_ON_WEEKENDS) == [[6]]
    assert days_found(plan("-----N-", person=person), Check.NOT_ON_WEEKENDS) == [[5]]


def test_kinds_and_nights_of_the_past_are_not_judged_again() -> None:
    person = replace(ANA, not_at_night=True, allowed_kinds=frozenset({"F"}), night_budget=0)
    made = plan("-", before="N", after="N", person=person)
    for check in (Check.NOT_AT_NIGHT, Check.ALLOWED_KIND, Check.NIGHT_BUDGET):
        assert not found(made, check)


@pytest.mark.parametrize(("saturday", "change"), NIGHTS)
def test_hours_by_contract_count_the_night_of_the_clock_change_as_it_is(
    saturday: date, change: int
) -> None:
    hours = person_hours(plan("-N", first=saturday), ANA)
    assert hours.planned == 7 * 60 + 30 + change


def test_a_shift_past_the_end_of_the_month_counts_whole_for_the_month_of_its_date() -> None:
    assert person_hours(plan("-L"), ANA).planned == 10 * 60 + 15
    assert person_hours(plan("--", before="L"), ANA).planned == 0
