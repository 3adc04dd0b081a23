"""The panes of the vote phase, of which the one that fits the question is shown."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.queries.workshop.workshops import Workshop
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.workshop.vote.ballots_pane import BallotsPane
from app.ui.workshop.vote.before_pane import BeforePane
from app.ui.workshop.vote.done_pane import DonePane
from app.ui.workshop.vote.dots_pane import DotsPane
from app.ui.workshop.vote.parts import heading
from app.ui.workshop.vote.presence_bar import PresenceBar
from app.ui.workshop.vote.rounds_pane import RoundsPane
from app.ui.workshop.vote.state import QuestionState, Stand
from app.ui.workshop.vote.strikes import Strikes
from app.ui.workshop.vote.tie_pane import TiePane


class VotePanes(QScrollArea):
    """``show_question`` chooses; the focus stays with what is worked on."""

    def __init__(self, theme: Theme, tasks: Tasks, strikes: Strikes) -> None:
        super().__init__()
        self._strikes = strikes
        self._content = QWidget()
        self._question = heading()
        self.presence = PresenceBar(theme)
        self.before = BeforePane(theme, tasks)
        self.ballots = BallotsPane(theme)
        self.rounds = RoundsPane(theme)
        self.dots = DotsPane(theme)
        self.tie = TiePane(theme)
        self.done = DonePane(theme)
        self._all: tuple[QWidget, ...] = (
            self.before,
            self.ballots,
            self.rounds,
            self.dots,
            self.tie,
            self.done,
        )
        self._lay_out(theme)

    def show_question(self, state: QuestionState, workshop: Workshop, *, ready: int) -> None:
        """Show where a question is; ``ready`` is how many can be voted on."""
        self._question.setText(state.question.text)
        self.presence.show_presence(state, workshop)
        before = self._focused()
        pane = self._fill(state, workshop, ready)
        turned = pane.isHidden()
        for each in self._all:
            each.setVisible(each is pane)
        if before is not None and self._focused() is not before:
            # Qt gave the focus to whatever came next when its widget went.
            self.focus_pane()
        if turned:
            # At last: with the focus Qt scrolls to where a line will not be once all is laid out.
            self.verticalScrollBar().setValue(0)

    def focus_pane(self) -> None:
        """Put the focus where the work goes on."""
        for pane in self._all:
            if not pane.isHidden():
                # As with Tab: what stands in a line is marked, so that typing replaces it.
                pane.setFocus(Qt.FocusReason.TabFocusReason)

    def minimumSizeHint(self) -> QSize:
        """As wide as what is in it needs at least: it does not scroll to the side."""
        content, bar = self._content.minimumSizeHint(), self.verticalScrollBar().sizeHint()
        return QSize(content.width() + bar.width(), super().minimumSizeHint().height())

    def _fill(self, state: QuestionState, workshop: Workshop, ready: int) -> QWidget:
        vote = state.current
        if state.vote is not None and self._strikes.waits(state.vote):
            self.rounds.show_vote(state, state.vote, struck=False)
            return self.rounds
        if vote is not None and state.stand is Stand.BALLOTS:
            self.ballots.show_vote(state, vote)
            return self.ballots
        if vote is not None and state.stand is Stand.ROUNDS:
            self.rounds.show_vote(state, vote, struck=True)
            return self.rounds
        if vote is not None and state.stand is Stand.DOTS:
            self.dots.show_vote(state, vote)
            return self.dots
        if state.vote is not None and state.stand is Stand.TIED:
            self.tie.show_tie(state, state.vote)
            return self.tie
        if state.stand is Stand.READY:
            self.before.show_question(state, workshop, ready=ready)
            return self.before
        self.done.show_question(state)
        return self.done

    def _focused(self) -> QWidget | None:
        """What has the focus, if it is in here."""
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        self._content.setProperty("scrolled", True)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(px(24), px(8), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(self._question)
        column.addWidget(self.presence)
        for pane in self._all:
            pane.hide()
            column.addWidget(pane)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._content)
