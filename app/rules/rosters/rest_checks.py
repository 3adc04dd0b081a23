"""Checks of rest: between shifts, and once a week."""

from bisect import bisect_right
from collections.abc import Iterator

from app.rules.rosters.case import FOREVER, WEEK, Case
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.spans import utc_minute
from app.rules.rosters.values import DAY_MINUTES

_FORTNIGHT = 14


def daily_rest(case: Case, rule: Rule) -> Iterator[Violation]:
    """``least_minutes`` between two shifts.

    ``reduced_minutes``, if given, are enough once a calendar week, as long as the rests of less
    than a day in the two weeks from its Monday on still reach the full rest on average.
    """
    least = rule.numbers["least_minutes"]
    reduced = rule.numbers.get("reduced_minutes", least)
    spent: set[int] = set()
    for before, after in case.neighbours:
        found = max(0, after.start - before.end)
        if found >= least:
            continue
        monday = after.day - (after.day - 1) % WEEK
        if found >= reduced and monday not in spent and _average(case, monday) >= least:
            spent.add(monday)
            continue
        days = [each.day for each in (before, after) if case.first <= each.day <= case.last]
        yield case.violation(rule, days, found_minutes=found, missing_minutes=least - found)


def _average(case: Case, monday: int) -> float:
    rests = [
        after.start - before.end
        for before, after in case.neighbours
        if monday <= after.day < monday + _FORTNIGHT and after.start - before.end < DAY_MINUTES
    ]
    return sum(rests) / len(rests) if rests else 0


def weekly_rest(case: Case, rule: Rule) -> Iterator[Violation]:
    """A rest of ``least_minutes`` in each calendar week, ``inside_minutes`` of it within the week.

    Time that is not known yet, or no longer, counts as rest.
    """
    least, inside = rule.numbers["least_minutes"], rule.numbers["inside_minutes"]
    for monday in case.weeks():
        start = utc_minute(case.zone, monday, 0)
        end = utc_minute(case.zone, monday + WEEK, 0)
        found = max(
            (
                min(after - before, min(after, end) - max(before, start) + least - inside)
                for before, after in _rests_in(case, start, end)
            ),
            default=0,
        )
        if found < least:
            days = range(max(monday, case.first), min(monday + WEEK, case.last + 1))
            yield case.violation(rule, days, found_minutes=found)


def _rests_in(case: Case, start: int, end: int) -> list[tuple[int, int]]:
    first = max(0, bisect_right(case.gaps, (start, FOREVER)) - 1)
    last = bisect_right(case.gaps, (end, -FOREVER))
    return [gap for gap in case.gaps[first:last] if gap[1] > start]


def rest_around(case: Case, day: int) -> int:
    """Minutes of the rest in which the whole ``day`` lies, 0 if there is work on it."""
    start = utc_minute(case.zone, day, 0)
    end = utc_minute(case.zone, day + 1, 0)
    index = bisect_right(case.gaps, (start, FOREVER)) - 1
    before, after = case.gaps[index]
    return after - before if before <= start and after >= end else 0
