"""The demo desk's shift plan: staffed and legal whenever it is made."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.queries.shifts.on_duty import on_duty
from app.queries.shifts.roster import Roster, roster
from app.queries.shifts.swaps import swaps
from app.rules.calendar import add_months, last_of_month
from app.rules.rosters.checking import violations
from app.rules.rosters.rule import Strength
from app.services.demo.build import build_demo
from app.storage.database import Database
from app.storage.upgrade import create

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(params=[(2026, 3, 12), (2026, 6, 30), (2026, 12, 24), (2027, 5, 1), (2028, 2, 29)])
def today(request: pytest.FixtureRequest) -> date:
    return date(*request.param)


@pytest.fixture
def demo(today: date, tmp_path: Path) -> Database:
    now = datetime(today.year, today.month, today.day, 9, 30, tzinfo=UTC)
    database = create(tmp_path / "demo.desk", clock=lambda: now)
    build_demo(database, size=3, now=now, language="de")
    return database


def _month(demo: Database, today: date, number: int) -> Roster:
    first = add_months(today.replace(day=1), number)
    return demo.read(roster, first=first, last=last_of_month(first.year, first.month))


def test_the_plan_is_legal_staffed_and_told(demo: Database, today: date) -> None:
    for number in (-2, -1, 0, 1):
        month = _month(demo, today, number)
        broken = [
            each for each in violations(month.plan, month.rules) if each.strength is Strength.HARD
        ]
        assert [(each.sentence, each.person, each.days) for each in broken] == []
        assert len(month.people) == 6
        if number < 1:
            short = [
                (day, key)
                for (day, key), asked in month.demand.items()
                if sum(row.get(day) == key for row in month.plan.assignments.values()) < asked.least
            ]
            assert len(short) <= 3, short
        assert (month.published is not None) is (number in (-1, 0))
        assert month.differences == ()
    demo.close()


def test_the_next_month_is_begun_with_wishes_left_to_weigh(demo: Database, today: date) -> None:
    month = _month(demo, today, 1)
    planned = {day for row in month.cells.values() for day in row}
    assert min(planned).day <= 4
    assert max(planned).day in (14, 15)
    assert len(month.wishes) >= 10
    assert any(each.fixed for each in month.wishes)
    assert any(
        cell.pinned and cell.comment for row in month.cells.values() for cell in row.values()
    )
    demo.close()


def test_an_offer_waits_for_whoever_takes_it(demo: Database, today: date) -> None:
    (offer,) = demo.read(swaps)
    assert (offer.agent_name, offer.other_id, offer.other_day) == ("Mehmet Yıldız", None, None)
    assert offer.kind is not None
    assert offer.day > today
    demo.close()


def test_somebody_is_on_duty_on_a_working_day(demo: Database, today: date) -> None:
    tuesday = next(
        each for each in (today.replace(day=n) for n in range(2, 9)) if each.weekday() == 1
    )
    now = datetime(tuesday.year, tuesday.month, tuesday.day, 9, 30, tzinfo=UTC)
    month = _month(demo, today, 0)
    there = demo.read(on_duty, now=now, zone=BERLIN)
    assert bool(there) is (tuesday not in month.plan.calendar.holidays)
    demo.close()
