"""Publishing a plan: what the team was told, in versions."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import Publication
from app.queries.shifts.cells import assignments
from app.queries.shifts.kinds import kinds
from app.queries.shifts.published import content_of
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
    """Tell the team the plan of these days as it is now; the number of the version, from 1."""
    if last < first:
        raise UserError(_("The period ends before it begins."))
    session.flush()
    planned = assignments(session, first, last)
    if not planned:
        raise UserError(_("There is nothing to publish: no shift is planned in this period."))
    named = {kind for row in planned.values() for kind in row.values()}
    number = (session.scalar(select(func.max(Publication.number))) or 0) + 1
    session.add(
        Publication(
            number=number,
            first=first,
            last=last,
            at=now,
            agent_id=agent_id,
            content=content_of(
                {each.key: each.kind for each in kinds(session) if each.key in named}, planned
            ),
            note=note.strip(),
        )
    )
    return number
