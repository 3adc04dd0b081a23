"""The vote phase in the room, with ideas under every question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton

from app.queries.workshop.votes import Vote
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode
from app.services.workshop import ballots, ideas, meetings
from app.ui.workshop.audience.scene import Scene
from app.ui.workshop.audience.spoken import spoken
from app.ui.workshop.vote.ballot_window import BallotWindow
from app.ui.workshop.vote.consent_panel import ConsentPanel
from app.ui.workshop.vote.result_panel import ResultPanel
from app.ui.workshop.vote.vote_panel import VotePanel
from tests.ui.workshop.conftest import Workshops

FIRST = ("Nobody waits alone", "We answer on the same day", "We ask before we assume", "Fun")
SECOND = ("Trust", "Time for each other")
THIRD = ("Open doors",)


@dataclass
class Voting:
    """The room, led through a vote."""

    workshops: Workshops

    # The room

    @property
    def panel(self) -> VotePanel:
        panel = self.workshops.page.room.panel
        assert isinstance(panel, VotePanel)
        return panel

    @property
    def results(self) -> ResultPanel:
        panel = self.workshops.page.room.panel
        assert isinstance(panel, ResultPanel)
        return panel

    @property
    def consent(self) -> ConsentPanel:
        panel = self.workshops.page.room.panel
        assert isinstance(panel, ConsentPanel)
        return panel

    def into(self, phase: Phase) -> None:
        self.workshops.into(phase)

    def settled(self) -> None:
        self.workshops.settled()

    def choose(self, question: int) -> None:
        """Click on a question of the list."""
        self.panel.list.setCurrentRow(question)
        self.settled()

    def take(self, mode: VoteMode) -> None:
        """Choose how the vote is taken."""
        self.panel.panes.before.choose_mode(mode)

    def click(self, button: QPushButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settled()

    def answer(self, words: str, button: QPushButton) -> str:
        """Click a button that asks something, and answer with the button that says ``words``; what
        was asked."""
        asked: list[str] = []

        def answer() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            asked.append(box.text())
            next(each for each in box.buttons() if each.text() == words).click()

        QTimer.singleShot(50, answer)
        self.click(button)
        return asked[0]

    @property
    def scene(self) -> Scene:
        """What the audience sees."""
        panel = self.workshops.page.room.panel
        assert panel is not None
        return panel.scene()

    @property
    def audience(self) -> str:
        """The same as text."""
        return f"{self.scene.title}\n{spoken(self.scene)}"

    def present(self, people: int) -> None:
        """Somebody comes or leaves, as set in the room."""
        workshop_id = self.workshops.stored.id
        self.workshops.desk.do(meetings.set_people, workshop_id, people)
        self.workshops.page.room.read()
        self.settled()

    # The vote

    @property
    def vote(self) -> Vote:
        """The latest vote as the desk holds it."""
        return self.workshops.stored.votes[-1]

    def option(self, text: str) -> str:
        """The key of an option by its words."""
        return next(each.key for each in self.vote.options if each.text == text)

    @property
    def window(self) -> BallotWindow:
        window = self.panel.laptop.window
        assert window is not None
        return window

    def hand_round(self) -> None:
        self.click(self.panel.panes.ballots.hand_round)

    def press(self, *keys: Any) -> None:
        """Press keys in the ballots, where the focus is."""
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key)

    def rank(self, *texts: str) -> None:
        """A person is ready and ranks by the keys that stand before these ideas."""
        self.press(Qt.Key.Key_Return)
        for text in texts:
            place = self.window.sitting.on_page.index(self.option(text))
            self.press(str(place + 1))

    def cast(self, *texts: str) -> None:
        """A person ranks, confirms and seals."""
        self.rank(*texts)
        self.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
        self.settled()

    def cast_all(self, *rankings: Sequence[str]) -> None:
        """All people one after the other, then the laptop goes back."""
        self.hand_round()
        for ranking in rankings:
            self.cast(*ranking)
        self.press(Qt.Key.Key_Return)
        self.settled()

    def seal(self, *rankings: Sequence[str]) -> None:
        """Ballots of people who need not be watched."""
        for ranking in rankings:
            named = [int(self.option(text)) for text in ranking]
            self.workshops.desk.do(ballots.seal, self.vote.id, named)
        self.workshops.page.room.read()
        self.settled()

    def enter(self, *numbers: int) -> None:
        """Type numbers of hands from the first line down, with Enter after each."""
        for number in numbers:
            line = QApplication.focusWidget()
            assert isinstance(line, QLineEdit)
            QTest.keyClicks(line, str(number))
            QTest.keyClick(line, Qt.Key.Key_Return)
        self.settled()


@pytest.fixture
def voting(workshops: Workshops) -> Voting:
    questions = [each.id for each in workshops.stored.questions]
    for question_id, texts in zip(questions, (FIRST, SECOND, THIRD), strict=True):
        workshops.desk.do(ideas.add_ideas, question_id, texts)
    workshops.settled()
    made = Voting(workshops)
    made.into(Phase.VOTE)
    workshops.page.activateWindow()
    workshops.settled()
    return made
