"""The cheapest line found is the cheapest of all legal ones."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning import lines
from app.planning.judgement import broken_rules
from app.planning.lines import LineFinder, as_line
from app.planning.problem import Problem
from tests.planning.problems import ANYONE, EARLY, LATE, LONG, all_lines, problems


@settings(max_examples=40, deadline=None)
@given(problems(people=1, days=7), st.integers(0, 2**32 - 1))
def test_no_legal_line_is_cheaper(problem: Problem, seed: int) -> None:
    prices = np.random.default_rng(seed).integers(-9, 9, (problem.days, 2)).astype(float)
    (employee,) = problem.employees
    found = LineFinder(problem, employee).cheapest(prices, number=5).lines
    kinds = {"E": 0, "L": 1}
    legal = [
        sum(prices[day, kinds[each]] for day, each in enumerate(line) if each)
        for line in all_lines(problem, employee)
    ]
    assert bool(found) == bool(legal)
    if found:
        assert found[0].price == pytest.approx(min(legal))
    for each in found:
        line = as_line(problem, each.line)
        assert broken_rules(problem, {employee.id: line}) == []
        paid = sum(prices[day, kind] for day, kind in enumerate(each.line) if kind >= 0)
        assert each.price == pytest.approx(paid)


def test_shifts_of_different_length_add_up() -> None:
    employee = replace(ANYONE, most_minutes=1680, least_minutes=1680)
    problem = Problem(3, (EARLY, LONG), (employee,))
    (found,) = LineFinder(problem, employee).cheapest(np.zeros((3, 2))).lines
    worked = [each for each in as_line(problem, found.line) if each]
    assert sorted(worked) == ["E", "E", "X"]


def test_dearer_lines_are_left_out_when_asked() -> None:
    problem = Problem(3, (EARLY, LATE), (ANYONE,))
    finder = LineFinder(problem, ANYONE)
    prices = -np.ones((3, 2))
    assert len(finder.cheapest(prices, number=5).lines) == 5
    assert len(finder.cheapest(prices, number=5, below=-2.5).lines) < 5


@settings(max_examples=25, deadline=None)
@given(problems(people=1, days=8), st.integers(0, 2**32 - 1))
def test_loose_limits_are_kept_and_the_floor_holds(problem: Problem, seed: int) -> None:
    prices = np.random.default_rng(seed).integers(-9, 9, (problem.days, 2)).astype(float)
    (employee,) = problem.employees
    exact = LineFinder(problem, employee).cheapest(prices)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "_LARGEST", 1)
        patched.setattr(lines, "_LARGEST_TOGETHER", 1)
        finder = LineFinder(problem, employee)
    assert finder.loose.kept(exact.lines[0].line) if exact.lines else True
    found = finder.cheapest(prices, number=8, tries=20)
    assert found.floor <= exact.floor
    for each in found.lines:
        line = as_line(problem, each.line)
        assert broken_rules(problem, {employee.id: line}) == []
        paid = sum(prices[day, kind] for day, kind in enumerate(each.line) if kind >= 0)
        assert each.price == pytest.approx(paid)
        assert each.price >= exact.floor


def test_limits_too_many_to_carry_are_kept_by_fines() -> None:
    shifts = tuple(replace(EARLY, id=f"S{number}") for number in range(8))
    employee = replace(ANYONE, most={shift.id: 9 for shift in shifts}, most_minutes=480 * 90)
    problem = Problem(140, shifts, (employee,))
    finder = LineFinder(problem, employee)
    assert not finder.exact
    prices = -np.random.default_rng(1).random((140, 8))
    prices[:, 0] -= 3.0
    found = finder.cheapest(prices, number=8, tries=25)
    assert found.lines
    for each in found.lines:
        line = as_line(problem, each.line)
        assert broken_rules(problem, {employee.id: line}) == []
        assert found.floor <= each.price
