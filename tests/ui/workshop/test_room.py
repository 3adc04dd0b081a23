"""The room: phases there and back, keys of the whole room, entered and left again and again."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from app.rules.voting.ties import TieRule
from app.rules.workshop.phases import Audience, Phase, PlannedPhase
from app.rules.workshop.votes import VoteMode
from app.screens.patience import wait
from app.services.workshop import meetings
from app.ui.widgets.name_popover import NamePopover
from app.ui.workshop.audience.scene import Columns, Words
from app.ui.workshop.phase_panel import PhasePanel
from app.ui.workshop.room.people_popover import PeoplePopover
from tests.desk_fixtures import Desk
from tests.ui.workshop.conftest import Workshops


def test_every_phase_can_be_entered_gone_back_to_and_entered_anew(workshops: Workshops) -> None:
    for phase in (*Phase, *reversed(Phase)):
        workshops.into(phase)
        assert workshops.stored.here.phase is phase
        assert workshops.page.room.controls.plan.currentRow() == list(Phase).index(phase)


def test_the_room_can_be_left_and_entered_again(workshops: Workshops) -> None:
    hushed: list[bool] = []
    workshops.page.hushed.connect(hushed.append)
    for _time in range(2):
        workshops.into(Phase.IDEAS)
        workshops.type_idea("Help fast")
        workshops.act("leave")
        assert not workshops.page.in_room
    assert hushed == [True, False, True, False]
    assert workshops.texts() == ["Help fast", "Help fast"]


def test_left_from_its_last_phase_a_workshop_is_over_until_it_is_opened_again(
    workshops: Workshops,
) -> None:
    workshops.into(Phase.VOTE)
    workshops.act("leave")
    assert workshops.stored.closed_at is None
    workshops.into(Phase.CLOSE)
    workshops.act("leave")
    assert workshops.stored.closed_at is not None
    assert workshops.told[-1] == "Closed workshop “Service mission”"
    workshops.act("start")
    assert workshops.stored.closed_at is None


def test_keys_lead_through_the_phases_and_end_at_the_last(workshops: Workshops) -> None:
    workshops.into(Phase.WELCOME)
    assert not workshops.actions["workshop.previous_phase"].isEnabled()
    for _phase in Phase:
        if workshops.actions["workshop.next_phase"].isEnabled():
            workshops.act("next_phase")
    assert workshops.stored.here.phase is Phase.CLOSE
    assert not workshops.actions["workshop.next_phase"].isEnabled()


def test_what_leaving_a_phase_would_discard_is_said_first(
    workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshops.into(Phase.IDEAS)
    monkeypatch.setattr(PhasePanel, "discards", lambda _self: "Two words are lost.")
    asked: list[str] = []

    def stay(question: QMessageBox) -> int:
        asked.append(question.text())
        question.defaultButton().click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", stay)
    workshops.into(Phase.VOTE)
    assert asked == ["Two words are lost."]
    assert workshops.stored.here.phase is Phase.IDEAS
    assert workshops.page.room.controls.plan.currentRow() == 1


def test_each_phase_has_a_clock_that_waits_where_it_was_left(workshops: Workshops) -> None:
    workshops.into(Phase.IDEAS)
    room = workshops.page.room
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_Plus)
    QTest.keyClick(room, Qt.Key.Key_Space)
    clock = room.clock
    assert clock is not None
    assert clock.running
    workshops.into(Phase.VOTE)
    assert not clock.running
    assert room.controls.clock.text == "15:00"
    workshops.into(Phase.IDEAS)
    assert clock.face.seconds in range(650, 661)


def test_a_restart_keeps_what_was_half_typed_and_lets_a_running_clock_go_on(
    workshops: Workshops, open_workshops: Callable[[], Workshops]
) -> None:
    workshops.into(Phase.IDEAS)
    room = workshops.page.room
    QTest.keyClicks(workshops.ideas.columns[1].entry, "Half an id")
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_Space)
    wait(450)
    workshops.settled()
    workshops.desk.clock.advance(minutes=3)
    again = open_workshops()
    again.into(Phase.IDEAS)
    assert again.ideas.columns[1].entry.toPlainText() == "Half an id"
    clock = again.page.room.clock
    assert clock is not None
    assert clock.running
    assert clock.face.seconds in range(405, 421)
    again.type_idea("ea", question=1)
    again.act("leave")
    again.into(Phase.IDEAS)
    assert again.texts(1) == ["Half an idea"]
    assert again.ideas.columns[1].entry.toPlainText() == ""
    stopped = again.page.room.clock
    assert stopped is not None
    assert not stopped.running


def test_a_clock_that_ran_out_while_the_program_was_closed_stands_at_the_end(
    workshops: Workshops, open_workshops: Callable[[], Workshops]
) -> None:
    workshops.into(Phase.IDEAS)
    room = workshops.page.room
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_Space)
    workshops.settled()
    workshops.desk.clock.advance(hours=20)
    again = open_workshops()
    again.into(Phase.IDEAS)
    clock = again.page.room.clock
    assert clock is not None
    assert not clock.running
    assert clock.face.seconds == 0
    assert "The time is up. + adds a minute." not in again.told


def test_what_the_audience_sees_follows_the_plan(workshops: Workshops, desk: Desk) -> None:
    desk.do(
        meetings.set_plan,
        workshops.stored.id,
        [
            PlannedPhase(Phase.IDEAS, 10, Audience.TITLE),
            PlannedPhase(Phase.VOTE, 10, Audience.BLANK),
            PlannedPhase(Phase.CLOSE, 10),
        ],
    )
    view = workshops.page.room.projection.view
    workshops.into(Phase.IDEAS)
    assert view.scene.body == Words("Service mission")
    workshops.into(Phase.VOTE)
    assert view.blank
    workshops.into(Phase.CLOSE)
    assert not view.blank
    assert isinstance(view.scene.body, Columns)


def test_the_number_of_people_changes_for_the_next_vote(workshops: Workshops) -> None:
    workshops.into(Phase.WELCOME)
    workshops.act("people")
    popover = workshops.page.findChild(PeoplePopover)
    assert popover is not None
    popover.names.clear()
    QTest.keyClicks(popover.names, "Eva, Jan, Tarik")
    QTest.keyClick(popover.names, Qt.Key.Key_Return)
    workshops.settled()
    assert (workshops.stored.people, workshops.stored.names) == (3, ("Eva", "Jan", "Tarik"))


def test_ctrl_plus_sizes_the_audience_and_not_the_program(workshops: Workshops) -> None:
    workshops.into(Phase.IDEAS)
    view = workshops.page.room.projection.view
    entry = workshops.ideas.columns[0].entry
    QTest.keyClick(entry, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == 1.25
    QTest.keyClick(entry, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.scale == 1.0


def test_the_laptop_stays_awake_while_the_room_is_open(workshops: Workshops) -> None:
    awake = workshops.page.room._awake
    assert not awake.held
    workshops.into(Phase.WELCOME)
    assert awake.held
    workshops.page.hide()
    assert not awake.held
    workshops.page.show()
    assert awake.held
    workshops.act("leave")
    assert not awake.held


def test_a_workshop_is_made_in_three_clicks(open_workshops: Callable[[], Workshops]) -> None:
    workshops = open_workshops()
    workshops.act("new")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [each.text() for each in menu.actions()][:2] == [
        "Service mission",
        "Vision in five years",
    ]
    menu.actions()[0].trigger()
    menu.close()
    workshops.settled()
    assert len(workshops.stored.questions) == 3
    assert workshops.stored.day == workshops.desk.clock().date()
    workshops.act("start")
    assert workshops.page.in_room


def test_an_own_template_is_saved_used_and_removed_again(workshops: Workshops) -> None:
    workshops.act("template")
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, NamePopover)
    popover.line.setText("R&D away day")
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    workshops.settled()
    _template_named(workshops, "R&&D away day").trigger()
    workshops.settled()
    assert [row.title for row in workshops.page.list.rows].count("R&D away day") == 1
    _template_named(workshops, "R&&D away day", below="Remove an own template").trigger()
    workshops.settled()
    with pytest.raises(StopIteration):
        _template_named(workshops, "R&&D away day")
    workshops.operations.undo()
    workshops.settled()
    assert _template_named(workshops, "R&&D away day").isEnabled()


def _template_named(workshops: Workshops, text: str, *, below: str = "") -> QAction:
    """An entry of the menu of templates, or of the menu ``below`` in it."""
    workshops.act("new")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = menu.actions()
    if below:
        inner = next(each.menu() for each in entries if each.text() == below)
        assert isinstance(inner, QMenu)
        entries = inner.actions()
    menu.hide()
    return next(each for each in entries if each.text() == text)


def test_a_copy_has_the_questions_and_none_of_the_ideas(workshops: Workshops) -> None:
    workshops.into(Phase.IDEAS)
    workshops.type_idea("Help fast")
    workshops.act("leave")
    workshops.act("copy")
    rows = workshops.page.list.rows
    assert [(row.title, row.ideas) for row in rows] == [
        ("Service mission", 1),
        ("Service mission", 0),
    ]
    assert workshops.page.list.current_id == rows[1].id


def test_preparing_saves_each_field_when_it_is_left(workshops: Workshops) -> None:
    form = workshops.page.form
    form.title.setFocus()
    form.title.selectAll()
    QTest.keyClicks(form.title, "Our mission")
    form.names.setFocus()
    QTest.keyClicks(form.names, "Eva, Jan")
    QTest.keyClick(form.names, Qt.Key.Key_Return)
    QTest.keyClicks(form.questions.new, "Anything else?")
    QTest.keyClick(form.questions.new, Qt.Key.Key_Return)
    workshops.settled()
    stored = workshops.stored
    assert (stored.title, stored.names, stored.people) == ("Our mission", ("Eva", "Jan"), 2)
    assert [each.text for each in stored.questions][-1] == "Anything else?"
    QTest.keyClick(form.questions.rows[3].line, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    form.plan._minutes[1].setValue(12)
    workshops.settled()
    form.plan._audiences[0].setCurrentIndex(1)
    form.plan._audiences[0].activated.emit(1)
    workshops.settled()
    form.voting.mode.setCurrentIndex(1)
    form.voting.rules[TieRule.LOT].click()
    workshops.settled()
    form.notes.setFocus()
    form.notes.insertPlainText("Bring pens")
    form.title.setFocus()
    workshops.settled()
    stored = workshops.stored
    assert stored.questions[2].text == "Anything else?"
    assert stored.plan[1] == PlannedPhase(Phase.IDEAS, 12)
    assert stored.plan[0].audience is Audience.TITLE
    assert stored.vote_mode is VoteMode.ROUNDS
    assert stored.tie_rules == (TieRule.PREVIOUS_ROUNDS, TieRule.RUN_OFF, TieRule.LOT)
    assert stored.notes == "Bring pens"
    assert stored.day == date(2026, 3, 10)
