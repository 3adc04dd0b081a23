"""Small changes that put a broken rule right without breaking another."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.rosters.checking import Findings
from app.rules.rosters.effects import Effect, effect
from app.rules.rosters.patterns import OFF, Cells
from app.rules.rosters.rule import RuleSet, Strength, Violation
from app.rules.rosters.values import Plan
from app.rules.rosters.wording import Check

_DAY = timedelta(days=1)
_OF_WISHES = (Check.AGREEMENTS, Check.WISHES)
_MOST_DAYS = 8
"""So many days of a long violation are tried, the last ones first: they are planned last."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A change with what it does; ``uncovered`` people are missing then, fewest is best."""

    cells: Cells
    person: str
    day: date
    other: str
    kind: str
    effect: Effect
    uncovered: int


def mends(
    found: Findings,
    plan: Plan,
    rules: RuleSet,
    violation: Violation,
    *,
    pinned: frozenset[tuple[str, date]] = frozenset(),
    spare: Mapping[tuple[date, str], int] | None = None,
    offered: Collection[str] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Mend, ...]:
    """What mends the violation and breaks no hard rule, the gentlest first.

    Tried are, on each of its days: somebody else in this place, an exchange with somebody, another
    kind of shift, and a day off; where rest is too short, on the shifts beside it; where work is
    wished, a shift. Pinned cells stay. ``spare``: so many people more than needed has a shift;
    losing them costs nothing. ``offered``: the kinds that are still planned, empty: all.
    ``stopped`` ends the search early.
    """
    good = []
    kinds = [key for key in plan.kinds if not offered or key in offered]
    for person, day, other, kind, cells in _candidates(plan, violation, kinds):
        if stopped():
            break
        touched = {(key, each) for key, row in cells.items() for each in row}
        if touched & pinned:
            continue
        result = effect(found, plan, rules, cells)
        if _healed(violation, result) and not any(
            each.strength is Strength.HARD for each in result.broken
        ):
            good.append(
                Mend(cells, person, day, other, kind, result, _lost(plan, cells, spare or {}))
            )
    return tuple(sorted(good, key=_price))


def _healed(violation: Violation, result: Effect) -> bool:
    """Whether nothing is left of it, neither whole nor shorter or longer than before."""
    days = set(violation.days)
    left = (
        set(each.days)
        for each in result.findings.all
        if (each.rule, each.person) == (violation.rule, violation.person)
    )
    return not any(each <= days or each >= days for each in left)


def _price(mend: Mend) -> tuple[int, int, int]:
    broken = sum(each.weight for each in mend.effect.broken)
    mended = sum(each.weight for each in mend.effect.mended)
    return mend.uncovered, broken - mended, sum(len(row) for row in mend.cells.values())


_Candidate = tuple[str, date, str, str, Cells]


def _candidates(plan: Plan, violation: Violation, kinds: Sequence[str]) -> Iterator[_Candidate]:
    for person in [violation.person] if violation.person else violation.others:
        row = plan.assignments.get(person, {})
        for day in _days(plan, violation, row):
            mine = row.get(day)
            yield from _of_others(plan, person, day, mine)
            for kind in kinds:
                if kind != mine:
                    yield person, day, "", kind, {person: {day: kind}}
            if mine:
                yield person, day, "", OFF, {person: {day: OFF}}


def _days(plan: Plan, violation: Violation, row: Mapping[date, str]) -> list[date]:
    """Where a change can help: on the days with a shift, else on those beside a rest."""
    if violation.check in _OF_WISHES:
        return list(violation.days)
    worked = [day for day in sorted(violation.days, reverse=True) if day in row]
    if not worked and violation.days:
        beside = violation.days[-1] + _DAY, violation.days[0] - _DAY
        worked = [day for day in beside if day in row and plan.first <= day <= plan.last]
    return worked[:_MOST_DAYS]


def _of_others(plan: Plan, person: str, day: date, mine: str | None) -> Iterator[_Candidate]:
    for each in plan.people:
        theirs = plan.assignments.get(each.key, {}).get(day)
        if each.key != person and theirs != mine:
            cells: Cells = {person: {day: theirs or OFF}, each.key: {day: mine or OFF}}
            yield person, day, each.key, theirs or OFF, cells


def _lost(plan: Plan, cells: Cells, spare: Mapping[tuple[date, str], int]) -> int:
    """How many people are missing afterwards who were there, and needed, before."""
    change: Counter[tuple[date, str]] = Counter()
    for person, row in cells.items():
        before = plan.assignments.get(person, {})
        change.subtract((day, before[day]) for day in row if day in before)
        change.update((day, new) for day, new in row.items() if new)
    return sum(max(0, -count - max(0, spare.get(place, 0))) for place, count in change.items())
