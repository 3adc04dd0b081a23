"""What is half typed and how far a clock is: kept as it is typed, so that a crash costs nothing."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.workshop import WorkshopUnfinished
from app.services.workshop import rows
from app.storage.changes import unrecorded


@unrecorded
def keep_typed(session: Session, workshop_id: int, phase: str, typed: Mapping[str, str]) -> None:
    """Keep texts of a phase by what they were typed into; empty ones are forgotten."""
    row = _row(session, workshop_id, phase)
    row.typed = {place: text for place, text in typed.items() if text.strip()}


@unrecorded
def keep_clock(
    session: Session, workshop_id: int, phase: str, *, left: float, since: datetime | None
) -> None:
    """Keep the seconds left on a phase's clock, at the moment ``since`` from which it runs."""
    row = _row(session, workshop_id, phase)
    row.clock_left = left
    row.clock_since = since


def _row(session: Session, workshop_id: int, phase: str) -> WorkshopUnfinished:
    query = select(WorkshopUnfinished).where(
        WorkshopUnfinished.workshop_id == workshop_id, WorkshopUnfinished.phase == phase
    )
    found = session.scalars(query).one_or_none()
    if found is None:
        found = WorkshopUnfinished(workshop_id=rows.workshop(session, workshop_id).id, phase=phase)
        session.add(found)
    return found
