"""What a plan comes to for each person: hours, nights, weekends, holidays, now and over a year."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.rules.rosters.case import WEEK, YEAR, Case
from app.rules.rosters.hours import Hours, hours_of
from app.rules.rosters.timetable import Shifts, Timetable
from app.rules.rosters.values import Person, Plan

_SATURDAY, _SUNDAY = 6, 0
"""What their ordinals leave, divided by seven."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often: shifts, those that count as nights, weekends with a shift, holidays worked.

    On-call duty counts as presence does: it binds as well.
    """

    shifts: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Of one person: the hours, the burdens of the period, and of the year up to its end."""

    hours: Hours
    period: Tally
    year: Tally


def totals(plan: Plan, shifts: Shifts | None = None) -> Mapping[str, Totals]:
    """The totals of everybody; ``shifts`` of an earlier check (``Findings``) save time."""
    rows = {key: _between(row, plan.first, plan.last) for key, row in plan.assignments.items()}
    table = Timetable(replace(plan, assignments=rows), shifts)
    year = date.fromordinal(plan.last.toordinal() - YEAR + 1)
    return {
        person.key: Totals(
            hours_of(Case(table, person)),
            _tally(plan, person, rows.get(person.key, {})),
            _tally(plan, person, _between(plan.assignments.get(person.key, {}), year, plan.last)),
        )
        for person in plan.people
    }


def _between(row: Mapping[date, str], first: date, last: date) -> Mapping[date, str]:
    return {day: kind for day, kind in row.items() if first <= day <= last}


def _tally(plan: Plan, person: Person, row: Mapping[date, str]) -> Tally:
    holidays = (person.calendar or plan.calendar).holidays
    nights = {key for key, kind in plan.kinds.items() if kind.night}
    # Ordinals: a Saturday and the Sunday after it fall into one week that begins a day earlier.
    days = [day.toordinal() for day in row]
    return Tally(
        shifts=len(row),
        nights=sum(kind in nights for kind in row.values()),
        weekends=len({(day + 1) // WEEK for day in days if day % WEEK in (_SATURDAY, _SUNDAY)}),
        holidays=sum(
            1 for day, found in holidays.items() if day in row and found.legal and not found.half
        ),
    )
