"""Scenes of the vote: each way to take it, from what is agreed to the last step of the count."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.queries.workshop.workshops import Question
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode
from app.screens.workshop_stage import PROJECTOR, WorkshopStage
from app.services.workshop import outcomes, votes
from app.ui.workshop.vote.ballot_window import BallotWindow
from app.ui.workshop.vote.vote_panel import VotePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_BALLOTS: Sequence[Sequence[int]] = (
    (0, 1), (0, 2, 1), (0,), (1, 2), (1, 2, 0), (2, 1), (2, 1, 3), (3,),
)  # fmt: skip
"""Places of ideas by preference: two are tied in the second round, and a run-off decides."""
_SEALED_BEFORE = 2
_RUN_OFF = ((1,), (1,), (1,), (1,), (1,), (2,), (2,), (2,))
_DOTS = (9, 6, 5, 2)
_STAY = 3
_HANDS = (4, 3, 1)
_PIN = "2468"
_BEFORE_A_TIE = 4
"""Steps of the replay until the tie is shown."""
_TO_THE_END = 20


class VoteScenes:
    """Three ways to vote on two questions; each scene goes on from the one before."""

    def __init__(self, stage: WorkshopStage) -> None:
        self._stage = stage

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        return {
            "workshop-vote": self._before,
            "workshop-vote-audience": self._stage.audience,
            "workshop-dots": self._dots,
            "workshop-dots-audience": self._stage.audience,
            "workshop-opened": self._opened,
            "workshop-hand-over": self._hand_over,
            "workshop-ballot": self._ballot,
            "workshop-confirm": self._confirm,
            "workshop-ballot-audience": self._stage.audience,
            "workshop-leave-ballots": self._leave_ballots,
            "workshop-tie": self._tie,
            "workshop-tie-audience": self._stage.audience,
            "workshop-run-off": self._run_off,
            "workshop-run-off-audience": self._stage.audience,
            "workshop-rounds": self._rounds,
            "workshop-rounds-strike": self._strike,
            "workshop-rounds-audience": self._stage.audience,
            "workshop-count": self._count,
            "workshop-count-audience": self._stage.audience,
            "workshop-winner": self._winner,
            "workshop-winner-audience": self._stage.audience,
        }

    def _before(self) -> "QWidget":
        return self._stage.enter(Phase.VOTE)

    # Dots shorten the list

    def _dots(self) -> "QWidget":
        self._open(self._asked(0), VoteMode.DOTS)
        form = self._panel.panes.dots.form
        for line, dots in zip(form.lines, _DOTS, strict=True):
            QTest.keyClicks(line, str(dots))
        self._panel.panes.dots.wanted.setValue(_STAY)
        return self._stage.facilitator()

    # Secret ballots

    def _opened(self) -> "QWidget":
        """The dots are discarded, a vote by ballots is open and two have voted."""
        self._stage.do(votes.discard_vote, self._stage.votes[-1].id, label="Discarded")
        self._open(self._asked(0), VoteMode.RANKED)
        self._stage.seal(self._stage.votes[-1], _BALLOTS[:_SEALED_BEFORE])
        self._stage.refresh()
        return self._stage.facilitator()

    def _hand_over(self) -> "QWidget":
        """To the third person."""
        self._panel.panes.before.pin.setText(_PIN)
        self._panel.panes.ballots.hand_round.click()
        self._stage.settle()
        return self._shown(self._window)

    def _ballot(self) -> "QWidget":
        """The third person ranks."""
        window = self._begun()
        for key in (Qt.Key.Key_2, Qt.Key.Key_1):
            QTest.keyClick(window.ranking.ideas, key)
        return self._shown(window)

    def _confirm(self) -> "QWidget":
        window = self._begun()
        for key in (Qt.Key.Key_3, Qt.Key.Key_1):
            QTest.keyClick(window.ranking.ideas, key)
        QTest.keyClick(window.ranking.ideas, Qt.Key.Key_Return)
        return self._shown(window)

    def _leave_ballots(self) -> "QWidget":
        window = self._begun()
        QTest.keyClick(window, Qt.Key.Key_Escape)
        return self._shown(window)

    def _tie(self) -> "QWidget":
        self._window.done(0)
        vote = self._stage.votes[-1]
        self._stage.seal(vote, _BALLOTS[_SEALED_BEFORE:])
        self._stage.do(outcomes.close_vote, vote.id, label="Counted")
        self._stage.refresh()
        return self._stage.facilitator()

    def _run_off(self) -> "QWidget":
        vote = self._stage.votes[0]
        self._stage.do(votes.open_run_off, vote.id, voters=vote.voters, label="Opened a run-off")
        self._stage.refresh()
        self._panel.panes.ballots.hand_round.click()
        self._stage.settle()
        return self._shown(self._begun())

    # Raised hands

    def _rounds(self) -> "QWidget":
        """The run-off is counted, the next question is voted on with raised hands."""
        self._window.done(0)
        run_off = self._stage.votes[-1]
        self._stage.seal(run_off, _RUN_OFF)
        self._stage.do(outcomes.close_vote, run_off.id, label="Counted")
        self._open(self._asked(1), VoteMode.ROUNDS)
        self._panel.list.setCurrentRow(1)
        for line, hands in zip(self._panel.panes.rounds.form.lines, _HANDS, strict=True):
            QTest.keyClicks(line, str(hands))
        return self._stage.facilitator()

    def _strike(self) -> "QWidget":
        rounds = self._panel.panes.rounds
        rounds.enter_round.click()
        self._stage.settle()
        rounds.reason.setText(self._stage.words.rescue)
        rounds.reason.setFocus()
        return self._stage.facilitator()

    # The count

    def _count(self) -> "QWidget":
        """In the replay just before the tie is settled."""
        self._stage.enter(Phase.RESULT)
        self._panel_list_to_first()
        self._stage.step(_BEFORE_A_TIE)
        return self._stage.facilitator()

    def _winner(self) -> "QWidget":
        self._stage.step(_TO_THE_END)
        return self._stage.facilitator()

    # On the way to a scene

    def _asked(self, place: int) -> Question:
        return self._stage.found.questions[place]

    def _open(self, question: Question, mode: VoteMode) -> None:
        voters = self._stage.found.people
        self._stage.do(votes.open_vote, question.id, mode=mode, voters=voters, label="Opened")
        self._stage.refresh()

    def _panel_list_to_first(self) -> None:
        from app.ui.workshop.vote.result_panel import ResultPanel

        panel = self._stage.page.room.panel
        assert isinstance(panel, ResultPanel)
        panel.list.setCurrentRow(0)

    @property
    def _panel(self) -> VotePanel:
        panel = self._stage.page.room.panel
        assert isinstance(panel, VotePanel)
        return panel

    @property
    def _window(self) -> BallotWindow:
        window = QApplication.activeModalWidget()
        assert isinstance(window, BallotWindow)
        return window

    def _begun(self) -> BallotWindow:
        """The ballots with a person who has just said to be ready."""
        window = self._window
        if window.leaving.isVisible():
            QTest.keyClick(window, Qt.Key.Key_Escape)
        if window.sitting.is_open:
            window.done(0)
            self._panel.panes.ballots.hand_round.click()
            self._stage.settle()
            window = self._window
        QTest.keyClick(window.neutral, Qt.Key.Key_Return)
        return window

    @staticmethod
    def _shown(window: BallotWindow) -> BallotWindow:
        window.resize(*PROJECTOR)
        return window
