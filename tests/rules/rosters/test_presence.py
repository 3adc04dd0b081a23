"""People present by the half hour."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.presence import SLOTS, present
from app.rules.rosters.values import DayPart, Presence
from tests.rules.rosters.plans import ANA, MONDAY, away, kind, plan


def test_a_shift_fills_its_half_hours() -> None:
    (day,) = present(plan("F")).values()
    assert day == (0,) * 16 + (1,) * 16 + (0,) * 16


def test_a_night_over_midnight_is_there_on_both_days() -> None:
    late = kind("A", "22:00", "06:00", 0)
    first, second = present(plan("A-", kinds=[late])).values()
    assert (sum(first), sum(second)) == (4, 12)


def test_a_night_that_began_before_the_plan_counts() -> None:
    late = kind("A", "22:00", "06:00", 0)
    (day,) = present(plan("-", before="A", kinds=[late])).values()
    assert sum(day) == 12


def test_the_hour_that_the_clock_skips_has_nobody() -> None:
    sunday = date(2027, 3, 28)
    (day,) = present(plan("N", first=sunday)).values()
    assert day[:16] == (1, 1, 1, 1, 0, 0, *(1,) * 10)


def test_waiting_at_home_counts_only_when_asked_for() -> None:
    waiting = kind("W", "08:00", "16:00", 0, presence=Presence.ON_CALL)
    made = plan("W", kinds=[waiting])
    assert sum(present(made)[MONDAY]) == 0
    assert sum(present(made, on_call=True)[MONDAY]) == 16


def test_whoever_is_away_all_day_is_not_present_and_whoever_works_half_of_it_is() -> None:
    made = plan("F", absences=[away(MONDAY)])
    assert sum(present(made)[MONDAY]) == 0
    half = plan("F", absences=[away(MONDAY, part=DayPart.AFTERNOON)])
    assert sum(present(half)[MONDAY]) == 16


def test_only_people_with_the_skill() -> None:
    assert sum(present(plan("F"), skills={"network"})[MONDAY]) == 0
    able = replace(ANA, skills=frozenset(("network", "phone")))
    assert sum(present(plan("F", person=able), skills={"network"})[MONDAY]) == 16


@given(st.text("FSN-D", min_size=1, max_size=14))
def test_half_hours_add_up_to_the_hours_of_the_shifts(letters: str) -> None:
    slots = {"F": 16, "S": 16, "N": 16, "D": 18, "-": 0}
    found = present(plan(letters))
    assert sum(map(sum, found.values())) == sum(slots[each] for each in letters)
    assert all(len(row) == SLOTS for row in found.values())
