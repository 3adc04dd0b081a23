"""What is found by whole rows never is dearer than the truth, and mostly is the truth."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.clock import Clock
from app.planning.duty.building import build, staffed
from app.planning.duty.costs import Judge
from app.planning.duty.problem import DutyProblem, Published, Row, Weights
from app.planning.duty.row_finder import RowFinder
from app.planning.duty.row_prices import as_assignments, as_lines, open_cells, row_prices
from app.planning.duty.rows import RowSearch
from app.planning.duty.solving import rosters
from app.rules.rosters.demand import Demand
from app.rules.rosters.rule import Strength
from tests.planning.duty.desks import (
    DAY,
    EARLY,
    LATE,
    NIGHT,
    asked,
    day,
    desk,
    desks,
    every_roster,
)

LEAN = Weights(missing=0, wishes=2, hours=0, rules=0)


def lean(problem: DutyProblem) -> DutyProblem:
    # More people than wished only where somebody wished to be there: not tried by the slow way.
    wishes = tuple(each for each in problem.wishes if not (each.on and each.kind))
    return replace(problem, wishes=wishes, weights=LEAN)


def with_hours(problem: DutyProblem, shifts: int) -> DutyProblem:
    numbers = {"under_minutes": 3 * 480, "over_minutes": shifts * 480}
    return replace(
        problem,
        rules=problem.rules.changed("house.contract", strength=Strength.HARD, numbers=numbers),
    )


def search_of(problem: DutyProblem) -> RowSearch:
    return RowSearch(build(problem), Judge(problem), seed=1, clock=Clock(lambda: 20.0))


def legal_rows(problem: DutyProblem, person: str) -> list[Row]:
    """All that keep the rules and hold nothing that nobody asked for, the slow way."""
    choices = [
        [None, *(kind for kind in problem.plan.kinds if (on, kind) in problem.demand)]
        for on in problem.days
    ]
    rows = (
        {on: kind for on, kind in zip(problem.days, line, strict=True) if kind}
        for line in product(*choices)
    )
    return [row for row in rows if not problem.broken({person: row})]


@settings(max_examples=25, deadline=None)
@given(desks(people="a", days=4), st.integers(0, 99), st.integers(0, 6))
def test_no_legal_row_is_cheaper_than_the_floor(
    problem: DutyProblem, seed: int, shifts: int
) -> None:
    if shifts:
        problem = with_hours(problem, shifts - 4)
    model, judge = build(problem), Judge(problem)
    finder = RowFinder(model, judge.shares, "a", open_cells(model, "a"))
    prices = row_prices(model, judge, (finder,))
    costs = prices.cells[0] + np.random.default_rng(seed).integers(-9, 9, prices.cells[0].shape)
    found = finder.cheapest(costs, number=5)
    assert [each.price for each in found.lines] == sorted(each.price for each in found.lines)
    for each in found.lines:
        assert each.price == pytest.approx(price(finder, costs, each.line))
    for row in legal_rows(problem, "a"):
        (line,) = as_lines(model, {"a": row}).values()
        assert found.floor <= price(finder, costs, line) + 1e-6


def test_the_budget_of_nights_holds_for_each_month_of_a_longer_plan() -> None:
    """One night in March and one in April: two of a row that begins on the 31st are legal."""
    ana = replace(desk("a", 1, {}).people["a"], night_budget=1)
    problem = lean(desk((ana,), 2, {}, kinds=(NIGHT,), first=day(31), last=day(31) + DAY))
    nights = dict.fromkeys(problem.days, "N")
    problem = replace(problem, demand={(on, "N"): Demand(1, 1) for on in problem.days})
    assert not problem.broken({"a": nights})
    model, judge = build(problem), Judge(problem)
    finder = RowFinder(model, judge.shares, "a", open_cells(model, "a"))
    prices = row_prices(model, judge, (finder,)).cells[0] - 10
    (line,) = as_lines(model, {"a": nights}).values()
    assert finder.cheapest(prices, number=1).floor <= price(finder, prices, line) + 1e-6


def price(finder: RowFinder, costs: np.ndarray, line: tuple[int, ...]) -> float:
    cells = sum(costs[on, kind] for on, kind in enumerate(line) if kind >= 0)
    return float(cells) + finder.fairness(line)


@settings(max_examples=15, deadline=None)
@given(desks(), st.booleans())
def test_the_bound_is_no_more_than_the_cheapest_of_all_rosters(
    problem: DutyProblem, is_lean: bool
) -> None:
    problem = lean(problem) if is_lean else problem
    costs = [Judge(problem).total(each) for each in every_roster(problem)]
    if not costs:
        return
    bound = search_of(problem).bound()
    assert bound is not None
    assert bound <= min(costs)


@settings(max_examples=12, deadline=None)
@given(desks())
def test_lean_rosters_are_proved_the_cheapest_of_all(problem: DutyProblem) -> None:
    problem = lean(problem)
    costs = [Judge(problem).total(each) for each in every_roster(problem)]
    if costs:
        *_before, best = rosters(problem, seconds=20)
        assert best.proved
        assert best.cost == min(costs)


@settings(max_examples=15, deadline=None)
@given(desks(), st.data())
def test_prices_of_rows_add_up_to_what_the_judge_says(
    problem: DutyProblem, data: st.DataObject
) -> None:
    problem = lean(problem)
    legal = every_roster(problem)
    if not legal:
        return
    chosen = data.draw(st.sampled_from(legal))
    published = Published(problem.plan.first, problem.plan.last, data.draw(st.sampled_from(legal)))
    problem = replace(problem, published=(published,))
    model, judge = build(problem), Judge(problem)
    finders = tuple(
        RowFinder(model, judge.shares, each, open_cells(model, each)) for each in problem.people
    )
    prices = row_prices(model, judge, finders)
    lines = as_lines(model, chosen)
    assert as_assignments(model, lines) == chosen
    assert staffed(problem, chosen)
    costs = sum(prices.column(who, line).cost for who, line in lines.items())
    assert prices.constant + costs == judge.total(chosen)


def test_a_better_roster_is_made_of_whole_rows() -> None:
    """The first roster comes as it comes; whole rows then share nights and weekends."""
    problem = lean(desk("abcd", 14, asked(14, N=1, S=1), kinds=(EARLY, LATE, NIGHT)))
    (first, *_more) = rosters(problem, seconds=20)
    search = search_of(problem)
    bound = search.bound()
    *_before, best = search.better(first.assignments) or [first.assignments]
    assert problem.broken(best) == ()
    assert staffed(problem, best)
    assert Judge(problem).total(best) == bound


def test_a_pinned_cell_and_an_absence_bind_rows_too() -> None:
    problem = desk("ab", 3, asked(3, F=1), kinds=(EARLY, LATE))
    problem = replace(
        problem,
        plan=replace(problem.plan, assignments={"a": {day(2): "F"}}),
        pinned=frozenset({("a", day(1)), ("a", day(2))}),
    )
    model = build(problem)
    free = open_cells(model, "a")
    assert free.tolist() == [
        [False, False, True],
        [True, False, False],
        [True, False, True],
    ]


def test_who_has_no_legal_row_costs_without_end() -> None:
    problem = desk("a", 2, asked(2, F=1), kinds=(EARLY,))
    model, judge = build(problem), Judge(problem)
    finder = RowFinder(model, judge.shares, "a", np.zeros((2, 2), dtype=bool))
    found = finder.cheapest(np.zeros((2, 1)))
    assert (found.floor, found.lines) == (math.inf, [])
