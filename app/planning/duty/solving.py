"""The machine's door for a desk: a problem in, a stream of ever better legal rosters out.

Feasibility first, the objective second with that roster as the hint: on rosters of 12 to 20 people
and a month the first is there within a second, where one model with coverage as a penalty may need
half a minute.
"""

import math
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator

from ortools.sat.python import cp_model

from app.planning.clock import Clock
from app.planning.duty.answers import DutyRoster, NoRosterError
from app.planning.duty.building import build, staffed
from app.planning.duty.costs import CostLine, Judge
from app.planning.duty.later import add_later
from app.planning.duty.model import Model
from app.planning.duty.objective import Objective
from app.planning.duty.problem import Assignments, DutyProblem
from app.planning.duty.rows import RowSearch
from app.planning.duty.strategies import ANY, Parameters, Stage, stages

_EPSILON = 1e-6
_ROWS_SHARE = 0.3
"""Of the time, at most, for the search by whole rows."""
_REFUSALS = 3
"""Rosters made of rows that may be illegal as a whole, before that is left to the other search."""
_PATIENCE = 0.05
"""Seconds between two looks at whether it was cancelled."""


def rosters(
    problem: DutyProblem,
    *,
    seconds: float,
    seed: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
    near_plan: bool = False,
) -> Iterator[DutyRoster]:
    """Better and better rosters until time is up, one is proved best, or it is cancelled.

    Each keeps the hard rules, the least numbers, pins and agreements, and the full daily rest where
    a law allows a shorter one now and then. One that is proved best later comes again with the
    better bound. ``near_plan`` looks at once for what is cheap, which is quicker where the plan
    nearly is the answer. Raises ``NoRosterError`` if not even one was found.
    """
    run = _Run(problem, seconds, seed, cancelled)
    return run.near_plan() if near_plan else run.rosters()


