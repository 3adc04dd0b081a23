"""Who is away all day, and so staffs nothing."""

from datetime import timedelta

from app.rules.rosters.away import gone
from app.rules.rosters.values import DayPart
from tests.rules.rosters.plans import MONDAY, away

DAY = timedelta(days=1)
SUNDAY = MONDAY + 6 * DAY


def test_the_first_and_the_last_day_of_an_absence_are_away() -> None:
    found = gone([away(MONDAY + DAY, MONDAY + 3 * DAY)], MONDAY, SUNDAY)
    assert found == {("ana", MONDAY + n * DAY) for n in (1, 2, 3)}


def test_an_absence_over_the_end_of_the_month_is_cut_at_the_days_asked_for() -> None:
    found = gone([away(MONDAY - 5 * DAY, MONDAY), away(SUNDAY, SUNDAY + 5 * DAY)], MONDAY, SUNDAY)
    assert found == {("ana", MONDAY), ("ana", SUNDAY)}


def test_half_a_day_leaves_somebody_there_and_two_halves_do_not() -> None:
    morning, afternoon = (away(MONDAY, part=part) for part in (DayPart.MORNING, DayPart.AFTERNOON))
    assert gone([morning], MONDAY, SUNDAY) == set()
    assert gone([morning, afternoon], MONDAY, SUNDAY) == {("ana", MONDAY)}
