"""What one read of the plan brings: history, what follows, demand, likings, totals."""

from datetime import date, timedelta

from app.queries.shifts.people import Profile
from app.queries.shifts.roster import roster
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.totals import Tally
from app.services.shifts import kinds, profiles
from tests.desk_fixtures import Desk
from tests.services.conftest import desk, template_desk
from tests.services.shifts.rosters import (
    END_OF_MAY,
    MAY,
    asking,
    kind,
    may,
    with_kinds,
    with_people,
    write,
)

__all__ = ["desk", "template_desk"]


def test_an_empty_desk_has_an_empty_plan(desk: Desk) -> None:
    found = may(desk)
    assert (found.kinds, found.cells, found.demand, found.wishes) == ((), {}, {}, ())
    assert [each.name for each in found.people] == ["Kim Okafor"]
    assert found.published is None
    assert found.totals["1"].hours.planned == 0


def test_history_and_what_follows_are_in_the_plan_but_not_in_the_cells(desk: Desk) -> None:
    ids = with_kinds(desk)
    for day in (MAY - timedelta(days=366), MAY - timedelta(days=1), MAY, END_OF_MAY):
        write(desk, ids, desk.kim, "F", day)
    write(desk, ids, desk.kim, "F", END_OF_MAY + timedelta(weeks=8))
    found = may(desk)
    assert list(found.cells["1"]) == [MAY, END_OF_MAY]
    assert len(found.plan.assignments["1"]) == 5


def test_demand_is_worked_out_day_by_day_with_holidays(desk: Desk) -> None:
    quiet = desk.do(kinds.add_kind, kind("F"), colour=0, demand=asking(1, 2))
    found = may(desk)
    assert found.demand[MAY, str(quiet)] == Demand(1, 2)
    assert len(found.demand) == 31


def test_kinds_that_people_like_are_wishes_against_the_others(desk: Desk) -> None:
    ids = with_kinds(desk)
    liking = Profile(wished_kinds=frozenset({ids["F"], ids["S"]}))
    desk.do(profiles.set_profile, desk.kim, liking)
    found = may(desk)
    assert found.wishes == ()
    assert len(found.likings) == 31
    assert found.likings[0] == Wish("1", MAY, str(ids["N"]), on=False)


def test_burdens_are_counted_in_the_period_and_over_the_year(desk: Desk) -> None:
    ids = with_kinds(desk)
    (ana,) = with_people(desk, "Ana")
    # Friday is a holiday; Saturday and Sunday are one weekend, the last Sunday another.
    write(desk, ids, ana, "FNN", MAY)
    write(desk, ids, ana, "F", END_OF_MAY)
    write(desk, ids, ana, "NN", date(2026, 2, 9))
    write(desk, ids, ana, "N", date(2025, 5, 31))
    found = may(desk).totals[str(ana)]
    assert found.period == Tally(shifts=4, nights=2, weekends=2, holidays=1)
    assert found.year == Tally(shifts=6, nights=4, weekends=2, holidays=1)


def test_a_month_at_the_turn_of_the_year_knows_the_holidays_of_both(desk: Desk) -> None:
    found = desk.read(roster, first=date(2026, 12, 21), last=date(2027, 1, 17))
    days = found.plan.calendar.holidays
    assert date(2026, 12, 25) in days
    assert date(2027, 1, 1) in days
