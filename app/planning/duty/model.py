"""The roster as yes and no for each person, day and kind of shift, for CP-SAT.

What lies outside the planned days enters as constants. Each constraint may belong to a group; in a
guarded model the groups can be switched off one by one, which is how conflicts are found.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from ortools.sat.python import cp_model, cp_model_helper

from app.planning.duty.groups import Group
from app.planning.duty.problem import Assignments, DutyProblem
from app.rules.rosters.spans import Duty, duty
from app.rules.rosters.values import Presence

Var = cp_model.IntVar
Literal = cp_model_helper.Literal | bool
"""A variable, its opposite, or a constant for what is history or cannot be."""

_ENDLESS = 1 << 40


class Model:
    """Variables and the two kinds of constraints; what they mean is said by those who add them."""

    def __init__(self, problem: DutyProblem, *, guarded: bool = False) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.guarded = guarded
        self.guards: dict[Group, Var] = {}
        self.first, self.last = problem.plan.first, problem.plan.last
        self._cells: dict[tuple[str, date, str], Var] = {}
        self._duty: dict[tuple[str, date], Literal] = {}
        self._works: dict[tuple[str, date], Literal] = {}
        self._nights: dict[tuple[str, date], Literal] = {}
        self._duties: dict[tuple[date, str], Duty] = {}
        self._named: dict[object, Literal] = {}
        self._settled: set[int] = set()
        self._rows = problem.plan.assignments
        for person in problem.people:
            for day in problem.days:
                for kind in self.kinds:
                    self._cells[person, day, kind] = self.model.new_bool_var("")
                self.on_duty(person, day)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Keys of the kinds of shifts."""
        return tuple(self.problem.plan.kinds)

    @cached_property
    def present(self) -> tuple[str, ...]:
        """Kinds that are work and not waiting for a call."""
        kinds = self.problem.plan.kinds
        return tuple(key for key in kinds if kinds[key].presence is Presence.PRESENT)

    def planned(self, day: date) -> bool:
        """Whether the day is one of those to plan."""
        return self.first <= day <= self.last

    def days(self, before: int = 0, after: int = 0) -> Sequence[date]:
        """The planned days with some before and after."""
        length = (self.last - self.first).days + 1
        return [self.first + timedelta(days=number) for number in range(-before, length + after)]

    def cell(self, person: str, day: date, kind: str) -> Literal:
        """Whether the person has the shift."""
        found = self._cells.get((person, day, kind))
        return found if found is not None else self._rows.get(person, {}).get(day) == kind

    def on_duty(self, person: str, day: date) -> Literal:
        """Whether the person has any shift, on call or not."""
        return self._any(self._duty, person, day, self.kinds)

    def works(self, person: str, day: date) -> Literal:
        """Whether the person is present."""
        if self.present == self.kinds:
            return self.on_duty(person, day)
        return self._any(self._works, person, day, self.present)

    def night(self, person: str, day: date) -> Literal:
        """Whether the person works a night."""
        nights = tuple(key for key in self.present if self.problem.plan.kinds[key].night)
        return self._any(self._nights, person, day, nights)

    def _any(
        self,
        known: dict[tuple[str, date], Literal],
        person: str,
        day: date,
        kinds: Sequence[str],
    ) -> Literal:
        """One of the kinds, of which a person has at most one a day."""
        if not self.planned(day):
            return self._rows.get(person, {}).get(day) in kinds
        if not kinds:
            return False
        found = known.get((person, day))
        if found is None:
            cells = [self._cells[person, day, kind] for kind in kinds]
            if len(cells) == 1:
                found = cells[0]
            else:
                found = self.model.new_bool_var("")
                self.model.add(sum(cells) == found)
            known[person, day] = found
        return found

    def duty(self, day: date, kind: str) -> Duty:
        """The shift in time."""
        found = self._duties.get((day, kind))
        if found is None:
            plan = self.problem.plan
            found = duty(plan.kinds[kind], day, plan.calendar.zone)
            self._duties[day, kind] = found
        return found

    def guard(self, group: Group) -> Var:
        """The switch of a group."""
        found = self.guards.get(group)
        if found is None:
            found = self.guards[group] = self.model.new_bool_var("")
        return found

    def clause(self, literals: Iterable[Literal], group: Group | None = None) -> None:
        """At least one of them; what only history decides is no matter of this plan."""
        open_ones: list[cp_model_helper.Literal] = []
        for each in literals:
            if each is True:
                return
            if each is not False:
                open_ones.append(each)
        if not open_ones:
            return
        if self.guarded and group is not None:
            open_ones.append(~self.guard(group))
        if len(open_ones) == 1:
            self._settled.add(open_ones[0].index)
        self.model.add_bool_or(open_ones)

    def settled(self, literal: Literal) -> bool:
        """Whether a clause of its own says that it is true."""
        return literal if isinstance(literal, bool) else literal.index in self._settled

    def linear(
        self,
        terms: Iterable[tuple[Literal, int]],
        least: int | None,
        most: int | None,
        group: Group | None = None,
        *,
        when: Var | None = None,
    ) -> None:
        """The sum within limits (both included), if ``when`` is true."""
        variables, weights, constant = self.split(terms)
        if not variables:
            return
        low = -_ENDLESS if least is None else least - constant
        high = _ENDLESS if most is None else most - constant
        if sum(each for each in weights if each < 0) >= low and (
            sum(each for each in weights if each > 0) <= high
        ):
            return
        constraint = self.model.add_linear_constraint(
            cp_model.LinearExpr.weighted_sum(variables, weights), low, high
        )
        needed = [each for each in (when,) if each is not None]
        if self.guarded and group is not None:
            needed.append(self.guard(group))
        if needed:
            constraint.only_enforce_if(needed)

    @staticmethod
    def split(
        terms: Iterable[tuple[Literal, int]],
    ) -> tuple[list[cp_model.LinearExprT], list[int], int]:
        """Variables, their weights, and the sum of the constants."""
        variables: list[cp_model.LinearExprT] = []
        weights: list[int] = []
        constant = 0
        for literal, weight in terms:
            if isinstance(literal, bool):
                constant += weight if literal else 0
            else:
                variables.append(literal)
                weights.append(weight)
        return variables, weights, constant

    def either(self, literals: Sequence[Literal]) -> Literal:
        """Whether at least one of them is true."""
        open_ones = [each for each in literals if each is not False]
        if any(each is True for each in open_ones):
            return True
        if not open_ones:
            return False
        if len(open_ones) == 1:
            return open_ones[0]
        found = self.model.new_bool_var("")
        self.model.add_max_equality(found, open_ones)
        return found

    def either_of(self, name: object, literals: Sequence[Literal]) -> Literal:
        """The same, made once under a name."""
        if name not in self._named:
            self._named[name] = self.either(literals)
        return self._named[name]

    def read(self, true: Callable[[Var], bool]) -> dict[str, dict[date, str]]:
        """The rows of a solution, told by the value of each variable."""
        rows: dict[str, dict[date, str]] = {person: {} for person in self.problem.people}
        for (person, day, kind), cell in self._cells.items():
            if true(cell):
                rows[person][day] = kind
        return rows

    def hint(self, assignments: Assignments) -> None:
        """Begin from this roster."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # of OR-Tools
        for (person, day, kind), cell in self._cells.items():
            self.model.add_hint(cell, assignments.get(person, {}).get(day) == kind)


def no(literal: Literal) -> Literal:
    """The opposite."""
    return not literal if isinstance(literal, bool) else ~literal
