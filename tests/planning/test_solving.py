"""The machine's rosters are legal, their cost is what it says, the bound holds."""

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings

from app.formats.roster_text import read
from app.planning.cells import solve_plainly
from app.planning.judgement import broken_rules, cost
from app.planning.problem import Cover, Problem
from app.planning.solving import NoPlanError, Plan, plans
from tests.planning.problems import ANYONE, EARLY, LATE, TEXT, all_lines, problems


def best_of(problem: Problem, seconds: float = 5, **more: object) -> Plan:
    return list(plans(problem, seconds=seconds, **more))[-1]  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(problems(people=2, days=5))
def test_every_roster_is_legal_and_none_is_below_the_bound(problem: Problem) -> None:
    lines = [all_lines(problem, employee) for employee in problem.employees]
    costs = [cost(problem, {"A": one, "B": other}).total for one, other in product(*lines)]
    if not costs:
        with pytest.raises(NoPlanError) as caught:
            best_of(problem)
        assert caught.value.proved
        return
    best = best_of(problem, seconds=0.5)
    assert broken_rules(problem, best.roster) == []
    assert best.cost == cost(problem, best.roster)
    assert best.bound is None or best.bound <= min(costs)
    assert min(costs) <= best.cost.total


@settings(max_examples=8, deadline=None)
@given(problems(people=2, days=5))
def test_the_plain_model_finds_the_optimum(problem: Problem) -> None:
    lines = [all_lines(problem, employee) for employee in problem.employees]
    costs = [cost(problem, {"A": one, "B": other}).total for one, other in product(*lines)]
    answer = solve_plainly(problem, seconds=20, seed=1)
    if answer.roster is None:
        assert not costs
    else:
        assert answer.cost == cost(problem, answer.roster).total == min(costs)


def test_a_small_roster_is_proved_best() -> None:
    best = best_of(read(TEXT))
    assert best.proved
    assert best.complete
    assert best.cost.total == best.bound


def test_each_roster_is_better_than_the_one_before_or_known_to_be_best() -> None:
    found = list(plans(read(TEXT), seconds=3))
    for one, better in pairwise(found):
        assert better.cost.total < one.cost.total or (better.proved and not one.proved)


def test_the_same_seed_takes_the_same_way() -> None:
    problem = read(TEXT)
    assert best_of(problem, seed=7).roster == best_of(problem, seed=7).roster


def test_more_limits_than_lines_can_carry_are_kept() -> None:
    shifts = tuple(replace(EARLY, id=f"S{number}") for number in range(5))
    employee = replace(ANYONE, most={shift.id: 9 for shift in shifts}, most_minutes=480 * 30)
    cover = tuple(Cover(day, "S0", 1, 10, 1) for day in range(5))
    problem = Problem(35, shifts, (employee,), cover)
    best = best_of(problem, seconds=10)
    assert best.complete
    assert broken_rules(problem, best.roster) == []


def test_cancelling_keeps_the_first_roster() -> None:
    (only,) = plans(read(TEXT), seconds=5, cancelled=lambda: True)
    assert broken_rules(read(TEXT), only.roster) == []


def test_impossible_limits_are_told_as_such() -> None:
    employee = replace(ANYONE, least_minutes=9_000)
    with pytest.raises(NoPlanError) as caught:
        best_of(Problem(7, (EARLY, LATE), (employee,)))
    assert caught.value.proved
