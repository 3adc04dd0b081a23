"""Our own roster format comes back as it was, and says where it makes no sense."""

import json

import pytest
from hypothesis import given, settings

from app.errors import UserError
from app.formats.roster_json import MARK, is_roster_json, read, text_of
from app.planning.duty.problem import DutyProblem
from app.rules.rosters.rule import Strength
from tests.planning.duty.desks import desks

SMALL = {
    "format": MARK,
    "law": "DE-ArbZG-1994",
    "first": "2027-03-01",
    "last": "2027-03-02",
    "calendar": {"zone": "Europe/Berlin"},
    "kinds": [{"key": "F", "letter": "F", "name": "Früh", "start": "08:00", "end": "16:00"}],
    "people": [{"key": "ana", "name": "Ana"}],
    "demand": [{"day": "2027-03-01", "kind": "F", "least": 1}],
    "rules": [{"key": "house.days", "numbers": {"most": 5}}],
}


@settings(max_examples=20, deadline=None)
@given(desks())
def test_what_was_written_is_read_back(problem: DutyProblem) -> None:
    again = read(text_of(problem))
    assert again.plan == problem.plan
    assert again.demand == problem.demand
    assert again.wishes == problem.wishes
    assert {each.key: each for each in again.rules.rules} == {
        each.key: each for each in problem.rules.rules
    }


def test_what_has_a_default_may_be_left_out() -> None:
    found = read(json.dumps(SMALL))
    assert found.plan.people[0].weekly_minutes == 40 * 60
    assert found.rules.rule("house.days").numbers == {"most": 5}
    assert found.rules.rule("house.days").strength is Strength.HARD
    assert found.rules.rule("de.rest").source == "ArbZG § 5 (1)"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "x"}, "format"),
        ({"first": "yesterday"}, "first"),
        ({"last": None}, "last"),
        ({"last": "2029-01-01"}, "a year"),
        ({"law": "US"}, "DE-ArbZG-1994"),
        ({"kinds": [{"key": "F"}]}, "kinds[0].letter"),
        ({"people": [{"key": "ana", "name": "Ana", "weekly_minutes": True}]}, "weekly_minutes"),
        ({"people": [{"key": "ana", "name": "Ana", "shoe_size": 42}]}, "shoe_size"),
        ({"people": "ana"}, "people"),
        ({"demand": [{"day": "2027-03-01", "kind": "X"}]}, "X"),
        ({"assignments": {"ben": {}}}, "ben"),
        ({"rules": [{"key": "house.days", "strength": "iron"}]}, "strength"),
    ],
)
def test_what_makes_no_sense_is_named(change: dict[str, object], said: str) -> None:
    with pytest.raises(UserError, match=said.replace("[", r"\[")):
        read(json.dumps({**SMALL, **change}))


def test_no_json_is_told_as_such() -> None:
    with pytest.raises(UserError, match="JSON"):
        read("{")
    assert not is_roster_json("SECTION_HORIZON\n14")
