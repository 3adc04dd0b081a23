"""Somebody calls in sick and the plan changes for it: one step."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.cells import CellChange, set_cells


def take_sick_call(
    session: Session,
    agent_id: int,
    changes: Sequence[CellChange],
    *,
    first: date,
    last: date,
    now: datetime,
) -> None:
    """Enter the absence and fill cells; ``UserError`` if the person is away then already."""
    add_absence(session, agent_id, first=first, last=last, kind=AbsenceKind.SICK, now=now)
    set_cells(session, changes, now=now)
