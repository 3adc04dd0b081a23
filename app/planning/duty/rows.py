"""Rosters by whole rows: a bound that mostly is the optimum, and rosters made of the rows of it.

The cells' model finds a legal roster at once, but takes long to make it cheap, and longer to know
when to stop. Where all that costs is a matter of single rows and of the numbers asked for, the
linear program over rows is nearly as strong as the roster itself (see ``app.planning.dives``).
"""

from collections.abc import Iterator

from app.planning.clock import Clock
from app.planning.dives import Dives, Found
from app.planning.duty.costs import Judge
from app.planning.duty.model import Model
from app.planning.duty.problem import Assignments
from app.planning.duty.row_finder import RowFinder
from app.planning.duty.row_prices import as_assignments, as_lines, open_cells, row_prices

_MOST_ENTRIES = 8_000_000
"""Of one person's arrays over all days: 64 MB."""


class RowSearch:
    """Looks for cheap rosters of a model while the clock has time left."""

    def __init__(self, model: Model, judge: Judge, *, seed: int, clock: Clock) -> None:
        self._model = model
        self._judge = judge
        self._clock = clock
        finders = tuple(
            RowFinder(model, judge.shares, person, open_cells(model, person), clock.go_on)
            for person in model.problem.people
        )
        self.fits = all(each.entries <= _MOST_ENTRIES for each in finders)
        """Whether the rows are short enough for this search."""
        self._dives = Dives(row_prices(model, judge, finders), finders, seed=seed, clock=clock)

    def bound(self) -> int | None:
        """No legal roster costs less; None where the time was too short to know anything."""
        self._dives.find_bound(self._clock.left)
        return self._dives.least

    def better(self, best: Assignments) -> Iterator[Assignments]:
        """Rosters, each cheaper than the one before, until time is up or the bound is reached.

        They keep the rules that ``row_limits`` knows, and the numbers asked for where they can.
        """
        lines = as_lines(self._model, best)
        for found in self._dives.better(Found(lines, self._dives.cost(lines))):
            yield as_assignments(self._model, found.lines)
