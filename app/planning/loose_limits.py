"""Limits of a person that no array has room for: kept by fines on what is too much.

The fines go up while a limit is broken, down while it is not, in
smaller steps each time they cross the mark (subgradients of the Lagrangian dual).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.planning.problem import SATURDAY, WEEK, Employee, Problem

_FIRST_STEP = 0.5
"""Of how much the prices differ."""
_GROWTH, _BRAKE = 1.7, 0.4
_MINUTES, _WEEKENDS = -1, -2
"""Keys of fines beside the indices of kinds."""


class LooseLimits:
    """Those of one employee; false where there are none. Fines are remembered between searches."""

    def __init__(
        self,
        problem: Problem,
        employee: Employee,
        *,
        kinds: Mapping[int, int],
        minutes: bool,
        weekends: bool,
    ) -> None:
        self._employee = employee
        self._kinds = kinds
        self._minutes = minutes
        self._weekends = weekends
        self._lengths = np.array([shift.minutes for shift in problem.shifts])
        self._days = problem.days
        self.last: dict[int, float] = {}
        self.unevenness = np.random.default_rng(1).random((self._days, len(self._lengths)))
        """Keeps days that cost the same from changing all together when a fine moves."""

    def __bool__(self) -> bool:
        return bool(self._kinds) or self._minutes or self._weekends

    def kept(self, line: Sequence[int]) -> bool:
        """Whether the line keeps all of them."""
        return not any(self.excess(line).values())

    def excess(self, line: Sequence[int]) -> dict[int, float]:
        """How far each limit is missed: above (positive) or below (negative), 0 if kept."""
        found: dict[int, float] = {}
        numbers = Counter(kind for kind in line if kind >= 0)
        for kind, most in self._kinds.items():
            found[kind] = max(0, numbers[kind] - most)
        if self._minutes:
            minutes = sum(int(self._lengths[kind]) * many for kind, many in numbers.items())
            most_minutes, least = self._employee.most_minutes, self._employee.least_minutes
            shift = float(self._lengths.mean())
            found[_MINUTES] = (max(0, minutes - most_minutes) - max(0, least - minutes)) / shift
        if self._weekends:
            worked = {
                day // WEEK for day, kind in enumerate(line) if kind >= 0 and day % WEEK >= SATURDAY
            }
            found[_WEEKENDS] = max(0, len(worked) - self._employee.most_weekends)
        return found

    def begin(self, prices: NDArray[np.float64]) -> "Fines":
        """Fines for one search, those of the last one to begin with."""
        return Fines(self, self._lengths, prices)


class Fines:
    """What a limit that is broken costs more, by day and kind."""

    def __init__(
        self, limits: LooseLimits, lengths: NDArray[np.int64], prices: NDArray[np.float64]
    ) -> None:
        self._limits = limits
        self._rates = dict(limits.last)
        self._steps: dict[int, float] = {}
        self._signs: dict[int, float] = {}
        self._first_step = max(_FIRST_STEP, _FIRST_STEP * float(prices.std()))
        self._lengths = lengths
        self._begun = False

    def settled(self, line: Sequence[int]) -> bool:
        """Move the fines after this line; True if it keeps all limits."""
        excess = self._limits.excess(line)
        if not any(excess.values()):
            self._limits.last = {key: rate * 0.9 for key, rate in self._rates.items()}
            return True
        if self._limits.last and not self._begun:
            # This line may have been found without fines: first try those of the last time.
            self._begun = True
            return False
        for key, much in excess.items():
            if not much:
                continue
            sign = 1.0 if much > 0 else -1.0
            before = self._signs.get(key)
            step = self._steps.get(key, self._first_step)
            if before is not None:
                step *= _GROWTH if before == sign else _BRAKE
            self._steps[key], self._signs[key] = step, sign
            rate = self._rates.get(key, 0.0) + sign * step
            self._rates[key] = rate if key == _MINUTES else max(0.0, rate)
        return False

    @property
    def prices(self) -> NDArray[np.float64]:
        """To be added to those of the days."""
        found = self._limits.unevenness.copy()
        for key, rate in self._rates.items():
            if key == _MINUTES:
                found += rate * self._lengths / self._lengths.mean()
            elif key == _WEEKENDS:
                found[np.arange(len(found)) % WEEK >= SATURDAY] += rate
            else:
                found[:, key] += rate
        return found
