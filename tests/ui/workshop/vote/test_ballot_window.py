"""The laptop goes round as a ballot box: by keys, click and drag; it keeps nothing to itself."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.rules.voting.sitting import Moment, Sitting
from app.ui.theme import TextStyle, Theme
from app.ui.workshop.vote.ballot_text import BallotText
from app.ui.workshop.vote.ballot_window import BallotWindow, Paper, Rankings
from app.ui.workshop.vote.option_list import OptionList

TEXTS = {"11": "Nobody waits alone", "12": "We answer on the same day", "13": "Fun", "14": "Trust"}
OTHERS = {"21": "Open doors", "22": "Straight talk"}
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Laptop:
    """A sitting on the screen; ``box`` is what was sealed, ``refusal`` fails the next sealing."""

    window: BallotWindow
    box: list[Rankings] = field(default_factory=list)
    refusal: str = ""

    @property
    def sitting(self) -> Sitting:
        return self.window.sitting

    def ranked(self) -> tuple[str, ...]:
        """The order on the page."""
        return self.sitting.ranking

    def press(self, *keys: Any, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press keys, as letters or as ``Qt.Key``, where the focus is."""
        for key in keys:
            target = self.window.focusWidget() or self.window
            QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def enter(self, times: int = 1) -> None:
        for _time in range(times):
            self.press(Qt.Key.Key_Return)

    def vote(self, *keys: str) -> None:
        """A person takes the laptop, ranks by number keys, confirms and seals."""
        self.enter()
        self.press(*keys)
        self.enter(2)

    def shown(self) -> str:
        """Everything that any widget of the window holds as text, seen or hidden."""
        texts = [self.window.windowTitle(), self.window.accessibleName()]
        for widget in self.window.findChildren(QWidget):
            texts += [widget.accessibleName(), widget.accessibleDescription()]
            texts += [widget.toolTip(), widget.windowTitle(), widget.statusTip()]
            if isinstance(widget, QLabel):
                texts.append(widget.text())
            if isinstance(widget, QListWidget):
                texts += [widget.item(row).text() for row in range(widget.count())]
            if isinstance(widget, BallotText):
                texts.append(widget.told)
        return "\n".join(texts)


Open = Callable[..., Laptop]


