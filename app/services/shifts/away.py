"""Absences marked in the plan itself: several people and stretches of days in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.shifts import Absence
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one person, both ends included."""

    agent_id: int
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Each of them."""
        return tuple(self.first + _DAY * n for n in range((self.last - self.first).days + 1))


def mark_away(
    session: Session, stretches: Sequence[Stretch], *, kind: AbsenceKind, now: datetime
) -> None:
    """These people are away on these days, instead of what was entered for them before."""
    mark_there(session, stretches, now=now)
    for each in stretches:
        add_absence(session, each.agent_id, first=each.first, last=each.last, kind=kind, now=now)


def mark_there(session: Session, stretches: Sequence[Stretch], *, now: datetime) -> None:
    """These people are there on these days; what lies around of an absence stays."""
    for each in stretches:
        touched = select(Absence).where(
            Absence.agent_id == each.agent_id,
            Absence.last >= each.first,
            Absence.first <= each.last,
        )
        for absence in session.scalars(touched).all():
            _cut(session, absence, each)
        session.flush()


def _cut(session: Session, absence: Absence, free: Stretch) -> None:
    before = absence.first < free.first
    after = absence.last > free.last
    if before and after:
        session.add(
            Absence(
                agent_id=absence.agent_id,
                first=free.last + _DAY,
                last=absence.last,
                kind=absence.kind,
                part=absence.part,
                comment=absence.comment,
            )
        )
    if before:
        absence.last = free.first - _DAY
    elif after:
        absence.first = free.last + _DAY
    else:
        session.delete(absence)
