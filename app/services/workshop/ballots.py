"""Secret ballots: sealed into one list without voter, order or time, written anew each time.

The operations here bypass history, undo and whatever SQLAlchemy may log, and leave no earlier
state of the list in the file or its write-ahead log. What nobody can take back are copies that
others made of the file meanwhile, and blocks that a worn disk keeps to itself.
"""

from collections.abc import Mapping, Sequence
from secrets import SystemRandom

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.base import encode_json
from app.models.workshop import WorkshopVote
from app.queries.workshop.counting import ballots_of
from app.rules.workshop.votes import VoteMode
from app.services.workshop import rows
from app.storage.changes import unrecorded, untraceable
from app.storage.statements import Statements


@untraceable
@unrecorded
def seal(session: Session, vote_id: int, ranking: Sequence[int]) -> int:
    """Put a ballot into the box: ideas by preference, not all of them needed, none to abstain.

    Returns how many are sealed. ``UserError`` if the ballot names what is no option or names it
    twice, if all voters have voted, or if the vote is on paper with others (then all of a sitting
    are sealed at once).
    """
    return seal_together(session, {vote_id: ranking})


@untraceable
@unrecorded
def seal_together(session: Session, rankings: Mapping[int, Sequence[int]]) -> int:
    """Put one person's ballots on all votes of a sitting into their boxes; all or none."""
    votes = [rows.open_vote(session, vote_id) for vote_id in rankings]
    if {each.id for each in rows.sitting(session, votes[0])} != set(rankings):
        raise UserError(_("A ballot answers all questions of its paper."))
    sealed = [_seal(session, vote, list(rankings[vote.id])) for vote in votes]
    return sealed[0]


def _seal(session: Session, vote: WorkshopVote, ranking: list[int]) -> int:
    options = {idea_id for idea_id, _text in vote.options}
    if vote.mode is not VoteMode.RANKED:
        raise UserError(_("This vote is not taken with ballots."))
    if not options >= set(ranking) or len(set(ranking)) < len(ranking):
        raise UserError(_("A ballot names each idea at most once, and only those voted on."))
    ballots = [*ballots_of(session, vote.id), ranking]
    if len(ballots) > vote.voters:
        raise UserError(_("All ballots of this vote are sealed."))
    SystemRandom().shuffle(ballots)
    Statements(session).run(
        "INSERT INTO ballot_box (vote_id, ballots) VALUES (?, ?) "
        "ON CONFLICT (vote_id) DO UPDATE SET ballots = excluded.ballots",
        (vote.id, encode_json(ballots)),
    )
    return len(ballots)
