"""Sends the laptop round: opens the ballots where a vote stands, and takes the laptop back."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.queries.workshop.votes import Vote
from app.rules.voting.sitting import Sitting
from app.ui.workshop.ahead import Ahead
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
        self._made: BallotWindow | None = None
        self._made_for: int | None = None
        self._ahead = Ahead(self)

    @property
    def is_on(self) -> bool:
        """Whether the laptop goes round now."""
        return self.window is not None

    def prepare(self, state: QuestionState) -> None:
        """Make the window for the vote that is open, a little between two keys: as a whole it
        takes longer than a key may."""
        vote = state.current
        if vote is not None and self.window is None and self._made_for != vote.id:
            self._drop()
            self._made_for = vote.id
            self._ahead.begin(self._make(state, vote))

    def begin(self, state: QuestionState, *, pin: str) -> None:
        """Cover the screen with the ballots, from where the vote stands."""
        vote = state.current
        if vote is None or self.window is not None:
            return
        self.prepare(state)
        self._ahead.finish()
        self.window = window = self._made
        assert window is not None
        window.take_up(_sitting(_papers(state, vote), vote), pin=pin)
        self.changed.emit()
        window.show_over(self._owner.window())

    def _make(self, state: QuestionState, vote: Vote) -> Iterator[None]:
        """The window in steps, none of which shows anything."""
        papers = _papers(state, vote)
        self._made = window = BallotWindow(
            _sitting(papers, vote),
            _in_words(papers, state),
            self._stage.theme,
            lambda rankings, done, failed: self._acts.seal(papers, rankings, done, failed),
            parent=self._owner,
        )
        window.progressed.connect(lambda _sealed: self._stage.refresh())
        window.voters_changed.connect(lambda voters: self._acts.set_voters(vote, voters))
        window.finished.connect(self._handed_back)
        yield
        yield from window.ahead()
        window.fit_to(self._owner.screen())

    def _drop(self) -> None:
        """Let go of a window that was made."""
        self._ahead.stop()
        if self._made is not None:
            self._made.deleteLater()
        self._made, self._made_for = None, None

    def _handed_back(self) -> None:
        self.window = None
        self._drop()
        self._stage.refresh()
        self.changed.emit()
        self.back.emit()


def _papers(state: QuestionState, vote: Vote) -> Sequence[Vote]:
    """A run-off is on a ballot of its own."""
    return state.papers if vote.parent_id is None else (vote,)


def _sitting(papers: Sequence[Vote], vote: Vote) -> Sitting:
    return Sitting.resumed(
        [[option.key for option in each.options] for each in papers],
        voters=vote.voters,
        sealed=vote.sealed,
        most=None if vote.parent_id is None else _IN_A_RUN_OFF,
    )


def _in_words(papers: Sequence[Vote], state: QuestionState) -> list[Paper]:
    return [
        Paper(
            state.asked.get(vote.question_id, ""),
            {option.key: option.text for option in vote.options},
        )
        for vote in papers
    ]
