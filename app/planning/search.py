"""Rosters by column generation: a bound first, then dives, then ever new dives around the best.

The linear program over whole lines is nearly as strong as the roster itself, so that a dive (fix
the line it likes best, price anew, go on) ends close to the bound, and every later search may leave
out all lines that cost more than the gap that is left.
"""

import heapq
import math
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from app.planning.cells import solve_plainly
from app.planning.clock import Clock
from app.planning.judgement import broken_rules
from app.planning.lines import LineFinder, OutOfTimeError, as_line
from app.planning.master import Column, Duals, Kinds, Master, Prices
from app.planning.problem import Problem

_LINES_A_PERSON = 8
"""New lines a person and pricing."""
_KNOWN_LINES = 100
"""Known lines a person with which a dive begins."""
_SMOOTHING = 0.3
"""Share of the best duals so far in those that price (P. Wentges 1997)."""
_LEAST_GAIN = 0.3
"""A dive prices on while a round can still gain this much; costs are whole numbers."""
_JUMP = 15.0
"""A fixed line after which the value rises by more is taken back and banned for this dive."""
_REFUSALS = 12
"""Lines that one dive may take back."""
_FIRST_TRIES = 25
_LINE_SECONDS = 5.0
"""For one person's line where nothing else found one."""
_SHARE_FOR_LINES = 0.6
"""Of an even share of the time, for each person's first line."""
_SPARE_SECONDS = 3.0
"""Over and above the time asked for, where without it there would be no roster at all."""
_EPSILON = 1e-6

Choice = dict[int, Kinds]
"""A line for each employee."""


@dataclass(frozen=True, slots=True)
class Found:
    """A roster with its cost."""

    lines: Choice
    cost: int


