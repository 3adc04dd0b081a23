"""What people wish for a day, and what is agreed with them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.rosters.checking import check, violations
from app.rules.rosters.effects import Verdict, effect
from app.rules.rosters.mending import mends
from app.rules.rosters.presets import HOUSE, PRESETS, with_house_rules
from app.rules.rosters.rule import Rule, RuleSet, Strength
from app.rules.rosters.values import Plan, Wish
from app.rules.rosters.wish_checks import as_the_rules_say
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, MONDAY, away, days_found, found, plan, row

TUESDAY = MONDAY + timedelta(days=1)
FREE = Wish("ana", TUESDAY, None, on=False)
WORK = Wish("ana", TUESDAY, None, on=True)
LATE = Wish("ana", TUESDAY, "S", on=True)
NOT_LATE = Wish("ana", TUESDAY, "S", on=False)


def wished(letters: str, *wishes: Wish, first: date = MONDAY, before: str = "") -> Plan:
    return replace(plan(letters, first=first, before=before), wishes=wishes)


def agreed(wish: Wish) -> Wish:
    return replace(wish, fixed=True)


@pytest.mark.parametrize(
    ("letters", "wish", "broken"),
    [
        ("F-F", FREE, []),
        ("FFF", FREE, [[1]]),
        ("FFF", WORK, []),
        ("F-F", WORK, [[1]]),
        ("FSF", LATE, []),
        ("FFF", LATE, [[1]]),
        ("F-F", LATE, [[1]]),
        ("FSF", NOT_LATE, [[1]]),
        ("FFF", NOT_LATE, []),
        ("FRF", FREE, [[1]]),
    ],
)
def test_a_wish_is_followed_by_what_stands_on_its_day(
    letters: str, wish: Wish, broken: list[list[int]]
) -> None:
    assert days_found(wished(letters, wish), Check.WISHES) == broken
    assert days_found(wished(letters, agreed(wish)), Check.AGREEMENTS) == broken


def test_wishes_are_no_agreements_and_agreements_are_no_wishes() -> None:
    assert not found(wished("FFF", FREE), Check.AGREEMENTS)
    assert not found(wished("FFF", agreed(FREE)), Check.WISHES)


def test_a_wish_to_work_waits_until_the_plan_has_gone_past_its_day() -> None:
    assert not found(wished("F--", WORK), Check.WISHES)
    assert found(wished("F-F", WORK), Check.WISHES)
    assert not found(wished("---", WORK), Check.WISHES)


def test_who_is_away_all_day_need_not_work_as_wished() -> None:
    made = replace(wished("F-F", WORK), absences=(away(TUESDAY),))
    assert not found(made, Check.WISHES)


def test_wishes_of_days_before_and_after_the_plan_are_not_judged() -> None:
    outside = [replace(FREE, day=MONDAY - timedelta(days=1)), replace(FREE, day=MONDAY)]
    assert not found(wished("-", *outside, before="F"), Check.WISHES)


def test_a_wish_weighs_what_it_weighs_itself() -> None:
    heavy = replace(FREE, weight=7)
    (broken,) = violations(
        wished("FFF", heavy),
        RuleSet("one", (Rule("x", Check.WISHES, strength=Strength.SOFT, weight=2),)),
    )
    assert broken.weight == 14


def test_what_was_wished_is_said() -> None:
    said = {
        case: found(wished("FFF" if each.kind or not each.on else "F-F", each), Check.WISHES)
        for case, each in {"free": FREE, "work": WORK, "late": LATE}.items()
    }
    assert said["free"][0].sentence == "A free day is wished, and a shift is planned"
    assert said["work"][0].sentence == "A shift is wished for this day, and none is planned"
    assert said["late"][0].sentence == "“S” is wished for this day, and it is not planned"
    (broken,) = found(wished("FSF", agreed(NOT_LATE)), Check.AGREEMENTS)
    assert broken.sentence == "“S” is agreed not to be, and it is planned"


def test_a_shift_against_an_agreement_may_not_be_and_one_against_a_wish_only_costs() -> None:
    rules = with_house_rules(PRESETS["DE-ArbZG-1994"])
    for wish, verdict in ((agreed(FREE), Verdict.ILLEGAL), (FREE, Verdict.COSTLY)):
        made = wished("F-----", wish)
        after = effect(check(made, rules), made, rules, {"ana": {TUESDAY: "F"}})
        assert after.verdict is verdict


@pytest.mark.parametrize("wish", [FREE, WORK, LATE, NOT_LATE])
def test_a_way_out_is_found_for_each_wish(wish: Wish) -> None:
    ben = replace(ANA, key="ben", name="Ben")
    letters = "F-----F" if wish is WORK else "F" + ("F" if wish is LATE else "S") + "----F"
    made = wished(letters, agreed(wish))
    made = replace(made, people=(ANA, ben), assignments={**made.assignments, "ben": row("-S")})
    rules = HOUSE
    state = check(made, rules)
    (broken,) = [each for each in state.all if each.check is Check.AGREEMENTS]
    ways = mends(state, made, rules, broken)
    assert ways
    for way in ways:
        assert all(each.check is not Check.AGREEMENTS for each in way.effect.findings.all)


def test_the_rules_say_how_wishes_and_agreements_are_taken() -> None:
    both = (FREE, agreed(NOT_LATE))
    assert as_the_rules_say(both, HOUSE) == both
    strict = HOUSE.changed("house.wishes", strength=Strength.HARD)
    assert [each.fixed for each in as_the_rules_say(both, strict)] == [True, True]
    loose = HOUSE.changed("house.agreements", strength=Strength.SOFT, weight=5)
    assert as_the_rules_say(both, loose) == (FREE, replace(NOT_LATE, weight=5))
    off = HOUSE.changed("house.wishes", strength=Strength.OFF)
    assert as_the_rules_say(both, off) == (agreed(NOT_LATE),)
    assert as_the_rules_say(both, RuleSet("none", ())) == both
