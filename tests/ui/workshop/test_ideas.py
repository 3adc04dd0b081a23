"""Collecting and sorting ideas in the room, with keys alone."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.rules.workshop.pasted_ideas import pasted_ideas
from app.rules.workshop.phases import Phase
from app.services.workshop import ideas
from app.ui.workshop.audience.scene import Columns, Mark, Words
from app.ui.workshop.ideas.basket_popover import BasketPopover
from app.ui.workshop.ideas.merge_popover import MergePopover
from app.ui.workshop.ideas.paste_popover import PastePopover
from app.ui.workshop.ideas.sort_panel import SortPanel
from tests.desk_fixtures import Desk
from tests.ui.workshop.conftest import Workshops


@pytest.fixture
def room(workshops: Workshops) -> Workshops:
    """In the ideas phase."""
    workshops.into(Phase.IDEAS)
    return workshops


@pytest.fixture
def full_room(desk: Desk, prepared: int, open_workshops: Callable[[], Workshops]) -> Workshops:
    """In the ideas phase, with three ideas for the first question and one for the second."""
    workshops = open_workshops()
    first, second, _third = workshops.stored.questions
    desk.do(ideas.add_ideas, first.id, ["Answer fast", "Answer honestly", "Fast answers"])
    desk.do(ideas.add_ideas, second.id, ["Trust"])
    workshops.into(Phase.IDEAS)
    return workshops


def _choose(workshops: Workshops, *rows: int, question: int = 0) -> None:
    view = workshops.ideas.columns[question].list
    view.clearSelection()
    view.choose({view.ideas[row].id for row in rows}, view.ideas[rows[0]].id)
    view.setFocus()


def test_enter_adds_and_keeps_the_focus(room: Workshops) -> None:
    room.type_idea("Help fast")
    room.type_idea("Help well")
    assert room.texts() == ["Help fast", "Help well"]
    entry = room.ideas.columns[0].entry
    assert entry.toPlainText() == ""
    assert QApplication.focusWidget() is entry


def test_shift_and_enter_begin_a_line(room: Workshops) -> None:
    entry = room.ideas.columns[0].entry
    QTest.keyClicks(entry, "Help")
    QTest.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(entry, "fast")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    room.settled()
    assert room.texts() == ["Help\nfast"]


def test_tab_and_ctrl_with_a_number_change_the_question(room: Workshops) -> None:
    first, second, third = (each.entry for each in room.ideas.columns)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is third
    QTest.keyClick(third, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first


def test_arrow_up_in_an_empty_line_rewords_the_last_idea(room: Workshops) -> None:
    room.type_idea("Help fsat")
    entry = room.ideas.columns[0].entry
    QTest.keyClick(entry, Qt.Key.Key_Up)
    assert entry.toPlainText() == "Help fsat"
    entry.selectAll()
    room.type_idea("Help fast")
    assert room.texts() == ["Help fast"]


def test_escape_leaves_the_words_as_they_were(room: Workshops) -> None:
    room.type_idea("Help fast")
    entry = room.ideas.columns[0].entry
    QTest.keyClick(entry, Qt.Key.Key_Up)
    QTest.keyClicks(entry, "?")
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    room.type_idea("Another")
    assert room.texts() == ["Help fast", "Another"]


def test_pasted_lines_become_ideas_after_a_look(room: Workshops) -> None:
    pasted = QMimeData()
    pasted.setText("- Help fast\n\n2. Help well\n* Help fast\n")
    room.ideas.columns[1].entry.insertFromMimeData(pasted)
    popover = room.page.findChild(PastePopover)
    assert popover is not None
    assert room.texts(1) == []
    popover.lines.item(1).setCheckState(Qt.CheckState.Unchecked)
    QTest.keyClick(popover, Qt.Key.Key_Return)
    room.settled()
    assert room.texts(1) == ["Help fast"]


def test_one_pasted_line_is_typed_text(room: Workshops) -> None:
    pasted = QMimeData()
    pasted.setText("Help fast")
    entry = room.ideas.columns[0].entry
    entry.insertFromMimeData(pasted)
    assert entry.toPlainText() == "Help fast"
    assert room.texts() == []


def test_signs_of_lists_are_left_out() -> None:
    assert pasted_ideas("• a\n  1) b\n(2) c\n[ ] d\n– e\n-5 %\n24/7") == [
        "a", "b", "c", "d", "e", "-5 %", "24/7",
    ]  # fmt: skip


def test_every_idea_is_a_step_to_undo_but_typed_text_comes_first(room: Workshops) -> None:
    room.type_idea("Help fast")
    room.type_idea("Help well")
    room.operations.undo()
    room.settled()
    assert room.texts() == ["Help fast"]


def test_similar_ideas_are_hinted_and_never_merged(full_room: Workshops) -> None:
    column = full_room.ideas.columns[1]
    QTest.keyClicks(column.entry, "Answering fast")
    assert column.hint.isHidden(), "no key waits for the search"
    full_room.settled()
    assert "“Answer fast”" in column.hint.text()
    assert column.hint.isVisible()
    QTest.keyClick(column.entry, Qt.Key.Key_Return)
    full_room.settled()
    assert full_room.texts(1) == ["Trust", "Answering fast"]
    assert column.hint.isHidden()


def test_keys_move_an_idea_up_down_and_to_another_question(full_room: Workshops) -> None:
    view = full_room.ideas.columns[0].list
    _choose(full_room, 2)
    full_room.press(view, "Ctrl+Up")
    assert full_room.texts() == ["Answer fast", "Fast answers", "Answer honestly"]
    full_room.press(view, "Ctrl+Up")
    full_room.press(view, "Ctrl+Up")
    assert full_room.texts() == ["Fast answers", "Answer fast", "Answer honestly"]
    full_room.press(view, "Ctrl+Down")
    assert full_room.texts() == ["Answer fast", "Fast answers", "Answer honestly"]
    full_room.press(view, "Ctrl+Right")
    assert full_room.texts() == ["Answer fast", "Answer honestly"]
    assert full_room.texts(1) == ["Trust", "Fast answers"]


def test_ideas_are_dragged_to_a_place(full_room: Workshops) -> None:
    source = full_room.ideas.columns[0].list.model()
    target = full_room.ideas.columns[1].list.model()
    dragged = source.mimeData([source.index(0, 0), source.index(2, 0)])
    assert not target.dropMimeData(dragged, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    full_room.settled()
    assert full_room.texts(1) == ["Answer fast", "Fast answers", "Trust"]
    dragged = target.mimeData([target.index(0, 0)])
    target.dropMimeData(dragged, Qt.DropAction.MoveAction, 3, 0, QModelIndex())
    full_room.settled()
    assert full_room.texts(1) == ["Fast answers", "Trust", "Answer fast"]


def test_chosen_ideas_are_merged_with_words_for_both(full_room: Workshops) -> None:
    _choose(full_room, 0, 2)
    full_room.act("merge")
    popover = full_room.page.findChild(MergePopover)
    assert popover is not None
    popover.words.setPlainText("Answer within the hour")
    QTest.keyClick(popover, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    full_room.settled()
    assert full_room.texts() == ["Answer within the hour", "Answer honestly"]
    assert full_room.told[-1] == "Merged 2 ideas"
    full_room.operations.undo()
    full_room.settled()
    assert full_room.texts() == ["Answer fast", "Answer honestly", "Fast answers"]


def test_del_puts_an_idea_into_the_basket_politely_and_it_can_come_back(
    full_room: Workshops,
) -> None:
    _choose(full_room, 1)
    full_room.press(full_room.ideas.columns[0].list, "Del")
    assert [each.text for each in full_room.stored.basket] == ["Answer honestly"]
    assert full_room.told[-1] == "Okay, great – an idea is in the basket"
    full_room.into(Phase.BASKET)
    panel = full_room.ideas
    assert isinstance(panel, SortPanel)
    panel.basket.list.setCurrentRow(0)
    QTest.keyClick(panel.basket.list, Qt.Key.Key_R)
    popover = full_room.page.findChild(BasketPopover)
    assert popover is not None
    popover.reason.setText("Next year")
    popover.again.setChecked(True)
    popover.day.setDate(popover.day.date().fromString("2027-01-15", Qt.DateFormat.ISODate))
    QTest.keyClick(popover.reason, Qt.Key.Key_Return)
    full_room.settled()
    (aside,) = full_room.stored.basket
    assert (aside.reason, aside.revisit_on) == ("Next year", date(2027, 1, 15))
    panel.basket.list.setCurrentRow(0)
    QTest.keyClick(panel.basket.list, Qt.Key.Key_Return)
    full_room.settled()
    assert full_room.texts() == ["Answer fast", "Answer honestly", "Fast answers"]


def test_a_key_acts_on_the_idea_with_the_focus_if_none_is_chosen(full_room: Workshops) -> None:
    full_room.into(Phase.BASKET)
    view = full_room.ideas.columns[0].list
    assert QApplication.focusWidget() is view
    assert view.chosen_ids() == []
    full_room.press(view, "Del")
    assert [each.text for each in full_room.stored.basket] == ["Answer fast"]


def test_the_audience_sees_the_ideas_and_which_is_new(room: Workshops) -> None:
    room.type_idea("Help fast")
    room.type_idea("Help well")
    body = room.page.room.projection.view.scene.body
    assert isinstance(body, Columns)
    shown = body.columns[0].items
    assert [(each.text, each.mark) for each in shown] == [
        ("Help fast", Mark.PLAIN),
        ("Help well", Mark.NEW),
    ]


def test_a_silent_start_asks_for_slips(room: Workshops) -> None:
    room.act("silent")
    body = room.page.room.projection.view.scene.body
    assert isinstance(body, Words)
    assert "slips" in body.text
    room.act("silent")
    assert isinstance(room.page.room.projection.view.scene.body, Columns)


def test_a_half_typed_idea_stays_when_the_time_is_up_and_the_phase_changes(
    room: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.workshop.gong.strike", lambda: None)
    entry = room.ideas.columns[0].entry
    QTest.keyClicks(entry, "Half an id")
    clock = room.page.room.clock
    assert clock is not None
    clock.set_minutes(0)
    clock.start()
    room.settled()
    assert room.told[-1] == "The time is up. + adds a minute."
    room.into(Phase.WELCOME)
    room.into(Phase.IDEAS)
    assert room.ideas.columns[0].entry.toPlainText() == "Half an id"


def test_letters_act_on_ideas_only_outside_of_the_line(full_room: Workshops) -> None:
    entry = full_room.ideas.columns[0].entry
    entry.setFocus()
    full_room.press(entry, "B")
    assert entry.toPlainText().lower() == "b"
    assert not full_room.page.room.projection.view.blank
    _choose(full_room, 0)
    full_room.press(full_room.ideas.columns[0].list, "B")
    assert full_room.page.room.projection.view.blank
