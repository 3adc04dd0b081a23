"""The command palette finds by a few letters and never jumps."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import fuzzy
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.palette import ActionSource, CommandPalette, FixedSource, Found
from app.ui.palette_list import Entry
from app.ui.theme import Theme


class LateSource:
    """Answers when told to, as a search in the desk does."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Found]] = []

    def search(self, text: str, found: Found) -> None:
        self.asked.append((text, found))


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def late() -> LateSource:
    return LateSource()


@pytest.fixture
def palette(
    theme: Theme, qtbot: QtBot, ran: list[str], late: LateSource
) -> Iterator[CommandPalette]:
    def entry(name: str) -> Entry:
        return Entry(name.lower(), name, lambda: ran.append(name))

    fixed = FixedSource(lambda: [entry(n) for n in ("Assign to me", "Reply", "Spam", "Settings")])
    window = QWidget()
    window.resize(1200, 800)
    qtbot.addWidget(window)
    window.show()
    palette = CommandPalette(theme, [fixed, late], parent=window)
    palette.open_over(window)
    yield palette
    window.close()


def titles(palette: CommandPalette) -> list[str]:
    return [entry.title for entry in palette.list.entries]


def ticket(number: int) -> Entry:
    return Entry(f"ticket:{number}", f"#{number}", lambda: None)


def test_a_few_letters_and_enter_do_it(palette: CommandPalette, ran: list[str]) -> None:
    QTest.keyClicks(palette.line, "atm")
    assert titles(palette) == ["Assign to me"]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert ran == ["Assign to me"]
    assert not palette.isVisible()


def test_arrows_choose_and_wrap_around(palette: CommandPalette, ran: list[str]) -> None:
    QTest.keyClicks(palette.line, "s")
    assert titles(palette)[:2] == ["Spam", "Settings"]
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert ran == ["Settings"]


def test_late_answers_are_added_below_and_the_choice_stays(
    palette: CommandPalette, late: LateSource
) -> None:
    QTest.keyClicks(palette.line, "s")
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    late.asked[-1][1]([ticket(1042)])
    assert titles(palette)[-1] == "#1042"
    assert palette.list.chosen is not None
    assert palette.list.chosen.title == "Settings"


def test_an_answer_to_an_earlier_question_is_dropped(
    palette: CommandPalette, late: LateSource
) -> None:
    QTest.keyClicks(palette.line, "1")
    QTest.keyClicks(palette.line, "0")
    earlier, later = late.asked[-2], late.asked[-1]
    later[1]([ticket(1042)])
    earlier[1]([ticket(1111)])
    assert titles(palette) == ["#1042"]


def test_what_was_used_last_comes_first(palette: CommandPalette, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.recent_changed) as told:
        QTest.keyClicks(palette.line, "spam")
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args == [["spam"]]
    window = palette.parentWidget()
    assert window is not None
    palette.open_over(window)
    assert titles(palette)[0] == "Spam"


def test_nothing_that_matches_is_said(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.line, "qqqq")
    assert titles(palette) == []
    assert palette._nothing.isVisible()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_escape_closes(palette: CommandPalette) -> None:
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_actions_are_listed_with_their_key_where_they_make_sense(theme: Theme) -> None:
    actions = Actions(theme, {})
    actions["ticket.spam"].setEnabled(False)
    found: list[Sequence[Entry]] = []
    ActionSource(actions, scopes=lambda: {Scope.TICKETS}).search("", found.append)
    ids = {entry.id: entry for entry in found[0]}
    assert ids["action:ticket.reply"].key == "R"
    assert "action:ticket.spam" not in ids
    assert "action:contact.new" not in ids


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("rep", "Reply", "Prepare"),
        ("mau", "Mark as unread", "Tomaten am Ufer"),
        ("set", "Settings", "Reset"),
        ("open tickets", "Open tickets", "All open tickets"),
        ("müll", "Müller", "Papiermüll"),
        ("strasse", "Straße", "Hauptstraße"),
    ],
)
def test_the_better_match_scores_higher(query: str, better: str, worse: str) -> None:
    assert fuzzy.score(query, better) > fuzzy.score(query, worse)


@pytest.mark.parametrize("query", ["xyz", "ylper", "ryl"])
def test_letters_in_another_order_do_not_match(query: str) -> None:
    assert fuzzy.score(query, "Reply") == fuzzy.NO_MATCH


@given(st.lists(st.sampled_from(["assign", "to", "me", "mark", "as", "unread"]), min_size=1))
def test_the_first_letters_of_words_always_match(words: list[str]) -> None:
    text = " ".join(words)
    assert fuzzy.score("".join(word[0] for word in words), text) != fuzzy.NO_MATCH
    assert fuzzy.score(text, text) > fuzzy.NO_MATCH


def test_a_click_runs_an_entry(palette: CommandPalette, ran: list[str]) -> None:
    index = palette.list.model().index(1, 0)
    at = palette.list.visualRect(index).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert ran == ["Reply"]
