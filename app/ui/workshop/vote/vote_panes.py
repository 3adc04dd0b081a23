"""The panes of the vote phase, of which the one that fits the question is shown."""

from collections.abc import Iterator
from functools import cached_property, partial
from operator import attrgetter
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.queries.workshop.workshops import Workshop
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.workshop.ahead import polished
from app.ui.workshop.vote.ballots_pane import BallotsPane
from app.ui.workshop.vote.before_pane import BeforePane
from app.ui.workshop.vote.count_form import CountForm
from app.ui.workshop.vote.done_pane import DonePane
from app.ui.workshop.vote.dots_pane import DotsPane
from app.ui.workshop.vote.parts import heading
from app.ui.workshop.vote.presence_bar import PresenceBar
from app.ui.workshop.vote.rounds_pane import RoundsPane
from app.ui.workshop.vote.state import QuestionState, Stand
from app.ui.workshop.vote.strikes import Strikes
from app.ui.workshop.vote.tie_pane import TiePane

Pane = TypeVar("Pane", bound=QWidget)


class VotePanes(QScrollArea):
    """``show_question`` chooses; the focus stays with what is worked on. Each pane is made when it
    is first needed, or ahead of that."""

    made = Signal(object)
    """A pane, as soon as it is there."""

    def __init__(self, theme: Theme, tasks: Tasks, strikes: Strikes) -> None:
        super().__init__()
        self._theme = theme
        self._tasks = tasks
        self._strikes = strikes
        self._made: list[QWidget] = []
        self._content = QWidget()
        self._question = heading()
        self.presence = PresenceBar(theme)
        self._column = QVBoxLayout(self._content)
        self._lay_out()

    @cached_property
    def before(self) -> BeforePane:
        """What is agreed on before a vote."""
        return self._add(BeforePane(self._theme, self._tasks))

    @cached_property
    def ballots(self) -> BallotsPane:
        """An open vote with ballots."""
        return self._add(BallotsPane(self._theme))

    @cached_property
    def rounds(self) -> RoundsPane:
        """A vote by raised hands."""
        return self._add(RoundsPane(self._theme))

    @cached_property
    def dots(self) -> DotsPane:
        """A list that is shortened."""
        return self._add(DotsPane(self._theme))

    @cached_property
    def tie(self) -> TiePane:
        """A tie that people settle."""
        return self._add(TiePane(self._theme))

    @cached_property
    def done(self) -> DonePane:
        """A question on which nobody votes now."""
        return self._add(DonePane(self._theme))

    def ahead(self) -> Iterator[None]:
        """Steps that make the panes that are not there yet."""
        for name in ("before", "ballots", "rounds", "dots", "tie", "done"):
            pane = attrgetter(name)(self)
            yield
            yield from polished(pane)
            yield

    def _add(self, pane: Pane) -> Pane:
        pane.hide()
        # Before the stretch that ends the column.
        self._column.insertWidget(self._column.count() - 1, pane)
        self._made.append(pane)
        self.made.emit(pane)
        return pane

    def show_question(self, state: QuestionState, workshop: Workshop, *, ready: int) -> None:
        """Show where a question is; ``ready`` is how many can be voted on."""
        self._question.setText(state.question.text)
        self.presence.show_presence(state, workshop)
        before = self._focused()
        pane = self._fill(state, workshop, ready)
        turned = pane.isHidden()
        if turned:
            # Laid out in this turn of the event loop, painted in the next.
            self._content.setUpdatesEnabled(False)
            QTimer.singleShot(1, self._content, partial(self._content.setUpdatesEnabled, True))
        for each in self._made:
            each.setVisible(each is pane)
        if before is not None and self._focused() is not before:
            # Qt gave the focus to whatever came next when its widget went.
            self.focus_pane()
        if turned:
            # At last: with the focus Qt scrolls to where a line will not be once all is laid out.
            self.verticalScrollBar().setValue(0)

    @property
    def shown_form(self) -> CountForm | None:
        """Where numbers are typed now."""
        for pane in self._made:
            if isinstance(pane, RoundsPane | DotsPane) and not pane.isHidden():
                return pane.form
        return None

    def focus_pane(self) -> None:
        """Put the focus where the work goes on."""
        for pane in self._made:
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

    def _lay_out(self) -> None:
        px = self._theme.px
        self._content.setProperty("scrolled", True)
        column = self._column
        column.setContentsMargins(px(24), px(8), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(self._question)
        column.addWidget(self.presence)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._content)
