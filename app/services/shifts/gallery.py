"""Beginning with a template: its kinds of shifts, and its rotation for some people and days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.queries.shifts.cells import absences, cells
from app.queries.shifts.kinds import KindRow, kinds
from app.queries.shifts.places import desk_calendar
from app.queries.shifts.rules import roster_settings
from app.rules.rosters.gallery import GALLERY, Template, TemplateKind
from app.rules.rosters.values import DayPart
from app.services.shifts.cells import CellChange, set_cells
from app.services.shifts.kinds import add_kind, change_kind

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789"


def apply_template(
    session: Session,
    key: str,
    *,
    agent_ids: Sequence[int] = (),
    first: date | None = None,
    last: date | None = None,
    now: datetime,
) -> Mapping[str, int]:
    """Take a template of the gallery: kind ids by sign. One step with all that is filled.

    A kind of the desk with the same name and times is used and asks for the template's people
    from now on. With ``agent_ids`` the rotation fills the days ``first`` to ``last`` where nothing
    stands yet, nobody is away, and the shift is asked for.
    """
    chosen = next((each for each in GALLERY if each.key == key), None)
    if chosen is None:
        raise UserError(_("There is no such template."))
    ids = {each.sign: _kind(session, each, now=now) for each in chosen.kinds}
    if agent_ids and first is not None and last is not None:
        session.flush()
        changes = _rotation(session, chosen, ids, agent_ids, first, last)
        set_cells(session, changes, now=now)
    return ids


def _kind(session: Session, wanted: TemplateKind, *, now: datetime) -> int:
    session.flush()
    living = [each for each in kinds(session) if not each.archived]
    kind = wanted.kind
    for each in living:
        if _same(each, wanted):
            change_kind(
                session, each.id, each.kind, colour=each.colour, demand=wanted.demand, now=now
            )
            return each.id
    taken = {each.letter for each in living}
    letters = (*kind.name.upper(), *_ALPHABET)
    free = next((each for each in letters if each.isalnum() and each not in taken), None)
    if free is None:
        raise UserError(_("There are more kinds of shifts than letters. Remove some first."))
    kind = replace(kind, letter=free)
    return add_kind(session, kind, colour=wanted.colour, demand=wanted.demand, now=now)


def _same(row: KindRow, wanted: TemplateKind) -> bool:
    kind = wanted.kind
    return (row.name, row.kind.start, row.kind.end, row.kind.zone, row.kind.presence) == (
        kind.name, kind.start, kind.end, kind.zone, kind.presence,
    )  # fmt: skip


def _rotation(
    session: Session,
    chosen: Template,
    ids: Mapping[str, int],
    agent_ids: Sequence[int],
    first: date,
    last: date,
) -> list[CellChange]:
    half_days = roster_settings(session).half_days
    calendar = desk_calendar(session, range(first.year, last.year + 1), half_days=half_days)
    taken = {
        (int(person), day) for person, row in cells(session, first, last).items() for day in row
    }
    taken |= {
        (each.agent_id, date.fromordinal(day))
        for each in absences(session, first, last)
        if each.absence.part is DayPart.WHOLE
        for day in range(each.absence.first.toordinal(), each.absence.last.toordinal() + 1)
    }
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        CellChange(agent_id, day, ids[shift.sign])
        for place, agent_id in enumerate(agent_ids)
        for day in days
        if (agent_id, day) not in taken
        and (shift := chosen.shift_on(place, day, calendar)) is not None
    ]
