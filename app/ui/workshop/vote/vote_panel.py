"""The vote phase: question by question, from what is agreed to the last ballot or round."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Workshop
from app.rules.voting.replay import Act
from app.rules.voting.ties import Rescue, Settlement
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode
from app.ui.paper import Paper
from app.ui.theme import TextStyle, set_text_style
from app.ui.workshop.audience.scene import BLANK, Scene
from app.ui.workshop.phase_panel import PhasePanel, Stage
from app.ui.workshop.vote import scenes, sheets
from app.ui.workshop.vote.acts import VoteActs
from app.ui.workshop.vote.ballots_pane import BallotsPane
from app.ui.workshop.vote.before_pane import BeforePane
from app.ui.workshop.vote.done_pane import DonePane
from app.ui.workshop.vote.dots_pane import DotsPane
from app.ui.workshop.vote.laptop_round import LaptopRound
from app.ui.workshop.vote.question_list import QuestionList
from app.ui.workshop.vote.rounds_pane import RoundsPane
from app.ui.workshop.vote.state import QuestionState, Stand, questions, rescuable
from app.ui.workshop.vote.tie_pane import TiePane


class VotePanel(PhasePanel):
    """Shows one question at a time, in the pane that fits where it is."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._workshop: Workshop | None = None
        self._states: tuple[QuestionState, ...] = ()
        self._chosen: int | None = None
        self._struck: set[tuple[int, int]] = set()
        self._acts = VoteActs(stage, self)
        self._paper = Paper(stage.operations, self)
        self.laptop = LaptopRound(stage, self._acts, self)
        self.laptop.changed.connect(self.changed)
        self.laptop.back.connect(self._focus_pane)
        theme = stage.theme
        self.list = QuestionList(theme)
        self.list.chosen.connect(self._choose)
        self._question = QLabel()
        self._question.setWordWrap(True)
        set_text_style(self._question, TextStyle.SECTION)
        self.before = BeforePane(theme, stage.operations.tasks)
        self.ballots_pane = BallotsPane(theme)
        self.rounds = RoundsPane(theme)
        self.dots = DotsPane(theme)
        self.tie = TiePane(theme)
        self.done = DonePane(theme)
        self._panes: tuple[QWidget, ...] = (
            self.before,
            self.ballots_pane,
            self.rounds,
            self.dots,
            self.tie,
            self.done,
        )
        self._lay_out()
        self._connect()

    # What the room asks

    def show_workshop(self, workshop: Workshop) -> None:
        if self._workshop is not None and self._workshop.people != workshop.people:
            self.before.show_people(workshop.people)
        self._workshop = workshop
        self._states = questions(workshop)
        if self._chosen not in [each.question.id for each in self._states]:
            self._chosen = self._first_to_do()
        self._show()

    def scene(self) -> Scene:
        state = self.state
        if state is None:
            return BLANK
        vote = state.current
        if vote is not None and vote.mode is VoteMode.ROUNDS and state.steps:
            return self._rounds_scene(state, vote)
        return scenes.voting(state, begun=self.laptop.is_on)

    @property
    def is_private(self) -> bool:
        return self.laptop.is_on

    def enter(self) -> None:
        self._focus_pane()

    @property
    def state(self) -> QuestionState | None:
        """The question that is shown."""
        return next((each for each in self._states if each.question.id == self._chosen), None)

    # What is shown

    def _first_to_do(self) -> int | None:
        """The first question somebody has to act on, else the first."""
        waiting = [each for each in self._states if each.stand is not Stand.ANSWERED]
        found = (waiting or list(self._states))[:1]
        return found[0].question.id if found else None

    def _choose(self, question_id: int) -> None:
        self._chosen = question_id
        self._show()

    def _show(self) -> None:
        self.list.show_questions(self._states, self._chosen)
        state = self.state
        if state is None or self._workshop is None:
            return
        self._question.setText(state.question.text)
        before = self._focused()
        pane = self._fill_pane(state, self._workshop)
        for each in self._panes:
            each.setVisible(each is pane)
        if before is not None and self._focused() is not before:
            # Qt gave the focus to whatever came next when its widget went.
            self._focus_pane()
        self.changed.emit()

    def _focused(self) -> QWidget | None:
        """What has the focus, if it is in the pane."""
        focused = QApplication.focusWidget()
        return focused if focused is not None and self._content.isAncestorOf(focused) else None

    def _fill_pane(self, state: QuestionState, workshop: Workshop) -> QWidget:
        vote = state.current
        if state.vote is not None and self._waits_for_strike(state.vote):
            self.rounds.show_vote(state, state.vote, struck=False)
            return self.rounds
        if vote is not None and state.stand is Stand.BALLOTS:
            self.ballots_pane.show_vote(state, vote)
            return self.ballots_pane
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
            ready = sum(each.stand is Stand.READY for each in self._states)
            self.before.show_question(state, workshop, ready=ready)
            return self.before
        self.done.show_question(state)
        return self.done

    def _waits_for_strike(self, vote: Vote) -> bool:
        """Whether the last round of raised hands has an idea that may still be rescued."""
        key = (vote.id, len(vote.entered))
        return rescuable(vote) is not None and key not in self._struck

    def _rounds_scene(self, state: QuestionState, vote: Vote) -> Scene:
        """The last round as it was entered; its strike once it was agreed to."""
        steps = state.steps
        step = steps[-1]
        if state.vote is not None and self._waits_for_strike(state.vote):
            step = [each for each in steps if each.act in (Act.COUNTED, Act.TIED)][-1]
        return scenes.counted(state, step, last=None)

    def _focus_pane(self) -> None:
        for pane in self._panes:
            if not pane.isHidden():
                # As with Tab: what stands in a line is marked, so that typing replaces it.
                pane.setFocus(Qt.FocusReason.TabFocusReason)

    # Acting

    def _open(self) -> None:
        state, workshop, before = self.state, self._workshop, self.before
        if state is None or workshop is None:
            return
        mode, rules, voters = before.mode, before.tie_rules, before.voters.value()
        if mode is not VoteMode.DOTS:
            self._acts.agree(workshop, mode, rules)
        if before.together.isChecked():
            self._acts.open_all(mode=mode, voters=voters, tie_rules=rules)
        else:
            self._acts.open(state.question.id, mode=mode, voters=voters, tie_rules=rules)

    def _hand_round(self) -> None:
        if self.state is not None:
            self.laptop.begin(self.state, pin=self.before.pin.text())

    def _count(self) -> None:
        if self.state is not None and self.state.current is not None:
            self._acts.count(self.state.current)

    def _set_voters(self, voters: int) -> None:
        if self.state is not None and self.state.current is not None:
            self._acts.set_voters(self.state.current, voters)

    def _discard(self) -> None:
        """The run-off while there is one, else the whole vote."""
        if self.state is not None and self.state.current is not None:
            self._acts.discard(self.state.current)

    def _enter_round(self, tally: object) -> None:
        if self.state is not None and self.state.current is not None and isinstance(tally, dict):
            self._acts.enter_round(self.state.current, tally)

    def _strike(self) -> None:
        if self.state is not None and self.state.vote is not None:
            self._struck.add((self.state.vote.id, len(self.state.vote.entered)))
            self._show()

    def _rescue(self, option: str, reason: str) -> None:
        if self.state is not None and self.state.vote is not None:
            self._acts.settle(self.state.vote, Rescue(option, reason))

    def _take_back(self) -> None:
        if self.state is not None and self.state.vote is not None:
            vote = self.state.vote
            self._struck.discard((vote.id, len(vote.entered)))
            self._acts.take_back_round(vote)

    def _shorten(self, dots: object, kept: object) -> None:
        vote = self.state.vote if self.state is not None else None
        if vote is not None and isinstance(dots, dict) and isinstance(kept, list):
            self._acts.shorten(vote, dots, kept)

    def _open_run_off(self) -> None:
        if self.state is not None and self.state.vote is not None:
            self._acts.open_run_off(self.state.vote)

    def _settle(self, settlement: object) -> None:
        vote = self.state.vote if self.state is not None else None
        if vote is not None and isinstance(settlement, Settlement):
            self._acts.settle(vote, settlement)

    def _accept(self) -> None:
        if self._chosen is not None:
            self._acts.accept_only_idea(self._chosen)

    def _print_slips(self) -> None:
        state, people = self.state, self.before.voters.value()
        if state is not None:
            self._paper.ask(_("Slips for the vote"), lambda: sheets.slips(state, people=people))

    def _print_sheet(self) -> None:
        state = self.state
        if state is None:
            return
        vote = state.vote
        people = vote.voters if vote is not None else self.before.voters.value()
        rules = vote.protocol.rules if vote is not None else self.before.tie_rules
        self._paper.ask(
            _("Tally sheet"), lambda: sheets.tally_sheet(state, people=people, rules=rules)
        )

    def _to_count(self) -> None:
        if self._workshop is not None:
            places = [each.phase for each in self._workshop.plan]
            if Phase.RESULT in places:
                self.stage.go_to(places.index(Phase.RESULT))

    # Parts

    def _lay_out(self) -> None:
        px = self.stage.theme.px
        self._content = QWidget()
        self._content.setProperty("scrolled", True)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(px(24), px(8), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(self._question)
        for pane in self._panes:
            pane.hide()
            column.addWidget(pane)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._content)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(scroll, 1)

    def _connect(self) -> None:
        self.before.open_wanted.connect(self._open)
        self.before.slips_wanted.connect(self._print_slips)
        self.before.tally_sheet_wanted.connect(self._print_sheet)
        self.ballots_pane.hand_round_wanted.connect(self._hand_round)
        self.ballots_pane.count_wanted.connect(self._count)
        self.ballots_pane.voters_chosen.connect(self._set_voters)
        self.rounds.entered.connect(self._enter_round)
        self.rounds.struck.connect(self._strike)
        self.rounds.rescued.connect(self._rescue)
        self.rounds.taken_back.connect(self._take_back)
        self.rounds.sheet_wanted.connect(self._print_sheet)
        self.dots.shortened.connect(self._shorten)
        self.tie.run_off_wanted.connect(self._open_run_off)
        self.tie.settled.connect(self._settle)
        self.done.accept_wanted.connect(self._accept)
        self.done.count_wanted.connect(self._to_count)
        for pane in (self.ballots_pane, self.rounds, self.dots, self.done):
            pane.discard_wanted.connect(self._discard)
