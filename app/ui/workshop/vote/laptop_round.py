"""Sends the laptop round: opens the ballots where a vote stands, and takes the laptop back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.queries.workshop.votes import Vote
from app.rules.voting.sitting import Sitting
from app.ui.workshop.phase_panel import Stage
from app.ui.workshop.vote.acts import VoteActs
from app.ui.workshop.vote.ballot_window import BallotWindow, Paper
from app.ui.workshop.vote.state import QuestionState

_IN_A_RUN_OFF = 1
"""Options that a ballot of a run-off names."""


class LaptopRound(QObject):
    """``window`` is there while the laptop goes round."""

    changed = Signal()
    back = Signal()
    """The facilitator has the laptop again."""

    def __init__(self, stage: Stage, acts: VoteActs, owner: QWidget) -> None:
        super().__init__(owner)
        self._stage = stage
        self._acts = acts
        self._owner = owner
        self.window: BallotWindow | None = None

    @property
    def is_on(self) -> bool:
        """Whether the laptop goes round now."""
        return self.window is not None

    def begin(self, state: QuestionState, *, pin: str) -> None:
        """Cover the screen with the ballots, from where the vote stands."""
        vote = state.current
        if vote is None or self.window is not None:
            return
        is_run_off = vote.parent_id is not None
        papers = (vote,) if is_run_off else state.papers
        sitting = Sitting.resumed(
            [[option.key for option in each.options] for each in papers],
            voters=vote.voters,
            sealed=vote.sealed,
            most=_IN_A_RUN_OFF if is_run_off else None,
        )
        window = BallotWindow(
            sitting,
            _in_words(papers, state),
            self._stage.theme,
            lambda rankings, done, failed: self._acts.seal(papers, rankings, done, failed),
            pin=pin,
            parent=self._owner.window(),
        )
        window.progressed.connect(lambda _sealed: self._stage.refresh())
        window.voters_changed.connect(lambda voters: self._acts.set_voters(vote, voters))
        window.finished.connect(self._handed_back)
        self.window = window
        self.changed.emit()
        window.show_over(self._owner.window())

    def _handed_back(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        self._stage.refresh()
        self.changed.emit()
        self.back.emit()


def _in_words(papers: Sequence[Vote], state: QuestionState) -> list[Paper]:
    return [
        Paper(
            state.asked.get(vote.question_id, ""),
            {option.key: option.text for option in vote.options},
        )
        for vote in papers
    ]
