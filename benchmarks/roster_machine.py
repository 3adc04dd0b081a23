"""How quickly the machine fills rosters, and how near to the best known ones it comes.

The public instances are read from the folder that ``TRESEN_ROSTERS`` names (``Instance1.txt`` …);
without it they are left out. The peer is the plain model: one model, coverage as a penalty.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import monotonic

from app.formats.roster_text import read
from app.planning.cells import solve_plainly
from app.planning.duty.answers import NoRosterError
from app.planning.duty.problem import Assignments, DutyProblem
from app.planning.duty.replan import replans
from app.planning.duty.solving import rosters
from app.planning.solving import plans
from app.rules.rosters.demand import Demand
from app.rules.rosters.values import Absence, AbsenceKind
from benchmarks.figure import Figure, at_most
from benchmarks.roster_problems import desk_problem

_FOLDER = "TRESEN_ROSTERS"
_SEEDS = range(1, 11)
_PUBLIC_SEEDS, _PUBLIC_SECONDS = (1, 2, 3), 60.0
_BEST_KNOWN = {1: (607, 0.0), 3: (1001, 0.0), 5: (1143, 5.0), 7: (1056, 5.0)}
"""Of Curtois and Qu's instances, and by how many per cent we may miss it."""

_DESKS = {12: (1.0, 30.0, 1.0), 20: (2.0, 60.0, 10.0)}
"""People → seconds for a first roster, for the proof, for a sick call."""

_MISSED = 10_000
"""Price of an empty place in the plain model."""


def figures() -> Iterator[Figure]:
    """Medians of ten desks each; public instances of three seeds each."""
    for people, (first, proof, sick) in _DESKS.items():
        yield from _desk_figures(people, first, proof, sick)
    folder = os.environ.get(_FOLDER)
    if folder:
        yield from _public_figures(Path(folder))


def _desk_figures(people: int, first: float, proof: float, sick: float) -> Iterator[Figure]:
    firsts, proofs, calls, plain, hopeless = [], [], [], [], 0
    for seed in _SEEDS:
        problem = desk_problem(people, seed)
        filled = _filled(problem, seed, proof * 2)
        firsts.append(filled.begun)
        proofs.append(filled.proved)
        taken, impossible = _sick_call(problem, filled.roster, seed, sick * 3)
        calls.append(taken)
        hopeless += impossible
        plain.append(_plain_first(problem, seed, proof))
    desk = f"{people} people × 31 days × 3 shifts"
    peer = f"{median(plain):.2f} s, {sum(each >= proof for each in plain)} never"
    yield at_most(f"{desk}: first complete roster", median(firsts), first, "s", peer=peer)
    yield at_most(f"{desk}: slowest first one", max(firsts), first, "s")
    late = sum(each >= proof for each in proofs)
    yield at_most(f"{desk}: proved best", median(proofs), proof, "s", note=f"{late} of 10 later")
    yield at_most(
        f"{desk}: sick call, fewest changes proved",
        median(calls),
        sick,
        "s",
        note=f"slowest {max(calls):.2f} s; {hopeless} others had no legal answer",
    )


@dataclass(frozen=True, slots=True)
class _Filled:
    """Seconds until the first roster, and until ``roster`` was proved best (all if it was not)."""

    begun: float
    proved: float
    roster: Assignments


def _filled(problem: DutyProblem, seed: int, seconds: float) -> _Filled:
    start, begun = monotonic(), seconds
    roster: Assignments = {}
    for each in rosters(problem, seconds=seconds, seed=seed):
        begun, roster = min(begun, each.seconds), each.assignments
        if problem.broken(roster):
            raise AssertionError("a hard rule is broken")
        if each.proved:
            return _Filled(begun, monotonic() - start, roster)
    return _Filled(begun, seconds, roster)


def _sick_call(
    problem: DutyProblem, roster: Assignments, seed: int, seconds: float
) -> tuple[float, int]:
    """Seconds until the fewest changes for three sick days are proved, and tries before.

    The one with most shifts then is sick; where the others have no legal answer to that, the next.
    """
    planned = replace(problem, plan=problem.filled(roster))
    begin = date(2027, 3, 10)
    days = [begin + timedelta(days=number) for number in range(3)]
    busiest = sorted(roster, key=lambda person: -sum(day in roster[person] for day in days))
    for tries, sick in enumerate(busiest):
        absence = Absence(sick, days[0], days[-1], AbsenceKind.SICK)
        start = monotonic()
        try:
            for each in replans(planned, absence, today=begin, seconds=seconds, seed=seed):
                if each.proved:
                    return monotonic() - start, tries
        except NoRosterError as error:
            if error.proved:
                continue
        return seconds, tries
    return seconds, len(busiest)


def _plain_first(problem: DutyProblem, seed: int, seconds: float) -> float:
    """Seconds until one model with coverage as a penalty has nobody missing."""
    demand = {place: Demand(0, each.wish) for place, each in problem.demand.items()}
    loose = replace(problem, demand=demand, weights=replace(problem.weights, missing=_MISSED))
    for each in rosters(loose, seconds=seconds, seed=seed, near_plan=True):
        if each.complete:
            return each.seconds
    return seconds


def _public_figures(folder: Path) -> Iterator[Figure]:
    for number, (best, percent) in _BEST_KNOWN.items():
        problem = read((folder / f"Instance{number}.txt").read_text("utf-8"))
        costs = []
        for seed in _PUBLIC_SEEDS:
            *_before, last = plans(problem, seconds=_PUBLIC_SECONDS, seed=seed)
            costs.append(last.cost.total)
        plain = solve_plainly(problem, seconds=_PUBLIC_SECONDS, seed=_PUBLIC_SEEDS[0])
        gap = (median(costs) - best) / best * 100
        yield at_most(
            f"public instance {number}, {_PUBLIC_SECONDS:.0f} s: above {best}",
            gap,
            percent,
            "%",
            peer=f"{(plain.cost - best) / best * 100:.1f} %",
        )
