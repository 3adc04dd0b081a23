"""A plan as a sheet to print or to save."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.decoding import first as first_row
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.roster import Roster, roster
from app.rules.rosters.away import gone
from app.rules.rosters.demand import Demand
from app.rules.rosters.sheet import Cover, Sheet, SheetCell, SheetDay, SheetKind, SheetRow
from app.rules.rosters.values import Absence, DayPart, Presence

_SUNDAY = 6


def sheet(session: Session, *, first: date, last: date) -> Sheet:
    """The sheet of the days ``first`` to ``last`` as they are planned now."""
    (name,) = first_row(session, "SELECT name FROM desk WHERE id = 1") or ("",)
    return sheet_of(roster(session, first=first, last=last), desk=name)


def sheet_of(plan: Roster, *, desk: str) -> Sheet:
    """The sheet of a plan that was read already."""
    days = [plan.first + timedelta(days=n) for n in range((plan.last - plan.first).days + 1)]
    kinds = {each.key: sheet_kind(each) for each in plan.kinds}
    used = {cell.kind for row in plan.cells.values() for cell in row.values()}
    shown = [each for each in plan.kinds if not each.archived or each.key in used]
    published = plan.published
    return Sheet(
        desk=desk,
        days=tuple(_day(plan, day) for day in days),
        rows=tuple(_row(plan, each.key, each.name, days, kinds) for each in plan.people),
        kinds=tuple(kinds[each.key] for each in shown),
        cover=tuple(_cover(plan, each.key, days, kinds[each.key]) for each in shown),
        version=published.number if published else None,
    )


def sheet_kind(row: KindRow) -> SheetKind:
    """A kind of shift for the legend."""
    kind = row.kind
    on_call = kind.presence is Presence.ON_CALL
    return SheetKind(row.key, row.letter, row.name, kind.start, kind.end, row.colour, on_call)


def _day(plan: Roster, day: date) -> SheetDay:
    holiday = plan.plan.calendar.holidays.get(day)
    free = day.weekday() == _SUNDAY or (holiday is not None and not holiday.half)
    return SheetDay(day, holiday.name if holiday else "", free)


def _row(
    plan: Roster, key: str, name: str, days: list[date], kinds: dict[str, SheetKind]
) -> SheetRow:
    away = _away(plan, key)
    changed = {each.day for each in plan.differences if each.person == key}
    totals = plan.totals[key]
    return SheetRow(
        key=key,
        name=name,
        cells=tuple(_cell(plan, key, day, kinds, away.get(day), day in changed) for day in days),
        planned=totals.hours.planned + totals.hours.credited,
        owed=totals.hours.owed,
        balance=totals.hours.balance,
        nights=totals.period.nights,
        weekends=totals.period.weekends,
        holidays=totals.period.holidays,
    )


def _cell(
    plan: Roster,
    key: str,
    day: date,
    kinds: dict[str, SheetKind],
    absence: Absence | None,
    changed: bool,
) -> SheetCell:
    cell = plan.cell(key, day)
    return SheetCell(
        kind=kinds.get(cell.kind) if cell and cell.kind else None,
        off=bool(cell and cell.off),
        absence=absence.kind if absence else None,
        part=absence.part if absence else DayPart.WHOLE,
        comment=cell.comment if cell else "",
        changed=changed,
    )


def _away(plan: Roster, key: str) -> dict[date, Absence]:
    return {
        date.fromordinal(day): each.absence
        for each in plan.absences
        if each.absence.person == key
        for day in range(each.absence.first.toordinal(), each.absence.last.toordinal() + 1)
    }


def _cover(plan: Roster, key: str, days: list[date], kind: SheetKind) -> Cover:
    away = gone(plan.plan.absences, plan.first, plan.last)
    planned = [
        sum(
            day in row and row[day].kind == key and (person, day) not in away
            for person, row in plan.cells.items()
        )
        for day in days
    ]
    least = [plan.demand.get((day, key), Demand()).least for day in days]
    return Cover(kind, tuple(planned), tuple(least))