@pytest.fixture
def laptop(qtbot: QtBot, theme: Theme) -> Iterator[Open]:
    opened: list[BallotWindow] = []

    def open_laptop(
        *,
        voters: int = 3,
        sealed: int = 0,
        most: int | None = None,
        pin: str = "",
        papers: Sequence[Paper] = (Paper("What for?", TEXTS),),
        shuffle: Callable[[Sequence[str]], Sequence[str]] = tuple,
    ) -> Laptop:
        def seal(
            rankings: Rankings, done: Callable[[], None], failed: Callable[[str], None]
        ) -> None:
            if made.refusal:
                failed(made.refusal)
            else:
                made.box.append(rankings)
                done()

        sitting = Sitting.resumed(
            [tuple(each.texts) for each in papers], voters=voters, sealed=sealed, most=most
        )
        window = BallotWindow(sitting, papers, theme, seal, pin=pin, shuffle=shuffle)
        qtbot.addWidget(window, before_close_func=lambda window: window.hide())
        made = Laptop(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        opened.append(window)
        return made

    yield open_laptop
    for window in opened:
        window.hide()
        window.deleteLater()


def test_a_person_ranks_by_number_keys_confirms_and_seals(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("3", "1", "4")
    assert at.ranked() == ("13", "11", "14")
    at.enter()
    assert at.sitting.moment is Moment.CONFIRM
    at.enter()
    assert at.box == [(("13", "11", "14"),)]
    assert (at.sitting.moment, at.sitting.person) == (Moment.HAND_OVER, 2)


def test_arrows_with_ctrl_move_and_del_takes_out(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("1", "2", "3")
    at.press(Qt.Key.Key_Right)
    assert at.window.ranking.order.hasFocus()
    at.press(Qt.Key.Key_Up, modifier=CTRL)
    assert at.ranked() == ("11", "13", "12")
    at.press(Qt.Key.Key_Up, modifier=CTRL)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Delete)
    assert at.ranked() == ("13", "12")


def test_space_and_a_click_rank_the_marked_idea_and_take_it_out_again(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert at.ranked() == ("12",)
    ideas = at.window.ranking.ideas
    QTest.mouseClick(
        ideas.viewport(),
        Qt.MouseButton.LeftButton,
        pos=ideas.visualItemRect(ideas.item(3)).center(),
    )
    assert at.ranked() == ("12", "14")
    at.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert at.ranked() == ("14",)


def drop(target: OptionList, source: OptionList, at: QPoint) -> None:
    """Drop what is marked in ``source`` at a point of ``target``."""
    data = source.mimeData(source.selectedItems())
    event = _Dropped(QPointF(at), data, source)
    target.dropEvent(event)


class _Dropped(QDropEvent):
    """A drop whose source is known, as only Qt itself can make one."""

    def __init__(self, at: QPointF, data: QMimeData, source: OptionList) -> None:
        super().__init__(
            at,
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self._data, self._source = data, source

    def source(self) -> OptionList:
        return self._source


def test_ideas_are_ranked_by_drag_to_a_place_and_dragged_back(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("1", "2")
    ideas, order = at.window.ranking.ideas, at.window.ranking.order
    ideas.setCurrentRow(3)
    first = order.visualItemRect(order.item(0))
    drop(order, ideas, first.topLeft() + QPoint(5, 2))
    assert at.ranked() == ("14", "11", "12")
    order.setCurrentRow(0)
    drop(order, order, order.visualItemRect(order.item(1)).bottomLeft() + QPoint(5, -2))
    assert at.ranked() == ("11", "14", "12")
    order.setCurrentRow(2)
    drop(ideas, order, QPoint(5, 5))
    assert at.ranked() == ("11", "14")


def test_what_is_dragged_does_not_say_which_idea_it_is(laptop: Open) -> None:
    at = laptop()
    at.enter()
    ideas = at.window.ranking.ideas
    data = ideas.mimeData([ideas.item(0)])
    assert [bytes(data.data(each).data()) for each in data.formats()] == [b""]


def test_each_person_sees_the_ideas_in_another_order(laptop: Open) -> None:
    dice = random.Random(4)
    at = laptop(shuffle=lambda options: dice.sample(list(options), len(options)))
    seen = []
    for _person in range(2):
        at.enter()
        seen.append(at.sitting.on_page)
        at.enter(2)
    assert seen[0] != seen[1]


def test_nothing_ranked_is_asked_about_as_an_abstention(laptop: Open) -> None:
    at = laptop()
    at.enter(2)
    assert "You abstain. Is that right?" in at.shown()
    at.enter()
    assert at.box == [((),)]


def test_the_confirmation_can_be_left_to_mend_the_ranking(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("1", "2")
    at.enter()
    at.press(Qt.Key.Key_Backspace)
    at.press("3")
    assert at.ranked() == ("11", "12", "13")


def test_enter_held_down_seals_nothing_that_nobody_saw(laptop: Open) -> None:
    at = laptop()
    for _time in range(20):
        target = at.window.focusWidget() or at.window
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            True,
        )
        QApplication.sendEvent(target, event)
    assert at.box == []
    assert at.sitting.moment is Moment.HAND_OVER


def test_all_questions_on_one_ballot_are_sealed_together(laptop: Open) -> None:
    at = laptop(papers=(Paper("What for?", TEXTS), Paper("Which values?", OTHERS)))
    at.enter()
    at.press("2")
    at.enter()
    at.press("1")
    at.enter(2)
    assert at.box == [(("12",), ("21",))]


def test_in_a_run_off_one_idea_is_chosen(laptop: Open) -> None:
    at = laptop(most=1)
    at.enter()
    at.press("1", "3")
    assert "choose the one idea" in at.shown()
    at.enter(2)
    assert at.box == [(("13",),)]


def test_more_than_ten_ideas_have_letters_for_keys(laptop: Open) -> None:
    texts = {str(number): f"Idea {number}" for number in range(12)}
    at = laptop(papers=(Paper("What for?", texts),))
    at.enter()
    at.press("0", "b")
    assert at.ranked() == ("9", "11")


def test_after_sealing_no_widget_holds_anything_of_the_ballot(laptop: Open) -> None:
    at = laptop()
    at.vote("3", "1")
    shown = at.shown()
    assert not [text for text in TEXTS.values() if text in shown]
    assert "Laptop to person 2 of 3" in shown
    assert at.sitting == Sitting.resumed([tuple(TEXTS)], voters=3, sealed=1)


@pytest.mark.parametrize("keys", ["ranking", "confirm"])
def test_no_key_brings_a_ballot_to_the_clipboard(laptop: Open, keys: str) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    at = laptop()
    at.enter()
    at.press("3", "1")
    if keys == "confirm":
        at.enter()
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert):
        at.press(key, modifier=CTRL)
    assert clipboard.text() == "before"


def test_the_titles_of_the_window_tell_nothing(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("3")
    assert at.window.windowTitle() == "Vote"
    assert at.window.isModal()


def test_esc_asks_for_the_facilitator_and_shows_nothing_of_the_ballot(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("3", "1")
    at.press(Qt.Key.Key_Escape)
    shown = at.shown()
    assert not [text for text in TEXTS.values() if text in shown]
    assert "The ballot that was begun is thrown away." in shown
    at.enter()
    assert at.ranked() == ("13", "11")


def test_closing_a_ballot_half_filled_says_what_is_lost_and_leads_back(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("3", "1")
    at.window.close()
    assert at.window.isVisible()
    assert "The ballot that was begun is thrown away. Nothing of it is kept." in at.shown()
    at.enter()
    assert at.ranked() == ("13", "11")


def test_the_ballot_in_words_names_ranks_and_what_has_none(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("3", "1")
    at.enter()
    shown = at.shown()
    assert "1.\nFun\n2.\nNobody waits alone" in shown
    assert "Without a rank: We answer on the same day; Trust" in shown


def test_a_long_word_on_a_ballot_is_wrapped_and_not_cut(laptop: Open) -> None:
    at = laptop(papers=(Paper("What for?", {"1": "W" * 300, "2": "Fun"}),))
    at.enter()
    at.press("1", "2")
    at.enter()
    (words,) = at.window.findChildren(BallotText)
    assert words.width() <= at.window.width()
    assert words.heightForWidth(words.width()) > 4 * words.fontMetrics().lineSpacing()


def test_without_the_pin_nobody_leaves_the_ballots(laptop: Open) -> None:
    at = laptop(pin="4711")
    at.press(Qt.Key.Key_Escape)
    at.press("1", "2", "3")
    at.enter()
    assert "That is not the PIN." in at.shown()
    at.window.close()
    at.window.reject()
    assert at.window.isVisible()


def test_with_the_pin_the_ballot_begun_is_thrown_away_and_the_vote_left(laptop: Open) -> None:
    at = laptop(pin="4711")
    at.vote("1")
    at.enter()
    at.press("2")
    at.press(Qt.Key.Key_Escape)
    at.press("4", "7", "1", "1")
    at.enter()
    assert at.sitting == Sitting.resumed([tuple(TEXTS)], voters=3, sealed=1)
    QTest.mouseClick(at.window.leaving.leave, Qt.MouseButton.LeftButton)
    assert not at.window.isVisible()
    assert len(at.box) == 1


def test_somebody_who_leaves_in_the_middle_is_asked_about(laptop: Open, qtbot: QtBot) -> None:
    at = laptop(voters=3, sealed=1)
    at.press(Qt.Key.Key_Escape)
    at.window.leaving.unlock.click()
    at.window.leaving.voters.setValue(2)
    with qtbot.waitSignal(at.window.voters_changed) as told:
        at.enter()
    assert told.args == [2]
    assert "Laptop to person 2 of 2" in at.shown()


def test_there_cannot_be_fewer_people_than_sealed_ballots(laptop: Open) -> None:
    at = laptop(voters=5, sealed=3)
    at.press(Qt.Key.Key_Escape)
    at.window.leaving.unlock.click()
    assert at.window.leaving.voters.minimum() == 3


def test_a_ballot_that_could_not_be_written_stays_with_its_person(laptop: Open) -> None:
    at = laptop()
    at.refusal = "The ballot is not sealed: the disk is full. Try again."
    at.vote("2")
    assert (at.sitting.moment, at.box) == (Moment.CONFIRM, [])
    assert "the disk is full" in at.shown()
    at.refusal = ""
    at.enter()
    assert at.box == [(("12",),)]


def test_after_the_last_ballot_the_laptop_goes_back(laptop: Open) -> None:
    at = laptop(voters=1)
    at.vote("1")
    assert "1 ballot is sealed" in at.shown()
    at.enter()
    assert not at.window.isVisible()


def test_however_the_window_is_closed_nothing_of_a_ballot_stays(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("3", "1")
    at.window.done(0)
    assert not [text for text in TEXTS.values() if text in at.shown()]
    assert at.sitting == Sitting.resumed([tuple(TEXTS)], voters=3, sealed=0)


def test_every_list_and_button_has_a_name_for_those_who_hear_the_screen(laptop: Open) -> None:
    at = laptop()
    at.enter()
    at.press("2")
    ideas = at.window.ranking.ideas
    spoken = int(Qt.ItemDataRole.AccessibleTextRole)
    assert (ideas.accessibleName(), at.window.ranking.order.accessibleName()) == (
        "Ideas",
        "Your order",
    )
    assert ideas.item(0).data(spoken) == "1: Nobody waits alone"
    assert ideas.item(1).data(spoken) == "Rank 1: We answer on the same day"


def test_handing_the_laptop_over_makes_no_other_title_larger(laptop: Open, theme: Theme) -> None:
    before = theme.font(TextStyle.TITLE).pixelSize()
    for _sitting in range(2):
        laptop()
    assert theme.font(TextStyle.TITLE).pixelSize() == before
