"""What a day of a row has to know of the days before: the states of one person, and their steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.planning.duty.model import Model
from app.planning.duty.row_limits import RowLimits

OFF = -1
"""In place of the index of a kind: not on duty."""


@dataclass(frozen=True, slots=True)
class State:
    """After a day: ``kind`` of the shift or ``OFF``, ``off`` days since the last one (no more than
    matter), ``run`` of days present and of ``nights`` up to now."""

    kind: int
    off: int
    run: int = 0
    nights: int = 0


class States:
    """All states that can be reached, and from which each is reached in a day."""

    def __init__(self, model: Model, person: str, limits: RowLimits) -> None:
        self._limits = limits
        kinds = model.problem.plan.kinds
        self._keys = model.kinds
        self._present = [key in model.present for key in self._keys]
        self._nights = [kinds[key].night for key in self._keys]
        begin = self._begin(model, person)
        ways: dict[State, list[State]] = {begin: []}
        new = [begin]
        for state in new:
            for after in self._after(state):
                if after not in ways:
                    ways[after] = []
                    # The loop goes on to those that it appends itself.
                    new.append(after)
                ways[after].append(state)
        self.all = sorted(ways, key=lambda each: (each.kind, each.off, each.run, each.nights))
        numbers = {state: number for number, state in enumerate(self.all)}
        self.begin = numbers[begin]
        self.sources: Sequence[Sequence[int]] = [
            [numbers[each] for each in ways[state]] for state in self.all
        ]

    @property
    def by_kind(self) -> Mapping[int, range]:
        """The numbers of the states of each kind, which lie together."""
        found: dict[int, range] = {}
        for number, state in enumerate(self.all):
            found[state.kind] = range(found.get(state.kind, range(number, 0)).start, number + 1)
        return found

    def _begin(self, model: Model, person: str) -> State:
        """Where the history leaves off: rest that began in it is taken to be long enough."""
        state = State(OFF, self._limits.rest)
        row = model.problem.plan.assignments.get(person, {})
        longest = max(self._limits.days or 0, self._limits.nights or 0) + 1
        for day in model.days(longest)[:longest]:
            key = row.get(day)
            if key not in self._keys:
                state = State(OFF, self._limits.rest)
            else:
                state = self._on(state, self._keys.index(key))
        return state

    def _after(self, state: State) -> Iterator[State]:
        rest = self._limits.rest
        yield State(OFF, min(rest, state.off + 1))
        if state.kind == OFF and state.off < rest:
            return
        for kind, key in enumerate(self._keys):
            if state.kind != OFF and (self._keys[state.kind], key) in self._limits.apart:
                continue
            after = self._on(state, kind)
            most_days, most_nights = self._limits.days, self._limits.nights
            too_long = most_days is not None and after.run > most_days
            if not too_long and (most_nights is None or after.nights <= most_nights):
                yield after

    def _on(self, state: State, kind: int) -> State:
        """The next day with a shift; runs without a limit are not counted."""
        present = self._present[kind]
        after = State(
            kind,
            0,
            state.run + 1 if present else 0,
            state.nights + 1 if present and self._nights[kind] else 0,
        )
        if self._limits.days is None:
            after = replace(after, run=min(after.run, 1))
        if self._limits.nights is None:
            after = replace(after, nights=0)
        return after
