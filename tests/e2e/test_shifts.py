"""A month of shifts from the template to a published plan, by keys and clicks on the program."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.queries.shifts.published import publications
from app.queries.shifts.roster import Roster, roster
from app.rules.calendar import last_of_month
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import AbsenceKind, Permission
from app.services import desk as desk_service
from app.services.shifts.settings import set_permission
from app.storage.database import utc_now
from app.storage.upgrade import create
from app.ui.shifts.grid.selection import Selection
from app.ui.shifts.grid.view import RosterGrid
from app.ui.shifts.machine.panel import MachinePanel
from app.ui.shifts.out.publish_dialog import PublishDialog
from app.ui.shifts.page import ShiftsPage
from app.ui.widgets.choice_popover import ChoicePopover
from tests.e2e.conftest import Person

NAMES = ("Ben Berg", "Cem Can", "Dora Diaz", "Eva Engel", "Finn Falk")


@pytest.fixture
def planner(person: Person, tmp_path: Path) -> Person:
    """A lead of six people in front of an empty plan; Sundays and nights are permitted."""
    path = tmp_path / "six.desk"
    database = create(path)
    now = utc_now()

    def do(operation: Callable[..., object], *args: object, **more: object) -> None:
        database.execute(operation, *args, label="Set up", agent_id=None, now=now, **more)

    do(
        desk_service.set_up,
        name="Six",
        language="en",
        country="DE",
        state="NW",
        zone="Europe/Berlin",
        agent_name="Ana Alves",
        agent_email="ana@example.org",
        own_addresses=(),
    )
    for name in NAMES:
        do(desk_service.add_agent, name=name, email=f"{name[:3].lower()}@example.org")
    do(set_permission, Permission("networks, § 10 (1) no. 14", "permit"))
    database.close()
    person.open(path)
    person.bench.window.show_page("shifts")
    person.settle()
    return person


def page_of(person: Person) -> ShiftsPage:
    page = person.bench.window.page("shifts")
    assert isinstance(page, ShiftsPage)
    return page


def grid_of(person: Person) -> RosterGrid:
    return page_of(person).plan.grid


def month_of(person: Person) -> Roster:
    days = grid_of(person).board.days
    found: Roster = person.read(roster, first=days[0], last=days[-1])
    return found


def letters(found: Roster, row: int) -> str:
    """What the desk holds for a person: letters, ``-`` planned free, ``.`` nothing."""
    names = {each.key: each.letter for each in found.kinds}
    signs = []
    for number in range((found.last - found.first).days + 1):
        cell = found.cell(found.people[row].key, found.first + timedelta(days=number))
        kind = names.get(cell.kind or "", "") if cell is not None else ""
        signs.append(kind or ("-" if cell is not None and cell.off else "."))
    return "".join(signs)


def choose(person: Person, row: int, first: int, last_row: int = -1, last: int = 0) -> None:
    """Choose cells by row and day of the month."""
    end = (row if last_row < 0 else last_row, (last or first) - 1)
    grid_of(person).select(Selection(end, (row, first - 1)))


def take(person: Person, text: str) -> None:
    """Take a choice of the list that is open."""
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, ChoicePopover)
    texts = [popover.list.item(row).text() for row in range(popover.list.count())]
    popover.list.setCurrentRow(next(row for row, each in enumerate(texts) if text in each))
    QTest.keyClick(popover.list, Qt.Key.Key_Return)
    person.settle()


def broken(person: Person) -> list[str]:
    findings = grid_of(person).board.findings
    assert findings is not None
    return [each.rule for each in findings.all if each.strength is Strength.HARD]


def test_a_month_for_six_is_planned_by_hand_mended_published_and_changed(
    planner: Person, tmp_path: Path
) -> None:
    # Nothing is there: a template brings the kinds of shifts.
    page = page_of(planner)
    page.choose_template()
    planner.settle()
    take(planner, "Three shifts")
    grid = grid_of(planner)
    assert list(grid.board.letters) == ["E", "L", "N"]

    # Next month, as all of it lies ahead.
    planner.act("shift.next")
    days = grid.board.days
    assert days[-1] == last_of_month(days[0].year, days[0].month)
    grid.setFocus()

    # The first week of Ana is typed; a series repeats it to the end of the month.
    choose(planner, 0, 1)
    planner.type("EELL---", grid)
    assert letters(month_of(planner), 0).startswith("EELL---.")
    choose(planner, 0, 1, 0, len(days))
    planner.act("shift.fill_right")
    assert letters(month_of(planner), 0)[:14] == "EELL---" * 2

    # The others take turns by a pattern, seen before it counts.
    choose(planner, 1, 1, 5, 1)
    planner.act("shift.pattern")
    bar = page.plan.pattern
    bar.line.setText("EELL--NN--")
    planner.settle()
    assert grid.scene().ghosts
    assert letters(month_of(planner), 1) == "." * len(days)
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    planner.settle()
    assert letters(month_of(planner), 1).startswith("EELL--NN--EELL")

    # A night right after a late shift leaves no rest: marked at once, listed, mended by a click.
    planner.wait_for(lambda: grid.board.findings is not None)
    before = broken(planner)
    choose(planner, 1, 5)
    planner.type("n", grid)
    assert broken(planner).count("de.rest") == before.count("de.rest") + 1
    choose(planner, 1, 5)
    planner.act("shift.mend")
    ways = page.plan.findings.findChildren(QPushButton)
    next(each for each in ways if each.text() == "Do it").click()
    planner.settle()
    assert broken(planner).count("de.rest") == before.count("de.rest")

    # Published: from now on changes are marked.
    planner.act("shift.publish")
    dialog = next(each for each in QApplication.topLevelWidgets() if _is_publishing(each))
    planner.clicks(dialog, "Publish")
    planner.settle()
    (version,) = planner.read(publications)
    assert (version.number, version.first, version.last) == (1, days[0], days[-1])

    # Ben calls in sick for three days; his shifts are handed on by hand.
    choose(planner, 1, 11, 1, 13)
    planner.act("shift.absence")
    take(planner, "Sick")
    found = month_of(planner)
    (away,) = (each.absence for each in found.absences)
    assert (away.kind, away.first.day, away.last.day) == (AbsenceKind.SICK, 11, 13)
    assert broken(planner).count("house.absence") > 0
    choose(planner, 1, 11, 1, 13)
    planner.press("Del", grid)
    assert "house.absence" not in broken(planner)
    ben = found.people[1].key
    assert grid.board.published_kind(ben, date(days[0].year, days[0].month, 11))[0]

    # All of it can be taken back, also after a restart.
    planner.restart()
    planner.bench.window.show_page("shifts")
    planner.settle()
    planner.act("shift.next")
    planner.act("edit.undo")
    assert letters(month_of(planner), 1)[10:13] != "..."

    # Out as a table that a spreadsheet reads.
    target = tmp_path / "plan.csv"
    page = page_of(planner)
    page.out.exporting.write_table(page.period, target, as_list=False)
    planner.wait_for(target.exists)
    planner.settle()
    assert "Ben Berg" in target.read_text("utf-8-sig")


def _is_publishing(widget: object) -> bool:
    return isinstance(widget, PublishDialog) and widget.isVisible()


def test_the_machine_fills_a_month_and_plans_again_when_somebody_is_sick(planner: Person) -> None:
    page = page_of(planner)
    page.take_template("business_hours")
    planner.settle()
    planner.act("shift.next")
    planner.act("shift.machine")
    panel = page.findChild(MachinePanel)
    assert isinstance(panel, MachinePanel)
    panel.ask.seconds.setCurrentIndex(0)

    # The best so far is seen in the grid and written as one step.
    panel.ask.fill.click()
    planner.wait_for(lambda: panel.foot.take.isVisible() and not panel.busy)
    assert grid_of(planner).scene().ghosts
    assert set("".join(letters(month_of(planner), row) for row in range(6))) == {"."}
    panel.foot.take.click()
    planner.settle()
    board = grid_of(planner).board
    planner.wait_for(lambda: grid_of(planner).board.findings is not None)
    assert broken(planner) == []
    assert missing(planner) == 0

    # Somebody who works on the first busy day is sick: others take over, nothing is missing.
    row, column = next(
        (row, column)
        for column in range(len(board.days))
        for row in range(len(board.people))
        if grid_of(planner).content((row, column))
    )
    person, day = board.people[row], board.days[column]
    planner.wait_for(lambda: panel.ask.person.count() == len(board.people))
    panel.ask.person.setCurrentIndex(panel.ask.person.findData(person.key))
    for edit in (panel.ask.sick_from, panel.ask.sick_until):
        edit.setDate(QDate(day.year, day.month, day.day))
    panel.ask.sick.click()
    planner.wait_for(lambda: panel.foot.take.isVisible() and not panel.busy)
    panel.foot.take.click()
    planner.settle()
    assert grid_of(planner).content((row, column)) in (None, "")
    assert [each.kind for each in grid_of(planner).board.absences(person.key, day)] == [
        AbsenceKind.SICK
    ]
    assert missing(planner) == 0
    planner.act("edit.undo")
    assert grid_of(planner).content((row, column))


def missing(person: Person) -> int:
    """How many people the shown days lack."""
    board = grid_of(person).board
    kinds = board.shown_kinds()
    return sum(board.covers.at(day, kind.key).short for day in board.days for kind in kinds)
