"""Everything a shift plan of some days consists of, in one read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.shifts.cells import AbsenceRow, Cell, absences, assignments, cells, wishes
from app.queries.shifts.kinds import KindRow, kinds
from app.queries.shifts.people import PersonRow, Profile, person_of, planned_people
from app.queries.shifts.places import desk_calendar, other_place
from app.queries.shifts.published import Publication, published, told_shifts
from app.queries.shifts.rules import RosterSettings, roster_settings
from app.rules.rosters.account import carried_forward
from app.rules.rosters.demand import Demand, Wish, period_demand
from app.rules.rosters.differences import Difference, differences
from app.rules.rosters.rule import RuleSet
from app.rules.rosters.totals import Totals, totals
from app.rules.rosters.values import Calendar, Plan

_YEAR = timedelta(days=366)
_LATER = timedelta(weeks=8)
"""What is planned afterwards, as far as a compensatory day may lie (ArbZG § 11 (3))."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A plan with what the desk asks of it and knows beside it.

    ``plan`` holds a year of history and eight weeks of what follows; ``cells`` the cells of the
    period that hold anything. ``published``: the newest version that covers the first day, among
    all (``publications``) that touch the period. ``wishes`` and ``demand`` are worked out by day.
    """

    plan: Plan
    rules: RuleSet
    settings: RosterSettings
    kinds: tuple[KindRow, ...]
    people: tuple[PersonRow, ...]
    cells: Mapping[str, Mapping[date, Cell]]
    absences: tuple[AbsenceRow, ...]
    wishes: tuple[Wish, ...]
    demand: Mapping[tuple[date, str], Demand]
    publications: tuple[Publication, ...]
    totals: Mapping[str, Totals]

    @property
    def first(self) -> date:
        """The first day of the period."""
        return self.plan.first

    @property
    def last(self) -> date:
        """The last day of the period, included."""
        return self.plan.last

    @property
    def published(self) -> Publication | None:
        """The newest version that covers the first day."""
        covering = (each for each in self.publications if each.covers(self.plan.first))
        return next(covering, None)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The days of the period that the team was told otherwise."""
        shifts = {
            person: {day: cell.kind for day, cell in row.items() if cell.kind is not None}
            for person, row in self.cells.items()
        }
        told, days = told_shifts(self.publications, self.plan.first, self.plan.last)
        return differences(told, shifts, days.__contains__)

    @property
    def likings(self) -> tuple[Wish, ...]:
        """The kinds that people like, as wishes for the machine: not to do what else is asked.

        They weigh least, and are no wishes that anybody entered for a day (``wishes``).
        """
        liked = {
            each.key: {str(kind) for kind in each.profile.wished_kinds}
            for each in self.people
            if each.profile.wished_kinds
        }
        return tuple(
            Wish(person, day, kind, on=False)
            for day, kind in self.demand
            for person, kinds in liked.items()
            if kind not in kinds
        )

    def cell(self, person: str, day: date) -> Cell | None:
        """What a day of a person holds, None for nothing."""
        return self.cells.get(person, {}).get(day)

    def kind(self, key: str) -> KindRow:
        """The kind of shift of that key; KeyError if there is none."""
        return {each.key: each for each in self.kinds}[key]

    def person(self, key: str) -> PersonRow:
        """The person of that key; KeyError if they are not in the plan."""
        return {each.key: each for each in self.people}[key]


def roster(session: Session, *, first: date, last: date) -> Roster:
    """The plan of the days ``first`` to ``last``.

    Its people are all who work here and take shifts, and those with a shift in the period.
    """
    settings = roster_settings(session)
    shown = cells(session, first, last)
    people = planned_people(session, and_also={int(key) for key in shown})
    since = {each.key: day for each in people if (day := each.profile.balance_at) is not None}
    begin = min(first - _YEAR, first.replace(month=1, day=1), *since.values())
    end = last + _LATER
    calendar = desk_calendar(session, range(begin.year, end.year + 1), half_days=settings.half_days)

    def elsewhere(profile: Profile) -> Calendar:
        years = range(begin.year, end.year + 1)
        return other_place(calendar, years, half_days=settings.half_days, profile=profile)

    every_kind = kinds(session)
    away = absences(session, begin, end)
    wished = wishes(session, first, last)
    plan = Plan(
        first,
        last,
        {each.key: each.kind for each in every_kind},
        tuple(person_of(each, elsewhere) for each in people),
        assignments(session, begin, end),
        calendar,
        tuple(each.absence for each in away),
        settings.permission,
        settings.pairs,
        settings.mixes,
        wishes=wished,
    )
    plan = carried_forward(plan, since)
    return Roster(
        plan=plan,
        rules=settings.rules,
        settings=settings,
        kinds=every_kind,
        people=people,
        cells=shown,
        absences=tuple(
            each for each in away if each.absence.first <= last and each.absence.last >= first
        ),
        wishes=wished,
        demand=period_demand(
            [(each.key, each.demand) for each in every_kind if not each.archived],
            first,
            last,
            calendar,
        ),
        publications=published(session, first, last),
        totals=totals(plan),
    )
