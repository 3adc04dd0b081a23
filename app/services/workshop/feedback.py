"""What people say about a version: entered or imported, taken up or declined with a reason."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.mission import MissionFeedback, MissionVersion
from app.rules.workshop.feedback import QUESTIONS, Answer, trimmed
from app.services import loading


def add_answer(session: Session, version_id: int, answer: Answer, *, now: datetime) -> int:
    """What one person said about a version; the number of the answer. ``UserError`` if it says
    nothing, or speaks of a sentence that is not there."""
    return add_answers(session, version_id, [answer], now=now)[0]


def add_answers(
    session: Session, version_id: int, answers: Iterable[Answer], *, now: datetime
) -> list[int]:
    """What several people said, in one step as an import brings it; the answers' numbers."""
    version = loading.existing(
        session, MissionVersion, version_id, _("This version does not exist any more.")
    )
    query = select(func.max(MissionFeedback.answer_number)).where(
        MissionFeedback.version_id == version_id
    )
    number = session.scalar(query) or 0
    added: list[int] = []
    for answer in map(trimmed, answers):
        if not answer.remarks:
            raise UserError(_("Nothing is said in this answer."))
        number += 1
        added.append(number)
        for each in answer.remarks:
            known = each.question in QUESTIONS
            if each.sentence is not None:
                known = 0 <= each.sentence < len(version.sentences)
            if not known:
                raise UserError(_("There is no such sentence in this version."))
            session.add(
                MissionFeedback(
                    version_id=version_id,
                    answer_number=number,
                    sentence=each.sentence,
                    question=each.question if each.sentence is None else "",
                    verdict=each.verdict,
                    comment=each.comment,
                    source=answer.source,
                    at=now,
                )
            )
    session.flush()
    return added


def decide(
    session: Session,
    ids: Sequence[int],
    *,
    taken_up: bool | None,
    reason: str = "",
    now: datetime,
) -> None:
    """Take remarks up, decline them with a reason, or leave the decision open again (None)."""
    if taken_up is False and not reason.strip():
        raise UserError(_("Say why it is declined: whoever said it can be told."))
    for each in dict.fromkeys(ids):
        remark = _remark(session, each)
        remark.taken_up = taken_up
        remark.reason = "" if taken_up is None else reason.strip()


def remove_answer(session: Session, version_id: int, number: int, *, now: datetime) -> None:
    """Remove all that one person said about a version."""
    query = select(MissionFeedback).where(
        MissionFeedback.version_id == version_id, MissionFeedback.answer_number == number
    )
    for each in session.scalars(query):
        session.delete(each)


def _remark(session: Session, remark_id: int) -> MissionFeedback:
    return loading.existing(
        session, MissionFeedback, remark_id, _("This remark was removed already.")
    )
