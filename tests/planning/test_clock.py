"""Steps of a search get a part of the time; what ends in time still answers with a roster."""

import numpy as np
import pytest

from app.formats.roster_text import read
from app.planning.cheapest import OutOfTimeError
from app.planning.clock import Clock
from app.planning.judgement import broken_rules
from app.planning.lines import LineFinder
from app.planning.solving import plans
from tests.planning.problems import TEXT


def test_a_step_gets_its_part_and_no_more_than_is_left() -> None:
    now = 0.0
    clock = Clock(lambda: 10.0 - now)
    with clock.step(4):
        assert clock.left == 4
        with clock.step(100):
            assert clock.left == 4
        now = 4.0
        assert not clock.go_on()
    assert clock.left == 6
    now = 10.0
    assert not clock.go_on()


def test_a_line_is_not_looked_for_when_time_is_up() -> None:
    problem = read(TEXT)
    finder = LineFinder(problem, problem.employees[0], lambda: False)
    with pytest.raises(OutOfTimeError):
        finder.cheapest(np.zeros((problem.days, len(problem.shifts))))


def test_there_is_a_roster_even_without_any_time_to_search() -> None:
    problem = read(TEXT)
    (only,) = plans(problem, seconds=1e-6)
    assert broken_rules(problem, only.roster) == []
