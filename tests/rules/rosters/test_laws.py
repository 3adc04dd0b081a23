"""The numbers of the laws, written down here a second time from their paragraphs.

A number that changes in the program has to be changed here as well, with the law beside it.
"""

import pytest

from app.rules.rosters.law_austria import AUSTRIA
from app.rules.rosters.law_germany import GERMANY
from app.rules.rosters.law_switzerland import SWITZERLAND
from app.rules.rosters.presets import EU, LAW_OF_COUNTRY
from app.rules.rosters.rule import Applies, RuleSet, Strength
from app.rules.rosters.wording import Check

HOUR = 60
H8, H10, H11, H12, H35, H48 = (each * HOUR for each in (8, 10, 11, 12, 35, 48))

LAWS = [
    # Arbeitszeitgesetz: §§ 3, 4, 5 (1), 6 (2), 11 (1) and (3)
    (GERMANY, "de.day", "ArbZG § 3", {"most_minutes": H10}),
    (GERMANY, "de.average", "ArbZG § 3", {"week_minutes": H48, "workdays": 1, "period": 24 * 7}),
    (GERMANY, "de.breaks", "ArbZG § 4",
     {"over_1_minutes": 6 * HOUR, "break_1_minutes": 30,
      "over_2_minutes": 9 * HOUR, "break_2_minutes": 45}),
    (GERMANY, "de.rest", "ArbZG § 5", {"least_minutes": H11}),
    (GERMANY, "de.night_average", "ArbZG § 6",
     {"from_clock": 23 * HOUR, "to_clock": 6 * HOUR, "over_minutes": 2 * HOUR, "nights": 48,
      "week_minutes": H48, "workdays": 1, "period": 4 * 7}),
    (GERMANY, "de.sunday", "ArbZG § 9", {}),
    (GERMANY, "de.free_sundays", "ArbZG § 11 (1)", {"least": 15}),
    (GERMANY, "de.rest_day", "ArbZG § 11 (3)",
     {"sunday_before": 13, "sunday_after": 13, "holiday_before": 55, "holiday_after": 55,
      "over_minutes": 0}),
    # Jugendarbeitsschutzgesetz: §§ 8, 11, 12, 13, 14, 15, 16–18
    (GERMANY, "de.youth.day", "JArbSchG § 8", {"most_minutes": H8}),
    (GERMANY, "de.youth.week", "JArbSchG § 8", {"most_minutes": 40 * HOUR, "weeks": 1}),
    (GERMANY, "de.youth.breaks", "JArbSchG § 11",
     {"over_1_minutes": 4 * HOUR + 30, "break_1_minutes": 30,
      "over_2_minutes": 6 * HOUR, "break_2_minutes": HOUR}),
    (GERMANY, "de.youth.span", "JArbSchG § 12", {"most_minutes": H10}),
    (GERMANY, "de.youth.rest", "JArbSchG § 13", {"least_minutes": H12}),
    (GERMANY, "de.youth.night", "JArbSchG § 14",
     {"from_clock": 20 * HOUR, "to_clock": 6 * HOUR}),
    (GERMANY, "de.youth.five_days", "JArbSchG § 15", {"most": 5}),
    (GERMANY, "de.youth.free_days", "JArbSchG §§ 16", {"saturdays": 1}),
    # Mutterschutzgesetz: §§ 4, 5, 6
    (GERMANY, "de.protected.day", "MuSchG § 4", {"most_minutes": 8 * HOUR + 30}),
    (GERMANY, "de.protected.weeks", "MuSchG § 4", {"most_minutes": 90 * HOUR, "weeks": 2}),
    (GERMANY, "de.protected.rest", "MuSchG § 4", {"least_minutes": H11}),
    (GERMANY, "de.protected.night", "MuSchG § 5",
     {"from_clock": 20 * HOUR, "to_clock": 6 * HOUR}),
    (GERMANY, "de.protected.free_days", "MuSchG § 6", {"saturdays": 0}),
    # Arbeitszeitgesetz §§ 9, 11, 12 and Arbeitsruhegesetz of Austria, since 1 September 2018
    (AUSTRIA, "at.day", "AZG § 9", {"most_minutes": H12}),
    (AUSTRIA, "at.week", "AZG § 9", {"most_minutes": 60 * HOUR, "weeks": 1}),
    (AUSTRIA, "at.average", "AZG § 9", {"week_minutes": H48, "workdays": 0, "period": 17 * 7}),
    (AUSTRIA, "at.breaks", "AZG § 11", {"over_1_minutes": 6 * HOUR, "break_1_minutes": 30}),
    (AUSTRIA, "at.rest", "AZG § 12", {"least_minutes": H11}),
    (AUSTRIA, "at.weekly_rest", "ARG",
     {"least_minutes": 36 * HOUR, "inside_minutes": 36 * HOUR}),
    # Kinder- und Jugendlichen-Beschäftigungsgesetz §§ 11, 15–18; Mutterschutzgesetz §§ 6–8
    (AUSTRIA, "at.youth.day", "KJBG § 11", {"most_minutes": H8}),
    (AUSTRIA, "at.youth.week", "KJBG § 11", {"most_minutes": 40 * HOUR, "weeks": 1}),
    (AUSTRIA, "at.youth.breaks", "KJBG § 15",
     {"over_1_minutes": 4 * HOUR + 30, "break_1_minutes": 30}),
    (AUSTRIA, "at.youth.rest", "KJBG § 16", {"least_minutes": H12}),
    (AUSTRIA, "at.youth.night", "KJBG § 17", {"from_clock": 20 * HOUR, "to_clock": 6 * HOUR}),
    (AUSTRIA, "at.youth.free_days", "KJBG § 18", {"saturdays": 0}),
    (AUSTRIA, "at.protected.night", "MSchG § 6",
     {"from_clock": 20 * HOUR, "to_clock": 6 * HOUR}),
    (AUSTRIA, "at.protected.free_days", "MSchG § 7", {"saturdays": 0}),
    (AUSTRIA, "at.protected.day", "MSchG § 8", {"most_minutes": 9 * HOUR}),
    (AUSTRIA, "at.protected.week", "MSchG § 8", {"most_minutes": 40 * HOUR, "weeks": 1}),
    # Arbeitsgesetz art. 9, 10, 15, 15a, 17a, 20, 31, 35a; ordinance 1 art. 21, 60
    (SWITZERLAND, "ch.week", "ArG art. 9", {"most_minutes": 45 * HOUR, "weeks": 1}),
    (SWITZERLAND, "ch.span", "ArG art. 10", {"most_minutes": 14 * HOUR}),
    (SWITZERLAND, "ch.breaks", "ArG art. 15",
     {"over_1_minutes": 5 * HOUR + 30, "break_1_minutes": 15,
      "over_2_minutes": 7 * HOUR, "break_2_minutes": 30,
      "over_3_minutes": 9 * HOUR, "break_3_minutes": HOUR}),
    (SWITZERLAND, "ch.rest", "ArG art. 15a", {"least_minutes": H11, "reduced_minutes": H8}),
    (SWITZERLAND, "ch.night", "ArG art. 16", {"from_clock": 23 * HOUR, "to_clock": 6 * HOUR}),
    (SWITZERLAND, "ch.night_length", "ArG art. 17a",
     {"from_clock": 23 * HOUR, "to_clock": 6 * HOUR, "most_minutes": 9 * HOUR,
      "span_minutes": H10}),
    (SWITZERLAND, "ch.sunday", "ArG art. 18", {"shift": -HOUR}),
    (SWITZERLAND, "ch.sundays", "ArG art. 20", {"most": 1, "shift": -HOUR}),
    (SWITZERLAND, "ch.six_days", "ArGV 1 art. 21", {"most": 6}),
    (SWITZERLAND, "ch.youth.day", "ArG art. 31", {"most_minutes": 9 * HOUR}),
    (SWITZERLAND, "ch.youth.span", "ArG art. 31", {"most_minutes": H12}),
    (SWITZERLAND, "ch.youth.night", "ArG art. 31",
     {"from_clock": 22 * HOUR, "to_clock": 6 * HOUR}),
    (SWITZERLAND, "ch.protected.day", "ArGV 1 art. 60", {"most_minutes": 9 * HOUR}),
    # Directive 2003/88/EC art. 3, 4, 5, 6, 8
    (EU, "eu.rest", "2003/88/EC art. 3", {"least_minutes": H11}),
    (EU, "eu.weekly_rest", "2003/88/EC art. 5",
     {"least_minutes": H35, "inside_minutes": 24 * HOUR}),
    (EU, "eu.week", "2003/88/EC art. 6",
     {"week_minutes": H48, "workdays": 0, "period": 17 * 7}),
]  # fmt: skip


