"""The machine beside the plan: live in the grid, one step to take over, conflicts in words."""

import multiprocessing
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.rules.rosters.checking import violations
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import Permission
from app.services.desk import add_agent
from app.services.shifts.gallery import apply_template
from app.services.shifts.settings import set_permission
from app.ui.shifts.grid.selection import Selection
from app.ui.shifts.machine.panel import MachinePanel
from app.ui.shifts.periods import Scale
from app.ui.status_bar import progress_text
from tests.desk_fixtures import Desk
from tests.ui.shifts.conftest import ShiftDesk

_PATIENCE_MS = 60_000


@pytest.fixture
def panel(
    make_page: Callable[[], ShiftDesk], desk: Desk, qtbot: QtBot
) -> Iterator[tuple[ShiftDesk, MachinePanel]]:
    """Eight people, three shifts, one week."""
    for name in ("Ben Berg", "Cem Can", "Dora Diaz", "Eli Ems", "Fay Falk", "Gus Gold", "Hal Hof"):
        desk.do(add_agent, name=name, email=f"{name[:3].lower()}@example.org")
    desk.do(apply_template, "three_shifts")
    desk.do(set_permission, Permission("networks, § 10 (1) no. 14", "permit"))
    shifts = make_page()
    shifts.page.show_scale(Scale.WEEK)
    shifts.settled()
    shifts.act("machine")
    panel = shifts.page.plan.side
    assert isinstance(panel, MachinePanel)
    panel.ask.seconds.setCurrentIndex(0)
    yield shifts, panel
    panel.close_panel()
    assert not multiprocessing.active_children()


def shown(panel: MachinePanel) -> list[QWidget]:
    """What stands in the result now, whatever older rows wait to be deleted."""
    rows = panel.result.rows
    found = [item.widget() for n in range(rows.count()) if (item := rows.itemAt(n)) is not None]
    return [each for each in found if each is not None]


def words(panel: MachinePanel) -> str:
    return "\n".join(each.text() for each in shown(panel) if isinstance(each, QLabel))


def wait(qtbot: QtBot, panel: MachinePanel) -> None:
    qtbot.waitUntil(lambda: not panel.busy, timeout=_PATIENCE_MS)


