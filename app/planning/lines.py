"""The cheapest legal lines of one person for given prices of their days, by dynamic programming.

A line is a path day by day through states: days off in a row, or a shift and its place in the
stretch of work. What is limited over the whole horizon (weekends, minutes, shifts of a kind) is
carried along as the axes of an array, so that one addition moves all of it at once. Limits that
would make the array too large are left out of it and kept by fines, see ``loose_limits``.
"""

import math
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.planning.cheapest import Cheapest, Found, OutOfTimeError, Prices, cheapest_ends
from app.planning.loose_limits import LooseLimits
from app.planning.problem import SATURDAY, SUNDAY, WEEK, Employee, Line, Problem

_LITTLE = 200
"""Entries of the carried array up to which all kinds are moved at once."""

_TRIES = 6
"""Searches for one line while loose limits are broken."""

_Slices = tuple[tuple[Any, ...], tuple[Any, ...]]
"""Index of an array's target and source; numpy's own types do not name an ellipsis in it."""

_LARGEST, _LARGEST_TOGETHER = 30_000_000, 400_000_000
"""Entries of one person's arrays over all days, and of all people's."""


class LineFinder:
    """All legal lines of one employee, searched again for each set of prices.

    ``go_on`` is asked between the days; ``cheapest`` raises ``OutOfTimeError`` where it says no.
    """

    def __init__(
        self, problem: Problem, employee: Employee, go_on: Callable[[], bool] = lambda: True
    ) -> None:
        self._go_on = go_on
        self._days = problem.days
        self._employee = employee
        shifts = problem.shifts
        self._follows = [
            [before for before, each in enumerate(shifts) if after.id not in each.not_next]
            for after in shifts
        ]
        unit = reduce(math.gcd, (each.minutes for each in shifts))
        self._units = [each.minutes // unit for each in shifts]
        self._least = -(-employee.least_minutes // unit)
        self._off_stretch = max(1, employee.least_off_in_a_row)
        self._work_stretch = max(1, employee.least_in_a_row)
        self._longest = max(1, min(employee.most_in_a_row, problem.days))
        self._free = self._free_cells(problem)
        self._carry(problem, employee, employee.most_minutes // unit)
        self._may_follow = np.zeros((len(shifts), len(shifts)), dtype=bool)
        for kind, follows in enumerate(self._follows):
            self._may_follow[kind, follows] = True
        taken = {self._taken(kind, weekend=False) for kind in range(len(shifts))}
        self._alike = len(taken) == 1 and math.prod(self._shape) <= _LITTLE
        self._slices = [
            [self._slices_of(kind, weekend=weekend) for weekend in (False, True)]
            for kind in range(len(shifts))
        ]

    @property
    def exact(self) -> bool:
        """Whether all limits are carried along, so that nothing cheaper is legal."""
        return not self.loose

    def cheapest(
        self,
        prices: Prices,
        *,
        number: int = 1,
        below: float = math.inf,
        tries: int = _TRIES,
        with_floor: bool = True,
    ) -> Cheapest:
        """Up to ``number`` legal lines, the cheapest first, ending in different states.

        ``with_floor`` False: the floor is not needed, and the first legal line is good enough.

        All but the first cost less than ``below``; none at all if there is no legal line, or if
        loose limits let none be found in so many ``tries``.
        """
        if not self.loose:
            found = self._search(prices, number=number, below=below)
            return Cheapest(found[0].price if found else math.inf, found)
        fines = self.loose.begin(prices)
        # What helped the last time is tried first where nobody asks for the floor.
        floor = -math.inf
        if with_floor or not self.loose.last:
            found = self._search(prices, number=number, below=below)
            floor = found[0].price if found else math.inf
        else:
            found = self._search(prices + fines.prices, number=number, below=math.inf)
        legal: dict[tuple[int, ...], Found] = {}
        for _ in range(tries):
            for each in found:
                if self.loose.kept(each.line):
                    price = sum(
                        prices[day, kind] for day, kind in enumerate(each.line) if kind >= 0
                    )
                    legal.setdefault(each.line, Found(float(price), each.line))
            if not found or fines.settled(found[0].line) or (legal and not with_floor):
                break
            found = self._search(prices + fines.prices, number=number, below=math.inf)
        best = sorted(legal.values(), key=lambda each: each.price)
        return Cheapest(floor, [*best[:1], *(each for each in best[1:] if each.price < below)])

    def _search(self, prices: Prices, *, number: int, below: float) -> list[Found]:
        work, off = self._forward(prices)
        last = np.concatenate([work[-1].reshape(-1, *self._shape), off[-1]])
        last[:, :, : self._least] = np.inf
        found: dict[tuple[int, ...], Found] = {}
        for price, (state, *carried) in cheapest_ends(last, number=number, below=below):
            line = self._back(work, off, state, tuple(carried))
            found.setdefault(line, Found(price, line))
        return list(found.values())

    def _free_cells(self, problem: Problem) -> NDArray[np.bool_]:
        free = np.ones((problem.days, len(problem.shifts)), dtype=bool)
        free[sorted(self._employee.days_off)] = False
        for kind, shift in enumerate(problem.shifts):
            if self._employee.most.get(shift.id, 1) == 0:
                free[:, kind] = False
        return free

    def _carry(self, problem: Problem, employee: Employee, units: int) -> None:
        """Choose what is carried: minutes, weekends, then kinds, the tightest limit first."""
        states = len(problem.shifts) * self._longest + self._off_stretch
        room = min(_LARGEST, max(_LARGEST // 30, _LARGEST_TOGETHER // len(problem.employees)))
        size = states * problem.days
        self._minutes_carried = size * (units + 1) <= room
        size *= units + 1 if self._minutes_carried else 1
        self._weekends_carried = size * (employee.most_weekends + 1) <= room
        size *= employee.most_weekends + 1 if self._weekends_carried else 1
        most = [employee.most.get(shift.id, self._days) for shift in problem.shifts]
        binding = [
            kind
            for kind, limit in enumerate(most)
            if 0 < limit < min(units // self._units[kind], int(self._free[:, kind].sum()))
        ]
        self._limited: list[int] = []
        for kind in sorted(binding, key=most.__getitem__):
            if size * (most[kind] + 1) <= room:
                size *= most[kind] + 1
                self._limited.append(kind)
        self._shape = (
            employee.most_weekends + 1 if self._weekends_carried else 1,
            units + 1 if self._minutes_carried else 1,
            *(most[kind] + 1 for kind in self._limited),
        )
        if not self._minutes_carried:
            self._least = 0
        weekends = len(problem.weekends)
        self.loose = LooseLimits(
            problem,
            employee,
            kinds={kind: most[kind] for kind in binding if kind not in self._limited},
            minutes=not self._minutes_carried,
            weekends=not self._weekends_carried and employee.most_weekends < weekends,
        )

    def _forward(self, prices: Prices) -> tuple[list[Prices], list[Prices]]:
        kinds, shape = len(self._units), self._shape
        work = np.full((kinds, self._longest, *shape), np.inf)
        off = np.full((self._off_stretch, *shape), np.inf)
        start = np.full(shape, np.inf)
        start[(0,) * len(shape)] = 0.0
        off[-1] = start
        for kind in range(kinds):
            if self._free[0, kind]:
                self._move(start, work[kind, 0], kind, weekend=False, price=prices[0, kind])
        works, offs = [work], [off]
        for day in range(1, self._days):
            if not self._go_on():
                raise OutOfTimeError
            work, off = self._next_day(day, works[-1], offs[-1], prices[day])
            works.append(work)
            offs.append(off)
        return works, offs

    def _next_day(
        self, day: int, before: Prices, rested: Prices, prices: Prices
    ) -> tuple[Prices, Prices]:
        work = np.full_like(before, np.inf)
        saturday, sunday = day % WEEK == SATURDAY, day % WEEK == SUNDAY
        if self._alike:
            self._work_alike(day, before, rested, prices, work)
        for kind, follows in enumerate(self._follows if not self._alike else ()):
            if not self._free[day, kind]:
                continue
            price = prices[kind]
            self._move(rested[-1], work[kind, 0], kind, weekend=saturday or sunday, price=price)
            if follows and self._longest > 1:
                earlier = before[follows[0], :-1]
                for other in follows[1:]:
                    earlier = np.minimum(earlier, before[other, :-1])
                self._move(earlier, work[kind, 1:], kind, weekend=saturday, price=price)
        off = np.full_like(rested, np.inf)
        off[0] = before[:, self._ends(day)].min(axis=(0, 1), initial=np.inf)
        if self._off_stretch == 1:
            off[0] = np.minimum(off[0], rested[-1])
        else:
            off[1:] = rested[:-1]
            off[-1] = np.minimum(off[-1], rested[-1])
        return work, off

    def _work_alike(
        self, day: int, before: Prices, rested: Prices, prices: Prices, work: Prices
    ) -> None:
        """The same for all kinds at once, which is quicker where they move what is carried alike
        and that is little."""
        saturday, sunday = day % WEEK == SATURDAY, day % WEEK == SUNDAY
        price = np.where(self._free[day], prices, np.inf)
        added = price.reshape(-1, 1, *(1 for _ in self._shape))
        if (slices := self._slices[0][saturday or sunday]) is not None:
            to, of = slices
            np.add(rested[-1][of][None], added[:, 0], out=work[:, 0][to])
        if self._longest > 1 and (slices := self._slices[0][saturday]) is not None:
            to, of = slices
            mask = self._may_follow.reshape(*self._may_follow.shape, *(1 for _ in before.shape[1:]))
            earlier = np.where(mask, before[None, :, :-1], np.inf).min(axis=1)
            np.add(earlier[of], added, out=work[:, 1:][to])

    def _ends(self, day: int) -> list[int]:
        """Places in a stretch of work that may end before ``day``: long enough, or begun at 0."""
        return [
            place
            for place in range(self._longest)
            if place + 1 >= self._work_stretch or place + 1 == day
        ]

    def _move(
        self, before: Prices, after: Prices, kind: int, *, weekend: bool, price: float
    ) -> None:
        """Write ``before`` with one shift more into ``after``; carried axes come last."""
        if (slices := self._slices[kind][weekend]) is not None:
            to, of = slices
            np.add(before[of], price, out=after[to])

    def _slices_of(self, kind: int, *, weekend: bool) -> _Slices | None:
        """Where a shift of the kind moves what is carried; None if it does not fit at all."""
        taken = self._taken(kind, weekend=weekend)
        if any(step >= size for step, size in zip(taken, self._shape, strict=True)):
            return None
        to = tuple(slice(step, None) for step in taken)
        of = tuple(slice(None, -step or None) for step in taken)
        return (..., *to), (..., *of)

    def _taken(self, kind: int, *, weekend: bool) -> tuple[int, ...]:
        return (
            int(weekend and self._weekends_carried),
            self._units[kind] if self._minutes_carried else 0,
            *(int(kind == limited) for limited in self._limited),
        )

    def _back(
        self, work: Sequence[Prices], off: Sequence[Prices], state: int, carried: tuple[int, ...]
    ) -> tuple[int, ...]:
        """The line that led to the state of the last day, read from its end."""
        line: list[int] = []
        working = len(self._units) * self._longest
        kind, place = divmod(state, self._longest) if state < working else (-1, state - working)
        for day in range(self._days - 1, -1, -1):
            line.append(kind)
            if day == 0:
                break
            if kind >= 0:
                weekend = day % WEEK == SATURDAY or (day % WEEK == SUNDAY and place == 0)
                taken = self._taken(kind, weekend=weekend)
                carried = tuple(have - step for have, step in zip(carried, taken, strict=True))
                if place == 0:
                    kind, place = -1, self._off_stretch - 1
                else:
                    place -= 1
                    follows = self._follows[kind]
                    kind = follows[
                        int(np.argmin([work[day - 1][(each, place, *carried)] for each in follows]))
                    ]
            else:
                kind, place = self._before_off(work[day - 1], off[day - 1], day, place, carried)
        return tuple(reversed(line))

    def _before_off(
        self, work: Prices, off: Prices, day: int, place: int, carried: tuple[int, ...]
    ) -> tuple[int, int]:
        """State of the day before a day off: kind (-1 for off) and place."""
        candidates: list[tuple[float, int, int]] = []
        if place == self._off_stretch - 1:
            candidates.append((off[(place, *carried)], -1, place))
        if place > 0:
            candidates.append((off[(place - 1, *carried)], -1, place - 1))
        else:
            candidates += [
                (work[(kind, end, *carried)], kind, end)
                for kind in range(len(self._units))
                for end in self._ends(day)
            ]
        _price, kind, before = min(candidates)
        return kind, before


def as_line(problem: Problem, found: Sequence[int]) -> Line:
    """The names of a line's shifts."""
    return tuple(problem.shifts[kind].id if kind >= 0 else None for kind in found)
