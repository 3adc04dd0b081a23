"""Somebody is away at short notice: a legal plan again with as few changes as possible."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from app.planning.duty.answers import CellChange, Replan
from app.planning.duty.problem import Assignments, DutyProblem, Published, Weights
from app.planning.duty.solving import rosters
from app.rules.rosters.values import Absence

_PROMISED = 2
"""A cell that was published weighs so much more than one that was only planned."""


def sick_call(problem: DutyProblem, absence: Absence, *, today: date) -> DutyProblem:
    """The problem of re-planning: all before ``today`` stays, each other cell should.

    The pins of the person who is away are lifted for these days; those of others hold. Nobody has
    to work more or less because of hours that the sick person misses (EFZG § 4 (1)).
    """
    now = problem.planned()
    first, last = problem.plan.first, problem.plan.last
    away = {(absence.person, day) for day in problem.days if absence.first <= day <= absence.last}
    past = {(person, day) for person in problem.people for day in problem.days if day < today}
    promised = tuple(replace(each, weight=_PROMISED) for each in problem.published)
    return replace(
        problem,
        plan=replace(problem.plan, absences=(*problem.plan.absences, absence)),
        pinned=(problem.pinned | past) - away,
        demand={place: each for place, each in problem.demand.items() if place[0] >= today},
        published=(*promised, Published(first, last, now)),
        weights=Weights(missing=0, wishes=0, nights=0, weekends=0, hours=0, rules=0, published=1),
        spared=problem.spared | {absence.person},
    )


def replans(
    problem: DutyProblem,
    absence: Absence,
    *,
    today: date,
    seconds: float,
    seed: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Replan]:
    """Plans with fewer and fewer changes; raises what ``rosters`` raises."""
    task = sick_call(problem, absence, today=today)
    found = rosters(task, seconds=seconds, seed=seed, cancelled=cancelled, near_plan=True)
    for roster in found:
        yield Replan(roster, changes(problem.planned(), roster.assignments), absence.person)


def changes(before: Assignments, after: Assignments) -> tuple[CellChange, ...]:
    """The cells that differ, by day."""
    found = [
        CellChange(person, day, before.get(person, {}).get(day), after.get(person, {}).get(day))
        for person in sorted(before.keys() | after.keys())
        for day in sorted(before.get(person, {}).keys() | after.get(person, {}).keys())
        if before.get(person, {}).get(day) != after.get(person, {}).get(day)
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.person)))
