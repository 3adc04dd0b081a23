"""Votes: opened with everything frozen, on one question or on all; discarded as a whole."""

import random
from collections.abc import Sequence
from datetime import datetime
from secrets import SystemRandom

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.workshop import BallotBox, WorkshopQuestion, WorkshopVote
from app.queries.workshop.counting import ballots_of, count_of
from app.rules.voting.ties import TieRule
from app.rules.workshop.votes import VoteMode, VoteState
from app.services.workshop import rows
from app.services.workshop.meetings import MOST_PEOPLE
from app.services.workshop.outcomes import accept_winner, take_back_run_off
from app.services.workshop.statements import forget_statement
from app.storage.changes import not_undoable, untraceable


@not_undoable
def open_vote(
    session: Session,
    question_id: int,
    *,
    mode: VoteMode,
    voters: int,
    tie_rules: Sequence[TieRule] | None = None,
    dice: random.Random | None = None,
    now: datetime,
) -> int:
    """Open a vote on the ideas that stand under a question; its id.

    Options, number of voters and tie rules (those of the workshop unless given) are frozen, and
    the lot is drawn with ``dice``, the system's unless given. ``UserError`` with fewer than two
    ideas, or while a vote on this question is open. It is not undone but discarded.
    """
    question = rows.question(session, question_id)
    return _open(session, [question], mode, voters, tie_rules, dice, now)[0]


@not_undoable
def open_votes(
    session: Session,
    workshop_id: int,
    *,
    mode: VoteMode,
    voters: int,
    tie_rules: Sequence[TieRule] | None = None,
    dice: random.Random | None = None,
    now: datetime,
) -> list[int]:
    """Open votes on all questions of a workshop that have at least two ideas and no vote yet, to
    be answered in one sitting; their ids in the order of the questions."""
    rows.workshop(session, workshop_id)
    asked = [
        each
        for each in rows.questions(session, workshop_id)
        if len(rows.standing(session, each.id)) > 1
        and not _votes(session, each.id, VoteState.OPEN, VoteState.COUNTED)
    ]
    if not asked:
        raise UserError(_("No question has two ideas to vote on."))
    return _open(session, asked, mode, voters, tie_rules, dice, now)


@not_undoable
def open_run_off(session: Session, vote_id: int, *, voters: int, now: datetime) -> int:
    """Open the run-off that an undecided count waits for, between those tied; its id.

    It is taken in the way of the vote itself; each ballot names one of them.
    """
    vote = rows.vote(session, vote_id)
    counted = count_of(session, vote)
    if counted is None or counted.undecided is None:
        raise UserError(_("No tie waits for a run-off."))
    if _run_offs(session, vote_id, VoteState.OPEN):
        raise UserError(_("The run-off is open already."))
    texts = {str(idea_id): text for idea_id, text in vote.options} | counted.texts
    run_off = WorkshopVote(
        workshop_id=vote.workshop_id,
        question_id=vote.question_id,
        parent_id=vote.id,
        parent_round=len(counted.rounds),
        number=_next_number(session, vote.workshop_id),
        mode=vote.mode,
        voters=_checked_voters(voters),
        options=[[int(each), texts[each]] for each in counted.undecided],
        opened_at=now,
    )
    session.add(run_off)
    session.flush()
    return run_off.id


@not_undoable
def set_voters(session: Session, vote_id: int, voters: int, *, now: datetime) -> None:
    """Someone came or left while a vote is open: change how many vote, on all of its papers.

    ``UserError`` if more ballots are sealed already, or more hands were raised in a round.
    """
    checked = _checked_voters(voters)
    for vote in rows.sitting(session, rows.open_vote(session, vote_id)):
        if len(ballots_of(session, vote.id)) > checked:
            raise UserError(_("More ballots than that are sealed already."))
        if any(sum(tally.values()) > checked for tally in vote.entered):
            raise UserError(_("More people than that have voted in an earlier round."))
        vote.voters = checked


@untraceable
@not_undoable
def discard_vote(session: Session, vote_id: int, *, now: datetime) -> None:
    """Discard a whole vote with all of its ballots, its run-offs too; its question is open again.

    Of a sitting, all votes on the same ballot papers.
    """
    vote = rows.vote(session, vote_id)
    for each in rows.sitting(session, vote):
        was_counted = each.state is VoteState.COUNTED
        for one in (each, *_run_offs(session, each.id, VoteState.OPEN, VoteState.COUNTED)):
            one.state = VoteState.DISCARDED
            one.closed_at = now
            session.execute(delete(BallotBox).where(BallotBox.vote_id == one.id))
        if each.parent_id is not None:
            take_back_run_off(session, each)
        elif was_counted:
            _go_back_to_earlier_vote(session, each.question_id, now=now)


def _open(
    session: Session,
    asked: Sequence[WorkshopQuestion],
    mode: VoteMode,
    voters: int,
    tie_rules: Sequence[TieRule] | None,
    dice: random.Random | None,
    now: datetime,
) -> list[int]:
    workshop = rows.workshop(session, asked[0].workshop_id)
    agreed = workshop.tie_rules if tie_rules is None else [each.value for each in tie_rules]
    opened: list[WorkshopVote] = []
    for question in asked:
        if _votes(session, question.id, VoteState.OPEN):
            raise UserError(_("A vote on this question is open already."))
        options = [[each.id, each.text] for each in rows.standing(session, question.id)]
        if len(options) < 2:
            raise UserError(_("A vote needs at least two ideas."))
        lot = [idea_id for idea_id, _text in options]
        (dice or SystemRandom()).shuffle(lot)
        vote = WorkshopVote(
            workshop_id=workshop.id,
            question_id=question.id,
            number=_next_number(session, workshop.id),
            mode=mode,
            voters=_checked_voters(voters),
            options=options,
            tie_rules=agreed,
            lot_order=lot,
            opened_at=now,
        )
        session.add(vote)
        session.flush()
        opened.append(vote)
    if len(opened) > 1:
        for vote in opened:
            vote.sitting = opened[0].id
    return [vote.id for vote in opened]


def _votes(session: Session, question_id: int, *states: VoteState) -> list[WorkshopVote]:
    query = select(WorkshopVote).where(
        WorkshopVote.question_id == question_id,
        WorkshopVote.parent_id.is_(None),
        WorkshopVote.state.in_(states),
    )
    return list(session.scalars(query.order_by(WorkshopVote.id)))


def _go_back_to_earlier_vote(session: Session, question_id: int, *, now: datetime) -> None:
    """The statement is that of the vote before the discarded one, if there was one."""
    forget_statement(rows.question(session, question_id))
    for earlier in _votes(session, question_id, VoteState.COUNTED)[-1:]:
        accept_winner(session, earlier, now=now)


def _run_offs(session: Session, vote_id: int, *states: VoteState) -> list[WorkshopVote]:
    query = select(WorkshopVote).where(
        WorkshopVote.parent_id == vote_id, WorkshopVote.state.in_(states)
    )
    return list(session.scalars(query))


def _next_number(session: Session, workshop_id: int) -> int:
    query = select(func.max(WorkshopVote.number)).where(WorkshopVote.workshop_id == workshop_id)
    return (session.scalar(query) or 0) + 1


def _checked_voters(voters: int) -> int:
    if not 1 <= voters <= MOST_PEOPLE:
        raise UserError(_("A vote has between 1 and {most} voters.").format(most=MOST_PEOPLE))
    return voters
