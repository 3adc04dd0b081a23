"""What a change of some cells would break and mend, before it is made."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.rules.rosters.checking import Findings, recheck
from app.rules.rosters.patterns import Cells
from app.rules.rosters.rule import RuleSet, Strength, Violation
from app.rules.rosters.values import Plan


class Verdict(StrEnum):
    """Whether a change can be made: freely, at the cost of a wish, or against a hard rule."""

    LEGAL = "legal"
    COSTLY = "costly"
    ILLEGAL = "illegal"


@dataclass(frozen=True, slots=True)
class Effect:
    """``broken`` holds what is violated on days on which it was not before; ``mended`` reverse."""

    broken: tuple[Violation, ...]
    mended: tuple[Violation, ...]
    plan: Plan
    findings: Findings

    @property
    def verdict(self) -> Verdict:
        """The worst of what is broken."""
        if any(each.strength is Strength.HARD for each in self.broken):
            return Verdict.ILLEGAL
        return Verdict.COSTLY if self.broken else Verdict.LEGAL

    @property
    def worst(self) -> Violation | None:
        """The first hard violation that is new, else the heaviest soft one."""
        order = sorted(
            self.broken, key=lambda each: (each.strength is not Strength.HARD, -each.weight)
        )
        return order[0] if order else None


def with_cells(plan: Plan, cells: Cells) -> Plan:
    """The plan with these cells changed; what is no kind of shift takes the shift out."""
    rows = {
        person: _changed(plan.assignments.get(person, {}), row) for person, row in cells.items()
    }
    return replace(plan, assignments={**plan.assignments, **rows})


def _changed(old: Mapping[date, str], row: Mapping[date, str | None]) -> dict[date, str]:
    changed = {day: key for day, key in old.items() if day not in row}
    changed.update((day, key) for day, key in row.items() if key)
    return changed


def effect(found: Findings, plan: Plan, rules: RuleSet, cells: Cells) -> Effect:
    """What the change does to a plan whose findings are known."""
    changed = with_cells(plan, cells)
    after = recheck(found, changed, rules, changed=cells.keys())
    people = set(cells)
    # Others keep their findings: only what was checked again can differ.
    old = [each for person in people for each in found.people.get(person, ())]
    new = [each for person in people for each in after.people.get(person, ())]
    return Effect(
        _more([*new, *after.team], [*old, *found.team]),
        _more([*old, *found.team], [*new, *after.team]),
        changed,
        after,
    )


def _more(these: Iterable[Violation], those: Iterable[Violation]) -> tuple[Violation, ...]:
    """The violations that are not among the others, and touch a day more often than they do."""
    kept, others = list(these), list(those)
    here, there = (Counter(_name(each) for each in found) for found in (kept, others))
    kept = [each for each in kept if here[_name(each)] > there[_name(each)]]
    others = [each for each in others if there[_name(each)] > here[_name(each)]]
    count = Counter(place for each in kept for place in _places(each))
    count.subtract(Counter(place for each in others for place in _places(each)))
    return tuple(each for each in kept if any(count[place] > 0 for place in _places(each)))


def _name(each: Violation) -> tuple[str, str, tuple[date, ...]]:
    return each.rule, each.person, each.days


def _places(each: Violation) -> list[tuple[str, str, date | None]]:
    return [(each.rule, each.person, day) for day in each.days or (None,)]
