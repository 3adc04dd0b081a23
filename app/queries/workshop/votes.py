"""Votes as room and record show them: what was frozen, how far they are, how they came out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.workshop import BallotBox, WorkshopVote
from app.queries.workshop.counting import as_ballots, ballots_of, count_of, protocol_of
from app.rules.voting.count import Count
from app.rules.voting.odds import TieOdds, tie_odds
from app.rules.voting.piles import as_one, head_to_head_winner
from app.rules.voting.rounds import TieProtocol
from app.rules.workshop.decisions import Decision, decisions_from_json
from app.rules.workshop.votes import VoteMode, VoteState


@dataclass(frozen=True, slots=True)
class Option:
    """An idea in the words it had when the vote opened; ``key`` names it in the count."""

    id: int
    text: str

    @property
    def key(self) -> str:
        """What the count calls it."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote. ``count`` is None while ballots may come, for dots and once it was discarded.

    A run-off has the vote and the number of the round whose tie it settles. ``papers`` are the ids
    of the votes on one ballot paper with this one (it among them), empty where it is alone.
    ``entered`` are the rounds of raised hands, or the dots, by option's key. ``head_to_head`` is
    the option that would beat the winner in direct comparison, None where there is none.
    """

    id: int
    workshop_id: int
    question_id: int
    parent_id: int | None
    parent_round: int | None
    papers: tuple[int, ...]
    number: int
    mode: VoteMode
    voters: int
    options: tuple[Option, ...]
    protocol: TieProtocol
    state: VoteState
    sealed: int
    entered: tuple[dict[str, int], ...]
    decisions: tuple[Decision, ...]
    count: Count | None
    head_to_head: str | None
    unanimous: bool
    """All ballots say the same, so everyone's is known."""
    opened_at: datetime
    closed_at: datetime | None

    @property
    def discarded(self) -> bool:
        """Whether it counts for nothing any more."""
        return self.state is VoteState.DISCARDED

    @property
    def texts(self) -> dict[str, str]:
        """The words of all options by their keys; those of a merge where two became one."""
        merged = self.count.texts if self.count is not None else {}
        return {each.key: merged.get(each.key, each.text) for each in self.options}

    @property
    def odds(self) -> TieOdds:
        """How likely a tie is among so many voters and options; takes a moment the first time."""
        return tie_odds(self.voters, len(self.options))


def vote(session: Session, vote_id: int) -> Vote | None:
    """The vote; None if there is none."""
    found = session.get(WorkshopVote, vote_id)
    return None if found is None else _vote(session, found)


def votes_of(session: Session, workshop_id: int) -> tuple[Vote, ...]:
    """All votes of a workshop in the order they were opened."""
    query = select(WorkshopVote).where(WorkshopVote.workshop_id == workshop_id)
    found = session.scalars(query.order_by(WorkshopVote.id))
    return tuple(_vote(session, each) for each in found)


def _vote(session: Session, found: WorkshopVote) -> Vote:
    counted = count_of(session, found)
    open_now = found.state is VoteState.OPEN
    rankings = [] if open_now else ballots_of(session, found.id)
    return Vote(
        id=found.id,
        workshop_id=found.workshop_id,
        question_id=found.question_id,
        parent_id=found.parent_id,
        parent_round=found.parent_round,
        papers=_papers(session, found),
        number=found.number,
        mode=found.mode,
        voters=found.voters,
        options=tuple(Option(idea_id, text) for idea_id, text in found.options),
        protocol=protocol_of(found),
        state=found.state,
        sealed=_sealed(session, found.id),
        entered=tuple(found.entered),
        decisions=decisions_from_json(found.decisions),
        count=counted,
        head_to_head=_head_to_head(counted, rankings) if counted is not None else None,
        unanimous=len(rankings) > 1 and all(each == rankings[0] for each in rankings),
        opened_at=found.opened_at,
        closed_at=found.closed_at,
    )


def _papers(session: Session, found: WorkshopVote) -> tuple[int, ...]:
    if found.sitting is None:
        return ()
    query = select(WorkshopVote.id).where(WorkshopVote.sitting == found.sitting)
    return tuple(session.scalars(query.order_by(WorkshopVote.id)))


def _sealed(session: Session, vote_id: int) -> int:
    query = select(func.json_array_length(BallotBox.ballots)).where(BallotBox.vote_id == vote_id)
    return session.scalar(query) or 0


def _head_to_head(counted: Count, rankings: list[list[int]]) -> str | None:
    if counted.winner is None or not rankings:
        return None
    ballots = as_ballots(rankings)
    options = list(counted.rounds[0].tally)
    for each in counted.rounds:
        if each.dropped is not None and each.into is not None:
            ballots = as_one(ballots, each.dropped, each.into)
            options.remove(each.dropped)
    best = head_to_head_winner(options, ballots)
    return best if best != counted.winner else None
