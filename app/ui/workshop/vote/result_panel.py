"""The count, replayed step by step for all to see, and what is said beside its result."""

from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Workshop
from app.rules.voting import words
from app.rules.voting.secrecy import limits
from app.rules.voting.ties import Settlement
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.workshop.ahead import polished
from app.ui.workshop.audience.scene import BLANK, Scene, Words
from app.ui.workshop.phase_panel import PhasePanel, Stage
from app.ui.workshop.vote import scenes
from app.ui.workshop.vote.acts import VoteActs
from app.ui.workshop.vote.parts import beside, heading
from app.ui.workshop.vote.question_list import QuestionList
from app.ui.workshop.vote.state import QuestionState, Stand, questions
from app.ui.workshop.vote.step_list import StepList
from app.ui.workshop.vote.tie_pane import TiePane


class ResultPanel(PhasePanel):
    """← and → or a clicker go through the steps. A tie at the end is settled here."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._workshop: Workshop | None = None
        self._states: tuple[QuestionState, ...] = ()
        self._chosen: int | None = None
        self._places: dict[int, int] = {}
        self._acts = VoteActs(stage, self)
        theme = stage.theme
        self.list = QuestionList(theme)
        self.list.chosen.connect(self._choose)
        self._question = heading()
        self._back = Button(_("&Back"), theme)
        self._back.setToolTip(_("A step back (←)"))
        self._back.clicked.connect(lambda: self.step(-1))
        self._forward = Button(_("&Forward"), theme, kind=ButtonKind.PRIMARY)
        self._forward.setToolTip(_("A step on (→)"))
        self._forward.clicked.connect(lambda: self.step(1))
        for button in (self._back, self._forward):
            # A click leaves the focus, so that arrow keys step instead of going through buttons.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._to_end = Button(_("To the &end"), theme, kind=ButtonKind.QUIET)
        self._to_end.clicked.connect(lambda: self._go(len(self._steps()) - 1))
        self._discard = Button(_("&Discard the vote…"), theme, kind=ButtonKind.QUIET, icon="trash")
        self._discard.clicked.connect(self._discard_vote)
        self.steps = StepList(theme)
        self.secrecy = MessageBar(theme, closable=False)
        self.direct = MessageBar(theme, closable=False)
        self._lay_out()

    @cached_property
    def empty(self) -> EmptyState:
        """As long as nothing is counted; made when that is shown."""
        empty = EmptyState(
            self.stage.theme,
            icon="vote",
            text=_("Nothing is counted yet"),
            hint=_("Ballots or rounds of the vote are replayed here, step by step."),
            primary=_("Go to the vote"),
        )
        empty.primary_clicked.connect(lambda: self._go_to_phase(Phase.VOTE))
        self._row.addWidget(empty, 1)
        return empty

    @cached_property
    def tie(self) -> TiePane:
        """A tie at the end; made when there is one, or ahead of that."""
        tie = TiePane(self.stage.theme)
        tie.run_off_wanted.connect(self._open_run_off)
        tie.settled.connect(self._settle)
        tie.discard_wanted.connect(self._discard_vote)
        tie.hide()
        self._column.insertWidget(self._column.indexOf(self.steps), tie)
        return tie

    # What the room asks

    def ahead(self, workshop: Workshop, size: QSize) -> Iterator[None]:
        for part in ("tie", "empty"):
            yield from polished(attrgetter(part)(self))
            yield
        yield from super().ahead(workshop, size)

    def show_workshop(self, workshop: Workshop) -> None:
        self._workshop = workshop
        known = questions(workshop, self._states)
        self._states = tuple(each for each in known if each.may_be_told)
        if self._chosen not in [each.question.id for each in self._states]:
            self._chosen = self._states[-1].question.id if self._states else None
        self._show()

    def scene(self) -> Scene:
        state = self.state
        if state is None:
            return BLANK if self._workshop is None else Scene(self._workshop.title, Words(""))
        step = state.steps[self._place(state)]
        last = state.steps[-1].number if state.stand is Stand.ANSWERED else None
        return scenes.counted(state, step, last=last)

    def enter(self) -> None:
        """Where something was counted that nobody has watched yet, that."""
        new = [each for each in self._states if each.vote is not None and self._is_new(each.vote)]
        if new:
            self._chosen = new[0].question.id
            self._show()
        self.setFocus()

    def _is_new(self, vote: Vote) -> bool:
        return vote.id not in self._places

    def step(self, by: int) -> bool:
        state = self.state
        if state is None:
            return False
        place = self._place(state) + by
        if not 0 <= place < len(state.steps):
            return False
        self._go(place)
        return True

    @property
    def state(self) -> QuestionState | None:
        """The question whose count is shown."""
        return next((each for each in self._states if each.question.id == self._chosen), None)

    # What is shown

    def _choose(self, question_id: int) -> None:
        self._chosen = question_id
        self._show()

    def _go(self, place: int) -> None:
        state = self.state
        if state is not None and state.vote is not None and 0 <= place < len(state.steps):
            self._places[state.vote.id] = place
            self._show()

    def _place(self, state: QuestionState) -> int:
        """The step that is shown; the first one until somebody went on."""
        vote_id = state.vote.id if state.vote is not None else 0
        return min(self._places.get(vote_id, 0), len(state.steps) - 1)

    def _steps(self) -> tuple[object, ...]:
        return self.state.steps if self.state is not None else ()

    def _show(self) -> None:
        state = self.state
        if state is None:
            self.empty.show()
        elif "empty" in vars(self):
            self.empty.hide()
        self._scroll.setVisible(state is not None)
        self.list.show_questions(self._states, self._chosen)
        if state is not None:
            self._show_state(state)
        self.changed.emit()

    def _show_state(self, state: QuestionState) -> None:
        place = self._place(state)
        is_last = place == len(state.steps) - 1
        self._question.setText(state.question.text)
        self.steps.show_steps(state.steps, state.texts, place, hands=_by_hands(state))
        self._back.setEnabled(place > 0)
        self._forward.setEnabled(not is_last)
        self._to_end.setEnabled(not is_last)
        is_tied = is_last and state.stand is Stand.TIED and state.vote is not None
        self._discard.setVisible(not is_tied)
        if is_tied and state.vote is not None:
            self.tie.show()
            self.tie.show_tie(state, state.vote)
        elif "tie" in vars(self):
            self.tie.hide()
        self._show_notes(state, ended=is_last and state.stand is Stand.ANSWERED)

    def _show_notes(self, state: QuestionState, *, ended: bool) -> None:
        """Only at the end: before, they would tell who wins."""
        vote = state.vote
        for bar in (self.secrecy, self.direct):
            bar.hide()
        if not ended or vote is None or vote.count is None or vote.count.winner is None:
            return
        found = limits(vote.voters, vote.count) if vote.mode is VoteMode.RANKED else ()
        if found:
            text = " ".join(map(words.limit, found))
            self.secrecy.show_message(text, severity=Severity.WARNING)
        if vote.head_to_head is not None:
            self.direct.show_message(
                words.direct(vote.head_to_head, vote.count.winner, state.texts)
            )

    # Acting

    def _open_run_off(self) -> None:
        if self.state is not None and self.state.vote is not None:
            self._acts.open_run_off(self.state.vote)
            self._go_to_phase(Phase.VOTE)

    def _settle(self, settlement: object) -> None:
        vote = self.state.vote if self.state is not None else None
        if vote is not None and isinstance(settlement, Settlement):
            self._acts.settle(vote, settlement)

    def _discard_vote(self) -> None:
        if self.state is not None and self.state.vote is not None:
            self._acts.discard(self.state.vote)

    def _go_to_phase(self, phase: Phase) -> None:
        if self._workshop is not None:
            places = [each.phase for each in self._workshop.plan]
            if phase in places:
                self.stage.go_to(places.index(phase))

    # Layout

    def _lay_out(self) -> None:
        px = self.stage.theme.px
        content = QWidget()
        content.setProperty("scrolled", True)
        buttons = beside(self.stage.theme, self._back, self._forward, self._to_end, self._discard)
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(px(24), px(8), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(self._question)
        column.addLayout(buttons)
        for bar in (self.secrecy, self.direct):
            column.addWidget(bar)
        column.addWidget(self.steps)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(scroll, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _by_hands(state: QuestionState) -> bool:
    return state.vote is not None and state.vote.mode is VoteMode.ROUNDS
