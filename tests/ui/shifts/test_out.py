"""The plan on its way out and in: what the dialogs show and what they do."""

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QDialog

from app.queries.shifts.leave import leave_year
from app.queries.shifts.published import publications
from app.queries.shifts.surcharges import period_surcharges
from app.queries.shifts.swaps import swaps
from app.rules.rosters.surcharges import TAX_FREE
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.swaps import request_swap
from app.ui.shifts.out.exporting import PlanExport
from app.ui.shifts.out.import_dialog import ImportPlanDialog
from app.ui.shifts.out.leave_dialog import LeaveDialog
from app.ui.shifts.out.offer_dialog import OfferDialog
from app.ui.shifts.out.publish_dialog import PublishDialog
from app.ui.shifts.out.surcharge_dialog import SurchargeDialog
from app.ui.shifts.out.swap_dialog import SwapDialog
from app.ui.shifts.periods import Scale, period
from tests.ui.shifts.conftest import FIRST, LAST, ShiftDesk

D = TypeVar("D", bound=QDialog)
MARCH = period(Scale.MONTH, FIRST)


def opened(shifts: ShiftDesk, kind: type[D], action: str) -> D:
    """The dialog that an action opens."""
    shifts.act(action)
    return found(shifts, kind)


def found(shifts: ShiftDesk, kind: type[D]) -> D:
    """The dialog of a kind that is open."""
    dialogs = [each for each in shifts.page.findChildren(kind) if each.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def published(shifts: ShiftDesk, note: str = "") -> None:
    """Publish what is shown."""
    dialog = opened(shifts, PublishDialog, "publish")
    dialog.note.setText(note)
    dialog.go.click()
    shifts.settled()


def test_publishing_tells_the_version_who_and_the_note(shifts: ShiftDesk) -> None:
    shifts.fill(0, 2, "EELL")
    published(shifts, "First plan")
    (version,) = shifts.desk.read(publications)
    assert (version.number, version.first, version.last) == (1, FIRST, LAST)
    assert (version.agent_name, version.note) == ("Kim Okafor", "First plan")


def test_what_changed_since_is_listed_for_each_person(shifts: ShiftDesk) -> None:
    shifts.fill(0, 2, "EE")
    published(shifts)
    shifts.fill(0, 2, "LE")
    shifts.fill(1, 3, "N")
    dialog = opened(shifts, PublishDialog, "publish")
    rows = [[row[0], row[2], row[3]] for row in dialog.changes.texts()]
    assert rows == [
        ["Kim Okafor", "Early shift", "Late shift"],
        ["Ben Berg", "no shift", "Night shift"],
    ]
    assert [row[0] for row in dialog.versions.texts()] == ["1"]


def test_what_is_still_wrong_is_said_before_publishing(shifts: ShiftDesk) -> None:
    shifts.fill(0, 2, "LE")
    dialog = opened(shifts, PublishDialog, "publish")
    assert "rule" in dialog.warning
    assert "missing" in dialog.warning


def test_an_offer_is_made_judged_and_taken_in_one_step(shifts: ShiftDesk) -> None:
    shifts.fill(0, 3, "E")
    shifts.fill(1, 2, "L")
    dialog = opened(shifts, SwapDialog, "swaps")
    dialog.new.click()
    shifts.settled()
    offer = found(shifts, OfferDialog)
    assert offer.shift.count() == 1
    assert offer.table.texts()[0][-1] == "Cem Can, Dora Diaz may take it"
    late = next(n for n, row in enumerate(offer.table.texts()) if "11 h" in row[-1])
    against = offer.table.topLevelItem(late)
    assert against is not None
    offer.table.setCurrentItem(against)
    assert "11 h" in offer.reasons
    first = offer.table.topLevelItem(0)
    assert first is not None
    offer.table.setCurrentItem(first)
    offer.go.click()
    shifts.settled()
    (row,) = dialog.table.texts()
    assert row[2:4] == ["Kim Okafor", "whoever takes it"]
    assert row[-1] == "Cem Can, Dora Diaz may take it", "Ben worked late the evening before"
    cem = next(each.id for each in shifts.stored().people if each.name == "Cem Can")
    assert dialog.current is not None
    dialog.take(dialog.current, cem)
    shifts.settled()
    assert shifts.letters(0, 3, 3) == "."
    assert shifts.letters(2, 3, 3) == "E"
    assert not dialog.table.isVisible()
    shifts.desk.undo()
    assert shifts.letters(0, 3, 3) == "E"


def test_an_offer_against_a_rule_says_which(shifts: ShiftDesk) -> None:
    shifts.fill(0, 3, "E")
    shifts.fill(1, 2, "L")
    ben = shifts.stored().people[1].id
    shifts.desk.do(
        request_swap, shifts.desk.kim, date(2026, 3, 3), other_agent_id=ben, other_day=None
    )
    dialog = opened(shifts, SwapDialog, "swaps")
    ((*_others, rules),) = dialog.table.texts()
    assert rules.startswith("against a rule")
    dialog.withdraw_it.click()
    shifts.settled()
    assert shifts.desk.read(swaps) == ()


def test_surcharges_are_reckoned_when_rates_and_wage_are_chosen(shifts: ShiftDesk) -> None:
    shifts.fill(0, 2, "NN")
    dialog = opened(shifts, SurchargeDialog, "surcharges")
    dialog.scheme.setCurrentIndex(dialog.scheme.findData(TAX_FREE.key))
    dialog.scheme.activated.emit(dialog.scheme.currentIndex())
    shifts.settled()
    dialog.wage.setValue(20)
    dialog.wage.editingFinished.emit()
    shifts.settled()
    kim = dialog.table.texts()[0]
    assert kim[0] == "Kim Okafor"
    assert kim[-1] not in ("", "–")
    stored = shifts.desk.read(period_surcharges, first=FIRST, last=LAST)
    assert stored.settings.wages.usual == 20_00
    assert stored.people[0].cents > 0


def test_surcharges_are_saved_as_numbers(shifts: ShiftDesk, tmp_path: Path) -> None:
    shifts.fill(0, 2, "NN")
    dialog = opened(shifts, SurchargeDialog, "surcharges")
    for name in ("surcharges.csv", "surcharges.xlsx"):
        dialog.write(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 50
    dialog.write(tmp_path / "gone" / "surcharges.csv")
    assert "could not be saved" in shifts.told[-1]


def test_the_leave_of_a_year_and_of_the_next(shifts: ShiftDesk) -> None:
    shifts.desk.do(
        add_absence, shifts.desk.kim, first=date(2026, 8, 3), last=date(2026, 8, 7),
        kind=AbsenceKind.VACATION,
    )  # fmt: skip
    dialog = opened(shifts, LeaveDialog, "leave")
    kim = dialog.table.texts()[0]
    assert kim[:6] == ["Kim Okafor", "30", "", "", "5", "25"]
    assert kim[6 + 7] == "5"
    dialog.step(1)
    shifts.settled()
    assert dialog.table.texts()[0][5] == "30"
    assert shifts.desk.read(leave_year, year=2026, today=FIRST)[0].account.left == 50


def test_an_imported_plan_is_shown_before_and_taken_back_in_one_step(
    shifts: ShiftDesk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Name;2.3.;3.3.;4.3.\nKim;E;E;Q\nGuest;N;N;N\n", "utf-8")
    shifts.page.out.read_file(path)
    shifts.settled()
    dialog = found(shifts, ImportPlanDialog)
    assert dialog.effect_text == "2 shifts new · 0 changed · 0 the same · 4 left out"
    box = dialog.people["Guest"]
    box.setCurrentIndex(box.findText("Ben Berg"))
    box.activated.emit(box.currentIndex())
    assert dialog.effect_text.startswith("5 shifts new")
    dialog.go.click()
    shifts.settled()
    assert shifts.letters(0, 2, 4) == "EE."
    assert shifts.letters(1, 2, 4) == "NNN"
    shifts.desk.undo()
    assert shifts.letters(1, 2, 4) == "..."


def test_absences_and_days_off_of_a_file_come_in_as_such(shifts: ShiftDesk, tmp_path: Path) -> None:
    shifts.fill(0, 4, "E")
    path = tmp_path / "plan.csv"
    path.write_text("Name;2.3.;3.3.;4.3.\nKim;Urlaub;Urlaub;frei\n", "utf-8")
    shifts.page.out.read_file(path)
    shifts.settled()
    dialog = found(shifts, ImportPlanDialog)
    assert dialog.effect_text == "0 shifts new · 1 changed · 0 the same · 2 days of absence"
    dialog.go.click()
    shifts.settled()
    assert shifts.letters(0, 2, 4) == "..-"
    (away,) = (each.absence for each in shifts.stored().absences)
    assert (away.kind, away.first.day, away.last.day) == (AbsenceKind.VACATION, 2, 3)


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"hello\n"), ("b.xlsx", b"PK\x03\x04")])
def test_a_file_without_a_plan_is_refused_in_words(
    shifts: ShiftDesk, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    shifts.page.out.read_file(tmp_path / name)
    shifts.settled()
    assert shifts.told


def test_files_are_written(shifts: ShiftDesk, tmp_path: Path) -> None:
    shifts.fill(0, 2, "EE")
    exporting: PlanExport = shifts.page.out.exporting
    exporting.write_calendars(tmp_path)
    shifts.settled()
    assert "publish the plan first" in shifts.told[-1]
    published(shifts)
    exporting.write_table(MARCH, tmp_path / "plan.csv", as_list=True)
    exporting.write_table(MARCH, tmp_path / "plan.xlsx", as_list=False)
    exporting.write_calendars(tmp_path)
    exporting.write_calendar(None, tmp_path / "all.ics")
    shifts.settled()
    assert (tmp_path / "plan.csv").read_text("utf-8-sig").count("Early") == 2
    assert len(Calendar.from_ical((tmp_path / "all.ics").read_bytes()).walk("VEVENT")) == 2
    assert (tmp_path / "Shifts Kim Okafor.ics").exists()


def test_the_menus_offer_every_way(shifts: ShiftDesk) -> None:
    people = shifts.stored().people
    menu = shifts.page.out.exporting.menu(MARCH, people)
    assert len([each for each in menu.actions() if not each.isSeparator()]) == 6
    assert len(shifts.page.out.paper.menu(MARCH).actions()) == 4
