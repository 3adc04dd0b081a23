"""What a change would break and mend, and which small change mends a rule."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.rosters.checking import check
from app.rules.rosters.effects import Verdict, effect, with_cells
from app.rules.rosters.mending import mends
from app.rules.rosters.patterns import OFF
from app.rules.rosters.rule import Rule, RuleSet, Strength
from app.rules.rosters.values import Person, Plan
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, MONDAY, plan, row

REST = Rule("rest", Check.DAILY_REST, numbers={"least_minutes": 660})
ROTATION = Rule(
    "rotation", Check.FORWARD_ROTATION, numbers={"slack_minutes": 0}, strength=Strength.SOFT
)
RULES = RuleSet("some", (REST, ROTATION))
BEN = Person("ben", "Ben")


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def team(ana: str, ben: str) -> Plan:
    made = plan(ana)
    return replace(made, people=(ANA, BEN), assignments={"ana": row(ana), "ben": row(ben)})


def test_a_late_shift_before_an_early_one_breaks_the_rest() -> None:
    made = plan("-F-")
    found = effect(check(made, RULES), made, RULES, {"ana": {day(0): "S"}})
    assert found.verdict is Verdict.ILLEGAL
    assert found.worst is not None
    assert found.worst.rule == "rest"
    assert found.worst.numbers["found_minutes"] == 8 * 60


def test_what_was_broken_before_is_not_laid_to_the_change() -> None:
    made = plan("SF---")
    found = effect(check(made, RULES), made, RULES, {"ana": {day(4): "F"}})
    assert found.broken == ()
    assert found.verdict is Verdict.LEGAL


def test_a_neighbour_that_is_broken_already_is_not_named_again() -> None:
    made = plan("-FN")
    found = effect(check(made, RULES), made, RULES, {"ana": {day(0): "S"}})
    assert [each.days for each in found.broken if each.rule == "rest"] == [(day(0), day(1))]


def test_taking_a_shift_out_mends_the_rest() -> None:
    made = plan("SF")
    found = effect(check(made, RULES), made, RULES, {"ana": {day(1): OFF}})
    assert [each.rule for each in found.mended] == ["rest", "rotation"]
    assert found.broken == ()


def test_a_soft_rule_alone_only_costs() -> None:
    rules = RuleSet("soft", (ROTATION,))
    made = plan("S--")
    found = effect(check(made, rules), made, rules, {"ana": {day(1): "F"}})
    assert found.verdict is Verdict.COSTLY


def test_a_run_that_grows_longer_is_broken_anew() -> None:
    rules = RuleSet("row", (Rule("row", Check.DAYS_IN_A_ROW, numbers={"most": 2}),))
    made = plan("FFF-")
    found = effect(check(made, rules), made, rules, {"ana": {day(3): "F"}})
    assert [each.numbers["found"] for each in found.broken] == [4]


@settings(max_examples=60, deadline=None)
@given(st.text("FSN-", min_size=7, max_size=7), st.text("FSN-", min_size=7, max_size=7))
def test_the_effect_leads_to_the_findings_of_the_changed_plan(before: str, after: str) -> None:
    made = plan(before)
    cells = {"ana": {day(n): "" if sign == "-" else sign for n, sign in enumerate(after)}}
    found = effect(check(made, RULES), made, RULES, cells)
    assert found.findings.all == check(with_cells(made, cells), RULES).all
    assert all(each in found.findings.all for each in found.broken)


def test_an_exchange_is_proposed_before_a_shift_is_lost() -> None:
    made = team("SF--", "-S--")
    findings = check(made, RULES)
    found = mends(findings, made, RULES, findings.people["ana"][0])
    assert found[0].other == "ben"
    assert found[0].uncovered == 0


def test_every_proposal_mends_the_rule_and_breaks_no_hard_one() -> None:
    made = team("SFN-", "-S-F")
    findings = check(made, RULES)
    broken = findings.people["ana"][0]
    found = mends(findings, made, RULES, broken)
    assert found
    for each in found:
        after = check(with_cells(made, each.cells), RULES)
        assert all(
            one.days != broken.days or one.rule != broken.rule for one in after.people["ana"]
        )
        assert not any(one.strength is Strength.HARD for one in each.effect.broken)


def test_pinned_cells_stay() -> None:
    made = team("SF", "--")
    findings = check(made, RULES)
    pinned = frozenset({("ana", day(0)), ("ana", day(1))})
    assert mends(findings, made, RULES, findings.people["ana"][0], pinned=pinned) == ()


def test_rest_that_is_too_short_is_mended_on_the_shifts_beside_it() -> None:
    """A single day off has no shift of its own that could be moved."""
    rules = RuleSet("rest", (Rule("off", Check.DAYS_OFF_TOGETHER, numbers={"least": 2}),))
    made = plan("FF-FF--")
    findings = check(made, rules)
    (broken,) = findings.all
    assert broken.days == (day(2),)
    assert {(each.day, each.kind) for each in mends(findings, made, rules, broken)} == {
        (day(3), ""), (day(1), "")
    }  # fmt: skip


def test_a_sunday_whose_rest_is_too_short_gets_a_later_shift_after_it() -> None:
    joined = Rule("sunday", Check.JOINED_REST, numbers={
        "least_minutes": 35 * 60, "sunday_before": 13, "sunday_after": 13, "holiday_before": 55,
        "holiday_after": 55, "over_minutes": 0})  # fmt: skip
    rules = RuleSet("rest", (joined,))
    made = plan("-----S-F------")
    findings = check(made, rules)
    (broken,) = findings.all
    ways = mends(findings, made, rules, broken)
    assert (day(7), "S") in {(each.day, each.kind) for each in ways}


def test_shifts_beside_a_rest_are_left_alone_where_they_are_not_planned_now() -> None:
    rules = RuleSet("rest", (Rule("off", Check.DAYS_OFF_TOGETHER, numbers={"least": 2}),))
    made = plan("-F", before="F", after="F")
    findings = check(made, rules)
    ways = mends(findings, made, rules, findings.all[0])
    assert {each.day for each in ways} == {day(1)}


def test_kinds_that_are_no_longer_offered_are_not_proposed() -> None:
    made = team("SF", "--")
    findings = check(made, RULES)
    ways = mends(findings, made, RULES, findings.people["ana"][0], offered={"F", "S"})
    assert {each.kind for each in ways} <= {"F", "S", ""}
    everything = mends(findings, made, RULES, findings.people["ana"][0])
    assert "D" in {each.kind for each in everything}
