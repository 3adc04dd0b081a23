"""A desk's roster to fill: the plan with its rules, what is asked of it, and what may not move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from app.rules.rosters.checking import violations
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.rule import RuleSet, Strength, Violation
from app.rules.rosters.values import Person, Plan
from app.rules.rosters.wording import Check

Row = Mapping[date, str]
"""One person's shifts by date; a day that is missing is free."""

Assignments = Mapping[str, Row]
"""The rows of all people in the planned days."""

Cell = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each reason costs; 0 leaves the reason out.

    A unit is a person who is missing to the wished number, a wish not followed (times its own
    weight), a night or a weekend off the fair share, a shift's worth of hours off it, a soft rule
    broken (times its own weight), and a published cell that changes.
    """

    missing: int = 100
    wishes: int = 2
    nights: int = 3
    weekends: int = 3
    hours: int = 1
    rules: int = 1
    published: int = 20

    @property
    def lean(self) -> bool:
        """Whether so little is weighed that the optimum can be proved within a minute."""
        return not (self.missing or self.hours or self.rules)


@dataclass(frozen=True, slots=True)
class Published:
    """What was promised for the days ``first`` to ``last``; a day missing in a row was free.

    ``weight`` multiplies the price of a cell that changes.
    """

    first: date
    last: date
    rows: Assignments
    weight: int = 1


@dataclass(frozen=True)
class DutyProblem:
    """Everything the machine has to know; ``plan.assignments`` hold history, pins and what follows.

    ``demand`` binds by its ``least``. Of the planned days only the cells in ``pinned`` are taken
    from the plan (a pinned free cell stays free), the others are filled anew. The contract hours of
    those ``spared`` do not bind: who is sick need not make up for it.
    """

    plan: Plan
    rules: RuleSet
    demand: Mapping[tuple[date, str], Demand] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    pinned: frozenset[Cell] = frozenset()
    published: tuple[Published, ...] = ()
    weights: Weights = Weights()
    spared: frozenset[str] = frozenset()

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The planned days."""
        first, last = self.plan.first, self.plan.last
        return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody by key, in the order of the plan."""
        return {each.key: each for each in self.plan.people}

    @cached_property
    def fixed(self) -> Assignments:
        """What is assigned outside the planned days and in pinned cells."""
        return {
            person: {
                day: kind
                for day, kind in self.plan.assignments.get(person, {}).items()
                if self.is_fixed(person, day)
            }
            for person in self.people
        }

    def is_fixed(self, person: str, day: date) -> bool:
        """Whether the machine may not touch the cell."""
        return not self.plan.first <= day <= self.plan.last or (person, day) in self.pinned

    def filled(self, assignments: Assignments) -> Plan:
        """The plan with these rows in its planned days; the time around them stays."""
        first, last = self.plan.first, self.plan.last
        rows = {
            person: {
                **{
                    day: kind
                    for day, kind in self.plan.assignments.get(person, {}).items()
                    if not first <= day <= last
                },
                **assignments.get(person, {}),
            }
            for person in self.people
        }
        return replace(self.plan, assignments=rows)

    def planned(self) -> Assignments:
        """What the plan holds in its days now."""
        first, last = self.plan.first, self.plan.last
        return {
            person: {
                day: kind
                for day, kind in self.plan.assignments.get(person, {}).items()
                if first <= day <= last and kind in self.plan.kinds
            }
            for person in self.people
        }

    @cached_property
    def hard(self) -> RuleSet:
        """The rules that no roster of the machine breaks."""
        rules = (each for each in self.rules.rules if each.strength is Strength.HARD)
        return RuleSet(self.rules.key, tuple(rules))

    def broken(self, assignments: Assignments) -> tuple[Violation, ...]:
        """Hard rules that a roster breaks, but for what the history has broken by itself."""
        return tuple(
            each
            for each in violations(self.filled(assignments), self.hard)
            if (each.rule, each.person, each.days) not in self._inherited
            and not (each.check is Check.CONTRACT_HOURS and each.person in self.spared)
        )

    @cached_property
    def _inherited(self) -> frozenset[tuple[str, str, tuple[date, ...]]]:
        return frozenset(
            (each.rule, each.person, each.days)
            for each in violations(self.filled({}), self.hard)
            if each.check is not Check.CONTRACT_HOURS
        )

    @property
    def planned_whole(self) -> bool:
        """Whether the plan holds a roster that is worth beginning from."""
        asked = sum(each.least for each in self.demand.values())
        return 2 * sum(len(row) for row in self.planned().values()) >= asked

    def keeping(self, cells: Iterable[Cell]) -> "DutyProblem":
        """The problem with more cells pinned to what the plan holds."""
        return replace(self, pinned=self.pinned | frozenset(cells))
