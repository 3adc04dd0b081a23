"""The cheapest line found is the cheapest of all legal ones."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.judgement import broken_rules
from app.planning.lines import LineFinder, as_line
from app.planning.problem import Problem
from tests.planning.problems import ANYONE, EARLY, LATE, LONG, all_lines, problems


@settings(max_examples=40, deadline=None)
@given(problems(people=1, days=7), st.integers(0, 2**32 - 1))
def test_no_legal_line_is_cheaper(problem: Problem, seed: int) -> None:
    prices = np.random.default_rng(seed).integers(-9, 9, (problem.days, 2)).astype(float)
    (employee,) = problem.employees
    found = LineFinder(problem, employee).cheapest(prices, number=5)
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
    (found,) = LineFinder(problem, employee).cheapest(np.zeros((3, 2)))
    worked = [each for each in as_line(problem, found.line) if each]
    assert sorted(worked) == ["E", "E", "X"]


def test_dearer_lines_are_left_out_when_asked() -> None:
    problem = Problem(3, (EARLY, LATE), (ANYONE,))
    finder = LineFinder(problem, ANYONE)
    prices = -np.ones((3, 2))
    assert len(finder.cheapest(prices, number=5)) == 5
    assert len(finder.cheapest(prices, number=5, below=-2.5)) < 5


def test_limits_too_many_to_carry_are_admitted() -> None:
    shifts = tuple(replace(EARLY, id=f"S{number}") for number in range(5))
    employee = replace(ANYONE, most={shift.id: 9 for shift in shifts}, most_minutes=480 * 30)
    assert not LineFinder(Problem(35, shifts, (employee,)), employee).exact
