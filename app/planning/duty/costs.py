"""What a roster costs, by reason, person and day, computed from the roster alone.

The solver's word is never taken for it: costs shown, compared and explained all come from here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.planning.duty.problem import Assignments, DutyProblem, Row
from app.planning.duty.shares import WEEKEND, Shares, saturday_of
from app.rules.rosters.checking import violations
from app.rules.rosters.rule import RuleSet, Strength
from app.rules.rosters.values import Presence
from app.rules.rosters.wording import Check

STEPS = 3
"""Each of the first units off a share costs one more than the one before; all later ones this."""

WEIGHED = frozenset(
    {
        Check.DAILY_MAXIMUM,
        Check.SPAN,
        Check.NIGHT_LENGTH,
        Check.FORBIDDEN_HOURS,
        Check.SUNDAY_WORK,
        Check.FREE_DAYS,
        Check.ABSENCE,
        Check.LEAVE_EDGES,
        Check.EMPLOYMENT,
        Check.ALLOWED_KIND,
        Check.NOT_AT_NIGHT,
        Check.NOT_ON_WEEKENDS,
        Check.WORKING_DAYS,
        Check.DAYS_IN_A_ROW,
        Check.NIGHTS_IN_A_ROW,
        Check.DAYS_OFF_TOGETHER,
        Check.FORWARD_ROTATION,
        Check.WEEKENDS_IN_A_ROW,
    }
)
"""Soft rules that cost; the others are shown where they are broken, but not weighed."""


class Reason(StrEnum):
    """Why a roster costs something."""

    MISSING = "missing"
    WISHES = "wishes"
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    HOURS = "hours"
    RULES = "rules"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class CostLine:
    """``person`` empty: the team; ``day`` None: the whole time; ``about``: a kind or a rule."""

    reason: Reason
    amount: int
    person: str = ""
    day: date | None = None
    about: str = ""


class Judge:
    """Judges rosters of one problem; keeps what they have in common."""

    def __init__(self, problem: DutyProblem) -> None:
        self.problem = problem
        self.shares = Shares(problem)
        self.soft = RuleSet(
            "weighed",
            tuple(
                each
                for each in problem.rules.rules
                if each.strength is Strength.SOFT and each.check in WEIGHED and each.weight > 0
            ),
        )

    def costs(self, assignments: Assignments) -> tuple[CostLine, ...]:
        """All that the roster costs."""
        return (
            *self._missing(assignments),
            *self._wishes(assignments),
            *(
                line
                for person in self.problem.people
                for line in self._fairness(person, assignments.get(person, {}))
            ),
            *self._rules(assignments),
            *self._published(assignments),
        )

    def total(self, assignments: Assignments) -> int:
        """The sum, which the solver makes small."""
        return sum(each.amount for each in self.costs(assignments))

    def _missing(self, assignments: Assignments) -> Iterator[CostLine]:
        weight = self.problem.weights.missing
        present = Counter(cell for row in assignments.values() for cell in row.items())
        for (day, kind), asked in self.problem.demand.items():
            few = asked.wish - present[day, kind]
            if few > 0 and weight:
                yield CostLine(Reason.MISSING, weight * few, "", day, kind)

    def _wishes(self, assignments: Assignments) -> Iterator[CostLine]:
        weight = self.problem.weights.wishes
        for wish in self.problem.wishes:
            if wish.fixed or not weight or wish.person not in self.problem.people:
                continue
            given = assignments.get(wish.person, {}).get(wish.day)
            if not wish.followed(given) and self._planned(wish.day):
                yield CostLine(
                    Reason.WISHES, weight * wish.weight, wish.person, wish.day, wish.kind or ""
                )

    def nights(self, row: Row) -> int:
        """Nights of one person."""
        return sum(self.problem.plan.kinds[kind].night for kind in row.values())

    def weekends(self, row: Row) -> int:
        """Weekends on which one person is present."""
        kinds = self.problem.plan.kinds
        worked = {
            saturday_of(day)
            for day, kind in row.items()
            if day.weekday() >= WEEKEND and kinds[kind].presence is Presence.PRESENT
        }
        return len(worked)

    def minutes(self, row: Row) -> int:
        """Paid minutes of one person."""
        return sum(self.shares.paid(day, kind) for day, kind in row.items())

    def _fairness(self, person: str, row: Row) -> Iterator[CostLine]:
        weights = self.problem.weights
        nights, weekends = self.shares.nights.get(person), self.shares.weekends.get(person)
        if weights.nights and nights and (off := nights.off(self.nights(row))):
            yield CostLine(Reason.NIGHTS, weights.nights * stepped(off), person)
        if weights.weekends and weekends and (off := weekends.off(self.weekends(row))):
            yield CostLine(Reason.WEEKENDS, weights.weekends * stepped(off), person)
        if weights.hours and (off := self.shares.hours_off(person, self.minutes(row))):
            yield CostLine(Reason.HOURS, weights.hours * stepped(off), person)

    def _rules(self, assignments: Assignments) -> Iterator[CostLine]:
        weight = self.problem.weights.rules
        if weight and self.soft.rules:
            for found in violations(self.problem.filled(assignments), self.soft):
                day = found.days[0] if found.days else None
                yield CostLine(Reason.RULES, weight * found.weight, found.person, day, found.rule)

    def _published(self, assignments: Assignments) -> Iterator[CostLine]:
        for published in self.problem.published:
            weight = self.problem.weights.published * published.weight
            for person in self.problem.people if weight else ():
                old, new = published.rows.get(person, {}), assignments.get(person, {})
                for day in self.problem.days:
                    if published.first <= day <= published.last and old.get(day) != new.get(day):
                        yield CostLine(Reason.PUBLISHED, weight, person, day, old.get(day, ""))

    def _planned(self, day: date) -> bool:
        return self.problem.plan.first <= day <= self.problem.plan.last


def stepped(units: int) -> int:
    """1, 3, 6, 9, 12, …: what so many units off a fair share cost."""
    return sum(max(0, units - step) for step in range(STEPS))
