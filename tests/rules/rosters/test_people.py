"""What is agreed with one person, and between two."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.rules.rosters.values import AbsenceKind, DayPart, Pair, Person, Plan, SkillMix
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


def test_the_budget_of_nights_is_for_a_month_and_not_for_those_before() -> None:
    person = replace(ANA, night_budget=2)
    assert not found(plan("NN-", before="NN", person=person), Check.NIGHT_BUDGET)
    (broken,) = found(plan("NNN", person=person), Check.NIGHT_BUDGET)
    assert broken.sentence == "Nights in the month: 3; agreed: 2"
    assert found(plan("N", person=replace(ANA, night_budget=0)), Check.NIGHT_BUDGET)


def test_a_week_sees_the_nights_of_its_whole_month() -> None:
    person = replace(ANA, night_budget=3)
    second_week = MONDAY + timedelta(days=7)
    made = plan("N------", first=second_week, before="NNN----", person=person)
    (broken,) = found(made, Check.NIGHT_BUDGET)
    assert (broken.days, broken.numbers["found"]) == ((second_week,), 4)
    later = plan("N------", first=second_week, after="NNN", person=person)
    assert days_found(later, Check.NIGHT_BUDGET) == [[0]]
    assert not found(plan("-------", first=second_week, before="NNNN---", person=person),
                     Check.NIGHT_BUDGET)  # fmt: skip


def test_a_year_has_a_budget_of_nights_for_each_month() -> None:
    person = replace(ANA, night_budget=2)
    spread = "".join("NN" + "-" * (days - 2) for days in (30, 31, 30))
    assert not found(plan(spread, first=date(2026, 4, 1), person=person), Check.NIGHT_BUDGET)
    over = plan("NNN" + spread[3:], first=date(2026, 4, 1), person=person)
    assert days_found(over, Check.NIGHT_BUDGET) == [[0, 1, 2]]


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


def test_a_mix_that_is_missed_names_the_skill_and_the_shift() -> None:
    made = replace(team("F", "S"), mixes=(SkillMix("senior", kinds=frozenset({"S"})),))
    (broken,) = found(made, Check.SKILL_MIX)
    assert broken.sentence == "0 with “senior” in the shift “S”; 1 are needed"
    assert broken.others == ("ben",)


def test_whether_two_must_or_must_not_work_together_is_said() -> None:
    sentences = []
    for together in (True, False):
        made = replace(team("SF", "FF"), pairs=(Pair("ana", "ben", together=together),))
        sentences.append(found(made, Check.PAIRS)[0].sentence)
    assert sentences == [
        "These two must work in the same shift",
        "These two must not work at the same time",
    ]


def test_two_meet_past_midnight_and_on_the_first_of_the_month() -> None:
    pairs = (Pair("ana", "ben", together=False),)
    assert days_found(replace(team("L-", "-N"), pairs=pairs), Check.PAIRS) == [[0, 1]]
    assert not found(replace(team("S-", "-N"), pairs=pairs), Check.PAIRS)
    begun_before = {"ana": {MONDAY - timedelta(days=1): "L"}, "ben": {MONDAY: "N"}}
    for pair in (*pairs, Pair("ben", "ana", together=False)):
        made = replace(team("--", "N-"), pairs=(pair,), assignments=begun_before)
        assert days_found(made, Check.PAIRS) == [[0]]


def test_weekdays_that_are_no_working_days_stay_free_and_weekends_are_another_matter() -> None:
    half = replace(ANA, working_days=frozenset({0, 1, 2}))
    assert days_found(plan("FFFFFFF", person=half), Check.WORKING_DAYS) == [[3], [4]]
    assert not found(plan("FFFFFFF"), Check.WORKING_DAYS)
    from_tuesday = replace(ANA, working_days=frozenset({1, 2, 3, 4, 5}))
    assert days_found(plan("FF---FF", person=from_tuesday), Check.WORKING_DAYS) == [[0]]


def test_a_night_counts_for_the_weekday_on_which_it_begins() -> None:
    half = replace(ANA, working_days=frozenset({0, 1, 2}))
    assert not found(plan("--L----", person=half), Check.WORKING_DAYS)
    assert days_found(plan("---N---", person=half), Check.WORKING_DAYS) == [[3]]


@pytest.mark.parametrize(
    ("letters", "broken"), [("S--", [[0]]), ("F--", []), ("--N", [[2]]), ("--S", []), ("-F-", [])]
)
def test_the_edges_of_leave_are_free_as_long_as_the_house_says(
    letters: str, broken: list[list[int]]
) -> None:
    """Leave on Tuesday: a late shift on Monday ends, a night on Wednesday begins at its edge."""
    made = plan(letters, absences=[away(MONDAY + timedelta(days=1))])
    assert days_found(made, Check.LEAVE_EDGES, least_minutes=8 * 60 + 1) == (
        [[0]] if letters == "F--" else broken
    )
    assert days_found(made, Check.LEAVE_EDGES, least_minutes=8 * 60) == broken


def test_only_leave_has_edges_and_half_a_day_of_it_begins_at_noon() -> None:
    tuesday = MONDAY + timedelta(days=1)
    sick = away(tuesday, kind=AbsenceKind.SICK)
    assert not found(plan("S--", absences=[sick]), Check.LEAVE_EDGES, least_minutes=60)
    half = away(tuesday, part=DayPart.AFTERNOON)
    made = plan("SA-", kinds=[kind("A", "04:00", "11:59")], absences=[half])
    assert days_found(made, Check.LEAVE_EDGES, least_minutes=60) == [[1]]


def test_the_edge_of_leave_is_measured_by_the_clock_of_the_world() -> None:
    """The night to 29 March 2026 has an hour less: 22:30 to noon are twelve and a half hours."""
    saturday = date(2026, 3, 28)
    leave = away(saturday + timedelta(days=1), part=DayPart.AFTERNOON)
    made = plan("A-", first=saturday, kinds=[kind("A", "15:00", "22:30")], absences=[leave])
    assert not found(made, Check.LEAVE_EDGES, least_minutes=12 * 60 + 30)
    (broken,) = found(made, Check.LEAVE_EDGES, least_minutes=12 * 60 + 31)
    assert broken.numbers["found_minutes"] == 12 * 60 + 30


def test_unknown_kinds_of_shift_are_no_duty() -> None:
    assert "?" not in KINDS
    assert not found(plan("???"), Check.DAYS_IN_A_ROW, most=1)
