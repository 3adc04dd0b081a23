"""The choice among known lines as a linear program: one line a person, cover as good as it can be.

Dantzig-Wolfe reformulation of the roster; ``LineFinder`` prices new lines with the program's duals
(M. Lübbecke, J. Desrosiers, Selected topics in column generation, 2005).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from app.planning.cheapest import OutOfTimeError
from app.planning.problem import Cover, Problem

Kinds = tuple[int, ...]
"""A line by the index of its shift each day, -1 for a day off."""

_NOBODY = 100_000.0
"""Price of leaving a person without a line: only until a real one is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """A line of an employee (by index) and what it costs by itself."""

    employee: int
    kinds: Kinds
    cost: int


@dataclass(frozen=True)
class Prices:
    """By person what each cell costs, by cell what is wanted; ``constant``: all wishes unmet."""

    cells: NDArray[np.float64]
    cover: Mapping[tuple[int, int], Cover]
    constant: int = 0

    def column(self, employee: int, line: Kinds) -> Column:
        """The line with its price."""
        cells = self.cells[employee]
        price = sum(cells[day, kind] for day, kind in enumerate(line) if kind >= 0)
        return Column(employee, line, round(price))


def prices_of(problem: Problem) -> Prices:
    """What the wishes of the problem say about each cell."""
    kinds = {shift.id: kind for kind, shift in enumerate(problem.shifts)}
    people = {employee.id: number for number, employee in enumerate(problem.employees)}
    cells = np.zeros((len(people), problem.days, len(kinds)))
    constant = 0
    for wish in problem.wishes:
        cell = people[wish.employee], wish.day, kinds[wish.shift]
        constant += wish.weight if wish.on else 0
        cells[cell] += -wish.weight if wish.on else wish.weight
    cover = {(each.day, kinds[each.shift]): each for each in problem.cover}
    return Prices(cells, cover, constant)


@dataclass(frozen=True, slots=True)
class Duals:
    """The value of the program, of one person more in each cell, and of each employee."""

    value: float
    cells: NDArray[np.float64]
    people: Mapping[int, float]


class Master:
    """The linear program over the lines of ``people``; others' work is given in ``present``."""

    def __init__(
        self,
        prices: Prices,
        people: Sequence[int],
        columns: Iterable[Column],
        present: NDArray[np.int64],
    ) -> None:
        self._shape = present.shape
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        self._cover = {}
        for cell, each in prices.cover.items():
            open_places = float(each.wanted - present[cell])
            row = self._solver.Constraint(open_places, open_places)
            if each.under_needed:
                self._term(row, 1.0, each.under, most=each.wanted - each.needed)
            self._term(row, 1.0, each.under + each.under_needed)
            self._term(row, -1.0, each.over)
            self._cover[cell] = row
        self._one_line = {}
        for employee in people:
            row = self._solver.Constraint(1.0, 1.0)
            self._term(row, 1.0, _NOBODY)
            self._one_line[employee] = row
        self._chosen: dict[Column, pywraplp.Variable] = {}
        for column in columns:
            self.add(column)

    def add(self, column: Column) -> bool:
        """Take a line in; False if it was known."""
        if column in self._chosen:
            return False
        variable = self._term(self._one_line[column.employee], 1.0, column.cost)
        for day, kind in enumerate(column.kinds):
            row = self._cover.get((day, kind))
            if row is not None:
                row.SetCoefficient(variable, 1.0)
        self._chosen[column] = variable
        return True

    def fix(self, column: Column) -> None:
        """Give the employee this line for good."""
        self._chosen[column].SetLb(1.0)

    def release(self, column: Column, *, banned: bool) -> None:
        """Take back what ``fix`` did; a banned line is out for good."""
        variable = self._chosen[column]
        variable.SetLb(0.0)
        if banned:
            variable.SetUb(0.0)

    def solve(self, *, seconds: float = math.inf) -> Duals:
        """The optimum over the known lines; ``OutOfTimeError`` if that takes longer."""
        if math.isfinite(seconds):
            self._solver.SetTimeLimit(max(1, round(seconds * 1000)))
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            raise OutOfTimeError
        cells = np.zeros(self._shape)
        for cell, row in self._cover.items():
            cells[cell] = row.dual_value()
        people = {employee: row.dual_value() for employee, row in self._one_line.items()}
        return Duals(self._objective.Value(), cells, people)

    def shares(self) -> dict[Column, float]:
        """How much of each line the optimum takes, lines it leaves out aside."""
        values = ((column, each.solution_value()) for column, each in self._chosen.items())
        return {column: value for column, value in values if value > 1e-6}

    def _term(
        self, row: pywraplp.Constraint, coefficient: float, cost: float, *, most: float = math.inf
    ) -> pywraplp.Variable:
        variable = self._solver.NumVar(0.0, min(most, self._solver.infinity()), "")
        row.SetCoefficient(variable, coefficient)
        self._objective.SetCoefficient(variable, cost)
        return variable
