"""After a sick call as little changes as can be, and nothing that has passed."""

from dataclasses import replace
from itertools import product

from app.planning.duty.problem import Published
from app.planning.duty.replan import changes, replans
from app.planning.duty.solving import rosters
from app.rules.rosters.checking import violations
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import Absence, AbsenceKind
from app.rules.rosters.wording import Check
from tests.planning.duty.desks import EARLY, LATE, asked, day, desk, every_roster, person


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


def test_who_was_told_to_work_is_asked_before_who_was_told_to_be_free() -> None:
    """Cem was told to work on the second day; the plan has him free since."""
    problem = desk("abc", 2, asked(2, F=1), kinds=(EARLY,))
    told = {"a": {day(1): "F"}, "b": {}, "c": {day(2): "F"}}
    for promised, first in ((told, "c"), ({**told, "b": {day(2): "F"}, "c": {}}, "b")):
        planned = replace(
            problem,
            plan=problem.filled({"a": {day(1): "F", day(2): "F"}, "b": {}, "c": {}}),
            published=(Published(day(1), day(2), promised),),
        )
        absence = Absence("a", day(2), day(2), AbsenceKind.SICK)
        found = list(replans(planned, absence, today=day(1), seconds=20))[-1]
        assert found.proved
        assert list(found.to_ask) == [first]


def test_days_before_today_stay_as_they_were_even_if_they_break_something() -> None:
    problem = desk("ab", 3, asked(3, F=1), kinds=(EARLY,))
    rows = {"a": {day(2): "F", day(3): "F"}, "b": {}}
    planned = replace(problem, plan=problem.filled(rows))
    absence = Absence("a", day(3), day(3), AbsenceKind.SICK)
    found = list(replans(planned, absence, today=day(3), seconds=20))[-1]
    assert [(each.person, each.day) for each in found.changes] == [("a", day(3)), ("b", day(3))]


def test_nobody_makes_up_for_the_hours_of_who_is_sick() -> None:
    """All three owe three shifts in these seven days."""
    people = tuple(person(key, weekly_minutes=3 * 8 * 60) for key in "abc")
    problem = desk(people, 7, asked(7, F=1), kinds=(EARLY,))
    exact = problem.rules.changed(
        "house.contract",
        strength=Strength.HARD,
        numbers={"under_minutes": 5 * 60, "over_minutes": 16 * 60},
    )
    rows = {
        "a": {day(1): "F", day(2): "F", day(3): "F"},
        "b": {day(4): "F", day(5): "F", day(6): "F"},
        "c": {day(7): "F"},
    }
    planned = replace(
        problem,
        plan=problem.filled(rows),
        rules=exact.changed("house.days_off", strength=Strength.OFF),
    )
    absence = Absence("a", day(1), day(3), AbsenceKind.SICK)
    found = list(replans(planned, absence, today=day(1), seconds=20))[-1]
    assert found.proved
    assert found.roster.assignments["a"] == {}
    short = violations(planned.filled(found.roster.assignments), exact)
    assert {each.person for each in short if each.check is Check.CONTRACT_HOURS} == {"a"}