class _Run:
    def __init__(
        self,
        problem: DutyProblem,
        seconds: float,
        seed: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._start = time.monotonic()
        self._problem = problem
        self._seconds = seconds
        self._seed = seed
        self._cancelled = cancelled
        self._judge = Judge(problem)
        self._best: DutyRoster | None = None
        self._bound: int | None = None
        self._told: set[tuple[str, str]] = set()

    def rosters(self) -> Iterator[DutyRoster]:
        model = build(self._problem)
        self._best = self._first(model)
        yield self._best
        if self._problem.weights.lean:
            yield from self._by_rows(model)
        if not self._best.proved:
            yield from self._better(model, stages(self._problem, near_plan=False))

    def near_plan(self) -> Iterator[DutyRoster]:
        yield from self._better(build(self._problem), stages(self._problem, near_plan=True))

    def _by_rows(self, model: Model) -> Iterator[DutyRoster]:
        """A bound, and rosters near it, from whole rows."""
        clock = Clock(lambda: 0.0 if self._cancelled() else self._left(_ROWS_SHARE))
        search = RowSearch(model, self._judge, seed=self._seed, clock=clock)
        if self._best is None or not search.fits:
            return
        self._bound = search.bound()
        self._best = self._again(self._best)
        yield self._best
        if self._best.proved:
            return
        refused = 0
        for assignments in search.better(self._best.assignments):
            costs = self._judge.costs(assignments)
            if not staffed(self._problem, assignments) or self._problem.broken(assignments):
                refused += 1
                if refused == _REFUSALS:
                    return
            elif sum(each.amount for each in costs) < self._best.cost:
                self._best = self._roster(assignments, costs)
                yield self._best

    def _better(self, model: Model, tried: Iterable[Stage]) -> Iterator[DutyRoster]:
        """All that are cheaper than the best so far; the best again when the bound is known."""
        objective = Objective(model, self._judge)
        model.model.minimize(objective.sum)
        if self._bound is not None:
            objective.at_least(self._bound)
        impossible = False
        for stage in tried:
            model.hint(self._best.assignments if self._best else self._problem.planned())
            search = yield from self._staged(model, stage)
            impossible = search is not None and search.impossible
            if impossible or (self._best is not None and self._best.proved):
                break
        if self._best is None:
            raise NoRosterError(proved=impossible)

    def _staged(self, model: Model, stage: Stage) -> Generator[DutyRoster, None, "_Search | None"]:
        """One stage; its last search."""
        search = None
        refused: Assignments | None = {}
        while refused is not None and self._left(stage.until) > 0 and not self._cancelled():
            refused = None
            search = _Search(model, self._parameters(stage.parameters, stage.until))
            for assignments in search.solutions(self._cancelled):
                if refused is not None:
                    continue
                if self._problem.broken(assignments):
                    # The model is changed only once CP-SAT has let go of it.
                    refused = assignments
                    search.stop()
                    continue
                costs = self._judge.costs(assignments)
                if self._best is None or sum(each.amount for each in costs) < self._best.cost:
                    self._best = self._roster(assignments, costs)
                    yield self._best
            if refused is not None:
                self._refuse(model, refused)
            if self._best is not None:
                model.hint(self._best.assignments)
        bound = search.bound if search is not None and refused is None else None
        if self._best is not None and bound is not None:
            self._bound = max(bound, self._bound or 0)
            self._best = self._again(self._best)
            yield self._best
        return search

    def _first(self, model: Model) -> DutyRoster:
        """A legal roster, whatever it costs."""
        if self._problem.planned_whole:
            model.hint(self._problem.planned())
        while self._left() > 0 and not self._cancelled():
            search = _Search(model, self._parameters(ANY))
            found = list(search.solutions(self._cancelled))
            if not found:
                raise NoRosterError(proved=search.impossible)
            if not self._problem.broken(found[-1]):
                return self._roster(found[-1], self._judge.costs(found[-1]))
            self._refuse(model, found[-1])
        raise NoRosterError(proved=False)

    def _refuse(self, model: Model, assignments: Assignments) -> None:
        """Tell the model what it lacks to see that this roster is not legal."""
        broken = self._problem.broken(assignments)
        again = {(each.rule, each.person) for each in broken} <= self._told
        add_later(model, broken, assignments, exactly=again)
        self._told |= {(each.rule, each.person) for each in broken}

    def _roster(self, assignments: Assignments, costs: tuple[CostLine, ...]) -> DutyRoster:
        missing = any(
            asked.wish > sum(row.get(day) == kind for row in assignments.values())
            for (day, kind), asked in self._problem.demand.items()
        )
        return DutyRoster(assignments, costs, self._bound, not missing, self._passed())

    def _again(self, best: DutyRoster) -> DutyRoster:
        return DutyRoster(best.assignments, best.costs, self._bound, best.complete, best.seconds)

    def _passed(self) -> float:
        return time.monotonic() - self._start

    def _left(self, share: float = 1.0) -> float:
        return self._seconds * share - self._passed()

    def _parameters(self, strategy: Parameters, share: float = 1.0) -> Parameters:
        return {
            **strategy,
            "random_seed": self._seed,
            "max_time_in_seconds": max(0.05, self._left(share)),
        }


class _Search:
    """One run of CP-SAT in a thread of its own, so that what it finds can be passed on at once."""

    def __init__(self, model: Model, parameters: Parameters) -> None:
        self._model = model
        self._solver = cp_model.CpSolver()
        for name, value in parameters.items():
            if isinstance(value, tuple):
                getattr(self._solver.parameters, name).extend(value)
            else:
                setattr(self._solver.parameters, name, value)
        self._found: queue.SimpleQueue[Assignments | None] = queue.SimpleQueue()
        self._status: cp_model.CpSolverStatus = cp_model.UNKNOWN
        self._has_objective = model.model.has_objective()

    def solutions(self, cancelled: Callable[[], bool]) -> Iterator[Assignments]:
        """What it finds, each better than the one before, until it ends."""
        thread = threading.Thread(target=self._solve, daemon=True)
        thread.start()
        try:
            yield from self._until_end(cancelled)
        finally:
            self.stop()
            thread.join()

    def _until_end(self, cancelled: Callable[[], bool]) -> Iterator[Assignments]:
        while True:
            try:
                found = self._found.get(timeout=_PATIENCE)
            except queue.Empty:
                if cancelled():
                    self.stop()
                continue
            if found is None:
                return
            yield found

    def stop(self) -> None:
        """End soon; what was found by then still comes."""
        self._solver.stop_search()

    @property
    def impossible(self) -> bool:
        """Whether there is no solution at all."""
        return self._status == cp_model.INFEASIBLE

    @property
    def bound(self) -> int | None:
        """No solution costs less."""
        if not self._has_objective or self._status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return math.ceil(self._solver.best_objective_bound - _EPSILON)

    def _solve(self) -> None:
        try:
            self._status = self._solver.solve(self._model.model, _Pass(self._model, self._found))
        finally:
            self._found.put(None)


class _Pass(cp_model.CpSolverSolutionCallback):
    def __init__(self, model: Model, found: "queue.SimpleQueue[Assignments | None]") -> None:
        super().__init__()
        self._model = model
        self._found = found

    def on_solution_callback(self) -> None:
        self._found.put(self._model.read(self.boolean_value))
