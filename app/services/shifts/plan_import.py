"""A plan from a file taken into the desk's own: shifts, days off and absences in one step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.formats.rosters.reading import ReadPlan
from app.queries.shifts.cells import absences
from app.queries.shifts.plan_match import PeopleMatch, ShiftMatch
from app.rules.rosters.matching import Meaning
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.cells import CellChange, set_cells


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken over: cells and absences; ``left_out`` are entries that mean nothing here."""

    cells: int
    absences: int
    left_out: int


def import_plan(
    session: Session, plan: ReadPlan, people: PeopleMatch, shifts: ShiftMatch, *, now: datetime
) -> Imported:
    """Fill the cells that the plan names; all others stay.

    A text that ``people`` or ``shifts`` take for nothing is left out, and so is an absence on a day
    on which the person is away already. Of two entries of a day the later one holds.
    """
    changes: list[CellChange] = []
    away: dict[tuple[int, AbsenceKind], set[date]] = {}
    left_out = 0
    for each in plan.shifts:
        person, meaning = people.get(each.person), shifts.get(each.shift)
        if person is None or meaning is None:
            left_out += 1
        elif isinstance(meaning, AbsenceKind):
            away.setdefault((int(person), meaning), set()).add(each.day)
        else:
            kind = None if isinstance(meaning, Meaning) else int(meaning)
            comment = each.comment or None
            changes.append(
                CellChange(int(person), each.day, kind, off=kind is None, comment=comment)
            )
    set_cells(session, changes, now=now)
    added = 0
    taken = _away_already(session, away.values())
    for (agent_id, reason), days in away.items():
        free = days - taken.get(agent_id, set())
        for first, last in _stretches(free):
            add_absence(session, agent_id, first=first, last=last, kind=reason, now=now)
            added += 1
        taken.setdefault(agent_id, set()).update(free)
    return Imported(len({(each.agent_id, each.day) for each in changes}), added, left_out)


def _away_already(session: Session, wanted: Iterable[set[date]]) -> dict[int, set[date]]:
    days = sorted(day for each in wanted for day in each)
    found: dict[int, set[date]] = {}
    for row in absences(session, days[0], days[-1]) if days else ():
        length = (row.absence.last - row.absence.first).days + 1
        found.setdefault(row.agent_id, set()).update(
            row.absence.first + timedelta(days=n) for n in range(length)
        )
    return found


def _stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days in a row as first and last."""
    first: date | None = None
    last: date | None = None
    for day in sorted(days):
        if last is not None and first is not None and day - last != timedelta(days=1):
            yield first, last
            first = None
        first, last = first or day, day
    if first is not None and last is not None:
        yield first, last