def test_what_the_machine_found_is_taken_over_in_one_step(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    shifts, machine = panel
    machine.start()
    assert machine.busy
    wait(qtbot, machine)
    assert machine.foot.take.isVisible()
    assert "Cost" in machine.foot.state.text()
    assert not machine.foot.progress.isVisible()
    before = shifts.shown(0, 1, 7)
    machine.take_over()
    shifts.settled()
    after = [shifts.shown(row, 1, 7) for row in range(8)]
    assert after[0] != before or any("N" in each for each in after)
    roster = shifts.board.roster
    hard = [
        each
        for each in violations(shifts.board.plan, roster.rules)
        if each.strength is Strength.HARD
    ]
    assert hard == []
    shifts.operations.undo()
    shifts.settled()
    assert all(set(shifts.shown(row, 1, 7)) == {"."} for row in range(8))


def test_need_and_hours_count_the_plan_that_is_only_shown_yet(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    shifts, machine = panel

    def missing() -> int:
        board = shifts.grid.scene().counted
        return sum(board.covers.at(day, key).short for day in board.days for key in board.kinds)

    def planned() -> int:
        board = shifts.grid.scene().counted
        return sum(board.totals(each.key).hours.planned for each in board.people)

    foot = shifts.page.plan.foot.missing
    before = foot.text()
    assert missing() > 0
    assert planned() == 0
    machine.start()
    wait(qtbot, machine)
    assert missing() == 0
    assert planned() > 0
    assert foot.isHidden()
    machine.discard()
    assert foot.text() == before
    assert foot.isVisible()
    assert missing() > 0
    assert planned() == 0


def test_the_time_that_is_left_is_seen(panel: tuple[ShiftDesk, MachinePanel]) -> None:
    shifts, machine = panel
    machine.start()
    assert machine.foot.progress.bar.maximum() == 10_000
    assert machine.foot.progress.left.text() == "10 s left"
    (work,) = shifts.operations.tasks.running
    assert progress_text(work.state).startswith("Plan by machine: 0 of 10")
    machine.stop()
    assert shifts.operations.tasks.running == []
    assert not machine.foot.progress.isVisible()
    assert words(machine) == "It ended before a first plan was found. Nothing changed."


def test_a_search_goes_on_behind_other_pages_and_is_stopped_in_the_status_bar(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    shifts, machine = panel
    machine.ask.seconds.setCurrentIndex(3)
    machine.start()
    shifts.page.hide()
    qtbot.waitUntil(lambda: machine._best is not None, timeout=_PATIENCE_MS)
    if machine.busy:
        shifts.operations.tasks.running[0].cancel()
    wait(qtbot, machine)
    assert shifts.told == ["The machine has a plan to take over."]
    shifts.page.show()
    assert machine.foot.take.isVisible()


def test_the_cell_under_the_cursor_is_explained(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    shifts, machine = panel
    machine.start()
    wait(qtbot, machine)
    shifts.grid.select(Selection((1, 2), (1, 2)))
    said = [each.text() for each in machine.why.findChildren(QLabel)]
    assert any("Ben Berg" in each for each in said)


def test_a_conflict_is_told_and_given_up_with_one_click(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    shifts, machine = panel
    everyone = [each.key for each in shifts.board.people]
    assert len(everyone) == 8
    for row in range(6):
        shifts.fill(row, 3, "-")
    places = [(row, 1) for row in range(6)]
    shifts.grid.select(Selection(places[-1], places[0]))
    shifts.act("pin")
    machine.start()
    wait(qtbot, machine)
    assert "There is no plan that keeps everything" in words(machine)
    assert "pinned" in words(machine)
    button = next(each for each in machine.result.findChildren(QPushButton) if "ive" in each.text())
    pinned = shifts.board.pinned_places()
    button.click()
    wait(qtbot, machine)
    assert machine.foot.take.isVisible()
    assert any("Given up" in each.text() for each in machine.given.findChildren(QLabel))
    assert shifts.board.pinned_places() == pinned
    machine.take_over()
    shifts.settled()
    assert shifts.board.pinned_places() < pinned
    shifts.operations.undo()
    shifts.settled()
    assert shifts.board.pinned_places() == pinned


def test_one_button_at_a_time_is_the_one_to_press(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    shifts, machine = panel

    def filled() -> list[str]:
        found = shifts.page.findChildren(QPushButton)
        return [e.text() for e in found if e.property("kind") == "primary" and e.isVisible()]

    assert filled() == ["&Fill the plan"]
    machine.start()
    wait(qtbot, machine)
    assert filled() == ["&Take over"]
    machine.close_panel()
    assert len(filled()) == 1


def test_a_sick_call_names_whom_to_ask_and_enters_the_absence(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    shifts, machine = panel
    machine.start()
    wait(qtbot, machine)
    machine.take_over()
    shifts.settled()
    board = shifts.board
    day = board.days[3]
    working = next(
        row for row, each in enumerate(board.people) if board.cell(each.key, day).kind is not None
    )
    machine.ask.person.setCurrentIndex(working)
    for edit in (machine.ask.sick_from, machine.ask.sick_until):
        edit.setDate(QDate(day.year, day.month, day.day))
    machine.start_sick_call()
    wait(qtbot, machine)
    shifts.settled()
    assert "change" in machine.foot.state.text()
    assert "instead of" in words(machine)
    (copy,) = [each for each in shown(machine) if isinstance(each, QPushButton)]
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "instead of" in copied
    assert all(line.strip() in words(machine) for line in copied.splitlines())
    machine.take_over()
    shifts.settled()
    absences = shifts.stored().absences
    assert [each.absence.first for each in absences] == [day]
    sick = shifts.board.people[working].key
    assert shifts.board.cell(sick, day).kind is None


def test_stopping_keeps_the_best_so_far(
    panel: tuple[ShiftDesk, MachinePanel], qtbot: QtBot
) -> None:
    _shifts, machine = panel
    machine.ask.seconds.setCurrentIndex(3)
    machine.start()
    qtbot.waitUntil(lambda: machine.foot.take.isVisible() or not machine.busy, timeout=_PATIENCE_MS)
    machine.stop()
    assert not machine.busy
    assert machine.foot.take.isVisible()
    machine.discard()
    assert not machine.foot.take.isVisible()
