"""The machine's door: a problem in, a stream of ever better rosters out."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.planning.clock import Clock
from app.planning.dives import Choice
from app.planning.judgement import Cost, broken_rules, cost
from app.planning.lines import as_line
from app.planning.problem import Problem, Roster
from app.planning.search import Search

_SHARE_FOR_BOUND = 0.4
"""Of the time, at most; a bound that is not reached by then is not reached at all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A legal roster with its cost by reason; no roster costs less than ``bound`` (None: unknown).

    ``seconds`` is when it was found.
    """

    roster: Roster
    cost: Cost
    bound: int | None
    seconds: float

    @property
    def complete(self) -> bool:
        """Whether nobody is missing anywhere."""
        return self.cost.too_few == 0

    @property
    def proved(self) -> bool:
        """Whether there is none better."""
        return self.bound is not None and self.cost.total <= self.bound


class NoPlanError(Exception):
    """No legal roster was found: ``proved`` if there is none."""

    def __init__(self, *, proved: bool) -> None:
        super().__init__("no legal roster")
        self.proved = proved


def plans(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Plan]:
    """Better and better rosters until time is up, one is proved best, or it is cancelled.

    The first comes at once. One that is proved best later comes again with the better bound.
    Same problem and seed take the same way; how far they get depends on the machine. Raises
    ``NoPlanError`` if not even one was found.
    """
    start = time.monotonic()

    def passed() -> float:
        return time.monotonic() - start

    clock = Clock(lambda: 0.0 if cancelled() else seconds - passed())
    search = Search(problem, seed=seed, clock=clock)
    found = search.first()
    if found is None:
        raise NoPlanError(proved=search.proved_empty)
    yield _plan(problem, found.lines, search.least, passed())
    search.find_bound(seconds * _SHARE_FOR_BOUND - passed())
    if search.is_best(found):
        yield _plan(problem, found.lines, search.least, passed())
    for better in search.better(found):
        yield _plan(problem, better.lines, search.least, passed())


def _plan(problem: Problem, lines: Choice, bound: int | None, seconds: float) -> Plan:
    roster = {
        employee.id: as_line(problem, lines[number])
        for number, employee in enumerate(problem.employees)
    }
    return _judged(problem, roster, bound, seconds)


def _judged(problem: Problem, roster: Roster, bound: int | None, seconds: float) -> Plan:
    if faults := broken_rules(problem, roster):
        raise AssertionError(f"the solver broke hard rules: {faults[:3]}")
    return Plan(roster, cost(problem, roster), bound, seconds)
