"""The steps that undo and redo would act on, read without the mapped classes: a start asks."""

from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.storage.changes import Step

_STEP = "SELECT id, label, agent_id, at FROM undo_step WHERE {which} LIMIT 1"


def next_undo(session: Session) -> Step | None:
    """The step that would be taken back next."""
    return _step(session, "NOT undone ORDER BY id DESC")


def next_redo(session: Session) -> Step | None:
    """The step that would be done again next."""
    return _step(session, "undone ORDER BY id")


def _step(session: Session, which: str) -> Step | None:
    row = session.execute(text(_STEP.format(which=which))).first()
    if row is None:
        return None
    return Step(row.id, row.label, row.agent_id, datetime.fromtimestamp(row.at / 1000, UTC))
