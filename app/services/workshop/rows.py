"""Mapped rows of a workshop by id, refused in words where they are gone."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.workshop import Workshop, WorkshopIdea, WorkshopQuestion, WorkshopVote
from app.rules.workshop.votes import VoteState
from app.services import loading


def workshop(session: Session, workshop_id: int) -> Workshop:
    """The workshop; ``UserError`` if it was deleted."""
    gone = _("This workshop was deleted already.")
    found = loading.existing(session, Workshop, workshop_id, gone)
    if found.deleted_at is not None:
        raise UserError(gone)
    return found


def question(session: Session, question_id: int) -> WorkshopQuestion:
    """The question; ``UserError`` if it was removed."""
    return loading.existing(
        session, WorkshopQuestion, question_id, _("This question was removed already.")
    )


def questions(session: Session, workshop_id: int) -> list[WorkshopQuestion]:
    """The questions of a workshop in their order."""
    query = (
        select(WorkshopQuestion)
        .where(WorkshopQuestion.workshop_id == workshop_id)
        .order_by(WorkshopQuestion.position, WorkshopQuestion.id)
    )
    return list(session.scalars(query))


def idea(session: Session, idea_id: int) -> WorkshopIdea:
    """The idea; ``UserError`` if it is gone."""
    return loading.existing(session, WorkshopIdea, idea_id, _("This idea does not exist any more."))


def ideas(session: Session, ids: list[int]) -> list[WorkshopIdea]:
    """The ideas in the order of ``ids``; ``UserError`` if one is gone."""
    return [idea(session, each) for each in dict.fromkeys(ids)]


def standing(session: Session, question_id: int) -> list[WorkshopIdea]:
    """The ideas of a question that are neither in the basket nor merged into another, in order."""
    query = (
        select(WorkshopIdea)
        .where(
            WorkshopIdea.question_id == question_id,
            ~WorkshopIdea.basket,
            WorkshopIdea.merged_into_id.is_(None),
        )
        .order_by(WorkshopIdea.position, WorkshopIdea.id)
    )
    return list(session.scalars(query))


def vote(session: Session, vote_id: int) -> WorkshopVote:
    """The vote; ``UserError`` if it is gone."""
    return loading.existing(session, WorkshopVote, vote_id, _("There is no such vote."))


def open_vote(session: Session, vote_id: int) -> WorkshopVote:
    """The vote that is under way; ``UserError`` if it is over."""
    found = vote(session, vote_id)
    if found.state is not VoteState.OPEN:
        raise UserError(_("This vote is over."))
    return found


def undiscarded_vote(session: Session, vote_id: int) -> WorkshopVote:
    """The vote, open or counted; ``UserError`` if it was discarded."""
    found = vote(session, vote_id)
    if found.state is VoteState.DISCARDED:
        raise UserError(_("This vote was discarded."))
    return found


def sitting(session: Session, vote: WorkshopVote) -> list[WorkshopVote]:
    """The votes on the same ballot papers, this one among them, in the order of the papers."""
    if vote.sitting is None:
        return [vote]
    query = select(WorkshopVote).where(WorkshopVote.sitting == vote.sitting)
    return list(session.scalars(query.order_by(WorkshopVote.id)))


def checked_text(text: str, empty: str, *, longest: int = 500) -> str:
    """What was typed, without spaces around it; ``UserError`` if it is empty or too long."""
    stripped = text.strip()
    if not stripped:
        raise UserError(empty)
    if len(stripped) > longest:
        raise UserError(
            _("This is too long to be read on a screen: at most {count} characters.").format(
                count=longest
            )
        )
    return stripped
