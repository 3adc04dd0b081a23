"""The checker as a whole: presets, age, protection, moving in time, checking again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.checking import check, recheck, violations
from app.rules.rosters.presets import HOUSE, PRESETS, with_house_rules
from app.rules.rosters.rule import Rule, RuleSet, Strength
from app.rules.rosters.values import Absence, AbsenceKind, Pair, Permission, Person, Plan, SkillMix
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, MONDAY, kind, plan, row

GERMANY = PRESETS["DE-ArbZG-1994"]
SET_KEYS = sorted(PRESETS)
lines = st.text("FSNDL-", min_size=28, max_size=28)


def keys(made: Plan, rules: RuleSet) -> set[str]:
    """The rules that are broken."""
    return {each.rule for each in violations(made, rules)}


@pytest.mark.parametrize("key", SET_KEYS)
def test_an_office_week_with_a_lunch_break_is_legal_everywhere(key: str) -> None:
    made = plan("DDDDD-- " * 4, before="DDDDD-- " * 24)
    assert keys(made, with_house_rules(PRESETS[key])) == set()


@pytest.mark.parametrize("key", SET_KEYS)
def test_a_late_shift_before_an_early_one_is_illegal_everywhere(key: str) -> None:
    broken = keys(plan("SF SF"), PRESETS[key])
    assert any(each.endswith(".rest") for each in broken)


@pytest.mark.parametrize(
    ("law", "rule", "letters", "broken"),
    [
        ("DE-ArbZG-1994", "de.day", "T", False),
        ("DE-ArbZG-1994", "de.day", "U", True),
        ("AT-AZG-2018", "at.day", "V", False),
        ("AT-AZG-2018", "at.day", "W", True),
        ("AT-AZG-2018", "at.week", "VVVVV", False),
        ("AT-AZG-2018", "at.week", "VVVVVF", True),
        ("CH-ArG-1964", "ch.week", "FFFFFF", False),
        ("CH-ArG-1964", "ch.week", "FFFFFD", True),
        ("CH-ArG-1964", "ch.breaks", "D", False),
        ("CH-ArG-1964", "ch.breaks", "T", True),
        ("CH-ArG-1964", "ch.night_length", "N", False),
        ("CH-ArG-1964", "ch.night_length", "L", True),
        ("EU-2003/88", "eu.breaks", "F", False),
        ("EU-2003/88", "eu.breaks", "P", True),
    ],
)
def test_the_numbers_of_each_law_hold_at_their_border(
    law: str, rule: str, letters: str, broken: bool
) -> None:
    kinds = [
        kind("T", "08:00", "18:45", 45),
        kind("U", "08:00", "18:46", 45),
        kind("V", "07:00", "19:30", 30),
        kind("W", "07:00", "19:31", 30),
        kind("P", "08:00", "16:00", 0),
    ]
    assert (rule in keys(plan(letters, kinds=kinds), PRESETS[law])) is broken


def test_nights_in_switzerland_need_their_permit() -> None:
    made = plan("N")
    assert "ch.night" not in keys(made, PRESETS["CH-ArG-1964"])
    without = replace(made, permission=Permission(sundays="x"))
    assert "ch.night" in keys(without, PRESETS["CH-ArG-1964"])


def test_every_rule_has_a_key_of_its_own_a_sentence_and_every_law_its_source() -> None:
    for rules in (*PRESETS.values(), HOUSE):
        assert len({rule.key for rule in rules.rules}) == len(rules.rules)
        for rule in rules.rules:
            assert "{" not in rule.sentence
            assert rules is HOUSE or rule.source


def test_every_check_is_used_by_some_preset() -> None:
    used = {rule.check for rules in (*PRESETS.values(), HOUSE) for rule in rules.rules}
    assert used == set(Check)


@pytest.mark.parametrize("key", SET_KEYS)
def test_everything_that_is_found_can_be_said(key: str) -> None:
    young = replace(
        ANA,
        birth=date(2010, 1, 1),
        protected=True,
        night_budget=0,
        not_at_night=True,
        not_on_weekends=True,
        employed_from=date(2026, 6, 3),
    )
    kinds = [kind("X", "06:00", "05:00", 0, night=True, skill="x")]
    made = replace(
        plan("XXXXXXX SFSFSFS NNNNNNN XFXFXFX", person=young, kinds=kinds, before="NNNNNNN"),
        absences=(Absence("ana", MONDAY, MONDAY, AbsenceKind.SICK),),
        mixes=(SkillMix("boss"),),
        pairs=(Pair("ana", "ben", together=True),),
    )
    for each in violations(made, with_house_rules(PRESETS[key])):
        assert "{" not in each.sentence + each.proposal
        assert each.proposal


def test_the_law_for_young_people_ends_with_the_eighteenth_birthday() -> None:
    birthday = MONDAY + timedelta(days=2)
    young = replace(ANA, birth=birthday.replace(year=2008))
    broken = violations(plan("SSSS---", person=young), GERMANY)
    nights = [each.days[0] for each in broken if each.rule == "de.youth.night"]
    assert nights == [MONDAY, MONDAY + timedelta(days=1)]


def test_adult_rules_do_not_speak_of_young_people() -> None:
    young = replace(ANA, birth=date(2010, 1, 1))
    kinds = [kind("X", "06:00", "18:00", 0)]
    assert "de.day" in keys(plan("X", kinds=kinds), GERMANY)
    assert "de.day" not in keys(plan("X", kinds=kinds, person=young), GERMANY)
    assert "de.youth.day" in keys(plan("X", kinds=kinds, person=young), GERMANY)


def test_protection_is_checked_and_does_not_name_its_source() -> None:
    broken = violations(plan("S", person=replace(ANA, protected=True)), GERMANY)
    (night,) = [each for each in broken if each.rule == "de.protected.night"]
    assert night.source == ""
    assert "MuSchG" in GERMANY.rule("de.protected.night").source


def test_rules_that_are_off_find_nothing_and_numbers_are_the_desks() -> None:
    made = plan("SF")
    assert "de.rest" in keys(made, GERMANY)
    assert "de.rest" not in keys(made, GERMANY.changed("de.rest", strength=Strength.OFF))
    shorter = GERMANY.changed("de.rest", numbers={"least_minutes": 8 * 60})
    assert "de.rest" not in keys(made, shorter)


def test_a_missing_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        GERMANY.rule("nothing")


@given(first=lines, second=lines, weeks=st.integers(1, 12))
def test_moving_everything_by_whole_weeks_changes_nothing_between_clock_changes(
    first: str, second: str, weeks: int
) -> None:
    """Between the end of March and 25 October 2026, with the twelve weeks moved at most.

    Lasting nights are judged at the end of each calendar month, which does not move along.
    """
    start = date(2026, 4, 27)
    rules = with_house_rules(GERMANY)
    weekly = [each for each in rules.rules if each.check is not Check.PERMANENT_NIGHTS]
    rules = replace(rules, rules=tuple(weekly))
    shift = timedelta(weeks=weeks)
    here = plan(second, first=start, before=first[:14])
    there = plan(second, first=start + shift, before=first[:14])
    moved = [
        (each.rule, tuple(day + shift for day in each.days), each.numbers)
        for each in violations(here, rules)
    ]
    assert moved == [(each.rule, each.days, each.numbers) for each in violations(there, rules)]


@given(line=lines, day=st.integers(0, 27), key=st.sampled_from(SET_KEYS))
def test_a_day_off_more_breaks_no_rule_of_the_law(line: str, day: int, key: str) -> None:
    """Averages and rests only get better; reduced rest is left out, for its average may fall."""
    law = PRESETS[key]
    law = RuleSet("x", tuple(each for each in law.rules if each.check is not Check.JOINED_REST
                             and "reduced_minutes" not in each.numbers))  # fmt: skip
    made = plan(line)
    freed = made.with_shift("ana", MONDAY + timedelta(days=day), None)
    assert keys(freed, law) <= keys(made, law)


@given(
    first=lines, second=lines, day=st.integers(0, 27), new=st.sampled_from(["F", "S", "N", None])
)
def test_checking_one_person_again_finds_what_a_whole_check_finds(
    first: str, second: str, day: int, new: str | None
) -> None:
    ben = Person("ben", "Ben", skills=frozenset({"senior"}))
    made = replace(
        plan(first),
        people=(ANA, ben),
        assignments={"ana": row(first), "ben": row(second)},
        pairs=(Pair("ana", "ben", together=False),),
        mixes=(SkillMix("senior"),),
    )
    rules = with_house_rules(GERMANY)
    changed = made.with_shift("ben", MONDAY + timedelta(days=day), new)
    again = recheck(check(made, rules), changed, rules, changed={"ben"})
    assert again == check(changed, rules)


@pytest.mark.parametrize(
    ("key", "rule", "sentence"),
    [
        ("DE-ArbZG-1994", "de.average", "At most 48 h a week on average over 24 weeks"),
        ("DE-ArbZG-1994", "de.breaks", "Breaks: 30 min over 6 h of work, 45 min over 9 h"),
        ("AT-AZG-2018", "at.breaks", "Breaks: 30 min over 6 h of work"),
        ("CH-ArG-1964", "ch.breaks",
         "Breaks: 15 min over 5 h 30 min of work, 30 min over 7 h, 1 h over 9 h"),
        ("CH-ArG-1964", "ch.rest",
         "At least 11 h of rest between two shifts, once a week 8 h if two weeks reach it on "
         "average"),
        ("DE-ArbZG-1994", "de.youth.free_days",
         "No work on Saturdays, Sundays and public holidays"),
        ("AT-AZG-2018", "at.youth.free_days", "No work on Sundays and public holidays"),
    ],
)  # fmt: skip
def test_a_rule_says_all_its_numbers(key: str, rule: str, sentence: str) -> None:
    assert PRESETS[key].rule(rule).sentence == sentence


def test_days_that_are_no_whole_weeks_are_said_as_days() -> None:
    numbers = {"period": 10, "week_minutes": 60, "workdays": 0}
    assert Rule("x", Check.AVERAGE, numbers=numbers).sentence.endswith("over 10 days")


def test_a_rule_for_everybody_says_its_numbers_in_hours() -> None:
    rule = Rule("x", Check.DAILY_REST, numbers={"least_minutes": 11 * 60})
    assert rule.sentence == "At least 11 h of rest between two shifts"
    assert Rule("x", Check.FORBIDDEN_HOURS, numbers={"from_clock": 1200, "to_clock": 360}).sentence
