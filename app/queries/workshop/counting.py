"""The count of a stored vote: the same values and the same code for services, room and record."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.models.workshop import WorkshopVote
from app.rules.voting.count import Count, count, count_entered
from app.rules.voting.piles import Ballot
from app.rules.voting.rounds import TieProtocol
from app.rules.voting.ties import TieRule
from app.rules.workshop.decisions import decisions_from_json, settled
from app.rules.workshop.votes import VoteMode, VoteState
from app.storage.statements import Statements


def ballots_of(session: Session, vote_id: int) -> list[list[int]]:
    """The sealed rankings of a vote, best idea first, in no order.

    Straight from the driver, for SQLAlchemy can be told to log the rows it reads.
    """
    stored = Statements(session).value(
        "SELECT ballots FROM ballot_box WHERE vote_id = ?", (vote_id,)
    )
    return json.loads(stored) if stored else []


def as_ballots(rankings: list[list[int]]) -> list[Ballot]:
    """The rankings as the count takes them."""
    return [Ballot(1, tuple(map(str, each))) for each in rankings]


def protocol_of(vote: WorkshopVote) -> TieProtocol:
    """What was agreed about ties before the vote."""
    rules = tuple(TieRule(each) for each in vote.tie_rules)
    return TieProtocol(rules, tuple(map(str, vote.lot_order)))


def count_of(session: Session, vote: WorkshopVote) -> Count | None:
    """The count as far as it goes; None where there is nothing to tell.

    That is a vote with ballots that is still open (a count now and one a ballot later would tell
    what is on it), one by dots, a discarded one.
    """
    if vote.state is VoteState.DISCARDED or vote.mode is VoteMode.DOTS:
        return None
    decided = settled(decisions_from_json(vote.decisions))
    if vote.mode is VoteMode.ROUNDS:
        return count_entered(
            vote.entered, protocol_of(vote), electorate=vote.voters, settled=decided
        )
    if vote.state is VoteState.OPEN:
        return None
    options = [str(idea_id) for idea_id, _text in vote.options]
    ballots = as_ballots(ballots_of(session, vote.id))
    return count(options, ballots, protocol_of(vote), settled=decided)


def first_choices(session: Session, vote: WorkshopVote) -> Mapping[str, int]:
    """People by the option that stands first on their ballot, as a run-off is counted."""
    people = {str(idea_id): 0 for idea_id, _text in vote.options}
    for ranking in ballots_of(session, vote.id):
        if ranking:
            people[str(ranking[0])] += 1
    return people
