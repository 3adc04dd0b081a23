"""Why there is no roster: the fewest demands that cannot hold together, and what would help.

The first core comes from CP-SAT's assumptions (presolve off: with it the core may name what is no
assumption, google/or-tools#5141); then each member is tried without. What to give up is found by
a model of its own that gives up as little as it can.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from app.planning.duty.answers import Conflict, Relaxation
from app.planning.duty.building import build
from app.planning.duty.conflict_words import conflict_sentence, label, said
from app.planning.duty.groups import Asked, Group, OfRule
from app.planning.duty.model import Model, Var
from app.planning.duty.problem import DutyProblem
from app.planning.duty.relaxing import price

_TRY = 0.3
"""Seconds for each attempt to do without a member."""


def conflict(problem: DutyProblem, *, seconds: float = 5.0) -> Conflict | None:
    """The conflict of an unsolvable problem; None if a roster is possible or time is too short."""
    return next(iter([*conflicts(problem, seconds=seconds)][-1:]), None)


def conflicts(problem: DutyProblem, *, seconds: float = 10.0) -> Iterator[Conflict]:
    """The conflict at once, without relaxations, then again with them."""
    end = time.monotonic() + seconds
    model = build(problem, guarded=True)
    core = _core(model, list(model.guards), seconds=seconds / 2)
    if core is None:
        return
    core, minimal = _shrunk(model, _complex_first(core), end - seconds / 2)
    found = Conflict(conflict_sentence(problem, core), said(problem, core), (), minimal)
    yield found
    least = _least(problem, max(_TRY, (end - time.monotonic()) / 2))
    relaxations = _relaxations(problem, model, core, least, end)
    yield replace(found, relaxations=relaxations)


def _core(model: Model, groups: Sequence[Group], *, seconds: float) -> list[Group] | None:
    """Groups that cannot hold together; None if they can, or time is up."""
    names = {model.guard(each).index: each for each in groups}
    model.model.clear_assumptions()
    model.model.add_assumptions([model.guard(each) for each in groups])
    solver = cp_model.CpSolver()
    solver.parameters.cp_model_presolve = False
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model.model) != cp_model.INFEASIBLE:
        return None
    found = solver.sufficient_assumptions_for_infeasibility()
    return [names[each] for each in found if each in names]


def _shrunk(model: Model, core: list[Group], end: float) -> tuple[list[Group], bool]:
    """Without the members that are not needed, tried one by one."""
    needed: list[Group] = []
    left = list(core)
    while left:
        if time.monotonic() > end:
            return [*needed, *left], False
        left.pop(0)
        smaller = _core(model, [*needed, *left], seconds=_TRY)
        if smaller is None:
            needed.append(core[len(core) - len(left) - 1])
        else:
            kept = set(smaller)
            core = [each for each in left if each in kept]
            left = list(core)
    return needed, True


def _complex_first(core: list[Group]) -> list[Group]:
    """Rules about patterns are tried first: what remains is said more easily."""

    def plain(each: Group) -> int:
        if not isinstance(each, OfRule):
            return 2
        return 0 if each.person else 1

    return sorted(core, key=plain)


def _least(problem: DutyProblem, seconds: float) -> list[Group]:
    """The cheapest that has to be given up so that the rest holds; empty if nothing helps."""
    model = build(problem, guarded=True)
    rules: dict[str, list[OfRule]] = {}
    costs: list[tuple[Var, int]] = []
    for group, guard in list(model.guards.items()):
        cost = price(problem, group)
        if cost is None:
            model.model.add(guard == 1)
        elif isinstance(group, OfRule):
            rules.setdefault(group.rule, []).append(group)
            costs.append((guard, 2))
        else:
            costs.append((guard, cost))
    given = {}
    for key, groups in rules.items():
        # A rule is softened for all, once.
        given[key] = model.model.new_bool_var("")
        for group in groups:
            model.model.add_implication(~model.guard(group), ~given[key])
        costs.append((given[key], price(problem, groups[0]) or 0))
    model.model.minimize(sum(cost * (1 - guard) for guard, cost in costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 8
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    dropped = [each for each, guard in model.guards.items() if not solver.boolean_value(guard)]
    return _together(dropped)


def _together(dropped: Sequence[Group]) -> list[Group]:
    """One decision for each rule and for each shift, whatever the number of people."""
    decisions: dict[object, Group] = {}
    for each in dropped:
        place: object = each
        if isinstance(each, OfRule):
            place = each.rule
        elif isinstance(each, Asked):
            place = each.day, each.kind
            known = decisions.get(place)
            if isinstance(known, Asked) and known.number < each.number:
                continue
        decisions[place] = each
    return list(decisions.values())


def _relaxations(
    problem: DutyProblem, model: Model, core: list[Group], least: list[Group], end: float
) -> tuple[Relaxation, ...]:
    found = [Relaxation(label(problem, each), each, len(least) == 1) for each in least]
    known = set(least)
    for group in core:
        if group in known or price(problem, group) is None or time.monotonic() > end:
            continue
        dropped = {
            each
            for each in model.guards
            if each == group
            or (isinstance(each, OfRule) and isinstance(group, OfRule) and each.rule == group.rule)
        }
        if known & dropped:
            continue
        kept = [each for each in model.guards if each not in dropped]
        if _possible(model, kept):
            found.append(Relaxation(label(problem, group), group, enough=True))
    return tuple(found)


def _possible(model: Model, groups: Sequence[Group]) -> bool:
    model.model.clear_assumptions()
    model.model.add_assumptions([model.guard(each) for each in groups])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 8
    solver.parameters.max_time_in_seconds = _TRY * 2
    return solver.solve(model.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
