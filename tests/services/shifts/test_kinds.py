"""Kinds of shifts: made, changed, archived while days name them, put into order."""

from datetime import date, time

import pytest

from app.errors import UserError
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.kinds import kinds as all_kinds
from app.rules.rosters.demand import Demand, WeekDemand
from app.rules.rosters.values import Calendar, Holiday
from app.services.shifts import kinds
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import MAY, asking, kind, may, with_kinds, write


def _kinds(desk: Desk) -> dict[str, KindRow]:
    return {each.letter: each for each in desk.read(all_kinds)}


def test_a_kind_comes_back_as_it_was_given(desk: Desk) -> None:
    demand = WeekDemand((Demand(2, 3),) * 5 + (Demand(1, 1),) * 2, Demand(1, 2))
    given = kind("S", skill=" Linux ", zone="America/New_York", paid_break=15)
    desk.do(kinds.add_kind, given, colour=14, demand=demand)
    found = _kinds(desk)["S"]
    assert (found.kind.start, found.kind.end, found.kind.end_minute) == (time(16), time(0), 1440)
    assert (found.kind.skill, found.kind.zone) == ("Linux", "America/New_York")
    assert (found.colour, found.demand, found.kind.paid_break) == (2, demand, 15)


def test_a_shift_of_a_whole_day_ends_at_its_beginning(desk: Desk) -> None:
    given = kind("F", start=time(8), end=time(8))
    desk.do(kinds.add_kind, given, colour=0, demand=asking(1))
    assert _kinds(desk)["F"].kind.end_minute - _kinds(desk)["F"].kind.start_minute == 1440


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"name": "  "}, "needs a name"),
        ({"letter": ""}, "a letter or two"),
        ({"letter": "FFF"}, "a letter or two"),
        ({"letter": "-"}, "a letter or two"),
        ({"letter": "F."}, "a letter or two"),
        ({"letter": "f"}, "letter of Früh"),
        ({"unpaid_break": -1}, "break"),
        ({"unpaid_break": 8 * 60}, "as long as"),
        ({"zone": "Europe/Atlantis"}, "no time zone"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    desk: Desk, other: dict[str, object], words: str
) -> None:
    with_kinds(desk)
    given = kind("S", **{"letter": "X", **other})
    with pytest.raises(UserError, match=words):
        desk.do(kinds.add_kind, given, colour=0, demand=asking(1))


def test_nobody_can_be_wished_for_below_the_least(desk: Desk) -> None:
    with pytest.raises(UserError, match="Not fewer"):
        desk.do(kinds.add_kind, kind("F"), colour=0, demand=asking(2, 1))


def test_a_kind_that_no_day_names_goes_and_another_is_archived(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    desk.do(kinds.remove_kind, ids["F"])
    desk.do(kinds.remove_kind, ids["S"])
    found = _kinds(desk)
    assert found.keys() == {"F", "N"}
    assert found["F"].archived
    assert may(desk).cell("1", MAY) is not None
    assert all(key != str(ids["F"]) for _day, key in may(desk).demand)


def test_the_letter_of_an_archived_kind_is_free_until_it_comes_back(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    desk.do(kinds.remove_kind, ids["F"])
    desk.do(kinds.add_kind, kind("F", name="Frühdienst"), colour=1, demand=asking(1))
    with pytest.raises(UserError, match="letter of Frühdienst"):
        desk.do(kinds.bring_back_kind, ids["F"])


def test_kinds_keep_the_order_they_were_put_in(desk: Desk) -> None:
    ids = with_kinds(desk)
    desk.do(kinds.reorder_kinds, [ids["N"], ids["F"], ids["S"]])
    assert list(_kinds(desk)) == ["N", "F", "S"]
    desk.undo()
    assert list(_kinds(desk)) == ["F", "S", "N"]


def test_a_holiday_asks_for_its_own_people_and_a_half_one_for_those_of_its_weekday() -> None:
    demand = WeekDemand((Demand(2, 2),) * 7, Demand(1, 1))
    calendar = Calendar(
        "Europe/Berlin",
        {MAY: Holiday("May Day"), date(2026, 12, 24): Holiday("Eve", time(12), legal=False)},
    )
    assert demand.on(MAY, calendar) == Demand(1, 1)
    assert demand.on(date(2026, 12, 24), calendar) == Demand(2, 2)
    assert WeekDemand((Demand(2, 2),) * 7).on(MAY, calendar) == Demand(2, 2)
