"""What leaves the desk: sheets, calendars, surcharges, leave."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from app.formats.rosters.day_text import Month
from app.formats.rosters.reading import read_plan
from app.formats.rosters.tables import grid
from app.formats.table_writing import csv_content
from app.queries.shifts.calendars import calendar
from app.queries.shifts.leave import leave_year
from app.queries.shifts.sheets import sheet
from app.queries.shifts.surcharges import period_surcharges
from app.rules.rosters.surcharge_settings import SurchargeSettings, stored_settings
from app.rules.rosters.surcharges import TAX_FREE, Wages
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.publishing import publish
from app.services.shifts.settings import set_surcharges
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import END_OF_MAY, MAY, with_kinds, with_people, write

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def published(desk: Desk) -> None:
    """May told to the team."""
    desk.do(publish, first=MAY, last=END_OF_MAY)


def events(desk: Desk, person: int | None = None, **more: object) -> dict[str, tuple[str, int]]:
    """State and number of each entry by its name."""
    key = None if person is None else str(person)
    made = desk.read(calendar, person=key, now=NOW, **more)  # type: ignore[arg-type]
    walked = Calendar.from_ical(made.content).walk("VEVENT")
    return {str(each["UID"]): (str(each["STATUS"]), int(str(each["SEQUENCE"]))) for each in walked}


def test_a_sheet_shows_shifts_absences_and_what_they_come_to(desk: Desk) -> None:
    kinds = with_kinds(desk)
    write(desk, kinds, desk.kim, "FFS", MAY)
    desk.do(
        add_absence, desk.kim, first=date(2026, 5, 4), last=date(2026, 5, 5),
        kind=AbsenceKind.VACATION,
    )  # fmt: skip
    made = desk.read(sheet, first=MAY, last=END_OF_MAY)
    (row,) = made.rows
    assert [cell.kind.letter for cell in row.cells if cell.kind] == ["F", "F", "S"]
    assert row.cells[3].absence is AbsenceKind.VACATION
    assert row.planned == 3 * 450 + 2 * 480
    assert made.cover[0].planned[:3] == (1, 1, 0)
    assert made.cover[0].least[:3] == (2, 2, 2)
    assert made.days[0].free


def test_a_sheet_written_as_a_table_is_the_plan_when_read_again(desk: Desk) -> None:
    kinds = with_kinds(desk)
    write(desk, kinds, desk.kim, "FSN-F", MAY)
    made = desk.read(sheet, first=MAY, last=END_OF_MAY)
    found = read_plan(csv_content(grid(made)), month=Month(2030, 1))
    assert [(each.day.day, each.shift) for each in found.shifts] == [
        (1, "F"), (2, "S"), (3, "N"), (5, "F"),
    ]  # fmt: skip


def test_a_calendar_that_is_imported_again_updates_and_cancels(desk: Desk) -> None:
    kinds = with_kinds(desk)
    write(desk, kinds, desk.kim, "FF", MAY)
    published(desk)
    before = events(desk, desk.kim)
    assert list(before.values()) == [("CONFIRMED", 1), ("CONFIRMED", 1)]
    write(desk, kinds, desk.kim, "F-", MAY)
    published(desk)
    after = events(desk, desk.kim)
    assert after.keys() == before.keys()
    assert sorted(after.values()) == [("CANCELLED", 2), ("CONFIRMED", 1)]


def test_what_is_not_published_is_in_no_calendar_but_as_a_draft(desk: Desk) -> None:
    kinds = with_kinds(desk)
    write(desk, kinds, desk.kim, "FF", MAY)
    assert not events(desk, desk.kim)
    drafted = events(desk, desk.kim, draft=(MAY, END_OF_MAY))
    assert list(drafted.values()) == [("TENTATIVE", 0)] * 2
    published(desk)
    assert events(desk, desk.kim, draft=(MAY, END_OF_MAY)).keys() == drafted.keys()


def test_the_calendar_of_all_names_everybody(desk: Desk) -> None:
    kinds = with_kinds(desk)
    (ben,) = with_people(desk, "Ben")
    write(desk, kinds, ben, "F", MAY)
    published(desk)
    made = desk.read(calendar, now=NOW)
    (event,) = Calendar.from_ical(made.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Ben: Früh"
    assert made.shifts == 1
    assert not events(desk, desk.kim)


def test_surcharges_by_the_rates_of_the_desk(desk: Desk) -> None:
    kinds = with_kinds(desk)
    write(desk, kinds, desk.kim, "N", MAY)
    assert desk.read(period_surcharges, first=MAY, last=END_OF_MAY).people[0].lines == ()
    desk.do(set_surcharges, stored_settings(SurchargeSettings(TAX_FREE, Wages(usual=20_00))))
    (kim,) = desk.read(period_surcharges, first=MAY, last=END_OF_MAY).people
    assert {each.rate.key for each in kim.lines} == {"night", "high_holiday"}
    assert kim.cents > 0


def test_the_leave_of_a_year(desk: Desk) -> None:
    first = date(2026, 8, 3)
    desk.do(add_absence, desk.kim, first=first, last=first + timedelta(days=11),
            kind=AbsenceKind.VACATION)  # fmt: skip
    (kim,) = desk.read(leave_year, year=2026, today=MAY)
    assert (kim.account.planned, kim.account.left) == (20, 40)
    assert len(kim.absences) == 1
