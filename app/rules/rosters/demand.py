"""What is asked of a plan beside its rules: so many people in each shift."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.rosters.values import Calendar
from app.rules.rosters.values import Wish as Wish

WEEK = 7


@dataclass(frozen=True, slots=True)
class Demand:
    """People in one shift: ``least`` must be there, ``wish`` would be good (never less)."""

    least: int = 0
    wish: int = 0

    def __bool__(self) -> bool:
        return self.wish > 0 or self.least > 0


@dataclass(frozen=True, slots=True)
class WeekDemand:
    """What a kind of shift asks for by weekday, from Monday, and on public holidays.

    ``holiday`` None: what the weekday asks for. A half day is a weekday.
    """

    weekdays: tuple[Demand, ...] = (Demand(),) * WEEK
    holiday: Demand | None = None

    def on(self, day: date, calendar: Calendar) -> Demand:
        """What one day asks for."""
        found = calendar.holidays.get(day)
        if self.holiday is not None and found is not None and not found.half:
            return self.holiday
        return self.weekdays[day.weekday()]


def period_demand(
    kinds: Iterable[tuple[str, WeekDemand]], first: date, last: date, calendar: Calendar
) -> Mapping[tuple[date, str], Demand]:
    """What each day asks of each kind of shift; days that ask for nobody are left out."""
    asked = list(kinds)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    every = {(day, key): week.on(day, calendar) for day in days for key, week in asked}
    return {cell: found for cell, found in every.items() if found}
