"""The templates: complete, and within the rules of every law where their rotation is kept."""

from datetime import date, timedelta

import pytest

from app.rules.rosters.checking import violations
from app.rules.rosters.gallery import GALLERY, Template
from app.rules.rosters.holidays import place_calendar
from app.rules.rosters.presets import PRESETS, with_house_rules
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import Permission, Person, Plan

_FIRST, _LAST = date(2026, 1, 1), date(2026, 12, 31)
_DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]
_BERLIN = place_calendar("DE", "BE", range(2025, 2028), "Europe/Berlin")


def _plan(template: Template) -> Plan:
    people = tuple(
        Person(str(n), str(n), working_days=frozenset(range(7))) for n in range(template.needs)
    )
    kinds = {each.sign: each for each in template.kinds}
    return Plan(
        _FIRST,
        _LAST,
        {sign: each.kind for sign, each in kinds.items()},
        people,
        {
            str(place): {
                day: shift.sign
                for day in _DAYS
                if (shift := template.shift_on(place, day, _BERLIN)) is not None
            }
            for place in range(template.needs)
        },
        _BERLIN,
        permission=Permission(sundays="§ 10 (1) no. 14", nights="granted"),
    )


@pytest.mark.parametrize("template", GALLERY, ids=lambda each: each.key)
def test_the_people_it_needs_are_as_many_as_it_asks_for(template: Template) -> None:
    plan = _plan(template)
    for day in _DAYS:
        for each in template.kinds:
            there = sum(row.get(day) == each.sign for row in plan.assignments.values())
            asked = each.demand.on(day, _BERLIN)
            assert asked.least <= there <= asked.wish, (day, each.sign)


@pytest.mark.parametrize("template", GALLERY, ids=lambda each: each.key)
def test_a_year_of_its_rotation_breaks_no_hard_rule_of_germany(template: Template) -> None:
    rules = with_house_rules(PRESETS["DE-ArbZG-1994"])
    found = violations(_plan(template), rules)
    assert [each.sentence for each in found if each.strength is Strength.HARD] == []


def test_keys_signs_and_letters_are_unique() -> None:
    assert len({each.key for each in GALLERY}) == len(GALLERY)
    for template in GALLERY:
        letters = [each.kind.letter for each in template.kinds]
        assert len(set(letters)) == len(letters)
        assert {sign for row in template.rows for sign in row} <= {
            "-",
            *(each.sign for each in template.kinds),
        }
        assert template.rotation(lambda each: each.kind.letter)[0]