@pytest.mark.parametrize(("law", "key", "source", "numbers"), LAWS, ids=[each[1] for each in LAWS])
def test_a_law_is_hard_and_has_the_numbers_of_its_paragraph(
    law: RuleSet, key: str, source: str, numbers: dict[str, int]
) -> None:
    rule = law.rule(key)
    assert rule.strength is Strength.HARD
    assert rule.source.startswith(source)
    assert dict(rule.numbers) == numbers


@pytest.mark.parametrize("law", [GERMANY, AUSTRIA, SWITZERLAND])
def test_each_country_protects_the_young_and_the_pregnant(law: RuleSet) -> None:
    for whom in (Applies.YOUTH, Applies.PROTECTED):
        checks = {each.check for each in law.rules if each.applies is whom}
        assert {Check.DAILY_MAXIMUM, Check.FORBIDDEN_HOURS} <= checks


def test_what_germany_only_wants_is_not_forbidden() -> None:
    """Eight hours are the usual day, ten the longest; the directive binds the states, not firms."""
    soft = {each.key for each in GERMANY.rules if each.strength is Strength.SOFT}
    assert soft == {"de.day_usual", "de.joined_rest", "de.week", "de.weekly_rest"}


def test_every_paragraph_names_its_number() -> None:
    for law in (GERMANY, AUSTRIA, SWITZERLAND, EU):
        for rule in law.rules:
            assert any(sign.isdigit() for sign in rule.source), rule.key


def test_a_desk_elsewhere_keeps_the_directive() -> None:
    assert {"DE": GERMANY, "AT": AUSTRIA, "CH": SWITZERLAND} == LAW_OF_COUNTRY
