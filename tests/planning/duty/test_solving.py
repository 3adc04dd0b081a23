"""The machine's rosters keep every hard rule, pins and least numbers, and cost what it says."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.duty.answers import DutyRoster, NoRosterError
from app.planning.duty.costs import Judge, Reason
from app.planning.duty.problem import DutyProblem, Published, Weights
from app.planning.duty.solving import rosters
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.rule import RuleSet, Strength
from app.rules.rosters.values import Pair, SkillMix
from tests.planning.duty.desks import (
    DAY,
    EARLY,
    FIRST,
    NIGHT,
    asked,
    day,
    desk,
    desks,
    every_roster,
    person,
    staffed,
)


def best_of(problem: DutyProblem, seconds: float = 20) -> DutyRoster:
    return list(rosters(problem, seconds=seconds))[-1]


@settings(max_examples=12, deadline=None)
@given(desks())
def test_the_machine_finds_the_cheapest_of_all_legal_rosters(problem: DutyProblem) -> None:
    # More people than wished only where somebody wished to be there: not tried by the slow way.
    wishes = tuple(each for each in problem.wishes if not (each.on and each.kind))
    problem = replace(problem, wishes=wishes)
    judge = Judge(problem)
    costs = [judge.total(each) for each in every_roster(problem)]
    if not costs:
        with pytest.raises(NoRosterError) as caught:
            best_of(problem)
        assert caught.value.proved
        return
    best = best_of(problem)
    assert problem.broken(best.assignments) == ()
    assert staffed(problem, best.assignments)
    assert best.cost == judge.total(best.assignments)
    assert best.bound is not None
    assert best.bound <= min(costs) <= best.cost
    if not judge.soft.rules:
        assert best.cost == min(costs)


@settings(max_examples=6, deadline=None)
@given(desks(people="abcd", days=5), st.data())
def test_pins_stay_and_a_wish_never_breaks_a_hard_rule(
    problem: DutyProblem, draw: st.DataObject
) -> None:
    try:
        found = next(rosters(problem, seconds=10))
    except NoRosterError:
        return
    cells = [(key, on) for key in problem.people for on in problem.days]
    pinned = frozenset(draw.draw(st.sets(st.sampled_from(cells), max_size=6)))
    wish = draw.draw(
        st.builds(
            Wish,
            st.sampled_from(sorted(problem.people)),
            st.sampled_from(problem.days),
            st.sampled_from([None, "F", "S", "N"]),
            st.booleans(),
            st.just(50),
        )
    )
    again = replace(
        problem,
        plan=problem.filled(found.assignments),
        pinned=pinned,
        wishes=(*problem.wishes, wish),
    )
    for each in rosters(again, seconds=2):
        assert again.broken(each.assignments) == ()
        for key, on in pinned:
            assert each.assignments[key].get(on) == found.assignments[key].get(on)


def test_the_wished_number_is_filled_where_somebody_is_left() -> None:
    demand = {(day(number), "F"): Demand(1, 2) for number in range(1, 6)}
    best = best_of(desk("abc", 5, demand))
    assert best.complete
    alone = best_of(desk("a", 5, demand))
    assert not alone.complete
    assert sum(each.amount for each in alone.costs if each.reason is Reason.MISSING) == 500


def test_nights_are_shared_and_who_had_many_gets_fewer() -> None:
    demand = asked(4, N=1)
    problem = desk("ab", 4, demand, kinds=(NIGHT,))
    best = best_of(problem)
    assert sorted(len(row) for row in best.assignments.values()) == [2, 2]
    before = {FIRST - number * DAY: "N" for number in (10, 11, 12, 13)}
    plan = replace(problem.plan, assignments={"a": before}, known_since=FIRST - 28 * DAY)
    rules = problem.rules.changed("house.permanent_nights", strength=Strength.OFF)
    later = best_of(replace(problem, plan=plan, rules=rules))
    assert len(later.assignments["a"]) < len(later.assignments["b"])


def test_a_wish_and_an_agreement_are_followed() -> None:
    wish = Wish("a", day(1), None, on=False, weight=3)
    problem = replace(desk("ab", 1, asked(1, F=1), kinds=(EARLY,)), wishes=(wish,))
    assert best_of(problem).assignments == {"a": {}, "b": {day(1): "F"}}
    agreement = Wish("b", day(1), None, on=False, fixed=True)
    both = replace(problem, wishes=(wish, agreement))
    assert best_of(both).assignments["a"] == {day(1): "F"}


@pytest.mark.parametrize(("rule", "letter"), [("house.days", "F"), ("house.nights", "N")])
def test_long_runs_are_avoided_where_they_only_should_be(rule: str, letter: str) -> None:
    problem = desk("ab", 4, asked(4, **{letter: 1}))
    free = replace(problem, rules=RuleSet("none", ()), weights=Weights(nights=0, weekends=0))
    strict = free.rules.with_rules(
        (replace(problem.rules.rule(rule), strength=Strength.SOFT, numbers={"most": 2}, weight=4),)
    )
    pinned = {"a": {day(1): letter, day(2): letter, day(3): letter}}
    kept = replace(
        free,
        rules=strict,
        plan=replace(free.plan, assignments=pinned),
        pinned=frozenset({("a", day(1)), ("a", day(2)), ("a", day(3))}),
    )
    assert best_of(replace(free, rules=strict)).costs == ()
    (line,) = (each for each in best_of(kept).costs if each.reason is Reason.RULES)
    assert (line.amount, line.person) == (4, "a")


def test_nights_before_the_plan_use_up_the_budget_of_their_month() -> None:
    """Ana had her two nights in March already: those of the second week are Ben's."""
    ana = person("a", night_budget=2)
    problem = desk((ana, person("b")), 2, {}, kinds=(NIGHT,))
    second = {"first": day(8), "last": day(9), "known_since": day(1)}
    asked_for = {(day(8), "N"): Demand(1, 1), (day(9), "N"): Demand(1, 1)}
    for nights in (2, 3):
        before = {"a": {day(1 + n): "N" for n in range(nights)}}
        plan = replace(problem.plan, **second, assignments=before)  # type: ignore[arg-type]
        best = best_of(replace(problem, plan=plan, demand=asked_for))
        assert best.assignments == {"a": {}, "b": {day(8): "N", day(9): "N"}}


