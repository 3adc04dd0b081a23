"""Hard rules that are rarely broken and long to write: added for a person once a roster broke one.

Averages and days of rest look back for months and give each Sunday a day of its own; most rosters
keep them without being told.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from app.planning.duty.model import Literal, Model, no
from app.planning.duty.person_rules import RowRules
from app.planning.duty.problem import Assignments
from app.rules.rosters.case import HALVES, WEEK, YEAR
from app.rules.rosters.rest_days import matched
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.wording import Check

_ENOUGH_KNOWN = 28


def add_later(
    model: Model, broken: Collection[Violation], assignments: Assignments, *, exactly: bool
) -> None:
    """What keeps the solver from this roster, whose hard rules ``broken`` names.

    ``exactly``: forbid just these rows, where the rules as written here were not enough.
    """
    people = model.problem.people
    for rule in model.problem.rules.rules:
        write = _WRITERS.get(rule.check)
        concerned = {
            (each.person,) if each.person else each.others or tuple(people)
            for each in broken
            if each.rule == rule.key
        }
        for keys in sorted(concerned):
            if write is not None and len(keys) == 1 and not exactly:
                write(RowRules(model, keys[0]), rule)
            else:
                _not_this(model, keys, assignments)


def _average(row: RowRules, rule: Rule, unless: Sequence[Literal] = ()) -> None:
    """As ``hour_checks.average``, for each period that ends on a planned day."""
    case, numbers = row.case, rule.numbers
    workdays, period = numbers["workdays"], numbers["period"]
    week = (WEEK - 1 if workdays else WEEK) * HALVES
    start, length = case.counted_from, case.last + 1 - case.counted_from
    halves = case.halves_until[workdays]
    ends = range(max(period, case.first + 1 - start), length + 1)
    if length < period:
        period = length // WEEK * WEEK
        ends = range(length, length + (period >= _ENOUGH_KNOWN))
    active = None
    if unless:
        active = row.model.model.new_bool_var("")
        row.model.clause([active, *unless])
    for end in ends:
        counted = halves[end] - halves[end - period]
        days = [date.fromordinal(start + n) for n in range(end - period, end)]
        terms = row.minutes(days)
        _variables, _weights, before = row.model.split(terms)
        most = max(numbers["week_minutes"] * counted // week, before)
        row.model.linear(terms, None, most, row.group(rule), when=active)


def _night_average(row: RowRules, rule: Rule) -> None:
    """The average, unless the nights stay below the number that makes a night worker."""
    model, case, numbers = row.model, row.case, rule.numbers
    minutes = case.table.shifts.nights(case.zone, numbers["from_clock"], numbers["to_clock"])
    begin = max(case.known, case.last - YEAR + 1)
    known = max(_ENOUGH_KNOWN, case.last - begin + 1)
    most = -(-numbers["nights"] * min(YEAR, known) // YEAR) - 1
    done = sum(
        1
        for each in case.work
        if begin <= each.day < case.first and minutes[each] > numbers["over_minutes"]
    )
    nights: list[tuple[Literal, int]] = [
        (model.cell(row.key, day, kind), 1)
        for day in model.problem.days
        for kind in model.present
        if minutes[model.duty(day, kind)] > numbers["over_minutes"]
    ]
    few = model.model.new_bool_var("")
    model.linear(nights, None, most - done, when=few)
    _average(row, rule, [few])


def _rest_day(row: RowRules, rule: Rule) -> None:
    """Each Sunday or holiday worked is given a day of its own within its span.

    Those of the history that cannot be given one any more are left alone, as by the check.
    """
    model, case = row.model, row.case
    days = {day: _free(row, day) for day in range(case.first - YEAR, case.last + YEAR)}
    worked = case.rest_days_worked(rule.numbers.get("shift", 0))
    before = [
        (day, span)
        for day, span in _spans(row, rule)
        if day < case.first and worked.get(day, 0) > rule.numbers["over_minutes"]
    ]
    given = matched([span for _day, span in before], {day for day in days if days[day] is not None})
    owed: list[tuple[Literal, tuple[int, int]]] = [(True, before[index][1]) for index in given]
    for day, span in _spans(row, rule):
        if day >= case.first:
            shifts = row.rest_day(date.fromordinal(day), rule.numbers.get("shift", 0))
            owed.append((model.either(shifts), span))
    taken: dict[int, list[Literal]] = {}
    for here, (first, last) in owed:
        choices: list[Literal] = []
        for day in range(first, last + 1):
            cells = days[day]
            if cells is None or here is False:
                continue
            choice = model.model.new_bool_var("")
            for cell in cells:
                model.clause((no(choice), no(cell)))
            choices.append(choice)
            taken.setdefault(day, []).append(choice)
        model.clause([no(here), *choices], row.group(rule))
    for choices in taken.values():
        model.linear([(each, 1) for each in choices], None, 1)


def _spans(row: RowRules, rule: Rule) -> Iterator[tuple[int, tuple[int, int]]]:
    """Sundays and holidays whose day of rest may lie in the plan, and where it may lie."""
    case, numbers = row.case, rule.numbers
    for day in range(case.first - YEAR, case.last + 1):
        if case.rests_on(day):
            kind = "sunday" if day % WEEK == 0 else "holiday"
            span = day - numbers[f"{kind}_before"], day + numbers[f"{kind}_after"]
            if span[1] >= case.first:
                yield day, span


def _free(row: RowRules, day: int) -> list[Literal] | None:
    """The shifts that would touch the weekday; None if it can be nobody's day of rest."""
    case = row.case
    if day % WEEK == 0 or day in case.holidays or day in case.away_with_pay:
        return None
    cells = row.rest_day(date.fromordinal(day), 0)
    return None if any(cell is True for cell in cells) else cells


def _not_this(model: Model, people: Collection[str], assignments: Assignments) -> None:
    """Not these rows together again."""
    different = [
        no(cell) if assignments.get(person, {}).get(day) == kind else cell
        for person in people
        for day in model.problem.days
        for kind in model.kinds
        for cell in (model.cell(person, day, kind),)
    ]
    model.clause(different)


_WRITERS: Mapping[Check, Callable[[RowRules, Rule], None]] = {
    Check.AVERAGE: _average,
    Check.NIGHT_AVERAGE: _night_average,
    Check.REST_DAY: _rest_day,
}
