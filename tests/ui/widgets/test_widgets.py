"""The shared widgets do what they say, by mouse and by key."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.actions import Actions
from app.ui.colours import Role
from app.ui.key_sheet import KeySheet
from app.ui.theme import Theme
from app.ui.widgets.avatar import Avatar, initials
from app.ui.widgets.button import ButtonKind, IconButton
from app.ui.widgets.chip import Chip
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.key_editor import KeyEditor
from app.ui.widgets.loading_bar import LoadingBar
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.popover import Popover
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.section import Section
from app.ui.widgets.tag_editor import TagEditor
from app.ui.widgets.time_label import TimeLabel

LEFT = Qt.MouseButton.LeftButton


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna-Lena von Berg", "AB"),
        ("anna", "A"),
        ("anna@example.org", "AE"),
        ("(Müller) Ömer", "Ö"),
        ("", ""),
        ("...", ""),
        ("李 明", "李明"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_avatar_tells_its_name(theme: Theme, qtbot: QtBot) -> None:
    avatar = Avatar(theme, name="Anna Berg", colour=3)
    show(qtbot, avatar)
    assert (avatar.toolTip(), avatar.accessibleName()) == ("Anna Berg", "Anna Berg")


def test_a_chip_is_removed_by_cross_and_key(theme: Theme, qtbot: QtBot) -> None:
    chip, gone = Chip("refund", theme, tone=Role.ACCENT, removable=True), list[bool]()
    show(qtbot, chip)
    chip.removed.connect(lambda: gone.append(True))
    QTest.mouseClick(chip, LEFT, pos=QPoint(4, 8))
    assert gone == []
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 6, 8))
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert gone == [True, True]


def test_a_clickable_chip_is_clicked_by_key(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip("3 attachments", theme, clickable=True)
    show(qtbot, chip)
    with qtbot.waitSignal(chip.clicked):
        QTest.keyClick(chip, Qt.Key.Key_Space)


def test_tags_are_typed_completed_and_taken_back(theme: Theme, qtbot: QtBot) -> None:
    editor, heard = TagEditor(theme), list[tuple[str, ...]]()
    show(qtbot, editor)
    editor.set_tags(["VIP"])
    editor.set_known(["Refund", "VIP"])
    editor.tags_changed.connect(lambda tags: heard.append(tags))
    QTest.keyClicks(editor._line, "refund,")
    QTest.keyClicks(editor._line, "vip")
    QTest.keyClick(editor._line, Qt.Key.Key_Return)
    QTest.keyClicks(editor._line, "two  words")
    QTest.keyClick(editor._line, Qt.Key.Key_Tab)
    assert editor.tags == ("VIP", "Refund", "two words")
    QTest.keyClick(editor._line, Qt.Key.Key_Backspace)
    assert heard[-1] == ("VIP", "Refund")
    assert len(heard) == 3


def test_tags_set_by_the_program_are_not_told(theme: Theme, qtbot: QtBot) -> None:
    editor, heard = TagEditor(theme), list[object]()
    show(qtbot, editor)
    editor.tags_changed.connect(lambda tags: heard.append(tags))
    editor.set_tags(["a", "b"])
    editor.set_tags(["b"])
    assert (editor.tags, heard) == (("b",), [])


def test_search_tells_a_text_once_and_esc_clears(theme: Theme, qtbot: QtBot) -> None:
    box, heard = SearchBox("Search", theme), list[str]()
    show(qtbot, box)
    box.searched.connect(lambda text: heard.append(text))
    QTest.keyClicks(box, "abc")
    qtbot.waitUntil(lambda: heard[-1:] == ["abc"])
    QTest.keyClick(box, Qt.Key.Key_Return)
    count = len(heard)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert heard[count:] == [""]


def test_down_leaves_the_search_for_its_results(theme: Theme, qtbot: QtBot) -> None:
    box = SearchBox("Search", theme)
    show(qtbot, box)
    with qtbot.waitSignal(box.went_down):
        QTest.keyClick(box, Qt.Key.Key_Down)


def test_a_text_set_by_the_program_is_not_searched(theme: Theme, qtbot: QtBot) -> None:
    box, heard = SearchBox("Search", theme), list[str]()
    show(qtbot, box)
    box.searched.connect(lambda text: heard.append(text))
    box.set_text_silently("status:open")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert heard == []


def test_a_section_folds_by_click(theme: Theme, qtbot: QtBot) -> None:
    section, heard = Section("Details", QLabel("body"), theme), list[bool]()
    show(qtbot, section)
    section.toggled.connect(lambda opened: heard.append(opened))
    QTest.mouseClick(section._head, LEFT)
    assert not section.body.isVisible()
    QTest.mouseClick(section._head, LEFT)
    assert heard == [False, True]


def test_a_message_says_its_way_out(theme: Theme, qtbot: QtBot) -> None:
    bar, parent = MessageBar(theme), QWidget()
    QVBoxLayout(parent).addWidget(bar)
    show(qtbot, parent)
    assert not bar.isVisible()
    bar.show_message("No backup since Monday", severity=Severity.WARNING, action="Back up now")
    assert bar.isVisible()
    with qtbot.waitSignal(bar.acted):
        QTest.mouseClick(bar._action, LEFT)
    with qtbot.waitSignal(bar.closed):
        QTest.mouseClick(bar._cross, LEFT)
    assert not bar.isVisible()


def test_an_empty_page_offers_two_ways(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(theme, icon="queue", text="No tickets yet", primary="Import", link="Demo")
    show(qtbot, state)
    with qtbot.waitSignal(state.primary_clicked):
        QTest.mouseClick(state._primary, LEFT)
    state.show_texts(icon="search", text="Nothing matches “x”", link="Clear search")
    assert not state._primary.isVisible()
    with qtbot.waitSignal(state.link_clicked):
        QTest.mouseClick(state._link, LEFT)


def test_an_empty_state_that_was_wide_can_be_made_narrow_again(qtbot: QtBot, theme: Theme) -> None:
    state = EmptyState(theme, icon="queue", text="No tickets yet", primary="Import")
    qtbot.addWidget(state)
    state.show()
    least = state.minimumSizeHint().width()
    state.resize(1600, 400)
    assert state.minimumSizeHint().width() == least


def test_a_short_wait_shows_no_bar_and_a_long_one_does(theme: Theme, qtbot: QtBot) -> None:
    pane = QWidget()
    show(qtbot, pane)
    bar = LoadingBar(pane, theme)
    bar.set_loading(True)
    bar.set_loading(False)
    assert not bar._patience.isActive()
    bar.set_loading(True)
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    bar.set_loading(False)
    assert not bar.isVisible()


def test_a_long_text_is_elided_with_the_whole_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(
        "a very long subject\nthat goes on and on", mode=Qt.TextElideMode.ElideRight
    )
    show(qtbot, label)
    label.resize(80, 20)
    assert label.toolTip() == "a very long subject that goes on and on"
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_widgets_flow_into_the_next_line(qtbot: QtBot) -> None:
    pane = QWidget()
    flow = FlowLayout(pane, spacing=4)
    boxes = [QWidget() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(QSize(100, 20))
        flow.addWidget(box)
    assert flow.heightForWidth(400) == 20
    assert flow.heightForWidth(210) == 44
    assert flow.heightForWidth(100) == 68
    boxes[1].hide()
    pane.resize(210, 100)
    show(qtbot, pane)
    assert boxes[2].pos() == QPoint(104, 0)


def test_the_header_shows_its_actions_as_they_are(theme: Theme, qtbot: QtBot) -> None:
    header, action = PageHeader("Tickets", theme), QAction("New ticket")
    button = header.add_primary(action, "add")
    header.add_quiet(QAction("Import", header))
    show(qtbot, header)
    assert button.property("kind") == ButtonKind.PRIMARY.value
    action.setEnabled(False)
    action.setText("New")
    assert (button.isEnabled(), button.text()) == (False, "New")
    header.set_title("Spam", "12 tickets")
    assert header._subtitle.isVisible()


def test_a_narrow_header_keeps_its_title_and_drops_words_of_buttons(
    theme: Theme, qtbot: QtBot
) -> None:
    header = PageHeader("All open tickets", theme)
    first = header.add_primary(QAction("Write down an enquiry", header), "add")
    second = header.add_quiet(QAction("Triage", header), "triage")
    header.add_right(SearchBox("Search", theme), stretch=1)
    show(qtbot, header)
    shown: list[tuple[str, str]] = []
    for width in range(900, 300, -20):
        header.resize(width, 60)
        if (first.text(), second.text()) not in shown:
            shown.append((first.text(), second.text()))
    assert shown == [("Write down an enquiry", "Triage"), ("Write down an enquiry", ""), ("", "")]
    assert second.accessibleName() == "Triage"


def test_an_icon_button_has_a_name(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton("reply", "Reply", theme)
    show(qtbot, button)
    assert (button.toolTip(), button.accessibleName()) == ("Reply", "Reply")


def test_a_time_label_goes_on_saying_the_right_thing(qtbot: QtBot) -> None:
    start = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)
    now = [start]
    label = TimeLabel(start, clock=lambda: now[0])
    show(qtbot, label)
    assert label.text() == "just now"
    now[0] = start + timedelta(hours=2)
    label._refresh.timeout.emit()
    assert label.text() == "2 h ago"
    assert label.toolTip()
    label.set_moment(None)
    assert label.text() == ""


def test_a_popover_opens_beside_and_gives_the_focus_back(theme: Theme, qtbot: QtBot) -> None:
    window, field = QWidget(), IconButton("snooze", "Snooze", theme)
    QVBoxLayout(window).addWidget(field)
    show(qtbot, window)
    field.setFocus()
    popover = Popover(theme, window)
    popover.column.addWidget(QLabel("tomorrow"))
    popover.open_at(field)
    assert popover.isVisible()
    with qtbot.waitSignal(popover.closed):
        QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_the_sheet_of_keys_is_searched_by_word_and_by_key(theme: Theme, qtbot: QtBot) -> None:
    sheet = KeySheet(Actions(theme, {}), theme)
    show(qtbot, sheet)
    assert {"ticket.reply", "edit.undo", "help.keys"} <= set(sheet.shown_actions)
    sheet.search.setText("ctrl+k")
    assert sheet.shown_actions == ["edit.palette"]
    sheet.search.setText("reply")
    assert set(sheet.shown_actions) == {"ticket.reply", "ticket.reply_all"}
    sheet.search.setText("nonsense")
    assert sheet._nothing.isVisible()


def test_a_key_is_changed_by_pressing_it(theme: Theme, qtbot: QtBot) -> None:
    actions = Actions(theme, {})
    editor = KeyEditor(actions, theme)
    show(qtbot, editor)
    row = next(each for each in editor.rows if each.action.id == "ticket.reply")
    row.field.setFocus()
    QTest.keyClick(row.field, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    assert actions.keys("ticket.reply") == [QKeySequence("Shift+G")]
    assert not row.reset.isHidden()
    QTest.keyClick(row.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert row.reason.text() == "Ctrl+K: This is already the key for “Command palette”."
    assert actions.keys("ticket.reply") == [QKeySequence("Shift+G")]
    QTest.keyClick(row.field, Qt.Key.Key_Backspace)
    assert actions.keys("ticket.reply") == []
    row.reset.click()
    assert actions.keys("ticket.reply") == [QKeySequence("R")]


def test_a_question_mark_is_recorded_without_the_shift_that_makes_it(
    theme: Theme, qtbot: QtBot
) -> None:
    actions = Actions(theme, {"help.keys": "F12"})
    editor = KeyEditor(actions, theme)
    show(qtbot, editor)
    row = next(each for each in editor.rows if each.action.id == "ticket.why")
    row.field.setFocus()
    QTest.sendKeyEvent(
        QTest.KeyAction.Press,
        row.field,
        Qt.Key.Key_Question,
        "?",
        Qt.KeyboardModifier.ShiftModifier,
    )
    assert actions.keys("ticket.why") == [QKeySequence("?")]
