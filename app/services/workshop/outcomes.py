"""What comes of a vote: counted, its ties settled by people, the winner made the statement."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _, ngettext
from app.models.workshop import WorkshopVote
from app.queries.workshop.counting import ballots_of, count_of, first_choices
from app.rules.voting.count import Count
from app.rules.voting.ties import Merge, Rescue, Ruling, RunOff, Settlement
from app.rules.workshop.decisions import Decision, decision_as_json
from app.rules.workshop.votes import Choice, VoteMode, VoteState
from app.services.workshop import rows
from app.services.workshop.statements import forget_statement
from app.storage.changes import not_undoable


@not_undoable
def close_vote(session: Session, vote_id: int, *, now: datetime) -> Count:
    """Count a vote once all ballots are sealed, all of its sitting with it; the count of this one.

    A winner becomes the statement of its question; a run-off settles the tie it is about. It is
    not undone: a count before and one after a ballot would tell what is on it. ``UserError``
    while ballots are missing.
    """
    vote = rows.open_vote(session, vote_id)
    if vote.mode is not VoteMode.RANKED:
        raise UserError(_("Only ballots are counted; this vote goes by what is entered."))
    for each in rows.sitting(session, vote):
        missing = each.voters - len(ballots_of(session, each.id))
        if missing:
            raise UserError(
                ngettext(
                    "{n} ballot is missing. Seal it, or change how many vote.",
                    "{n} ballots are missing. Seal them, or change how many vote.",
                    missing,
                ).format(n=missing)
            )
        each.state = VoteState.COUNTED
        each.closed_at = now
        if each.parent_id is not None:
            settle_by(session, each, first_choices(session, each), now=now)
        else:
            accept_winner(session, each, now=now)
    return counted(session, vote)


def settle_tie(
    session: Session, vote_id: int, settlement: Settlement, *, agent_id: int | None, now: datetime
) -> Count:
    """Decide about the last round: run-off, merge, lot or ruling of a tie, or a rescue.

    Returns the count as it goes on. ``UserError`` if there is nothing to decide, if the decision
    settles nothing, or if a ruling or a rescue gives no reason.
    """
    vote = rows.undiscarded_vote(session, vote_id)
    if vote.state is VoteState.OPEN and vote.mode is VoteMode.RANKED:
        raise UserError(_("The ballots are not counted yet."))
    before = counted(session, vote)
    if isinstance(settlement, Ruling | Rescue) and not settlement.reason.strip():
        raise UserError(_("A decision by a person needs a reason: it is in the record."))
    if isinstance(settlement, Merge) and not settlement.text.strip():
        raise UserError(_("An idea needs words."))
    if not isinstance(settlement, Rescue) and before.undecided is None:
        raise UserError(_("No tie waits for a decision."))
    _decide(vote, Decision(len(before.rounds), settlement, agent_id))
    after = counted(session, vote)
    if after == before:
        raise UserError(_("This settles nothing: choose among those that are tied."))
    if isinstance(settlement, Rescue):
        vote.state, vote.closed_at = VoteState.OPEN, None
        forget_statement(rows.question(session, vote.question_id))
    accept_winner(session, vote, now=now)
    return after


def settle_by(
    session: Session, run_off: WorkshopVote, votes: Mapping[str, int], *, now: datetime
) -> None:
    """The run-off's numbers are a decision about the tied round it was taken for."""
    parent = rows.vote(session, run_off.parent_id or 0)
    _decide(parent, Decision(run_off.parent_round or 0, RunOff(dict(votes))))
    accept_winner(session, parent, now=now)


def take_back_run_off(session: Session, run_off: WorkshopVote) -> None:
    """The tie that a discarded run-off settled is open again, and all that came after it."""
    parent = rows.vote(session, run_off.parent_id or 0)
    number = run_off.parent_round or 0
    parent.decisions = [
        each
        for each in parent.decisions
        if each["round"] < number
        or (each["round"] == number and each["choice"] != Choice.RUN_OFF.value)
    ]
    if counted(session, parent).winner is None:
        forget_statement(rows.question(session, parent.question_id))


def accept_winner(session: Session, vote: WorkshopVote, *, now: datetime) -> None:
    """The winner's words are the statement, those of a merge where two texts were made one."""
    count = counted(session, vote)
    if count.winner is None:
        return
    vote.state = VoteState.COUNTED
    vote.closed_at = vote.closed_at or now
    texts = {str(idea_id): text for idea_id, text in vote.options} | count.texts
    question = rows.question(session, vote.question_id)
    question.winner_id = int(count.winner)
    question.statement = texts[count.winner]
    question.consent = None


def counted(session: Session, vote: WorkshopVote) -> Count:
    """The count as far as it goes, without a round where there is none yet."""
    return count_of(session, vote) or Count(())


def _decide(vote: WorkshopVote, decision: Decision) -> None:
    vote.decisions = [*vote.decisions, decision_as_json(decision)]
