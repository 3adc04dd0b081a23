"""Checks of what is agreed with one person: absences, kinds of shift, nights, weekends."""

from collections.abc import Iterator
from datetime import date

from app.rules.rosters.case import Case
from app.rules.rosters.pattern_checks import is_weekend
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.spans import utc_minute
from app.rules.rosters.values import DAY_MINUTES, Absence, AbsenceKind, DayPart, ShiftKind

_NOON = DAY_MINUTES // 2


def absence(case: Case, rule: Rule) -> Iterator[Violation]:
    """No shift, on call or not, reaches into an absence."""
    for each in case.absences:
        for start, end in _away(case, each):
            for one in case.planned_duties:
                found = min(one.end, end) - max(one.start, start)
                if found > 0:
                    yield case.violation(rule, [one.day], found_minutes=found)


def _away(case: Case, each: Absence) -> Iterator[tuple[int, int]]:
    """The stretches of an absence: one for whole days, one a day for halves."""
    first, last, zone = each.first.toordinal(), each.last.toordinal(), case.zone
    if each.part is DayPart.WHOLE:
        yield utc_minute(zone, first, 0), utc_minute(zone, last + 1, 0)
        return
    begin, end = (0, _NOON) if each.part is DayPart.MORNING else (_NOON, DAY_MINUTES)
    for day in range(max(first, case.first - 1), min(last, case.last + 1) + 1):
        yield utc_minute(zone, day, begin), utc_minute(zone, day, end)


def leave_edges(case: Case, rule: Rule) -> Iterator[Violation]:
    """``least_minutes`` between vacation and the shifts before and after it, on call or not."""
    least = rule.numbers["least_minutes"]
    for each in case.absences:
        if each.kind is not AbsenceKind.VACATION:
            continue
        for start, end in _away(case, each):
            for one in case.planned_duties:
                found = start - one.end if one.end <= start else one.start - end
                if 0 <= found < least:
                    yield case.violation(rule, [one.day], found_minutes=found)


def employment(case: Case, rule: Rule) -> Iterator[Violation]:
    """No shift before the first or after the last day of employment."""
    first = (case.person.employed_from or date.min).toordinal()
    last = (case.person.employed_until or date.max).toordinal()
    for each in case.planned_duties:
        if not first <= each.day <= last:
            yield case.violation(rule, [each.day])


def allowed_kind(case: Case, rule: Rule) -> Iterator[Violation]:
    """Only kinds that are allowed to the person, with the skill they need."""
    for each in case.planned_duties:
        if not _may(case, each.kind):
            yield case.violation(rule, [each.day])


def _may(case: Case, kind: ShiftKind) -> bool:
    person = case.person
    allowed = not person.allowed_kinds or kind.key in person.allowed_kinds
    return allowed and (not kind.skill or kind.skill in person.skills)


def not_at_night(case: Case, rule: Rule) -> Iterator[Violation]:
    """No kind that counts as night for people who do not work nights."""
    if case.person.not_at_night:
        for each in case.planned_duties:
            if each.kind.night:
                yield case.violation(rule, [each.day])


def not_on_weekends(case: Case, rule: Rule) -> Iterator[Violation]:
    """No shift of a Saturday or Sunday for people who do not work weekends."""
    if case.person.not_on_weekends:
        for each in case.planned_duties:
            if is_weekend(each.day):
                yield case.violation(rule, [each.day])


def working_days(case: Case, rule: Rule) -> Iterator[Violation]:
    """From Monday to Friday no shift on a day of the week on which the person does not work.

    Weekends are left to ``not_on_weekends``: who works in shifts gets them in turns.
    """
    for each in case.planned_duties:
        weekday = date.fromordinal(each.day).weekday()
        if not is_weekend(each.day) and weekday not in case.person.working_days:
            yield case.violation(rule, [each.day])


def night_budget(case: Case, rule: Rule) -> Iterator[Violation]:
    """No more nights in a calendar month than the person's budget; all that is known counts."""
    most = case.person.night_budget
    if most is None:
        return
    nights = [each.day for each in case.work if each.kind.night]
    for begin, end in case.months():
        of_month = [day for day in nights if begin <= day < end]
        planned = [day for day in of_month if case.first <= day <= case.last]
        if len(of_month) > most and planned:
            yield case.violation(rule, planned, found=len(of_month), most=most)
