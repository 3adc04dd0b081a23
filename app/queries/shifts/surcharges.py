"""The surcharges of everybody in a period."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.shifts.people import PersonRow
from app.queries.shifts.roster import Roster, roster
from app.rules.rosters.surcharge_settings import SurchargeSettings, surcharge_settings
from app.rules.rosters.surcharges import Surcharge, surcharges


@dataclass(frozen=True, slots=True)
class PersonSurcharges:
    """What one person gets; ``lines`` in the order of the rates."""

    person: PersonRow
    lines: tuple[Surcharge, ...]

    @property
    def cents(self) -> int:
        """All of it; 0 where the wage is not known."""
        return sum(each.cents for each in self.lines)


@dataclass(frozen=True, slots=True)
class PeriodSurcharges:
    """The surcharges from ``first`` to ``last`` by the desk's rates."""

    first: date
    last: date
    settings: SurchargeSettings
    people: tuple[PersonSurcharges, ...]


def period_surcharges(session: Session, *, first: date, last: date) -> PeriodSurcharges:
    """The surcharges of the plan as it is now."""
    return surcharges_of(roster(session, first=first, last=last))


def surcharges_of(plan: Roster) -> PeriodSurcharges:
    """The surcharges of a plan that was read already."""
    settings = surcharge_settings(plan.settings.surcharges)
    found = surcharges(plan.plan, settings.paid, settings.wages)
    people = tuple(PersonSurcharges(each, found.get(each.key, ())) for each in plan.people)
    return PeriodSurcharges(plan.first, plan.last, settings, people)
