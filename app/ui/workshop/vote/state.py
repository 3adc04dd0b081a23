"""How far each question is with its vote, from what the desk holds: values without a widget."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from app.i18n import N_, _, ngettext
from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Question, Workshop
from app.rules.voting.replay import Step, replay
from app.rules.voting.ties import TieRule
from app.rules.workshop.votes import Choice, VoteMode, VoteState

LONG_LIST = 8
"""From so many ideas on dots are offered to shorten the list."""


class Stand(StrEnum):
    """Where a question is."""

    NO_IDEAS = "no_ideas"
    ONE_IDEA = "one_idea"
    """Accepted without a vote, once somebody says so."""
    READY = "ready"
    BALLOTS = "ballots"
    ROUNDS = "rounds"
    DOTS = "dots"
    TIED = "tied"
    """Counted as far as a tie that people have to settle."""
    ANSWERED = "answered"


@dataclass(frozen=True)
class QuestionState:
    """A question with the vote that is on or was counted, and the run-off that is on.

    What follows from them is worked out once: it is asked for at every key.
    """

    question: Question
    stand: Stand
    vote: Vote | None = None
    run_off: Vote | None = None
    papers: tuple[Vote, ...] = ()
    """All votes on one ballot paper with this one, it among them; alone if it is."""
    asked: Mapping[int, str] = field(default_factory=dict)
    """The words of the questions on that paper by their ids."""

    @property
    def in_words(self) -> str:
        """Where the question is, in few words."""
        match self.stand:
            case Stand.READY:
                count = len(self.question.ideas)
                return ngettext("{n} idea", "{n} ideas", count).format(n=count)
            case Stand.BALLOTS if self.current is not None:
                return _("{sealed} of {voters} ballots").format(
                    sealed=self.current.sealed, voters=self.current.voters
                )
            case Stand.ROUNDS if self.vote is not None:
                return _("Round {number}").format(number=len(self.vote.entered) + 1)
            case _:
                return _(_WORDS[self.stand])

    @property
    def current(self) -> Vote | None:
        """The vote people take part in: the run-off while there is one."""
        return self.run_off or self.vote

    @cached_property
    def texts(self) -> dict[str, str]:
        """The words of all options by their keys, those of a merge where two became one."""
        return self.vote.texts if self.vote is not None else {}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The count step by step, as far as it goes."""
        counted = self.vote.count if self.vote is not None else None
        return replay(counted) if counted is not None else ()

    @property
    def may_be_told(self) -> bool:
        """Whether there is a count to be shown."""
        counted = self.vote.count if self.vote is not None else None
        return counted is not None and bool(counted.rounds)


def questions(workshop: Workshop, known: Iterable[QuestionState] = ()) -> tuple[QuestionState, ...]:
    """All questions of a workshop with where they are; those ``known`` that are still so are kept,
    with what was worked out about them."""
    before = {each.question.id: each for each in known}
    found = (state_of(workshop, each) for each in workshop.questions)
    return tuple(
        kept if (kept := before.get(each.question.id)) == each and kept is not None else each
        for each in found
    )


def state_of(workshop: Workshop, question: Question) -> QuestionState:
    """Where a question is: by its latest vote, else by its ideas."""
    votes = [each for each in workshop.votes_on(question.id) if not _is_over_by_dots(each)]
    vote = votes[-1] if votes else None
    if vote is None:
        return QuestionState(question, _without_vote(question))
    run_off = next(
        (
            each
            for each in workshop.votes
            if each.parent_id == vote.id and each.state is VoteState.OPEN
        ),
        None,
    )
    papers = tuple(each for each in workshop.votes if each.id in vote.papers) or (vote,)
    asked = {each.id: each.text for each in workshop.questions}
    return QuestionState(question, _with_vote(vote, run_off), vote, run_off, papers, asked)


def ways(vote: Vote) -> tuple[Choice, ...]:
    """What may be done about the tie of a count; empty where none waits."""
    counted = vote.count
    if counted is None or counted.undecided is None:
        return ()
    if counted.next_rule is TieRule.RUN_OFF:
        return (Choice.RUN_OFF,)
    lot = (Choice.LOT,) if vote.protocol.lot_order else ()
    return (Choice.MERGE, *lot, Choice.FACILITATOR)


def standing(vote: Vote) -> tuple[str, ...]:
    """The options of the next round of raised hands, in the order of the vote."""
    counted = vote.count
    if counted is None or not counted.rounds:
        return tuple(each.key for each in vote.options)
    last = counted.rounds[-1]
    return tuple(option for option in last.tally if option != last.dropped)


def rescuable(vote: Vote) -> str | None:
    """The option that dropped out of the last round and may still be rescued."""
    counted = vote.count
    if vote.mode is not VoteMode.ROUNDS or vote.parent_id is not None or counted is None:
        return None
    if not counted.rounds or counted.rounds[-1].into is not None:
        return None
    dropped = counted.rounds[-1].dropped
    return None if dropped in {each.rescued for each in counted.rounds} else dropped


def fewest_voters(vote: Vote) -> int:
    """How many have taken part already: sealed ballots, or hands of the fullest round."""
    raised = max((sum(tally.values()) for tally in vote.entered), default=0)
    return max(1, vote.sealed, raised)


def _is_over_by_dots(vote: Vote) -> bool:
    return vote.mode is VoteMode.DOTS and vote.state is not VoteState.OPEN


def _without_vote(question: Question) -> Stand:
    if question.winner_id is not None:
        return Stand.ANSWERED
    if len(question.ideas) > 1:
        return Stand.READY
    return Stand.ONE_IDEA if question.ideas else Stand.NO_IDEAS


def _with_vote(vote: Vote, run_off: Vote | None) -> Stand:
    if vote.count is not None and vote.count.undecided is not None:
        if run_off is None:
            return Stand.TIED
        return _TAKEN[run_off.mode]
    return _TAKEN[vote.mode] if vote.state is VoteState.OPEN else Stand.ANSWERED


_TAKEN: Mapping[VoteMode, Stand] = {
    VoteMode.RANKED: Stand.BALLOTS,
    VoteMode.ROUNDS: Stand.ROUNDS,
    VoteMode.DOTS: Stand.DOTS,
}
_WORDS = {
    Stand.NO_IDEAS: N_("No ideas"),
    Stand.ONE_IDEA: N_("One idea"),
    Stand.BALLOTS: N_("Ballots"),
    Stand.ROUNDS: N_("Rounds"),
    Stand.READY: N_("Ready"),
    Stand.DOTS: N_("Dots"),
    Stand.TIED: N_("A tie to settle"),
    Stand.ANSWERED: N_("Answered"),
}
