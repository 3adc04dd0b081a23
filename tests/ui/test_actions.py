"""Every action has a key one can press, and no key means two things."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.action_table import ACTIONS, Scope, group_label
from app.ui.actions import Actions
from app.ui.glyphs import GLYPHS
from app.ui.key_rules import overlap, refusal
from app.ui.theme import Theme


@pytest.fixture
def actions(theme: Theme) -> Actions:
    return Actions(theme, {})


def test_no_standard_key_is_refused_or_given_twice() -> None:
    allowed = {"Del"}
    for action in ACTIONS:
        for key in action.keys:
            assert not QKeySequence(key).isEmpty(), action.id
            assert key in allowed or refusal(QKeySequence(key), mac=False) is None, action.id
    for one, other in combinations(ACTIONS, 2):
        if overlap(one.scope, other.scope):
            assert set(one.keys).isdisjoint(other.keys), (one.id, other.id)


def test_ids_are_unique_icons_exist_and_groups_have_names() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert [action.id for action in ACTIONS if action.icon and action.icon not in GLYPHS] == []
    assert all(group_label(action.group) for action in ACTIONS)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("Ctrl+Alt+E", "AltGr"),
        ("Ctrl+Alt+Shift+Q", "AltGr"),
        ("Ctrl+[", "AltGr"),
        ("@", "AltGr"),
        ("Alt+D", "menu"),
        ("Tab", "moves"),
        ("Return", "moves"),
        ("Down", "moves"),
        ("Shift+Down", "moves"),
        ("Ctrl+C", "copies"),
        ("Alt+F4", "system"),
        ("Ctrl+K, Ctrl+B", "One combination"),
    ],
)
def test_a_key_that_cannot_work_is_refused_with_the_reason(key: str, words: str) -> None:
    reason = refusal(QKeySequence(key), mac=False)
    assert reason is not None
    assert words in reason


@pytest.mark.parametrize("key", ["Ctrl+Alt+F5", "Shift+F3", "Ctrl+B", "Ctrl+Return", "G", "Ctrl+Ö"])
def test_other_keys_are_fine(key: str) -> None:
    assert refusal(QKeySequence(key), mac=False) is None


def test_altgr_is_no_matter_on_a_mac() -> None:
    assert refusal(QKeySequence("Ctrl+Alt+E"), mac=True) is None


def test_a_key_of_another_action_is_refused_by_its_name(actions: Actions) -> None:
    reason = actions.change_key("ticket.reply", QKeySequence("Ctrl+K"))
    assert reason == "This is already the key for “Command palette”."
    assert actions.key_text("ticket.reply") == "R"


def test_pages_may_share_a_key(actions: Actions) -> None:
    assert actions.key_text("contact.merge") == actions.key_text("ticket.merge")
    assert actions.refusal("contact.edit", QKeySequence("W")) is None


def test_a_changed_key_works_is_told_and_can_be_taken_back(actions: Actions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions.keys_changed) as told:
        assert actions.change_key("ticket.reply", QKeySequence("G")) is None
    assert told.args == [{"ticket.reply": "G"}]
    assert actions["ticket.reply"].toolTip() == "Reply (G)"
    actions.reset_key("ticket.reply")
    assert actions.key_text("ticket.reply") == "R"


def test_no_key_is_a_choice_too(actions: Actions) -> None:
    assert actions.change_key("ticket.spam", QKeySequence()) is None
    assert actions.keys("ticket.spam") == []


def test_a_key_the_person_chose_wins_over_a_standard_one(theme: Theme) -> None:
    actions = Actions(theme, {"ticket.reply": "N", "gone.action": "X"})
    assert actions.key_text("ticket.reply") == "N"
    assert actions.key_text("ticket.note") == ""
    assert actions.key_text("contact.new") == "N"


def test_letters_are_typed_where_one_types_and_act_elsewhere(
    actions: Actions, qtbot: QtBot
) -> None:
    page, acted = QWidget(), list[bool]()
    line, rest = QLineEdit(), QWidget()
    rest.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addWidget(rest)
    qtbot.addWidget(page)
    actions.attach(Scope.TICKETS, page)
    actions["ticket.reply"].triggered.connect(lambda: acted.append(True))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    line.setFocus()
    QTest.keyClicks(line, "r")
    assert (line.text(), acted) == ("r", [])
    rest.setFocus()
    QTest.keyClicks(rest, "r")
    assert acted == [True]
