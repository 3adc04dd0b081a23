"""Checks of hours over weeks: the maximum of a week, averages, the contract."""

from collections.abc import Iterator, Mapping
from itertools import accumulate

from app.rules.rosters.case import HALVES, WEEK, Case
from app.rules.rosters.day_checks import at_night
from app.rules.rosters.hours import hours_of
from app.rules.rosters.rule import Rule, Violation

_ENOUGH_KNOWN = 28
"""Days that must be known before an average over a longer period is judged."""

_YEAR = 365


def week_maximum(case: Case, rule: Rule) -> Iterator[Violation]:
    """``most_minutes`` of work in any ``weeks`` calendar weeks that follow each other."""
    count = rule.numbers["weeks"]
    for monday in case.weeks(count):
        days = [day for day in range(monday, monday + WEEK * count) if day in case.by_day]
        found = sum(case.by_day[day].worked for day in days)
        planned = [day for day in days if case.first <= day <= case.last]
        if found > rule.numbers["most_minutes"] and planned:
            yield case.violation(rule, planned, found_minutes=found)


def days_per_week(case: Case, rule: Rule) -> Iterator[Violation]:
    """Work on at most ``most`` days of a calendar week."""
    for monday in case.weeks():
        days = [day for day in range(monday, monday + WEEK) if day in case.by_day]
        planned = [day for day in days if case.first <= day <= case.last]
        if len(days) > rule.numbers["most"] and planned:
            yield case.violation(rule, planned, found=len(days))


def average(case: Case, rule: Rule) -> Iterator[Violation]:
    """``week_minutes`` on average over the ``period`` days that end on any planned day.

    ``workdays`` 1: spread over Monday to Saturday without holidays (ArbZG § 3), 0: over all days.
    Days of absence count for nothing. Of a shorter history what is known is judged, from four
    weeks on. The worst period is reported.
    """
    share = WEEK - 1 if rule.numbers["workdays"] else WEEK
    period = rule.numbers["period"]
    start = max(case.known, case.first - period + 1)
    days = range(start, case.last + 1)
    by_day = case.by_day
    worked = [0, *accumulate(by_day[day].worked if day in by_day else 0 for day in days)]
    halves = [0, *accumulate(_halves(case, rule.numbers, day) for day in days)]
    worst = (0, 1, 0, 0)
    for end in range(max(case.first - start, min(period, _ENOUGH_KNOWN) - 1), len(days)):
        begin = max(0, end - period + 1)
        total = worked[end + 1] - worked[begin]
        counted = halves[end + 1] - halves[begin]
        allowed = rule.numbers["week_minutes"] * counted
        if total * share * HALVES > allowed and total * worst[1] > worst[0] * max(counted, 1):
            worst = (total, max(counted, 1), begin, end)
    total, counted, begin, end = worst
    if total:
        marked = [day for day in range(start + begin, start + end + 1) if day >= case.first]
        yield case.violation(
            rule,
            [day for day in marked if day in by_day],
            found_minutes=total * share * HALVES // counted,
            known=end - begin + 1,
            missing_minutes=total - rule.numbers["week_minutes"] * counted // (share * HALVES),
        )


def _halves(case: Case, numbers: Mapping[str, int], day: int) -> int:
    if numbers["workdays"] and case.rests_on(day):
        return 0
    return HALVES - case.away.get(day, 0)


def night_average(case: Case, rule: Rule) -> Iterator[Violation]:
    """The average of night workers: who works ``nights`` nights a year, or at that rate.

    A night is more than ``over_minutes`` of work between ``from_clock`` and ``to_clock``.
    """
    if is_night_worker(case, rule):
        yield from average(case, rule)


def is_night_worker(case: Case, rule: Rule) -> bool:
    """Whether the nights of the last year, or the rate of those known, make a night worker."""
    begin = max(case.known, case.last - _YEAR + 1)
    over = rule.numbers["over_minutes"]
    nights = sum(
        1
        for each in case.work
        if begin <= each.day <= case.last and at_night(case, rule, each) > over
    )
    known = max(_ENOUGH_KNOWN, case.last - begin + 1)
    return nights * _YEAR >= rule.numbers["nights"] * min(_YEAR, known)


def contract_hours(case: Case, rule: Rule) -> Iterator[Violation]:
    """Planned and credited hours within ``under_minutes`` and ``over_minutes`` of those owed."""
    hours = hours_of(case)
    difference = hours.balance
    if -rule.numbers["under_minutes"] <= difference <= rule.numbers["over_minutes"]:
        return
    yield case.violation(
        rule,
        (),
        found_minutes=hours.planned + hours.credited,
        owed_minutes=hours.owed - hours.brought,
        missing_minutes=abs(difference),
    )
