"""Publishing a plan: what the team was told, in versions."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.desk import Desk
from app.models.shifts import Publication, ToldDuty
from app.queries.shifts.cells import assignments
from app.queries.shifts.kinds import kinds
from app.queries.shifts.published import content_of
from app.rules.rosters.spans import duty
from app.rules.rosters.values import Presence, ShiftKind
from app.storage.changes import not_undoable


@not_undoable
def publish(
    session: Session,
    *,
    first: date,
    last: date,
    agent_id: int | None,
    now: datetime,
    note: str = "",
) -> int:
    """Tell the team the plan of these days as it is now; the number of the version, from 1.

    A plan without any shift can be told only where it takes back what was told before.
    """
    if last < first:
        raise UserError(_("The period ends before it begins."))
    session.flush()
    planned = assignments(session, first, last)
    told = select(ToldDuty.day).where(ToldDuty.day.between(first, last)).limit(1)
    if not planned and session.scalar(told) is None:
        raise UserError(_("There is nothing to publish: no shift is planned in this period."))
    used = {kind for row in planned.values() for kind in row.values()}
    named = {each.key: each.kind for each in kinds(session) if each.key in used}
    number = (session.scalar(select(func.max(Publication.number))) or 0) + 1
    session.add(
        Publication(
            number=number,
            first=first,
            last=last,
            at=now,
            agent_id=agent_id,
            content=content_of(named, planned),
            note=note.strip(),
        )
    )
    _tell(session, first, last, named, planned)
    return number


def _tell(
    session: Session,
    first: date,
    last: date,
    named: Mapping[str, ShiftKind],
    planned: Mapping[str, Mapping[date, str]],
) -> None:
    """Write down when each shift really begins and ends, in place of what was told before."""
    session.execute(delete(ToldDuty).where(ToldDuty.day.between(first, last)))
    desk = session.get_one(Desk, 1)
    for person, row in planned.items():
        for day, key in row.items():
            kind = named[key]
            told = duty(kind, day, desk.zone or "UTC")
            session.add(
                ToldDuty(
                    agent_id=int(person),
                    day=day,
                    letter=kind.letter,
                    name=kind.name,
                    starts_at=_moment(told.start),
                    ends_at=_moment(told.end),
                    on_call=kind.presence is Presence.ON_CALL,
                )
            )


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
