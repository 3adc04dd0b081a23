"""Cost and hard rules are judged from the roster alone."""

from dataclasses import replace

import pytest

from app.planning.judgement import broken_rules, cost
from app.planning.problem import Cover, Line, Problem, Wish
from tests.planning.problems import ANYONE, EARLY, LATE


def week(line: str, **limits: object) -> tuple[Problem, dict[str, Line]]:
    employee = replace(ANYONE, **limits)  # type: ignore[arg-type]
    problem = Problem(len(line), (EARLY, LATE), (employee,))
    return problem, {"A": tuple(None if each == "-" else each for each in line)}


@pytest.mark.parametrize(
    ("line", "limits", "said"),
    [
        ("LE-----", {}, "E after L"),
        ("EE-----", {"days_off": frozenset({1})}, "day off"),
        ("LLL----", {"most": {"L": 2}}, "3 × L"),
        ("EEE----", {"most_minutes": 960}, "1440 minutes"),
        ("E------", {"least_minutes": 960}, "480 minutes"),
        ("-----E------E", {"most_weekends": 1}, "2 weekends"),
        ("EEEEEE-", {"most_in_a_row": 5}, "6 shifts"),
        ("--E-EEE", {"least_in_a_row": 2}, "only 1 shifts"),
        ("EE-EE--", {"least_off_in_a_row": 2}, "only 1 days off"),
    ],
)
def test_each_broken_rule_is_named(line: str, limits: dict[str, object], said: str) -> None:
    (fault,) = broken_rules(*week(line, **limits))
    assert said in fault


@pytest.mark.parametrize("line", ["E--EE-E", "-EE--EE", "------E"])
def test_stretches_at_the_borders_may_be_short(line: str) -> None:
    assert broken_rules(*week(line, least_in_a_row=2, least_off_in_a_row=2, most={})) == (
        ["A: only 1 days off in a row from day 5"] if line == "E--EE-E" else []
    )


def test_saturday_and_sunday_are_one_weekend() -> None:
    assert broken_rules(*week("-----EE", most_weekends=1)) == []


def test_a_roster_that_does_not_fit_is_no_roster() -> None:
    problem, _roster = week("EEE")
    assert broken_rules(problem, {"A": ("E", "Z", None)})
    assert broken_rules(problem, {"A": ("E",)})


def test_the_cost_is_the_sum_of_its_parts() -> None:
    people = (ANYONE, replace(ANYONE, id="B"))
    problem = Problem(
        2,
        (EARLY, LATE),
        people,
        (Cover(0, "E", 1, 100, 1), Cover(1, "L", 1, 100, 1)),
        (Wish("A", 0, "E", 7, on=False), Wish("B", 1, "L", 3, on=True)),
    )
    found = cost(problem, {"A": ("E", None), "B": ("E", None)})
    assert (found.broken_wishes, found.unmet_wishes) == (7, 3)
    assert (found.too_many, found.too_few) == (1, 100)
    assert found.total == 111


def test_the_horizon_knows_its_weekends() -> None:
    assert [len(Problem(days, (EARLY,), ()).weekends) for days in (5, 6, 7, 13, 28)] == [
        0,
        1,
        1,
        2,
        4,
    ]
