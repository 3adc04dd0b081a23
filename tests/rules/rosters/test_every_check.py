"""Every check there is: a plan that breaks it, and what is said, marked and proposed then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.rosters.checking import check
from app.rules.rosters.mending import mends
from app.rules.rosters.rule import Rule, RuleSet
from app.rules.rosters.values import Pair, Permission, Person, Plan, SkillMix, Wish
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, MONDAY, away, kind, plan

BEN = Person("ben", "Ben", skills=frozenset({"senior"}))
NIGHT = {"from_clock": 23 * 60, "to_clock": 6 * 60}
GIVEN = {
    "sunday_before": 13, "sunday_after": 13, "holiday_before": 55, "holiday_after": 55,
    "over_minutes": 0,
}  # fmt: skip
AVERAGE = {"week_minutes": 37 * 60 + 30, "workdays": 1, "period": 28}
"""Five shifts a week; the examples have one more."""
LONG = kind("X", "06:00", "20:00", 0)
TUESDAY = MONDAY + timedelta(days=1)


def wished(letters: str, *, fixed: bool) -> Plan:
    return replace(plan(letters), wishes=(Wish("ana", TUESDAY, None, on=False, fixed=fixed),))


def of(letters: str, **changes: object) -> Plan:
    person = replace(ANA, **changes)  # type: ignore[arg-type]  # names of fields, as for replace
    return plan(letters, person=person)


Example = tuple[Callable[[], Plan], Mapping[str, int]]

BROKEN: Mapping[Check, Example] = {
    Check.DAILY_MAXIMUM: (lambda: plan("X", kinds=[LONG]), {"most_minutes": 600}),
    Check.SPAN: (lambda: plan("X", kinds=[LONG]), {"most_minutes": 600}),
    Check.BREAKS: (
        lambda: plan("X", kinds=[LONG]), {"over_1_minutes": 360, "break_1_minutes": 30}
    ),
    Check.NIGHT_LENGTH: (
        lambda: plan("L"), {**NIGHT, "most_minutes": 540, "span_minutes": 600}
    ),
    Check.FORBIDDEN_HOURS: (lambda: plan("N"), NIGHT),
    Check.NIGHT_PERMISSION: (lambda: plan("N", permission=Permission()), NIGHT),
    Check.DAILY_REST: (lambda: plan("SF"), {"least_minutes": 660}),
    Check.WEEKLY_REST: (
        lambda: plan("FFFFFFF"), {"least_minutes": 2100, "inside_minutes": 1440}
    ),
    Check.WEEK_MAXIMUM: (lambda: plan("FFFFF--"), {"most_minutes": 2100, "weeks": 1}),
    Check.DAYS_PER_WEEK: (lambda: plan("FFFFF--"), {"most": 4}),
    Check.AVERAGE: (lambda: plan("FFFFF--" * 3 + "FFFFFF-"), AVERAGE),
    Check.NIGHT_AVERAGE: (
        lambda: plan("NNNNN--" * 3 + "NNNNNN-"),
        {**AVERAGE, **NIGHT, "nights": 48, "over_minutes": 120},
    ),
    Check.SUNDAY_WORK: (lambda: plan("------F", permission=Permission()), {}),
    Check.FREE_DAYS: (lambda: plan("------F"), {"saturdays": 0}),
    Check.FREE_SUNDAYS: (lambda: plan("------F"), {"least": 52}),
    Check.SUNDAYS_IN_A_ROW: (lambda: plan("------F------F"), {"most": 1}),
    Check.REST_DAY: (lambda: plan("FFFFFFF" * 4), GIVEN),
    Check.JOINED_REST: (lambda: plan("-----S-F-----"), {**GIVEN, "least_minutes": 2100}),
    Check.DAYS_IN_A_ROW: (lambda: plan("FFF-"), {"most": 2}),
    Check.NIGHTS_IN_A_ROW: (lambda: plan("NNN-"), {"most": 2}),
    Check.DAYS_OFF_TOGETHER: (lambda: plan("FF-FF--"), {"least": 2}),
    Check.FORWARD_ROTATION: (lambda: plan("SF"), {"slack_minutes": 0}),
    Check.WEEKENDS_IN_A_ROW: (lambda: plan("-----F------F-"), {"most": 1}),
    Check.PERMANENT_NIGHTS: (
        lambda: plan("NNNN---"), {"period": 28, "least": 4, "most_percent": 75}
    ),
    Check.SKILL_MIX: (lambda: replace(plan("F-"), mixes=(SkillMix("senior"),)), {}),
    Check.PAIRS: (
        lambda: replace(
            plan("F-"),
            assignments={"ana": {MONDAY: "F"}, "ben": {MONDAY: "F"}},
            pairs=(Pair("ana", "ben", together=False),),
        ),
        {},
    ),
    Check.ABSENCE: (lambda: plan("F-", absences=[away(MONDAY)]), {}),
    Check.LEAVE_EDGES: (lambda: plan("S-", absences=[away(TUESDAY)]), {"least_minutes": 60}),
    Check.AGREEMENTS: (lambda: wished("FF-", fixed=True), {}),
    Check.WISHES: (lambda: wished("FF-", fixed=False), {}),
    Check.EMPLOYMENT: (lambda: of("F-", employed_from=TUESDAY), {}),
    Check.ALLOWED_KIND: (lambda: of("F-", allowed_kinds=frozenset({"S"})), {}),
    Check.NOT_AT_NIGHT: (lambda: of("N-", not_at_night=True), {}),
    Check.NOT_ON_WEEKENDS: (lambda: of("-----F-", not_on_weekends=True), {}),
    Check.WORKING_DAYS: (lambda: of("F-", working_days=frozenset({1})), {}),
    Check.CONTRACT_HOURS: (
        lambda: of("FFFFF--", weekly_minutes=30 * 60), {"under_minutes": 60, "over_minutes": 60}
    ),
    Check.NIGHT_BUDGET: (lambda: of("NN--", night_budget=1), {}),
}  # fmt: skip

WHOLE = frozenset({Check.CONTRACT_HOURS})
"""What is no matter of single days: it is marked beside the person."""


def test_there_is_an_example_of_every_check() -> None:
    assert BROKEN.keys() == set(Check)


@pytest.mark.parametrize("which", list(Check))
def test_a_broken_rule_says_what_it_is_where_it_is_and_what_would_mend_it(which: Check) -> None:
    make, numbers = BROKEN[which]
    made = replace(make(), people=(*make().people, BEN))
    rules = RuleSet("one", (Rule("one", which, "§ 1", numbers=numbers),))
    findings = check(made, rules)
    assert findings.all
    for broken in findings.all:
        assert broken.source == "§ 1"
        assert broken.proposal
        assert "{" not in broken.sentence + broken.proposal + rules.rules[0].sentence
        assert broken.person or broken.others
        assert all(made.first <= day <= made.last for day in broken.days)
        assert bool(broken.days) is (which not in WHOLE)


@pytest.mark.parametrize("which", sorted(set(Check) - WHOLE))
def test_a_way_out_is_found_for_every_check(which: Check) -> None:
    make, numbers = BROKEN[which]
    made = replace(make(), people=(*make().people, BEN))
    rules = RuleSet("one", (Rule("one", which, numbers=numbers),))
    findings = check(made, rules)
    ways = [way for broken in findings.all for way in mends(findings, made, rules, broken)]
    assert ways
    for way in ways:
        assert all(
            isinstance(day, date) and made.first <= day <= made.last
            for row in way.cells.values()
            for day in row
        )
