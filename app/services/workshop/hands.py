"""Votes without ballots: rounds of raised hands or slips as they are entered, and dots."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _, ngettext
from app.models.workshop import WorkshopVote
from app.rules.voting.count import Count
from app.rules.workshop.votes import VoteMode, VoteState
from app.services.workshop import rows
from app.services.workshop.outcomes import accept_winner, counted, settle_by
from app.services.workshop.statements import forget_statement

SHORTLIST = range(3, 8)
"""So many ideas a vote by dots may leave."""


def enter_round(
    session: Session, vote_id: int, tally: Mapping[int, int], *, now: datetime
) -> Count:
    """Enter the people for each idea that stands, as hands or slips were counted; the count so far.

    ``UserError`` if an idea is missing or has dropped out, if there are more people than voters,
    or while a tie waits for its decision. For a run-off it is the one round it has.
    """
    vote = rows.open_vote(session, vote_id)
    if vote.mode is not VoteMode.ROUNDS:
        raise UserError(_("This vote is not taken round by round."))
    entered = {str(idea_id): int(people) for idea_id, people in tally.items()}
    _check_entered(session, vote, entered)
    vote.entered = [*vote.entered, entered]
    count = counted(session, vote)
    if vote.parent_id is not None:
        vote.state = VoteState.COUNTED
        vote.closed_at = now
        settle_by(session, vote, entered, now=now)
    elif count.winner is not None:
        accept_winner(session, vote, now=now)
    return count


def take_back_round(session: Session, vote_id: int, *, now: datetime) -> None:
    """Take the last entered round back, with what was decided about it; the vote is open again."""
    vote = rows.undiscarded_vote(session, vote_id)
    if vote.mode is not VoteMode.ROUNDS or not vote.entered:
        raise UserError(_("No round is entered."))
    last = len(vote.entered)
    vote.entered = vote.entered[:-1]
    vote.decisions = [each for each in vote.decisions if each["round"] < last]
    if vote.state is VoteState.COUNTED:
        vote.state = VoteState.OPEN
        vote.closed_at = None
        forget_statement(rows.question(session, vote.question_id))


def set_dots(session: Session, vote_id: int, dots: Mapping[int, int], *, now: datetime) -> None:
    """Enter how many dots each idea has. ``UserError`` for an idea that is no option."""
    vote = rows.open_vote(session, vote_id)
    if vote.mode is not VoteMode.DOTS:
        raise UserError(_("This vote is not taken with dots."))
    known = {idea_id for idea_id, _text in vote.options}
    if not known >= dots.keys() or min(dots.values(), default=0) < 0:
        raise UserError(_("Dots go only to ideas that are voted on."))
    vote.entered = [{str(idea_id): dots.get(idea_id, 0) for idea_id, _text in vote.options}]


def shorten(session: Session, vote_id: int, kept: Sequence[int], *, now: datetime) -> None:
    """Finish a vote by dots: the ideas that are not kept go into the basket.

    ``UserError`` unless three to seven are kept; the last word is never by dots.
    """
    vote = rows.open_vote(session, vote_id)
    if vote.mode is not VoteMode.DOTS:
        raise UserError(_("This vote is not taken with dots."))
    if len(set(kept)) not in SHORTLIST:
        raise UserError(_("A short list has three to seven ideas."))
    dots = vote.entered[0] if vote.entered else {}
    for idea_id, _text in vote.options:
        if idea_id not in kept:
            idea = rows.idea(session, idea_id)
            idea.basket = True
            people = dots.get(str(idea_id), 0)
            idea.basket_reason = ngettext(
                "Not on the short list: {n} dot", "Not on the short list: {n} dots", people
            ).format(n=people)
    vote.state = VoteState.COUNTED
    vote.closed_at = now


def _check_entered(session: Session, vote: WorkshopVote, entered: Mapping[str, int]) -> None:
    so_far = counted(session, vote) if vote.entered else None
    if so_far is not None and (so_far.undecided is not None or so_far.winner is not None):
        raise UserError(_("The last round is not settled yet."))
    standing = {str(idea_id) for idea_id, _text in vote.options}
    if so_far is not None:
        last = so_far.rounds[-1]
        standing = set(last.tally) - {last.dropped}
    if set(entered) != standing:
        raise UserError(_("Enter a number for each idea that is still in."))
    if min(entered.values(), default=0) < 0 or sum(entered.values()) > vote.voters:
        raise UserError(
            _("These are more votes than people: {votes} of {people}.").format(
                votes=sum(entered.values()), people=vote.voters
            )
        )
