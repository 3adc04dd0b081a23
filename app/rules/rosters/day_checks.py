"""Checks of a single working day: its length, its breaks, its hours."""

from collections.abc import Iterator

from app.rules.rosters.case import Case
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.spans import Duty
from app.rules.rosters.values import Presence


def daily_maximum(case: Case, rule: Rule) -> Iterator[Violation]:
    """``most_minutes`` of work; shifts that follow each other without a pause are one day."""
    chain: list[Duty] = []
    for each in case.work[max(0, case.begin - 1) :]:
        if not chain or each.start > chain[-1].end:
            chain = []
        chain.append(each)
        worked = sum(one.worked for one in chain)
        if worked > rule.numbers["most_minutes"] and case.first <= each.day <= case.last:
            yield case.violation(rule, [each.day], found_minutes=worked)


def span(case: Case, rule: Rule) -> Iterator[Violation]:
    """``most_minutes`` from start to end with breaks (as in ArG art. 10)."""
    for each in case.planned:
        if (found := each.end - each.start) > rule.numbers["most_minutes"]:
            yield case.violation(rule, [each.day], found_minutes=found)


def breaks(case: Case, rule: Rule) -> Iterator[Violation]:
    """More than ``over_N_minutes`` of work need ``break_N_minutes`` of breaks, N from 1."""
    tiers = _tiers(rule)
    for each in case.planned:
        worked = each.worked
        least = max((pause for over, pause in tiers if worked > over), default=0)
        found = each.kind.paid_break + each.kind.unpaid_break
        if found < least:
            yield case.violation(
                rule,
                [each.day],
                found_minutes=found,
                worked_minutes=worked,
                least_minutes=least,
                missing_minutes=least - found,
            )


def _tiers(rule: Rule) -> list[tuple[int, int]]:
    numbers = rule.numbers
    counts = range(1, len(numbers) // 2 + 1)
    return [(numbers[f"over_{n}_minutes"], numbers[f"break_{n}_minutes"]) for n in counts]


def night_length(case: Case, rule: Rule) -> Iterator[Violation]:
    """Work between ``from_clock`` and ``to_clock``: ``most_minutes`` within ``span_minutes``."""
    numbers = rule.numbers
    for each in case.planned:
        length = each.end - each.start
        too_long = each.worked > numbers["most_minutes"] or length > numbers["span_minutes"]
        if too_long and at_night(case, rule, each):
            yield case.violation(
                rule, [each.day], found_minutes=each.worked, found_span_minutes=length
            )


def forbidden_hours(case: Case, rule: Rule) -> Iterator[Violation]:
    """No work between ``from_clock`` and ``to_clock``."""
    for each in case.planned:
        if found := at_night(case, rule, each):
            yield case.violation(rule, [each.day], found_minutes=found)


def night_permission(case: Case, rule: Rule) -> Iterator[Violation]:
    """No work between ``from_clock`` and ``to_clock`` unless the desk says why it is permitted."""
    if not case.plan.permission.nights.strip():
        for each in case.planned:
            if at_night(case, rule, each):
                yield case.violation(rule, [each.day])


def at_night(case: Case, rule: Rule, each: Duty) -> int:
    """Minutes present between ``from_clock`` and ``to_clock`` at the place of work."""
    if each.kind.presence is Presence.ON_CALL:
        return 0
    begin, until = rule.numbers["from_clock"], rule.numbers["to_clock"]
    return case.table.shifts.nights(case.zone, begin, until)[each]
