"""The problem in prices: what each cell costs, what is wanted, which cells are open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.planning.duty.building import most_people
from app.planning.duty.costs import Judge
from app.planning.duty.model import Model, no
from app.planning.duty.problem import Assignments
from app.planning.duty.row_finder import RowFinder
from app.planning.duty.row_states import OFF
from app.planning.duty.singles import broken_alone
from app.planning.master import Column, Kinds, Prices
from app.planning.problem import Cover

_NEVER = 60
"""What it costs more than to miss a wished number if a least number or the most is missed."""


@dataclass(frozen=True)
class RowPrices(Prices):
    """What a row costs by itself: its cells, and what is unfair about it."""

    finders: tuple[RowFinder, ...] = ()

    def column(self, employee: int, line: Kinds) -> Column:
        """The row with its price."""
        cost = super().column(employee, line).cost + self.finders[employee].fairness(line)
        return Column(employee, line, round(cost))


def row_prices(model: Model, judge: Judge, finders: tuple[RowFinder, ...]) -> RowPrices:
    """The costs that ``judge`` knows of single cells and rows; no others.

    So no roster that keeps to the numbers asked for costs less than the sum of its prices.
    """
    cells = _Cells(model)
    cells.wishes()
    cells.published()
    if model.problem.weights.rules:
        cells.rules(judge)
    return RowPrices(cells.prices, _cover(model), cells.constant, finders)


class _Cells:
    """Adds up what each cell costs; what a free day costs lies in the constant."""

    def __init__(self, model: Model) -> None:
        self._problem = model.problem
        self._people = {key: number for number, key in enumerate(model.problem.people)}
        self._days = {day: number for number, day in enumerate(model.problem.days)}
        self._kinds = {key: number for number, key in enumerate(model.kinds)}
        self.prices = np.zeros((len(self._people), len(self._days), len(self._kinds)))
        self.constant = 0

    def wishes(self) -> None:
        for wish in self._problem.wishes:
            if not wish.fixed and wish.person in self._people and wish.day in self._days:
                kinds = self._kinds if wish.kind is None else {wish.kind}
                weight = self._problem.weights.wishes * wish.weight
                if wish.on:
                    self._unless(wish.person, wish.day, kinds, weight)
                else:
                    self._add(wish.person, wish.day, kinds, weight)

    def published(self) -> None:
        for published in self._problem.published:
            weight = self._problem.weights.published * published.weight
            for person in self._people:
                row = published.rows.get(person, {})
                for day in self._days:
                    if published.first <= day <= published.last:
                        before = row.get(day)
                        if before is None:
                            self._add(person, day, self._kinds, weight)
                        else:
                            self._unless(person, day, {before}, weight)

    def rules(self, judge: Judge) -> None:
        soft = {each.key for each in judge.soft.rules}
        for (person, day, kind), broken in broken_alone(self._problem).items():
            cost = sum(each.weight for each in broken if each.rule in soft)
            self._add(person, day, {kind}, self._problem.weights.rules * cost)

    def _add(self, person: str, day: date, kinds: Collection[str], cost: int) -> None:
        for kind in kinds:
            if kind in self._kinds:
                place = self._people[person], self._days[day], self._kinds[kind]
                self.prices[place] += cost

    def _unless(self, person: str, day: date, kinds: Collection[str], cost: int) -> None:
        self.constant += cost
        self._add(person, day, kinds, -cost)


def _cover(model: Model) -> dict[tuple[int, int], Cover]:
    problem = model.problem
    never = _NEVER + problem.weights.missing
    cover = {}
    for at, day in enumerate(problem.days):
        for number, kind in enumerate(model.kinds):
            asked = problem.demand.get((day, kind))
            if asked is not None:
                most = most_people(problem, day, kind)
                wish = max(asked.least, asked.wish)
                cover[at, number] = Cover(
                    at,
                    kind,
                    wish,
                    problem.weights.missing,
                    never if most == wish else 0,
                    asked.least,
                    never,
                )
    return cover


def open_cells(model: Model, person: str) -> NDArray[np.bool_]:
    """By day and kind whether the person can have the shift, last whether the day can be off."""
    days = model.problem.days
    free = np.ones((len(days), len(model.kinds) + 1), dtype=bool)
    for at, day in enumerate(days):
        duty = model.on_duty(person, day)
        if model.settled(duty):
            free[at, OFF] = False
        for number, kind in enumerate(model.kinds):
            cell = model.cell(person, day, kind)
            free[at, number] = not (model.settled(no(cell)) or model.settled(no(duty)))
            if model.settled(cell):
                free[at] = False
                free[at, number] = True
                break
    return free


def as_assignments(model: Model, lines: dict[int, Kinds]) -> Assignments:
    """The rows by name."""
    return {
        person: {
            day: model.kinds[kind]
            for day, kind in zip(model.problem.days, lines[number], strict=True)
            if kind != OFF
        }
        for number, person in enumerate(model.problem.people)
    }


def as_lines(model: Model, assignments: Assignments) -> dict[int, Kinds]:
    """The rows by number."""
    kinds = {key: number for number, key in enumerate(model.kinds)}
    return {
        number: tuple(
            kinds[key] if (key := assignments.get(person, {}).get(day)) else OFF
            for day in model.problem.days
        )
        for number, person in enumerate(model.problem.people)
    }
