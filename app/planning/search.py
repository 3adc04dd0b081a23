"""Rosters of the public family: one at once, line by line; then what ``Dives`` find."""

import math
from contextlib import suppress
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.planning.cells import solve_plainly
from app.planning.cheapest import OutOfTimeError
from app.planning.clock import Clock
from app.planning.dives import LINES_A_PERSON, Choice, Dives, Found
from app.planning.judgement import broken_rules
from app.planning.lines import LineFinder, as_line
from app.planning.master import Kinds, prices_of
from app.planning.problem import Problem

_FIRST_TRIES = 25
_LINE_SECONDS = 5.0
"""For one person's line where nothing else found one."""
_SHARE_FOR_LINES = 0.6
"""Of an even share of the time, for each person's first line."""
_SPARE_SECONDS = 3.0
"""Over and above the time asked for, where without it there would be no roster at all."""


class Search(Dives):
    """Looks for good rosters of one problem while the clock has time left."""

    def __init__(self, problem: Problem, *, seed: int, clock: Clock) -> None:
        self._lines = [LineFinder(problem, each, clock.go_on) for each in problem.employees]
        super().__init__(prices_of(problem), self._lines, seed=seed, clock=clock)
        self._problem = problem
        self._spare = _SPARE_SECONDS
        self.proved_empty = True
        """Where ``first`` finds nothing: whether there is nothing."""

    def first(self) -> Found | None:
        """A roster at once: everyone in turn takes the best line beside the others' until nobody
        gains by another; None if somebody has no legal line at all."""
        present = np.zeros(self._prices.cells.shape[1:], dtype=np.int64)
        lines: Choice = {}
        learned: dict[tuple[int, int], dict[int, float]] = {}
        for who in self._people:
            employee, loose = self._problem.employees[who], self._lines[who].loose
            contract = employee.most_minutes, employee.most_weekends
            loose.last = learned.get(contract, {})
            share = _SHARE_FOR_LINES * self._clock.left / (len(self._people) - who)
            with self._clock.step(share):
                line = self._best_beside(who, present, tries=_FIRST_TRIES)
            line = line or self._borrowed(who, lines) or self._any_line(who)
            learned[contract] = loose.last
            if line is None:
                return None
            self._put(present, line, 1)
            lines[who] = line
        cost, before = self.cost(lines), math.inf
        while cost < before and self._clock.go_on():
            for who in self._people:
                if not self._clock.go_on():
                    break
                self._put(present, lines[who], -1)
                lines[who] = self._best_beside(who, present) or lines[who]
                self._put(present, lines[who], 1)
            cost, before = self.cost(lines), cost
        return Found(lines, cost)

    def _borrowed(self, who: int, lines: Choice) -> Kinds | None:
        """Somebody else's line that suits as well, when there is no time to look for one."""
        employee = self._problem.employees[who]
        alone = replace(self._problem, employees=(employee,))
        legal = (
            line
            for line in lines.values()
            if not broken_rules(alone, {employee.id: as_line(self._problem, line)})
        )
        return next(legal, None)

    def _any_line(self, who: int) -> Kinds | None:
        """A legal line found by the plain model, where fines or the time did not lead to one."""
        left = self._clock.left
        seconds = min(_LINE_SECONDS, left) if left > 0 else self._spare
        if seconds <= 0:
            self.proved_empty = False
            return None
        employee = self._problem.employees[who]
        alone = replace(self._problem, employees=(employee,), cover=(), wishes=())
        answer = solve_plainly(alone, seconds=seconds, seed=1)
        if left <= 0:
            self._spare -= left - self._clock.left
        self.proved_empty = answer.roster is None and answer.bound == math.inf
        if answer.roster is None:
            return None
        kinds = {shift.id: kind for kind, shift in enumerate(self._problem.shifts)}
        return tuple(-1 if each is None else kinds[each] for each in answer.roster[employee.id])

    def _best_beside(self, who: int, present: NDArray[np.int64], *, tries: int = 6) -> Kinds | None:
        """The person's best line when the others stay as they are: exact, as each adds one. None
        if there is none, or no time to find it."""
        worth = np.zeros(present.shape)
        for cell, each in self._prices.cover.items():
            worth[cell] = each.price(int(present[cell])) - each.price(int(present[cell]) + 1)
        prices = self._prices.cells[who] - worth
        finder = self._lines[who]
        number = 1 if finder.exact else LINES_A_PERSON
        with suppress(OutOfTimeError):
            found = finder.cheapest(prices, number=number, tries=tries, with_floor=False).lines
            return found[0].line if found else None
        return None
