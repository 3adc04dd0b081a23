"""Which rows of a person the search by whole rows tells apart: all legal ones, and few others.

What is left out (averages, days of rest, other people) makes the rows found cheaper, never dearer:
a bound from them holds for the roster, and a roster made of them is checked like any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from app.planning.duty.model import Model
from app.planning.duty.person_rules import backward_steps
from app.rules.rosters.case import Case
from app.rules.rosters.checking import applies, concerns
from app.rules.rosters.hours import hours_of
from app.rules.rosters.rule import Rule, Strength
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.values import Person
from app.rules.rosters.wording import Check

_DAY = timedelta(days=1)

Pair = tuple[str, str]
"""Kinds of shifts on two days that follow each other."""


@dataclass(frozen=True, slots=True)
class RowLimits:
    """The hard limits of one person's row; None: none.

    ``days`` and ``nights`` in a row, ``rest`` days off together at least, ``apart`` kinds that
    never follow each other, ``budget`` of nights in all, ``minutes`` paid from, to.
    """

    days: int | None
    nights: int | None
    rest: int
    apart: frozenset[Pair]
    budget: int | None
    minutes: tuple[int, int] | None


def row_limits(model: Model, person: str) -> RowLimits:
    """Those that the hard rules of the problem set."""
    problem = model.problem
    someone = problem.people[person]
    case = Case(Timetable(problem.filled({})), someone)
    rules = [
        each
        for each in problem.rules.rules
        if each.strength is Strength.HARD and concerns(each, case)
    ]
    minutes = None
    for each in rules:
        if each.check is Check.CONTRACT_HOURS and person not in problem.spared:
            balance, numbers = hours_of(case).balance, each.numbers
            minutes = -numbers["under_minutes"] - balance, numbers["over_minutes"] - balance
    return RowLimits(
        min(_numbers(rules, Check.DAYS_IN_A_ROW, "most"), default=None),
        min(_numbers(rules, Check.NIGHTS_IN_A_ROW, "most"), default=None),
        max(_numbers(rules, Check.DAYS_OFF_TOGETHER, "least"), default=1),
        frozenset(_apart(model, someone, rules)),
        _night_budget(model, someone, rules),
        minutes,
    )


def _night_budget(model: Model, someone: Person, rules: Iterable[Rule]) -> int | None:
    """That of all its months together: a row is not told by the month."""
    months = {(day.year, day.month) for day in model.problem.days}
    binding = any(each.check is Check.NIGHT_BUDGET for each in rules)
    budget = someone.night_budget if binding else None
    return None if budget is None else budget * len(months)


def _numbers(rules: Iterable[Rule], check: Check, name: str) -> Iterable[int]:
    return (each.numbers[name] for each in rules if each.check is check)


def _apart(model: Model, someone: Person, rules: Iterable[Rule]) -> Iterable[Pair]:
    """Pairs that are against a rule on every day; in the nights of a clock change more may be."""
    before = model.problem.days[:-1]
    for rule in rules:
        if rule.check is Check.DAILY_REST and before:
            least = rule.numbers["least_minutes"]
            for one in model.present:
                for other in model.present:
                    if all(
                        applies(rule, someone, (day, day + _DAY))
                        and model.duty(day + _DAY, other).start - model.duty(day, one).end < least
                        for day in before
                    ):
                        yield one, other
        elif rule.check is Check.FORWARD_ROTATION:
            yield from ((one, other) for *_days, one, other in backward_steps(model, rule))
