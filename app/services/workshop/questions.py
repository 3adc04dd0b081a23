"""The questions of a workshop: added, reworded, moved, removed."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.workshop import WorkshopIdea, WorkshopQuestion, WorkshopVote
from app.services.workshop import rows

MOST_QUESTIONS = 9
"""As many as have a key of their own in the room."""


def add_question(session: Session, workshop_id: int, text: str, *, now: datetime) -> int:
    """One more question at the end; its id. ``UserError`` beyond nine."""
    rows.workshop(session, workshop_id)
    asked = rows.questions(session, workshop_id)
    if len(asked) >= MOST_QUESTIONS:
        raise UserError(_("A workshop has at most {count} questions.").format(count=MOST_QUESTIONS))
    question = WorkshopQuestion(
        workshop_id=workshop_id,
        position=asked[-1].position + 1 if asked else 0,
        text=_checked(text),
    )
    session.add(question)
    session.flush()
    return question.id


def change_question(session: Session, question_id: int, text: str, *, now: datetime) -> None:
    """Reword a question."""
    rows.question(session, question_id).text = _checked(text)


def move_question(session: Session, question_id: int, position: int, *, now: datetime) -> None:
    """Put a question at another place among the others."""
    question = rows.question(session, question_id)
    order = [each for each in rows.questions(session, question.workshop_id) if each is not question]
    order.insert(max(0, position), question)
    for place, each in enumerate(order):
        each.position = place


def remove_question(session: Session, question_id: int, *, now: datetime) -> None:
    """Remove a question. ``UserError`` while it has ideas or votes, and for the only one."""
    question = rows.question(session, question_id)
    ideas = select(WorkshopIdea.id).where(
        (WorkshopIdea.question_id == question_id) | (WorkshopIdea.origin_id == question_id)
    )
    votes = select(WorkshopVote.id).where(WorkshopVote.question_id == question_id)
    if session.scalar(select(exists(ideas) | exists(votes))):
        raise UserError(_("This question has ideas. Move them to another one first."))
    if len(rows.questions(session, question.workshop_id)) == 1:
        raise UserError(_("A workshop needs at least one question."))
    session.delete(question)


def _checked(text: str) -> str:
    return rows.checked_text(text, _("A question needs words."), longest=300)
