"""The statements that answer the questions: accepted, polished, agreed to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.workshop import WorkshopQuestion
from app.services.workshop import rows


def accept_only_idea(session: Session, question_id: int, *, now: datetime) -> None:
    """Make the only idea under a question its statement, without a vote."""
    question = rows.question(session, question_id)
    stand = rows.standing(session, question_id)
    if len(stand) != 1:
        raise UserError(_("Only a single idea is accepted without a vote."))
    question.winner_id = stand[0].id
    question.statement = stand[0].text


def reword_statement(session: Session, question_id: int, text: str, *, now: datetime) -> None:
    """Polish the words of a statement; the idea behind it keeps its own."""
    question = rows.question(session, question_id)
    if question.winner_id is None:
        raise UserError(_("This question has no statement yet."))
    question.statement = rows.checked_text(text, _("A statement needs words."))


def accept_consent(
    session: Session, question_id: int, *, objections: Sequence[str] = (), now: datetime
) -> None:
    """Record the answer to “Can anyone not live with this?”: nobody, or the objections."""
    question = rows.question(session, question_id)
    if question.winner_id is None:
        raise UserError(_("This question has no statement yet."))
    said = [each.strip() for each in objections if each.strip()]
    question.consent = {"objections": said, "at": now.isoformat(timespec="seconds")}


def forget_statement(question: WorkshopQuestion) -> None:
    """The question is open again."""
    question.winner_id = None
    question.statement = ""
    question.consent = None
