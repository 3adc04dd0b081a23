"""Who is away, from when to when, and why."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import Absence
from app.rules.rosters.values import AbsenceKind, DayPart
from app.services import loading


def add_absence(
    session: Session,
    agent_id: int,
    *,
    first: date,
    last: date,
    kind: AbsenceKind,
    part: DayPart = DayPart.WHOLE,
    comment: str = "",
    now: datetime,
) -> int:
    """Somebody is away; the id. The shifts of these days stay until somebody moves them.

    ``UserError`` if the person is away then already.
    """
    loading.agent(session, agent_id)
    absence = Absence(agent_id=agent_id)
    _write(session, absence, first=first, last=last, kind=kind, part=part, comment=comment)
    session.add(absence)
    session.flush()
    return absence.id


def change_absence(
    session: Session,
    absence_id: int,
    *,
    first: date,
    last: date,
    kind: AbsenceKind,
    part: DayPart = DayPart.WHOLE,
    comment: str = "",
    now: datetime,
) -> None:
    """Other days or another reason."""
    absence = _absence(session, absence_id)
    _write(session, absence, first=first, last=last, kind=kind, part=part, comment=comment)


def remove_absence(session: Session, absence_id: int, *, now: datetime) -> None:
    """Somebody is there after all."""
    session.delete(_absence(session, absence_id))


def _absence(session: Session, absence_id: int) -> Absence:
    gone = _("This absence was removed already.")
    return loading.existing(session, Absence, absence_id, gone)


def _write(
    session: Session,
    absence: Absence,
    *,
    first: date,
    last: date,
    kind: AbsenceKind,
    part: DayPart,
    comment: str,
) -> None:
    if last < first:
        raise UserError(_("The absence ends before it begins."))
    theirs = select(Absence).where(
        Absence.agent_id == absence.agent_id, Absence.last >= first, Absence.first <= last
    )
    for other in session.scalars(theirs):
        if other is not absence and _meet(other.part, part):
            raise UserError(_("This person is away on some of these days already."))
    absence.first, absence.last, absence.kind, absence.part = first, last, kind, part
    absence.comment = comment.strip()


def _meet(one: DayPart, other: DayPart) -> bool:
    """Whether both take the same half of a day."""
    return one is other or DayPart.WHOLE in (one, other)
