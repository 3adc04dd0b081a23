"""Checks of hours over weeks: the maximum of a week, averages, the contract."""

from collections.abc import Iterator

from app.rules.rosters.case import HALVES, WEEK, YEAR, Case
from app.rules.rosters.hours import hours_of
from app.rules.rosters.rule import Rule, Violation

_ENOUGH_KNOWN = 28
"""Days that must be known before an average over a longer period is judged."""


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
    Days of absence count for nothing. Of a shorter history the whole weeks known up to the end of
    the plan are judged, if they are four or more. The worst period is reported.
    """
    numbers = rule.numbers
    workdays, period = numbers["workdays"], numbers["period"]
    week = (WEEK - 1 if workdays else WEEK) * HALVES
    start, length = case.counted_from, case.last + 1 - case.counted_from
    worked, halves = case.worked_until, case.halves_until[workdays]
    ends = range(max(period, case.first + 1 - start), length + 1)
    if length < period:
        period = length // WEEK * WEEK
        ends = range(length, length + (period >= _ENOUGH_KNOWN))
    worst = (0, 1, 0, 0)
    for end in ends:
        total = worked[end] - worked[end - period]
        counted = halves[end] - halves[end - period]
        too_much = total * week > numbers["week_minutes"] * counted
        if too_much and total * worst[1] > worst[0] * max(counted, 1):
            worst = (total, max(counted, 1), end - period, end)
    total, counted, begin, end = worst
    if total:
        days = range(max(start + begin, case.first), start + end)
        yield case.violation(
            rule,
            [day for day in days if day in case.by_day],
            found_minutes=total * week // counted,
            known=end - begin,
            missing_minutes=total - numbers["week_minutes"] * counted // week,
        )


def night_average(case: Case, rule: Rule) -> Iterator[Violation]:
    """The average of night workers: who works ``nights`` nights a year, or at that rate.

    A night is more than ``over_minutes`` of work between ``from_clock`` and ``to_clock``.
    """
    if is_night_worker(case, rule):
        yield from average(case, rule)


def is_night_worker(case: Case, rule: Rule) -> bool:
    """Whether the nights of the last year, or the rate of those known, make a night worker."""
    begin = max(case.known, case.last - YEAR + 1)
    over = rule.numbers["over_minutes"]
    minutes = case.table.shifts.nights(
        case.zone, rule.numbers["from_clock"], rule.numbers["to_clock"]
    )
    recent = [each for each in case.work if begin <= each.day <= case.last]
    nights = sum(1 for each in recent if minutes[each] > over)
    known = max(_ENOUGH_KNOWN, case.last - begin + 1)
    return nights * YEAR >= rule.numbers["nights"] * min(YEAR, known)


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
