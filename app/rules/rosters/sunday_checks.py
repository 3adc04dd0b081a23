"""Checks of Sundays and holidays, and of the days of rest given for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.rules.rosters.case import WEEK, Case
from app.rules.rosters.rest_checks import rest_around
from app.rules.rosters.rest_days import matched
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.spans import utc_minute

_SATURDAY = 6
"""What the ordinal of a Saturday leaves, divided by seven; a Sunday leaves nothing."""


@dataclass(frozen=True, slots=True)
class RestDayOwed:
    """A Sunday or holiday worked, the day given for it if there is one, and until when."""

    worked: date
    given: date | None
    due: date


def sunday_work(case: Case, rule: Rule) -> Iterator[Violation]:
    """No work on Sundays and holidays unless the desk says why it is permitted."""
    if not case.plan.permission.sundays.strip():
        yield from _worked(case, rule, saturdays=False)


def free_days(case: Case, rule: Rule) -> Iterator[Violation]:
    """No work on Sundays and holidays, permitted or not; with ``saturdays`` 1 on these neither."""
    yield from _worked(case, rule, saturdays=bool(rule.numbers["saturdays"]))


def _worked(case: Case, rule: Rule, *, saturdays: bool) -> Iterator[Violation]:
    shift = rule.numbers.get("shift", 0)
    found = set(case.rest_days_worked(shift))
    if saturdays:
        found |= {day for day in case.worked_minutes(shift) if day % WEEK == _SATURDAY}
    # A shift of the planned days reaches into the day after its date, seldom one beside.
    near = range(case.first - 1, case.last + 3)
    for day in sorted(day for day in found if day in near):
        cells = _cells(case, day, shift)
        if cells:
            yield case.violation(rule, cells)


def _cells(case: Case, day: int, shift: int) -> list[int]:
    """The planned dates whose shifts lie on the day."""
    start = utc_minute(case.zone, day, shift)
    end = utc_minute(case.zone, day + 1, shift)
    return [each.day for each in case.planned if each.start < end and each.end > start]


def free_sundays(case: Case, rule: Rule) -> Iterator[Violation]:
    """``least`` Sundays of each calendar year without work; leave and sickness count as free."""
    worked = [day for day in case.rest_days_worked(0) if day % WEEK == 0]
    for year in range(case.plan.first.year, case.plan.last.year + 1):
        begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        of_year = [day for day in worked if begin <= day <= end]
        free = end // WEEK - (begin - 1) // WEEK - len(of_year)
        planned = [day for day in sorted(of_year) if case.first <= day <= case.last]
        if free < rule.numbers["least"] and planned:
            yield case.violation(rule, planned, found=free)


def sundays_in_a_row(case: Case, rule: Rule) -> Iterator[Violation]:
    """At most ``most`` Sundays in a row are worked; the last may begin on the plan's last day."""
    shift = rule.numbers.get("shift", 0)
    worked = {day for day in case.rest_days_worked(shift) if day % WEEK == 0}
    for day in sorted(worked):
        if day - WEEK in worked:
            continue
        run = [day]
        while run[-1] + WEEK in worked:
            run.append(run[-1] + WEEK)
        planned = [cell for each in run for cell in _cells(case, each, shift)]
        if len(run) > rule.numbers["most"] and planned:
            yield case.violation(rule, planned, found=len(run))


def rest_day(case: Case, rule: Rule) -> Iterator[Violation]:
    """A free weekday for each Sunday and holiday of more than ``over_minutes`` of work.

    It lies within ``sunday_before`` and ``sunday_after`` days of a Sunday, ``holiday_before`` and
    ``holiday_after`` of a holiday. A day of vacation, sickness or training does not count; days
    that are not known, and those after the plan, count as free: only what is certain is reported.
    For a Sunday of the history the planned days that could have been free are named.
    """
    owed = _owed(case, rule)
    given = matched([span for _day, span in owed], _free_days(case, owed))
    for index, (day, span) in enumerate(owed):
        if index not in given and span[0] <= case.last and span[1] >= case.first:
            cells = _cells(case, day, rule.numbers.get("shift", 0)) or _filled(case, span)
            if cells:
                yield case.violation(rule, cells)


def _filled(case: Case, span: tuple[int, int]) -> list[int]:
    """The planned days of a span that might have been a day of rest, but for their shifts."""
    begin, end = span
    days = {each.day for each in case.planned if begin <= each.day <= end}
    return sorted(day for day in days if not case.rests_on(day))


def joined_rest(case: Case, rule: Rule) -> Iterator[Violation]:
    """Free Sundays and holidays, and the days given for others, in a rest of ``least_minutes``."""
    least = rule.numbers["least_minutes"]
    for day in range(case.first, case.last + 1):
        if case.rests_on(day) and 0 < (found := rest_around(case, day)) < least:
            yield case.violation(rule, [day], found_minutes=found)
    owed = _owed(case, rule)
    free = _free_days(case, owed)
    loose = matched([span for _day, span in owed], free)
    kept = [owed[index] for index in sorted(loose)]
    strict = matched([span for _day, span in kept], _Joined(case, free, least))
    for index, (day, span) in enumerate(kept):
        if index not in strict and case.first <= day <= case.last:
            rests = [
                rest_around(case, each) for each in range(span[0], span[1] + 1) if each in free
            ]
            yield case.violation(rule, [day], found_minutes=max(rests, default=0))


@dataclass(frozen=True, slots=True)
class _Joined:
    """The free days that lie in a long enough rest, looked at only when asked for."""

    case: Case
    free: frozenset[int]
    least: int

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, int) or day not in self.free:
            return False
        known = self.case.known <= day <= self.case.last
        return not known or rest_around(self.case, day) >= self.least


def rest_days_owed(case: Case, rule: Rule) -> tuple[RestDayOwed, ...]:
    """The book of Sundays and holidays worked: what was given in the plan, what is due until when.

    Unlike the check it counts only days of the plan and its known history as given.
    """
    owed = _owed(case, rule)
    known = {day for day in _free_days(case, owed) if case.known <= day <= case.last}
    given = matched([span for _day, span in owed], known)
    return tuple(
        RestDayOwed(
            date.fromordinal(day),
            date.fromordinal(given[index]) if index in given else None,
            date.fromordinal(span[1]),
        )
        for index, (day, span) in enumerate(owed)
    )


def _owed(case: Case, rule: Rule) -> list[tuple[int, tuple[int, int]]]:
    """Worked Sundays and holidays with the span for their day of rest, near enough to matter."""
    numbers = rule.numbers
    found = []
    for day, minutes in sorted(case.rest_days_worked(numbers.get("shift", 0)).items()):
        kind = "sunday" if day % WEEK == 0 else "holiday"
        first, last = day - numbers[f"{kind}_before"], day + numbers[f"{kind}_after"]
        if minutes > numbers["over_minutes"] and last >= case.first and day <= case.last:
            found.append((day, (first, last)))
    return found


def _free_days(case: Case, owed: list[tuple[int, tuple[int, int]]]) -> frozenset[int]:
    if not owed:
        return frozenset()
    first = min(span[0] for _day, span in owed)
    last = max(span[1] for _day, span in owed)
    taken = case.touched | case.away_with_pay
    days = frozenset(range(first, last + 1)) - taken - case.holidays.keys()
    return days.difference(range(first + -first % WEEK, last + 1, WEEK))
