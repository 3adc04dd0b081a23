"""What a plan comes to for each person: hours, nights, weekends, holidays, now and over a year."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.rosters.case import WEEK, YEAR, Case
from app.rules.rosters.hours import Hours, hours_of
from app.rules.rosters.spans import Duty
from app.rules.rosters.timetable import Shifts, Timetable
from app.rules.rosters.values import Plan

_WEEKEND = (6, 0)
"""Ordinals of Saturdays and Sundays, modulo a week."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often: shifts that count as nights, weekends with a shift, public holidays worked."""

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
    table = Timetable(plan, shifts)
    return {person.key: totals_of(Case(table, person)) for person in plan.people}


def totals_of(case: Case) -> Totals:
    """The totals of one person. On-call duty counts here as presence does: it binds as well."""
    year = [each for each in case.duties if case.last - YEAR < each.day <= case.last]
    period = [each for each in year if each.day >= case.first]
    return Totals(hours_of(case), _tally(case, period), _tally(case, year))


def _tally(case: Case, duties: list[Duty]) -> Tally:
    return Tally(
        shifts=len(duties),
        nights=sum(each.kind.night for each in duties),
        weekends=len({(each.day + 1) // WEEK for each in duties if each.day % WEEK in _WEEKEND}),
        holidays=sum(1 for each in duties if case.holidays.get(each.day) == 0),
    )
