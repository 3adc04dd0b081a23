"""The cheapest rows of one person for given prices of their cells, by dynamic programming.

A row is a path day by day through ``States``; weekends, nights and paid minutes are carried along
as the axes of an array. They decide about what is fair at the end.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from app.planning.cheapest import Cheapest, Found, OutOfTimeError, Prices, cheapest_ends
from app.planning.duty.costs import stepped
from app.planning.duty.model import Model
from app.planning.duty.row_limits import row_limits
from app.planning.duty.row_states import OFF, States
from app.planning.duty.shares import WEEKEND, Shares

_MOST_HOURS = 64
"""Entries of the axis of minutes; finer steps are rounded, to the side of allowing more."""

_NIGHTS_BEYOND = 5
"""Nights above a fair share that are told apart; more count as so many."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The ways into the states of a kind on a day, with so many steps on each axis.

    ``sources``: by place in turn one source for each of the states; no source is the row of
    endless prices behind all states.
    """

    kind: int
    states: slice
    sources: tuple[NDArray[np.intp], ...]
    steps: tuple[int, int, int]


class RowFinder:
    """The rows of one person, searched again for each set of prices.

    ``free`` are the cells that may be worked and the days that may be off, by day and kind, off
    last. ``go_on`` is asked now and then; ``cheapest`` raises ``OutOfTimeError`` where it says no.
    """

    def __init__(
        self,
        model: Model,
        shares: Shares,
        person: str,
        free: NDArray[np.bool_],
        go_on: Callable[[], bool] = lambda: True,
    ) -> None:
        self._go_on = go_on
        self._free = free
        self._days = model.problem.days
        limits = row_limits(model, person)
        self._states = States(model, person, limits)
        weights, plan = model.problem.weights, model.problem.plan
        self._is_night = [plan.kinds[key].night for key in model.kinds]
        self._is_present = [key in model.present for key in model.kinds]
        fair_nights = shares.nights.get(person) if weights.nights else None
        fair_weekends = shares.weekends.get(person) if weights.weekends else None
        budget = limits.budget
        if any(n and not p for n, p in zip(self._is_night, self._is_present, strict=True)):
            budget = None
        self._nights_cut = budget is None
        most_nights = 0
        if budget is not None:
            most_nights = budget
        elif fair_nights is not None:
            most_nights = fair_nights.most + _NIGHTS_BEYOND
        self._counts_nights = budget is not None or fair_nights is not None
        weekends = len({self._saturday(day) for day in range(len(self._days)) if self._ends(day)})
        self._counts_weekends = fair_weekends is not None
        self._carry_minutes(model, limits.minutes)
        self._shape = (
            weekends + 1 if self._counts_weekends else 1,
            most_nights + 1 if self._counts_nights else 1,
            self._most_units + 1,
        )
        self.entries = (len(self._states.all) + 1) * math.prod(self._shape) * (len(self._days) + 1)
        """How much a search keeps in memory."""
        self._last = np.zeros(self._shape)
        self._last[:, :, : self._least_units] = np.inf
        for number in range(self._shape[0] if fair_weekends else 0):
            assert fair_weekends is not None
            self._last[number] += weights.weekends * stepped(fair_weekends.off(number))
        for number in range(self._shape[1] if fair_nights else 0):
            assert fair_nights is not None
            self._last[:, number] += weights.nights * stepped(fair_nights.off(number))
        self._arrivals = [self._arrivals_on(day) for day in range(len(self._days))]

    def cheapest(self, prices: Prices, *, number: int = 1, below: float = math.inf) -> Cheapest:
        """Up to ``number`` rows, the cheapest first, ending in different states; all but the
        first cost less than ``below``. None at all if there is no legal row."""
        after = self._forward(prices)
        last = after[-1][:-1] + self._last
        found: dict[tuple[int, ...], Found] = {}
        for price, end in cheapest_ends(last, number=number, below=below):
            row = self._back(after, end)
            found.setdefault(row, Found(price, row))
        rows = list(found.values())
        return Cheapest(rows[0].price if rows else math.inf, rows)

    def fairness(self, row: Sequence[int]) -> float:
        """What the row costs for its weekends and nights; infinite if its hours are not legal."""
        weekends = nights = units = 0
        for day, kind in enumerate(row):
            if kind != OFF:
                before = row[day - 1] if day else OFF
                dw, dn, du = self._steps(day, kind, before)
                weekends, nights, units = weekends + dw, nights + dn, units + du
        if units > self._most_units:
            return math.inf
        return float(self._last[weekends, min(nights, self._shape[1] - 1), units])

    def _carry_minutes(self, model: Model, minutes: tuple[int, int] | None) -> None:
        """Choose a unit; days of a clock change are allowed what they differ."""
        self._units, self._least_units, self._most_units = [0] * len(model.kinds), 0, 0
        if minutes is None or not model.present:
            return
        paid = {key: [model.duty(day, key).paid for day in self._days] for key in model.present}
        usual = {key: max(set(values), key=values.count) for key, values in paid.items()}
        slack = sum(
            max(abs(values[day] - usual[key]) for key, values in paid.items())
            for day in range(len(self._days))
        )
        low, high = max(0, minutes[0] - slack), minutes[1] + slack
        high = max(0, min(high, len(self._days) * max(usual.values())))
        unit = math.gcd(*usual.values()) or 1
        rounded = high // unit > _MOST_HOURS
        if rounded:
            unit = -(-high // _MOST_HOURS)
            low = max(0, low - len(self._days) * unit)
        self._units = [usual.get(key, 0) // unit for key in model.kinds]
        self._least_units, self._most_units = -(-low // unit), high // unit

    def _ends(self, day: int) -> bool:
        return self._days[day].weekday() >= WEEKEND

    def _saturday(self, day: int) -> int:
        return day - (self._days[day].weekday() - WEEKEND)

    def _steps(self, day: int, kind: int, before: int) -> tuple[int, int, int]:
        """What a shift adds to weekends, nights and units of minutes."""
        counted = (
            self._days[day].weekday() > WEEKEND
            and day > 0
            and before != OFF
            and self._is_present[before]
        )
        present = self._is_present[kind]
        weekend = self._counts_weekends and present and self._ends(day) and not counted
        night = self._counts_nights and self._is_night[kind]
        return int(weekend), int(night), self._units[kind]

    def _arrivals_on(self, day: int) -> list[_Arrival]:
        """The ways into all states that are open on a day."""
        found: list[_Arrival] = []
        nowhere = len(self._states.all)
        for kind, states in self._states.by_kind.items():
            if not self._free[day, kind]:
                continue
            ways: dict[tuple[int, int, int], list[list[int]]] = {}
            for place, state in enumerate(states):
                for source in self._states.sources[state]:
                    before = self._states.all[source].kind
                    steps = (0, 0, 0) if kind == OFF else self._steps(day, kind, before)
                    ways.setdefault(steps, [[] for _ in states])[place].append(source)
            for steps, sources in ways.items():
                columns = zip_longest(*sources, fillvalue=nowhere)
                found.append(
                    _Arrival(
                        kind,
                        slice(states.start, states.stop),
                        tuple(np.array(each, dtype=np.intp) for each in columns),
                        steps,
                    )
                )
        return found

    def _forward(self, prices: Prices) -> list[Prices]:
        """By day the least price of each state and what is carried; first that before all."""
        now = np.full((len(self._states.all) + 1, *self._shape), np.inf)
        now[self._states.begin, 0, 0, 0] = 0.0
        after = [now]
        for day, arrivals in enumerate(self._arrivals):
            if not self._go_on():
                raise OutOfTimeError
            before, now = now, np.full(now.shape, np.inf)
            for each in arrivals:
                earlier = before[each.sources[0]]
                for sources in each.sources[1:]:
                    np.minimum(earlier, before[sources], out=earlier)
                if each.kind != OFF:
                    earlier += prices[day, each.kind]
                self._move(earlier, now[each.states], each.steps)
            after.append(now)
        return after

    def _move(self, before: Prices, after: Prices, steps: tuple[int, int, int]) -> None:
        """Take ``before``, so many steps on, into ``after`` where it is cheaper."""
        weekends, nights, units = steps
        if units > self._most_units:
            return
        moved = before[:, : self._shape[0] - weekends, :, : self._shape[2] - units]
        goal = after[:, weekends:, :, units:]
        if not nights:
            np.minimum(goal, moved, out=goal)
            return
        np.minimum(goal[:, :, 1:], moved[:, :, :-1], out=goal[:, :, 1:])
        if self._nights_cut:
            np.minimum(goal[:, :, -1], moved[:, :, -1], out=goal[:, :, -1])

    def _back(self, after: Sequence[Prices], place: tuple[int, ...]) -> tuple[int, ...]:
        """The row that led to a state of the last day, read from its end."""
        row: list[int] = []
        for day in range(len(self._days) - 1, -1, -1):
            row.append(self._states.all[place[0]].kind)
            _price, place = min(self._before(after[day], day, place))
        return tuple(reversed(row))

    def _before(
        self, earlier: Prices, day: int, place: tuple[int, ...]
    ) -> Iterator[tuple[float, tuple[int, ...]]]:
        """Where a state may have come from, with the price there."""
        state, weekends, nights, units = place
        kind = self._states.all[state].kind
        for source in self._states.sources[state]:
            before = self._states.all[source].kind
            steps = (0, 0, 0) if kind == OFF else self._steps(day, kind, before)
            at = weekends - steps[0], nights - steps[1], units - steps[2]
            if min(at) >= 0:
                yield float(earlier[(source, *at)]), (source, *at)
            if steps[1] and self._nights_cut and nights == self._shape[1] - 1:
                at = weekends - steps[0], nights, units - steps[2]
                if min(at) >= 0:
                    yield float(earlier[(source, *at)]), (source, *at)
