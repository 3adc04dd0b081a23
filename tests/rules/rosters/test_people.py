"""What is agreed with one person, and between two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.rules.rosters.values import DayPart, Pair, Person, Plan, SkillMix
from app.rules.rosters.wording import Check
from tests.rules.rosters.plans import ANA, KINDS, MONDAY, away, days_found, found, kind, plan, row

BEN = Person("ben", "Ben")


def team(*letters: str, people: tuple[Person, ...] = (ANA, BEN)) -> Plan:
    """A plan for several people, a line of letters each."""
    made = plan(letters[0])
    rows = {person.key: row(each) for person, each in zip(people, letters, strict=True)}
    return replace(made, people=people, assignments=rows)


def test_a_shift_on_a_day_of_leave_is_a_violation_and_one_beside_it_is_not() -> None:
    made = plan("FFFF", absences=[away(MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))])
    assert days_found(made, Check.ABSENCE) == [[1], [2]]


def test_a_night_that_reaches_into_the_leave_is_a_violation_and_one_until_midnight_is_not() -> None:
    leave = [away(MONDAY + timedelta(days=1))]
    (broken,) = found(plan("L---", absences=leave), Check.ABSENCE)
    assert broken.numbers["found_minutes"] == 7 * 60
    assert not found(plan("S---", absences=leave), Check.ABSENCE)


@pytest.mark.parametrize(
    ("part", "letters", "broken"),
    [
        (DayPart.MORNING, "F", True),
        (DayPart.MORNING, "S", False),
        (DayPart.MORNING, "A", False),
        (DayPart.AFTERNOON, "A", True),
        (DayPart.AFTERNOON, "M", False),
        (DayPart.AFTERNOON, "N", False),
    ],
)
def test_half_a_day_of_leave_ends_at_noon(part: DayPart, letters: str, broken: bool) -> None:
    kinds = [kind("A", "12:00", "16:00", 0), kind("M", "08:00", "12:00", 0)]
    made = plan(letters, kinds=kinds, absences=[away(MONDAY, part=part)])
    assert bool(found(made, Check.ABSENCE)) is broken


def test_being_on_call_is_no_leave_either() -> None:
    assert days_found(plan("R", absences=[away(MONDAY)]), Check.ABSENCE) == [[0]]


def test_the_first_and_the_last_day_of_employment_are_worked() -> None:
    person = replace(
        ANA, employed_from=MONDAY + timedelta(days=1), employed_until=MONDAY + timedelta(days=3)
    )
    assert days_found(plan("FFFFF", person=person), Check.EMPLOYMENT) == [[0], [4]]


def test_a_kind_needs_to_be_allowed_and_its_skill_at_hand() -> None:
    kinds = [kind("A", "08:00", "16:00", skill="network")]
    assert days_found(plan("FA", kinds=kinds), Check.ALLOWED_KIND) == [[1]]
    able = replace(ANA, skills=frozenset({"network"}), allowed_kinds=frozenset({"A"}))
    assert days_found(plan("FA", kinds=kinds, person=able), Check.ALLOWED_KIND) == [[0]]


def test_nights_and_weekends_can_be_ruled_out_for_a_person() -> None:
    person = replace(ANA, not_at_night=True, not_on_weekends=True)
    made = plan("NF---FS", person=person)
    assert days_found(made, Check.NOT_AT_NIGHT) == [[0]]
    assert days_found(made, Check.NOT_ON_WEEKENDS) == [[5], [6]]
    assert not found(plan("NF---FS"), Check.NOT_AT_NIGHT)


def test_the_budget_of_nights_is_for_the_planned_days() -> None:
    person = replace(ANA, night_budget=2)
    assert not found(plan("NN-", before="NN", person=person), Check.NIGHT_BUDGET)
    (broken,) = found(plan("NNN", person=person), Check.NIGHT_BUDGET)
    assert broken.sentence == "Nights: 3; agreed: 2"
    assert found(plan("N", person=replace(ANA, night_budget=0)), Check.NIGHT_BUDGET)


def test_every_staffed_shift_needs_its_skills() -> None:
    senior = replace(ANA, skills=frozenset({"senior"}))
    made = replace(team("FS-", "FFF", people=(senior, BEN)), mixes=(SkillMix("senior"),))
    assert days_found(made, Check.SKILL_MIX) == [[1], [2]]
    nights_only = replace(made, mixes=(SkillMix("senior", kinds=frozenset({"N"})),))
    assert not found(nights_only, Check.SKILL_MIX)


def test_two_who_must_not_meet_are_found_where_their_shifts_overlap() -> None:
    made = replace(team("FSD", "SSS"), pairs=(Pair("ana", "ben", together=False),))
    assert days_found(made, Check.PAIRS) == [[1], [2]]


def test_two_who_must_work_together_have_the_same_shifts() -> None:
    made = replace(team("FS-F", "FFF-"), pairs=(Pair("ana", "ben", together=True),))
    assert days_found(made, Check.PAIRS) == [[1], [2], [3]]
    (first, *_rest) = found(made, Check.PAIRS)
    assert (first.person, first.others) == ("", ("ana", "ben"))


def test_unknown_kinds_of_shift_are_no_duty() -> None:
    assert "?" not in KINDS
    assert not found(plan("???"), Check.DAYS_IN_A_ROW, most=1)
