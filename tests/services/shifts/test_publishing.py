"""Publishing versions of the plan, who is on duty by them, and what changed since."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.errors import UserError
from app.queries.conditions import Viewpoint, condition
from app.queries.language import parse
from app.queries.shifts.on_duty import next_change, on_duty
from app.queries.shifts.published import publications
from app.rules.rosters.differences import Difference
from app.rules.rosters.values import AbsenceKind, DayPart, Presence
from app.services import tickets
from app.services.shifts import absences, cells, kinds, publishing
from tests.desk_fixtures import Desk
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

BERLIN = ZoneInfo("Europe/Berlin")


def _publish(desk: Desk, first: date = MAY, last: date = END_OF_MAY) -> int:
    return desk.do(publishing.publish, first=first, last=last)


def _names(desk: Desk, now: datetime) -> list[str]:
    return [each.name for each in desk.read(on_duty, now=now, zone=BERLIN)]


def test_a_version_says_what_was_planned_when_it_was_published(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "FS", MAY)
    assert _publish(desk) == 1
    write(desk, ids, desk.kim, "SS", MAY)
    told = may(desk).published
    assert told is not None
    assert told.assignments == {"1": {MAY: str(ids["F"]), MAY + timedelta(days=1): str(ids["S"])}}
    assert may(desk).differences == (Difference("1", MAY, str(ids["F"]), str(ids["S"])),)


def test_a_version_keeps_the_times_of_its_day(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    _publish(desk)
    later = kind("F", paid_break=15)
    desk.do(kinds.change_kind, ids["F"], later, colour=3, demand=asking(1))
    told = may(desk).published
    assert told is not None
    assert told.kinds[str(ids["F"])].letter == "F"
    assert told.kinds[str(ids["F"])].paid_break == 0


def test_a_later_version_of_some_days_leaves_the_others_as_they_were_told(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "FF", MAY)
    _publish(desk)
    write(desk, ids, desk.kim, "SS", MAY)
    assert _publish(desk, MAY, MAY) == 2
    second = MAY + timedelta(days=1)
    assert may(desk).differences == (Difference("1", second, str(ids["F"]), str(ids["S"])),)
    assert [each.number for each in desk.read(publications)] == [2, 1]


def test_days_that_no_version_covers_are_no_difference(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "FF", MAY)
    _publish(desk, MAY, MAY)
    assert may(desk).differences == ()


def test_publishing_cannot_be_taken_back_and_an_empty_plan_is_none(desk: Desk) -> None:
    ids = with_kinds(desk)
    with pytest.raises(UserError, match="nothing to publish"):
        _publish(desk)
    write(desk, ids, desk.kim, "F", MAY)
    _publish(desk)
    desk.undo()
    assert may(desk).cells == {}
    assert may(desk).published is not None


def test_a_plan_that_was_told_can_be_taken_back_as_a_whole(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    _publish(desk)
    desk.do(cells.set_cells, [cells.CellChange(desk.kim, MAY, None)])
    assert _publish(desk) == 2
    assert may(desk).differences == ()
    assert _names(desk, datetime(2026, 5, 1, 6, tzinfo=UTC)) == []


def test_who_is_on_duty_is_known_to_the_minute(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    begin, end = datetime(2026, 5, 1, 6, tzinfo=UTC), datetime(2026, 5, 1, 14, tzinfo=UTC)
    assert _names(desk, begin) == []
    _publish(desk)
    assert _names(desk, begin - timedelta(minutes=1)) == []
    assert _names(desk, begin) == ["Kim Okafor"]
    assert _names(desk, end) == []
    (found,) = desk.read(on_duty, now=begin, zone=BERLIN)
    assert (found.letter, found.since, found.until, found.on_call) == ("F", begin, end, False)
    assert desk.read(next_change, now=begin - timedelta(hours=1)) == begin
    assert desk.read(next_change, now=begin) == end
    assert desk.read(next_change, now=end) is None


def test_a_night_of_the_clock_change_ends_when_the_clock_says(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "N", date(2026, 10, 25))
    _publish(desk, date(2026, 10, 1), date(2026, 10, 31))
    (found,) = desk.read(on_duty, now=datetime(2026, 10, 25, 6, 30, tzinfo=UTC), zone=BERLIN)
    assert found.until - found.since == timedelta(hours=9)


def test_who_is_away_is_not_on_duty(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    _publish(desk)
    afternoon = {"first": MAY, "last": MAY, "part": DayPart.AFTERNOON}
    desk.do(absences.add_absence, desk.kim, kind=AbsenceKind.SICK, **afternoon)
    assert _names(desk, datetime(2026, 5, 1, 9, 59, tzinfo=UTC)) == ["Kim Okafor"]
    assert _names(desk, datetime(2026, 5, 1, 10, 0, tzinfo=UTC)) == []


def test_who_waits_for_a_call_comes_after_those_present(desk: Desk) -> None:
    ids = with_kinds(desk)
    (ana,) = with_people(desk, "Ana")
    waiting = desk.do(
        kinds.add_kind,
        replace(kind("F"), presence=Presence.ON_CALL, letter="R", name="Ruf"),
        colour=4,
        demand=asking(1),
    )
    desk.do(cells.set_cells, [cells.CellChange(desk.kim, MAY, waiting)])
    write(desk, ids, ana, "F", MAY)
    _publish(desk)
    assert _names(desk, datetime(2026, 5, 1, 9, tzinfo=UTC)) == ["Ana", "Kim Okafor"]


def test_a_search_finds_the_tickets_of_who_is_on_duty(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    _publish(desk)
    ticket = desk.captured()
    desk.do(tickets.assign, [ticket], desk.kim)

    def found(now: datetime) -> list[tuple[int, ...]]:
        term = parse("assignee:onduty").term
        asked = condition(term, Viewpoint(now, BERLIN, None))
        where = asked.sql
        for each in asked.parameters:
            where = where.replace("?", repr(each), 1)
        return desk.rows(f"SELECT id FROM ticket AS t WHERE {where}")

    assert found(datetime(2026, 5, 1, 9, tzinfo=UTC)) == [(ticket,)]
    assert found(datetime(2026, 5, 1, 19, tzinfo=UTC)) == []
