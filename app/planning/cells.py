"""The plain model: one yes or no for each person, day and shift, solved by CP-SAT.

It needs no structure that ``lines`` relies on, so it serves where that cannot, and as the yardstick
of the benchmarks.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from app.planning.problem import SATURDAY, SUNDAY, WEEK, Employee, Line, Problem

WORKERS = 8
"""Also on two cores: with fewer workers CP-SAT leaves out strategies that this model needs."""

_Literal = cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Answer:
    """A roster, its cost by the model, and the bound; no roster if none was found in time."""

    roster: dict[str, Line] | None
    cost: int
    bound: float


def solve_plainly(problem: Problem, *, seconds: float, seed: int) -> Answer:
    """The best roster of the plain model after so many seconds at most."""
    model = _Model(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        bound = math.inf if status == cp_model.INFEASIBLE else -math.inf
        return Answer(None, 0, bound)
    return Answer(model.roster(solver), round(solver.objective_value), solver.best_objective_bound)


class _Model:
    def __init__(self, problem: Problem) -> None:
        self.model = cp_model.CpModel()
        self._problem = problem
        self._cells = {
            (employee.id, day, shift.id): self.model.new_bool_var("")
            for employee in problem.employees
            for day in range(problem.days)
            for shift in problem.shifts
        }
        self._works = {
            (employee.id, day): self._worked(employee.id, day)
            for employee in problem.employees
            for day in range(problem.days)
        }
        for employee in problem.employees:
            self._limits(employee)
            self._stretches(employee)
            self._weekends(employee)
        self.model.minimize(sum(self._costs()))

    def roster(self, solver: cp_model.CpSolver) -> dict[str, Line]:
        """The lines that the solver chose."""
        return {
            employee.id: tuple(
                next(
                    (
                        shift.id
                        for shift in self._problem.shifts
                        if solver.boolean_value(self._cells[employee.id, day, shift.id])
                    ),
                    None,
                )
                for day in range(self._problem.days)
            )
            for employee in self._problem.employees
        }

    def _worked(self, employee: str, day: int) -> _Literal:
        works = self.model.new_bool_var("")
        kinds = [self._cells[employee, day, shift.id] for shift in self._problem.shifts]
        self.model.add(sum(kinds) == works)
        return works

    def _limits(self, employee: Employee) -> None:
        add, days = self.model.add, range(self._problem.days)
        for day in employee.days_off:
            add(self._works[employee.id, day] == 0)
        for shift in self._problem.shifts:
            cells = [self._cells[employee.id, day, shift.id] for day in days]
            if employee.most.get(shift.id, len(days)) < len(days):
                add(sum(cells) <= employee.most[shift.id])
            for later in shift.not_next:
                for day in days[:-1]:
                    self.model.add_bool_or(~cells[day], ~self._cells[employee.id, day + 1, later])
        minutes = sum(
            shift.minutes * self._cells[employee.id, day, shift.id]
            for shift in self._problem.shifts
            for day in days
        )
        self.model.add_linear_constraint(minutes, employee.least_minutes, employee.most_minutes)

    def _stretches(self, employee: Employee) -> None:
        works = [self._works[employee.id, day] for day in range(self._problem.days)]
        for window in _windows(works, employee.most_in_a_row + 1):
            self.model.add_bool_or([~each for each in window])
        for length in range(1, employee.least_in_a_row):
            for before, *inside, after in _windows(works, length + 2):
                self.model.add_bool_or([before, *(~each for each in inside), after])
        for length in range(1, employee.least_off_in_a_row):
            for before, *inside, after in _windows(works, length + 2):
                self.model.add_bool_or([~before, *inside, ~after])

    def _weekends(self, employee: Employee) -> None:
        worked = []
        for weekend in self._problem.weekends:
            touched = self.model.new_bool_var("")
            for day in (WEEK * weekend + SATURDAY, WEEK * weekend + SUNDAY):
                if day < self._problem.days:
                    self.model.add_implication(self._works[employee.id, day], touched)
            worked.append(touched)
        self.model.add(sum(worked) <= employee.most_weekends)

    def _costs(self) -> "Iterator[cp_model.LinearExprT]":
        for wish in self._problem.wishes:
            cell = self._cells[wish.employee, wish.day, wish.shift]
            yield wish.weight * (1 - cell if wish.on else cell)
        people = len(self._problem.employees)
        for each in self._problem.cover:
            few = self.model.new_int_var(0, each.wanted, "")
            many = self.model.new_int_var(0, people, "")
            present = sum(
                self._cells[employee.id, each.day, each.shift]
                for employee in self._problem.employees
            )
            self.model.add(present + few - many == each.wanted)
            yield each.under * few + each.over * many


def _windows(works: Sequence[_Literal], length: int) -> Iterator[Sequence[_Literal]]:
    for start in range(len(works) - length + 1):
        yield works[start : start + length]
