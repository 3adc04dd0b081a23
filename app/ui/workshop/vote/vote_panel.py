"""The vote phase: question by question, from what is agreed to the last ballot or round."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout

from app.i18n import _
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Workshop
from app.rules.voting.replay import Act
from app.rules.voting.ties import Rescue, Settlement
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode, VoteState
from app.ui.paper import Paper
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
from app.ui.workshop.vote.state import QuestionState, Stand, questions
from app.ui.workshop.vote.strikes import Strikes
from app.ui.workshop.vote.tie_pane import TiePane
from app.ui.workshop.vote.vote_panes import VotePanes


class VotePanel(PhasePanel):
    """Shows one question at a time, in the pane that fits where it is."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._workshop: Workshop | None = None
        self._states: tuple[QuestionState, ...] = ()
        self._chosen: int | None = None
        self._strikes = Strikes()
        self._half_typed: dict[str, str] = {}
        self._acts = VoteActs(stage, self)
        self._paper = Paper(stage.operations, self)
        self.panes = VotePanes(stage.theme, stage.operations.tasks, self._strikes)
        self.laptop = LaptopRound(stage, self._acts, self)
        self.laptop.changed.connect(self.changed)
        self.laptop.back.connect(self.panes.focus_pane)
        self.list = QuestionList(stage.theme)
        self.list.chosen.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(stage.theme.px(8), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.panes, 1)
        self._connect()

    # What the room asks

    def ahead(self, workshop: Workshop, size: QSize) -> Iterator[None]:
        yield from self.panes.ahead()
        yield from super().ahead(workshop, size)
        for each in self._states:
            if each.stand is Stand.READY:
                yield from self.panes.before.ahead(each)

    def show_workshop(self, workshop: Workshop) -> None:
        if self._workshop is not None and self._workshop.people != workshop.people:
            self.panes.before.show_people(workshop.people)
        self._workshop = workshop
        self._states = questions(workshop, self._states)
        if self._chosen not in [each.question.id for each in self._states]:
            self._chosen = self._first_to_do()
        self._show()

    def scene(self) -> Scene:
        state = self.state
        if state is None:
            return BLANK
        if state.current is not None and state.current.mode is VoteMode.ROUNDS and state.steps:
            return self._rounds_scene(state)
        return scenes.voting(state, begun=self.laptop.is_on)

    @property
    def is_private(self) -> bool:
        return self.laptop.is_on

    def enter(self) -> None:
        self.panes.focus_pane()

    @property
    def state(self) -> QuestionState | None:
        """The question that is shown."""
        return next((each for each in self._states if each.question.id == self._chosen), None)

    @property
    def _vote(self) -> Vote | None:
        """The vote on it, or the one that was counted last."""
        return self.state.vote if self.state is not None else None

    @property
    def _current(self) -> Vote | None:
        """The vote people take part in now: a run-off, if there is one."""
        return self.state.current if self.state is not None else None

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
        if self.state is not None and self._workshop is not None:
            ready = sum(each.stand is Stand.READY for each in self._states)
            self.panes.show_question(self.state, self._workshop, ready=ready)
            self._type_numbers_again()
            if self.state.stand is Stand.BALLOTS:
                self.laptop.prepare(self.state)
            self.changed.emit()

    def _rounds_scene(self, state: QuestionState) -> Scene:
        """The last round as it was entered; its strike once it was agreed to."""
        step = state.steps[-1]
        if state.vote is not None and self._strikes.waits(state.vote):
            step = [each for each in state.steps if each.act in (Act.COUNTED, Act.TIED)][-1]
        return scenes.counted(state, step, last=None)

    # Numbers that are typed and not entered

    def typed(self) -> Mapping[str, str]:
        """Raised hands and dots, by vote, round and option; never anything of a ballot."""
        open_votes = [each.current for each in self._states if each.current is not None]
        places = tuple(_place(vote) for vote in open_votes if vote.state is VoteState.OPEN)
        return {key: text for key, text in self._half_typed.items() if key.startswith(places)}

    def type_again(self, typed: Mapping[str, str]) -> None:
        self._half_typed = dict(typed) | self._half_typed
        self._type_numbers_again()

    def _type_numbers_again(self) -> None:
        vote, form = self._current, self.panes.shown_form
        if vote is not None and form is not None:
            place = _place(vote)
            form.type_again(
                {
                    key.removeprefix(place): text
                    for key, text in self._half_typed.items()
                    if key.startswith(place)
                }
            )

    def _remember_numbers(self) -> None:
        vote, form = self._current, self.panes.shown_form
        if vote is not None and form is not None:
            place = _place(vote)
            kept = {
                key: text for key, text in self._half_typed.items() if not key.startswith(place)
            }
            self._half_typed = kept | {place + option: text for option, text in form.typed.items()}
            self.typed_on.emit()

    # Acting

    def _open(self) -> None:
        before = self.panes.before
        if self.state is None or self._workshop is None:
            return
        mode, rules, voters = before.mode, before.tie_rules, before.voters.value()
        if mode is not VoteMode.DOTS:
            self._acts.agree(self._workshop, mode, rules)
        if before.together.isChecked():
            self._acts.open_all(mode=mode, voters=voters, tie_rules=rules)
        else:
            self._acts.open(self.state.question.id, mode=mode, voters=voters, tie_rules=rules)

    def _hand_round(self) -> None:
        if self.state is not None:
            self.laptop.begin(self.state, pin=self.panes.before.pin.text())

    def _count(self) -> None:
        if self._current is not None:
            self._acts.count(self._current)

    def _set_voters(self, voters: int) -> None:
        if self._current is not None:
            self._acts.set_voters(self._current, voters)

    def _discard(self) -> None:
        """The run-off while there is one, else the whole vote."""
        if self._current is not None:
            self._acts.discard(self._current)

    def _enter_round(self, tally: object) -> None:
        if self._current is not None and isinstance(tally, dict):
            self._strikes.entered(self._current)
            self._acts.enter_round(self._current, tally)

    def _strike(self) -> None:
        if self._vote is not None:
            self._strikes.strike(self._vote)
            self._show()

    def _rescue(self, option: str, reason: str) -> None:
        self._settle(Rescue(option, reason))

    def _take_back(self) -> None:
        if self._vote is not None:
            self._acts.take_back_round(self._vote)

    def _shorten(self, dots: object, kept: object) -> None:
        if self._vote is not None and isinstance(dots, dict) and isinstance(kept, list):
            self._acts.shorten(self._vote, dots, kept)

    def _open_run_off(self) -> None:
        if self._vote is not None:
            self._acts.open_run_off(self._vote)

    def _settle(self, settlement: object) -> None:
        if self._vote is not None and isinstance(settlement, Settlement):
            self._acts.settle(self._vote, settlement)

    def _accept(self) -> None:
        if self._chosen is not None:
            self._acts.accept_only_idea(self._chosen)

    def _print_slips(self) -> None:
        state, people = self.state, self.panes.before.voters.value()
        if state is not None:
            self._paper.ask(_("Slips for the vote"), lambda: sheets.slips(state, people=people))

    def _print_sheet(self) -> None:
        state, vote, before = self.state, self._vote, self.panes.before
        if state is None:
            return
        people = vote.voters if vote is not None else before.voters.value()
        rules = vote.protocol.rules if vote is not None else before.tie_rules
        self._paper.ask(
            _("Tally sheet"), lambda: sheets.tally_sheet(state, people=people, rules=rules)
        )

    def _to_count(self) -> None:
        if self._workshop is not None:
            places = [each.phase for each in self._workshop.plan]
            if Phase.RESULT in places:
                self.stage.go_to(places.index(Phase.RESULT))

    def _connect(self) -> None:
        self.panes.presence.wanted.connect(self._set_voters)
        self.panes.made.connect(self._connect_pane)

    def _connect_pane(self, pane: object) -> None:
        match pane:
            case BeforePane():
                pane.open_wanted.connect(self._open)
                pane.slips_wanted.connect(self._print_slips)
                pane.tally_sheet_wanted.connect(self._print_sheet)
            case BallotsPane():
                pane.hand_round_wanted.connect(self._hand_round)
                pane.count_wanted.connect(self._count)
                pane.voters_chosen.connect(self._set_voters)
            case RoundsPane():
                pane.form.typed_on.connect(self._remember_numbers)
                pane.entered.connect(self._enter_round)
                pane.struck.connect(self._strike)
                pane.rescued.connect(self._rescue)
                pane.taken_back.connect(self._take_back)
                pane.sheet_wanted.connect(self._print_sheet)
            case DotsPane():
                pane.form.typed_on.connect(self._remember_numbers)
                pane.shortened.connect(self._shorten)
            case TiePane():
                pane.run_off_wanted.connect(self._open_run_off)
                pane.settled.connect(self._settle)
            case DonePane():
                pane.accept_wanted.connect(self._accept)
                pane.count_wanted.connect(self._to_count)
        if isinstance(pane, BallotsPane | RoundsPane | DotsPane | TiePane | DonePane):
            pane.discard_wanted.connect(self._discard)


def _place(vote: Vote) -> str:
    """Where numbers belong: a vote and a round of it."""
    return f"{vote.id}/{len(vote.entered)}/"
