"""After a sick call as little changes as can be, and nothing that has passed."""

from itertools import product

from app.planning.duty.replan import changes, replans
from app.planning.duty.solving import rosters
from app.rules.rosters.values import Absence, AbsenceKind
from tests.planning.duty.desks import EARLY, LATE, asked, day, desk, every_roster


def test_somebody_free_takes_over() -> None:
    problem = desk("abc", 3, asked(3, F=1), kinds=(EARLY,))
    rows = {"a": {day(1): "F", day(2): "F"}, "b": {day(3): "F"}, "c": {}}
    planned = problem.__class__(problem.filled(rows), problem.rules, problem.demand)
    absence = Absence("a", day(2), day(3), AbsenceKind.SICK)
    found = list(replans(planned, absence, today=day(2), seconds=20))[-1]
    assert found.proved
    assert len(found.changes) == 2
    assert set(found.to_ask) <= {"b", "c"}
    assert found.roster.assignments["a"] == {day(1): "F"}


def test_no_other_legal_plan_changes_less() -> None:
    problem = desk("abc", 3, asked(3, F=1, S=1), kinds=(EARLY, LATE))
    rows = next(rosters(problem, seconds=10)).assignments
    planned = problem.__class__(problem.filled(rows), problem.rules, problem.demand)
    sick = next(key for key, row in rows.items() if day(2) in row)
    absence = Absence(sick, day(2), day(2), AbsenceKind.SICK)
    found = list(replans(planned, absence, today=day(1), seconds=20))[-1]
    others = [roster for roster in every_roster(problem) if day(2) not in roster.get(sick, {})]
    fewest = min(
        sum(
            rows[key].get(on) != roster[key].get(on)
            for key, on in product(problem.people, problem.days)
        )
        for roster in others
    )
    assert found.proved
    assert len(found.changes) == fewest
    assert found.changes == changes(rows, found.roster.assignments)