def test_two_who_must_not_meet_may_work_one_after_the_other() -> None:
    """Early and late shift of one day do not overlap; two early shifts do."""
    apart = (Pair("a", "b", together=False),)
    one_each = best_of(desk("ab", 1, asked(1, F=1, S=1), pairs=apart))
    assert sorted(row[day(1)] for row in one_each.assignments.values()) == ["F", "S"]
    with pytest.raises(NoRosterError):
        best_of(desk("ab", 1, asked(1, F=2), pairs=apart))


def test_the_published_plan_is_kept_where_nothing_speaks_against_it() -> None:
    problem = desk("abcdef", 5, asked(5, F=2), kinds=(EARLY,))
    rows = best_of(problem).assignments
    published = replace(problem, published=(Published(day(1), day(5), rows),))
    assert best_of(published).assignments == rows


def test_pairs_and_skills_are_kept() -> None:
    staff = (person("a", skills=frozenset({"lead"})), person("b"), person("c"), person("d"))
    problem = desk(
        staff,
        3,
        asked(3, F=2),
        kinds=(EARLY,),
        mixes=(SkillMix("lead"),),
        pairs=(Pair("a", "b", together=False), Pair("a", "c", together=True)),
    )
    best = best_of(problem)
    assert problem.broken(best.assignments) == ()
    assert all(set(best.assignments["a"]) == set(best.assignments["c"]) for _ in "x")
    assert len(best.assignments["a"]) == 3


def test_an_average_that_history_has_used_up_is_kept() -> None:
    """Twelve hours short of 48 a week on average over 24 weeks: two shifts too many."""
    long_weeks = {
        FIRST - (7 * week + weekday) * DAY: "F" for week in range(1, 25) for weekday in range(6)
    }
    long_weeks = {on: kind for on, kind in long_weeks.items() if on < FIRST}
    ten = replace(EARLY, end=EARLY.end.replace(hour=17), paid_break=0)
    problem = desk("ab", 5, asked(5, F=1), kinds=(ten,), assignments={"a": long_weeks})
    problem = replace(problem, rules=problem.rules.changed("de.breaks", strength=Strength.OFF))
    best = best_of(problem)
    assert problem.broken(best.assignments) == ()


def test_cancelling_keeps_what_was_found() -> None:
    problem = desk("abcdef", 14, asked(14, F=1, S=1))
    found: list[DutyRoster] = []
    found.extend(rosters(problem, seconds=30, cancelled=lambda: bool(found)))
    assert not problem.broken(found[-1].assignments)
