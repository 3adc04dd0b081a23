"""Checks of the house: how shifts and days off follow each other."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from app.rules.rosters.case import WEEK, Case
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.values import DAY_MINUTES

_PERCENT = 100


def days_in_a_row(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most`` days of work in a row."""
    yield from _too_long(case, rule, case.by_day)


def nights_in_a_row(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most`` nights in a row, by the kinds that count as night."""
    yield from _too_long(case, rule, [each.day for each in case.work if each.kind.night])


def _too_long(case: Case, rule: Rule, days: Iterable[int]) -> Iterator[Violation]:
    for run in _runs(days):
        planned = [day for day in run if case.first <= day <= case.last]
        if len(run) > rule.numbers["most"] and planned:
            yield case.violation(rule, planned, found=len(run))


def _runs(days: Iterable[int], step: int = 1) -> Iterator[list[int]]:
    run: list[int] = []
    for day in sorted(days):
        if run and day != run[-1] + step:
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def days_off_together(case: Case, rule: Rule) -> Iterator[Violation]:
    """At least ``least`` days off between two shifts, on call counting as a shift.

    What touches the end of the plan is not judged: it may go on. Absences only help.
    """
    days = sorted({each.day for each in case.duties})
    for before, after in pairwise(days):
        found = after - before - 1
        off = [day for day in range(before + 1, after) if case.first <= day <= case.last]
        if 0 < found < rule.numbers["least"] and off:
            yield case.violation(rule, off, found=found)


def forward_rotation(case: Case, rule: Rule) -> Iterator[Violation]:
    """From day to day the same or a later start, at most ``slack_minutes`` earlier."""
    for before, after in case.neighbours:
        earlier = before.kind.start_minute - after.kind.start_minute
        follows = after.day - before.day == 1
        if follows and earlier > rule.numbers["slack_minutes"] and after.day <= case.last:
            yield case.violation(rule, [after.day], found_minutes=min(earlier, DAY_MINUTES))


def weekends_in_a_row(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most`` weekends in a row with a shift on Saturday or Sunday."""
    saturdays = {_saturday(day) for day in case.by_day if is_weekend(day)}
    for run in _runs(saturdays, WEEK):
        days = [day for each in run for day in (each, each + 1) if day in case.by_day]
        planned = [day for day in days if case.first <= day <= case.last]
        if len(run) > rule.numbers["most"] and planned:
            yield case.violation(rule, planned, found=len(run))


def is_weekend(day: int) -> bool:
    """Whether the ordinal is that of a Saturday or Sunday."""
    return (day - 1) % WEEK >= WEEK - 2


def _saturday(day: int) -> int:
    return day if day % WEEK else day - 1


def permanent_nights(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most_percent`` nights in ``period`` days up to the end with ``least`` shifts."""
    begin = case.last - rule.numbers["period"] + 1
    recent = [each for each in case.work if begin <= each.day <= case.last]
    nights = [each.day for each in recent if each.kind.night]
    planned = [day for day in nights if day >= case.first]
    too_few = len(recent) < rule.numbers["least"]
    if too_few or len(nights) * _PERCENT <= rule.numbers["most_percent"] * len(recent):
        return
    if planned:
        found = len(nights) * _PERCENT // len(recent)
        yield case.violation(rule, planned, found_percent=found)
