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
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.planning.cheapest import Cheapest, OutOfTimeError
from app.planning.clock import Clock
from app.planning.master import Column, Duals, Kinds, Master, Prices

LINES_A_PERSON = 8
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
_EPSILON = 1e-6

Choice = dict[int, Kinds]
"""A line for each person, by index."""


@dataclass(frozen=True, slots=True)
class Found:
    """A roster with its cost."""

    lines: Choice
    cost: int


class Finder(Protocol):
    """Finds the cheapest lines of one person."""

    def cheapest(
        self, prices: NDArray[np.float64], *, number: int = 1, below: float = math.inf
    ) -> Cheapest:
        """Up to ``number`` lines for these prices by day and shift, all but the first below."""


class Dives:
    """Looks for good rosters while the clock has time left."""

    def __init__(
        self, prices: Prices, finders: Sequence[Finder], *, seed: int, clock: Clock
    ) -> None:
        self._prices = prices
        self._finders = finders
        self._clock = clock
        self._people = range(len(finders))
        self._dice = random.Random(seed)
        self._pool: dict[Column, float] = {}
        """All lines known, with their reduced cost at the root."""
        self._root: Duals | None = None
        self.bound = -math.inf
        """No roster is cheaper."""

    def cost(self, lines: Choice) -> int:
        """What a roster costs."""
        present = self._present(lines)
        total = self._prices.constant
        total += sum(self._prices.column(who, line).cost for who, line in lines.items())
        for cell, each in self._prices.cover.items():
            total += each.price(int(present[cell]))
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
                    .cheapest(reduced, number=LINES_A_PERSON, below=worth - _EPSILON)
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
        bound: float = self._prices.constant
        for cell, cover in self._prices.cover.items():
            # Convex, and falls to ``needed`` and rises from ``wanted`` for all prices there are.
            bound += min(
                cover.price(people) + prices[cell] * people
                for people in (cover.needed, cover.wanted)
            )
        added = False
        for who in self._people:
            cells = self._prices.cells[who]
            found = self._finders[who].cheapest(cells - prices, number=LINES_A_PERSON)
            bound += found.floor
            for each in found.lines:
                column = self._prices.column(who, each.line)
                if _reduced(column, duals) < -_EPSILON and master.add(column):
                    self._pool[column] = 0.0
                    added = True
        return bound, added

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
