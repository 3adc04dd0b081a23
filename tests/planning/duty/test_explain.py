"""What is said about a cell is what a recomputation with that one shift moved finds."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.planning.duty.answers import NoRosterError
from app.planning.duty.costs import Judge
from app.planning.duty.explain import Explainer, why
from app.planning.duty.problem import DutyProblem
from app.planning.duty.solving import rosters
from app.rules.rosters.demand import Wish
from tests.planning.duty.desks import DAY, EARLY, NIGHT, asked, day, desk, desks, person


@settings(max_examples=8, deadline=None)
@given(desks(people="abcd", days=4), st.data())
def test_the_extra_cost_is_that_of_the_roster_with_the_shift_moved(
    problem: DutyProblem, data: st.DataObject
) -> None:
    try:
        roster = next(rosters(problem, seconds=10))
    except NoRosterError:
        return
    key = data.draw(st.sampled_from(sorted(problem.people)))
    on = data.draw(st.sampled_from(problem.days))
    explainer, judge = Explainer(problem, roster.assignments), Judge(problem)
    for each in explainer.why(key, on).alternatives:
        giver, taker = each.instead_of, each.person
        if roster.assignments[taker].get(on) is not None:
            assert each.extra is None
            continue
        moved = explainer.moved(on, each.kind, giver, taker)
        if each.extra is None:
            assert problem.broken(moved)
        else:
            assert not problem.broken(moved)
            assert each.extra == judge.total(moved) - roster.cost


def test_a_wish_explains_who_works() -> None:
    wish = Wish("a", day(1), None, on=False, weight=3)
    problem = replace(desk("ab", 1, asked(1, F=1), kinds=(EARLY,)), wishes=(wish,))
    rows = {"a": {}, "b": {day(1): "F"}}
    found = why(problem, rows, "b", day(1))
    assert found.sentence.startswith("Ben, because a wish of Ana for ")
    assert found.alternatives[0].extra is not None
    assert f"Ana costs +{found.alternatives[0].extra}" in found.sentence
    free = why(problem, rows, "a", day(1))
    assert "Früh in place of Ben would cost" in free.sentence


def test_a_plan_that_is_not_the_best_does_not_claim_to_be() -> None:
    wish = Wish("b", day(1), None, on=False, weight=3)
    problem = replace(desk("ab", 1, asked(1, F=1), kinds=(EARLY,)), wishes=(wish,))
    found = why(problem, {"a": {}, "b": {day(1): "F"}}, "b", day(1))
    (other,) = found.alternatives
    assert other.extra is not None
    assert other.extra < 0
    assert f"Ana would cost {-other.extra} less" in found.sentence


def test_nights_done_before_are_told_as_numbers() -> None:
    history = {"a": {day(1) - number * DAY: "N" for number in range(2, 7)}, "b": {}}
    problem = desk("ab", 1, asked(1, N=1), kinds=(NIGHT,), assignments=history)
    found = why(problem, {"a": {}, "b": {day(1): "N"}}, "b", day(1))
    (other,) = found.alternatives
    assert found.sentence == (
        "Ben, because Ana would have 1 night, at most 0 are fair after 5 in the months before; "
        f"second choice Ana costs +{other.extra}"
    )


def test_hours_are_told_against_the_fair_share() -> None:
    part_time = (person("a", weekly_minutes=8 * 60), person("b"))
    problem = desk(part_time, 5, asked(5, F=1), kinds=(EARLY,))
    rows = {"a": {day(1): "F"}, "b": {day(number): "F" for number in range(2, 6)}}
    found = why(problem, rows, "b", day(2))
    assert "Ana would work 16 h, at most " in found.sentence


def test_who_cannot_is_named_with_the_rule() -> None:
    staff = (person("a", not_at_night=True), person("b"))
    problem = desk(staff, 1, asked(1, N=1), kinds=(NIGHT,))
    found = why(problem, {"a": {}, "b": {day(1): "N"}}, "b", day(1))
    assert found.sentence == (
        "Ben, because nobody else can: Ana – A night for somebody who does not work nights"
    )


def test_a_pinned_cell_says_so() -> None:
    problem = replace(desk("a", 1, {}), pinned=frozenset({("a", day(1))}))
    assert "pinned" in why(problem, {"a": {}}, "a", day(1)).sentence