class Search:
    """Looks for good rosters of one problem while the clock has time left."""

    def __init__(self, problem: Problem, *, seed: int, clock: Clock) -> None:
        self._problem = problem
        self._prices = Prices(problem)
        self._clock = clock
        self._spare = _SPARE_SECONDS
        self._finders = [LineFinder(problem, each, clock.go_on) for each in problem.employees]
        self._people = range(len(problem.employees))
        self._dice = random.Random(seed)
        self._pool: dict[Column, float] = {}
        """All lines known, with their reduced cost at the root."""
        self._root: Duals | None = None
        self.bound = -math.inf
        """No roster is cheaper."""
        self.proved_empty = True
        """Where ``first`` finds nothing: whether there is nothing."""

    def cost(self, lines: Choice) -> int:
        """What a roster costs."""
        present = self._present(lines)
        total = self._prices.constant
        total += sum(self._prices.column(who, line).cost for who, line in lines.items())
        for cell, each in self._prices.cover.items():
            missing = each.wanted - int(present[cell])
            total += each.under * max(0, missing) + each.over * max(0, -missing)
        return total

    def find_bound(self, seconds: float) -> None:
        """Price lines until none is left that helps, so long at most; sets ``bound`` as far as it
        gets."""
        with self._clock.step(seconds), suppress(OutOfTimeError):
            self._price_at_root()
        self._rate_pool()

    def _price_at_root(self) -> None:
        present = np.zeros(self._prices.cells.shape[1:], dtype=np.int64)
        master = Master(self._prices, self._people, (), present)
        centre: NDArray[np.float64] | None = None
        while self._clock.go_on():
            duals = master.solve(seconds=self._clock.left)
            prices = duals.cells
            if centre is not None:
                prices = _SMOOTHING * centre + (1 - _SMOOTHING) * prices
            bound, added = self._price_all(master, duals, prices)
            if not added and centre is not None:
                prices = duals.cells
                bound, added = self._price_all(master, duals, prices)
            if bound > self.bound:
                self.bound, centre = bound, prices
            if not added:
                self._root = duals
                break

    def first(self) -> Found | None:
        """A roster at once: everyone in turn takes the best line beside the others' until nobody
        gains by another; None if somebody has no legal line at all."""
        present = np.zeros(self._prices.cells.shape[1:], dtype=np.int64)
        lines: Choice = {}
        learned: dict[tuple[int, int], dict[int, float]] = {}
        for who in self._people:
            employee, loose = self._problem.employees[who], self._finders[who].loose
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

    def better(self, best: Found) -> Iterator[Found]:
        """Rosters, each better than the one before, until time is up or the bound is reached."""
        found = self._dive(self._people, {}, math.inf) if self._root else None
        if found is not None and found.cost < best.cost:
            best = found
            yield best
        size, failures = min(6, len(self._people)), 0
        while self._clock.go_on() and not self.is_best(best):
            free = self._dice.sample(self._people, size)
            kept = {who: line for who, line in best.lines.items() if who not in free}
            # Sideways steps every other time: they leave a plateau that better ones cannot.
            limit = best.cost if self._dice.random() < 0.5 else best.cost - 0.5
            found = self._dive(free, kept, limit)
            if found is not None and found.cost <= best.cost:
                improved = found.cost < best.cost
                best = found
                if improved:
                    failures = 0
                    yield best
                    continue
            failures += 1
            size = min(len(self._people), 4 + 2 * self._dice.randrange(1, 2 + failures // 8))

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

    @property
    def least(self) -> int | None:
        """The bound as a whole number, which all costs are; None while none is known."""
        return math.ceil(self.bound - _EPSILON) if math.isfinite(self.bound) else None

    def is_best(self, found: Found) -> bool:
        """Whether the bound says that no roster is cheaper."""
        return self.bound > found.cost - 1 + _EPSILON

    def _dive(self, people: Sequence[int], kept: Choice, limit: float) -> Found | None:
        """Fix line after line for ``people`` beside those ``kept``; None if it cannot get to
        ``limit``."""
        given = self._prices.constant + sum(
            self._prices.column(who, line).cost for who, line in kept.items()
        )
        gap = limit - self.bound
        columns = self._promising(people, gap)
        master = Master(self._prices, people, columns, self._present(kept))
        left, lines = list(people), dict(kept)
        step: list[Column] = []
        before, refused = math.inf, 0
        while left:
            value = self._price(master, left, gap)
            if value is None:
                return None
            if step and refused < _REFUSALS and value > before + _JUMP:
                refused += 1
                for column in step:
                    master.release(column, banned=column is step[0])
                    left.append(column.employee)
                step = []
                continue
            if value + given > limit + _EPSILON:
                return None
            before, step = value, self._to_fix(master, left)
            for column in step:
                master.fix(column)
                left.remove(column.employee)
                lines[column.employee] = column.kinds
        return Found(lines, self.cost(lines))

    def _promising(self, people: Sequence[int], gap: float) -> list[Column]:
        """The known lines to begin with: those that can lead below the gap, best first."""
        by_person: dict[int, list[tuple[float, Column]]] = {who: [] for who in people}
        for column, rate in self._pool.items():
            if column.employee in by_person and rate <= gap + _EPSILON:
                by_person[column.employee].append((rate, column))
        return [
            column
            for rated in by_person.values()
            for _rate, column in heapq.nsmallest(_KNOWN_LINES, rated, key=itemgetter(0))
        ]

    def _price(self, master: Master, people: Sequence[int], gap: float) -> float | None:
        """Add lines until they stop to help; the value then, None when time is up."""
        with suppress(OutOfTimeError):
            return self._priced(master, people, gap)
        return None

    def _priced(self, master: Master, people: Sequence[int], gap: float) -> float | None:
        """The same; raises ``OutOfTimeError`` where the time ends within a round.

        A round asks only those for whom the last one found something, and all of them again
        before it ends.
        """
        asked = list(people)
        while self._clock.go_on():
            duals = master.solve(seconds=self._clock.left)
            gain, helped = 0.0, []
            for who in asked:
                worth = duals.people[who]
                reduced = self._prices.cells[who] - duals.cells
                found = (
                    self._finders[who]
                    .cheapest(reduced, number=_LINES_A_PERSON, below=worth - _EPSILON)
                    .lines
                )
                if not found:
                    continue
                gain += max(0.0, worth - found[0].price)
                added = [
                    master.add(column)
                    for each in found
                    if each.price < worth - _EPSILON
                    and self._rate(column := self._prices.column(who, each.line)) <= gap + _EPSILON
                ]
                if any(added):
                    helped.append(who)
            if gain < _LEAST_GAIN or not helped:
                if len(asked) == len(people):
                    if not helped:
                        return duals.value
                    return master.solve(seconds=self._clock.left).value
                helped = list(people)
            asked = helped
        return None

    def _price_all(
        self, master: Master, duals: Duals, prices: NDArray[np.float64]
    ) -> tuple[float, bool]:
        """One round at the root: Lagrange's bound for ``prices``, and whether a line was new."""
        bound = self._prices.constant + sum(
            each.wanted * prices[cell] for cell, each in self._prices.cover.items()
        )
        added = False
        for who in self._people:
            cells = self._prices.cells[who]
            found = self._finders[who].cheapest(cells - prices, number=_LINES_A_PERSON)
            bound += found.floor
            for each in found.lines:
                column = self._prices.column(who, each.line)
                if _reduced(column, duals) < -_EPSILON and master.add(column):
                    self._pool[column] = 0.0
                    added = True
        return float(bound), added

    def _rate(self, column: Column) -> float:
        """The line's reduced cost at the root; it joins the pool."""
        rate = self._pool.get(column)
        if rate is None:
            rate = self._pool[column] = _reduced(column, self._root) if self._root else 0.0
        return rate

    def _rate_pool(self) -> None:
        if self._root is not None:
            self._pool = {column: _reduced(column, self._root) for column in self._pool}

    def _to_fix(self, master: Master, people: Sequence[int]) -> list[Column]:
        """The line that the program likes best, a little by chance, and all it is sure of."""
        shares = master.shares()
        liked = {
            column: share * self._dice.uniform(0.85, 1.15)
            for column, share in shares.items()
            if column.employee in people
        }
        first = max(liked, key=lambda column: liked[column])
        sure = (
            column
            for column in liked
            if shares[column] > 0.999 and column.employee != first.employee
        )
        return [first, *sure]

    def _best_beside(self, who: int, present: NDArray[np.int64], *, tries: int = 6) -> Kinds | None:
        """The person's best line when the others stay as they are: exact, as each adds one. None
        if there is none, or no time to find it."""
        worth = np.zeros(present.shape)
        for cell, each in self._prices.cover.items():
            worth[cell] = each.under if present[cell] < each.wanted else -each.over
        prices = self._prices.cells[who] - worth
        finder = self._finders[who]
        number = 1 if finder.exact else _LINES_A_PERSON
        with suppress(OutOfTimeError):
            found = finder.cheapest(prices, number=number, tries=tries, with_floor=False).lines
            return found[0].line if found else None
        return None

    def _present(self, lines: Choice) -> NDArray[np.int64]:
        present = np.zeros(self._prices.cells.shape[1:], dtype=np.int64)
        for line in lines.values():
            self._put(present, line, 1)
        return present

    @staticmethod
    def _put(present: NDArray[np.int64], line: Kinds, people: int) -> None:
        for day, kind in enumerate(line):
            if kind >= 0:
                present[day, kind] += people


def _reduced(column: Column, duals: Duals) -> float:
    worth = sum(duals.cells[day, kind] for day, kind in enumerate(column.kinds) if kind >= 0)
    return float(column.cost - worth - duals.people[column.employee])
