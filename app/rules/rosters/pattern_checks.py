"""Checks of the house: how shifts and days off follow each other."""

from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from app.rules.rosters.case import WEEK, Case
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.values import DAY_MINUTES

_PERCENT = 100
_WEEKEND = 2


def days_in_a_row(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most`` days of work in a row."""
    yield from _too_long(case, rule, case.by_day)


def nights_in_a_row(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most`` nights in a row, by the kinds that count as night."""
    yield from _too_long(case, rule, [each.day for each in case.work if each.kind.night])


def _too_long(case: Case, rule: Rule, days: Iterable[int]) -> Iterator[Violation]:
    for run in _runs(set(days), range(case.first, case.last + 1)):
        if len(run) > rule.numbers["most"]:
            planned = [day for day in run if case.first <= day <= case.last]
            yield case.violation(rule, planned, found=len(run))


def _runs(days: Container[int], among: range) -> Iterator[list[int]]:
    """The runs of days that have one ``among`` the planned ones, in steps as large as theirs."""
    step = among.step
    seen = among.start - step
    for day in among:
        if day <= seen or day not in days:
            continue
        first = last = day
        while first - step in days:
            first -= step
        while last + step in days:
            last += step
        seen = last
        yield list(range(first, last + step, step))


def days_off_together(case: Case, rule: Rule) -> Iterator[Violation]:
    """At least ``least`` days off between two shifts, on call counting as a shift.

    What touches the end of the plan is not judged: it may go on. Absences only help.
    """
    days = [each.day for each in case.duties[case.recent :]]
    for before, after in pairwise(days):
        found = after - before - 1
        if 0 < found < rule.numbers["least"] and before < case.last and after > case.first:
            off = range(max(before + 1, case.first), min(after, case.last + 1))
            yield case.violation(rule, off, found_days=found)


def forward_rotation(case: Case, rule: Rule) -> Iterator[Violation]:
    """From day to day the same or a later start, at most ``slack_minutes`` earlier."""
    for before, after in case.neighbours:
        earlier = before.kind.start_minute - after.kind.start_minute
        follows = after.day - before.day == 1
        if follows and earlier > rule.numbers["slack_minutes"] and after.day <= case.last:
            yield case.violation(rule, [after.day], found_minutes=min(earlier, DAY_MINUTES))


def weekends_in_a_row(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most`` weekends in a row with a shift on Saturday or Sunday."""
    saturdays = {day - (day + 1) % WEEK for day in case.by_day if (day + 1) % WEEK < _WEEKEND}
    for run in _runs(saturdays, range(_saturday(case.first), case.last + 1, WEEK)):
        days = [day for each in run for day in (each, each + 1) if day in case.by_day]
        planned = [day for day in days if case.first <= day <= case.last]
        if len(run) > rule.numbers["most"] and planned:
            yield case.violation(rule, planned, found=len(run))


def is_weekend(day: int) -> bool:
    """Whether the ordinal is that of a Saturday or Sunday."""
    return (day + 1) % WEEK < _WEEKEND


def _saturday(day: int) -> int:
    """The Saturday of that day, or the last one before it."""
    return day - (day + 1) % WEEK


def permanent_nights(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most_percent`` nights in ``period`` days with ``least`` shifts.

    Judged are the days up to the end of each month, and up to the end of the plan.
    """
    for end in sorted({min(end - 1, case.last) for _begin, end in case.months()}):
        begin = end - rule.numbers["period"] + 1
        recent = [each for each in case.work if begin <= each.day <= end]
        nights = [each.day for each in recent if each.kind.night]
        planned = [day for day in nights if day >= case.first]
        enough = len(recent) >= rule.numbers["least"]
        too_many = len(nights) * _PERCENT > rule.numbers["most_percent"] * len(recent)
        if enough and too_many and planned:
            found = len(nights) * _PERCENT // len(recent)
            yield case.violation(rule, planned, found_percent=found)
