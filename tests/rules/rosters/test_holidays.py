"""The calendar of a place of work."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.i18n import set_language
from app.rules.rosters.holidays import place_calendar


@pytest.fixture(autouse=True)
def test_holidays_of_parts_of_a_state_hold_where_they_are_asked_for() -> None:
    assumption = date(2026, 8, 15)
    for regional in (False, True):
        made = place_calendar("DE", "BY", [2026], "Europe/Berlin", regional=regional)
        assert (assumption in made.holidays) is regional
    elsewhere = place_calendar("AT", "9", [2026], "Europe/Vienna", regional=True)
    assert elsewhere == place_calendar("AT", "9", [2026], "Europe/Vienna")


def _english_again() -> Iterator[None]:
    yield
    set_language("en")


def test_a_state_has_its_holidays_in_the_language_of_the_interface() -> None:
    set_language("de")
    made = place_calendar("DE", "BW", [2026], "Europe/Berlin")
    assert made.holidays[date(2026, 10, 3)].name == "Tag der Deutschen Einheit"
    assert made.holidays[date(2026, 1, 6)].legal
    set_language("en")
    made = place_calendar("DE", "BW", [2026], "Europe/Berlin")
    assert made.holidays[date(2026, 10, 3)].name == "German Unity Day"
    assert date(2026, 1, 6) not in place_calendar("DE", "BE", [2026], "Europe/Berlin").holidays


def test_the_eves_are_half_days_of_the_house_and_no_legal_holidays() -> None:
    made = place_calendar("DE", "BE", [2026], "Europe/Berlin")
    eve = made.holidays[date(2026, 12, 24)]
    assert (eve.half, eve.legal) == (True, False)
    without = place_calendar("DE", "BE", [2026], "Europe/Berlin", half_days=False)
    assert date(2026, 12, 24) not in without.holidays


def test_austria_and_switzerland_have_theirs() -> None:
    assert date(2026, 10, 26) in place_calendar("AT", "9", [2026], "Europe/Vienna").holidays
    assert date(2026, 8, 1) in place_calendar("CH", "ZH", [2026], "Europe/Zurich").holidays
