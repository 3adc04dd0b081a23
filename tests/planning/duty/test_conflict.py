"""An unsolvable problem is told by the fewest demands, and what is offered makes it solvable."""

from dataclasses import replace

from hypothesis import given, settings

from app.planning.duty.answers import NoRosterError
from app.planning.duty.building import build
from app.planning.duty.conflict import _core, conflict
from app.planning.duty.problem import DutyProblem
from app.planning.duty.solving import rosters
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.values import Absence, AbsenceKind
from tests.planning.duty.desks import EARLY, LATE, NIGHT, asked, day, desk, desks, person


def solvable(problem: DutyProblem) -> bool:
    try:
        next(rosters(problem, seconds=10))
    except NoRosterError:
        return False
    return True


@settings(max_examples=10, deadline=None)
@given(desks(people="abc", days=3))
def test_there_is_a_conflict_only_where_there_is_no_roster(problem: DutyProblem) -> None:
    demand = {place: Demand(each.wish + 1, each.wish + 1) for place, each in problem.demand.items()}
    problem = replace(problem, demand=demand)
    found = conflict(problem)
    assert (found is None) == solvable(problem)
    if found is not None:
        assert found.minimal
        for each in found.relaxations:
            if each.enough:
                assert solvable(each.applied(problem))
        least = problem
        for each in found.relaxations:
            least = each.applied(least)
        assert solvable(least)


def test_a_minimal_core_becomes_possible_without_any_of_its_members() -> None:
    problem = desk("ab", 2, {(day(1), "F"): Demand(3, 3), (day(2), "F"): Demand(1, 1)})
    model = build(problem, guarded=True)
    core = _core(model, list(model.guards), seconds=5)
    assert core
    assert _core(model, [each for each in model.guards if each not in core], seconds=5) is None


def test_who_is_away_and_who_works_no_nights_is_said() -> None:
    staff = (person("a"), person("b", not_at_night=True))
    leave = Absence("a", day(14), day(15), AbsenceKind.VACATION)
    problem = desk(staff, 15, {(day(15), "N"): Demand(1, 1)}, kinds=(NIGHT,), absences=(leave,))
    found = conflict(problem)
    assert found is not None
    assert found.sentence == (
        "You ask for 1 × Nacht on Mon 15 Mar; only Ana may; Ben: no nights and Ana: on leave "
        "until Mon 15 Mar."
    )
    labels = [each.label for each in found.relaxations]
    assert labels[0] == "Leave Nacht on Mon 15 Mar empty"
    assert "Plan Ana from Sun 14 Mar to Mon 15 Mar all the same" in labels
    assert all(each.enough and solvable(each.applied(problem)) for each in found.relaxations)


def test_who_is_left_where_others_are_on_leave_is_said() -> None:
    leave = [Absence(key, day(1), day(2), AbsenceKind.VACATION) for key in "bc"]
    problem = desk("abc", 2, asked(2, F=1, S=1), kinds=(EARLY, LATE), absences=tuple(leave))
    found = conflict(problem)
    assert found is not None
    assert "; only Ana is left; Ben and Cem: on leave until Tue 2 Mar." in found.sentence


def test_pins_and_agreements_can_be_let_go() -> None:
    problem = desk("a", 2, asked(2, F=1), kinds=(EARLY,))
    pinned = replace(problem, pinned=frozenset({("a", day(1))}))
    found = conflict(pinned)
    assert found is not None
    assert any("pinned" in each.label for each in found.relaxations)
    agreed = replace(problem, wishes=(Wish("a", day(2), None, on=False, fixed=True),))
    found = conflict(agreed)
    assert found is not None
    assert any("agreement" in each.label for each in found.relaxations)


def test_what_can_be_planned_has_no_conflict() -> None:
    assert conflict(desk("ab", 2, asked(2, F=1))) is None
