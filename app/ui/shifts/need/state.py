"""What the view of the need shows: arrivals, people needed and planned in one week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.planning.cover import DayCover, Extra, Outcome, Stretch, covers, outcome, shortages
from app.planning.need import Open, SlotNeed, expected, open_slots, week_need
from app.queries.shifts.need import (
    Counted,
    NeedSettings,
    arrival_days,
    arrivals,
    counted,
    need_settings,
)
from app.queries.shifts.roster import roster
from app.rules.enums import Channel
from app.rules.rosters.presence import present

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_WEEK = 7
Contacts = Mapping[tuple[Channel, datetime], int]


@dataclass(frozen=True, slots=True)
class NeedState:
    """The need of a usual week, and the people planned in the one that begins on a Monday.

    ``means`` are the contacts to expect by channel and half hour; ``closed`` are holidays.
    """

    counted: Counted
    settings: NeedSettings
    opened: Open
    week: tuple[SlotNeed, ...]
    means: Mapping[Channel, tuple[float, ...]]
    planned: Mapping[date, tuple[int, ...]]
    holidays: Mapping[date, str]

    def days(self, extra: Extra | None = None) -> tuple[DayCover, ...]:
        """Each day of the week, with people more or fewer if asked for."""
        return covers(self.week, self.planned, closed=frozenset(self.holidays), extra=extra)

    def outcome(self, days: tuple[DayCover, ...]) -> Outcome:
        """What days come to."""
        return outcome(days, self.means, self.settings.promises)

    def shortages(self, days: tuple[DayCover, ...]) -> tuple[Stretch, ...]:
        """Where days have too few."""
        return shortages(days)


def need_state(
    session: "Session",
    *,
    monday: date,
    today: date,
    weeks: int,
    contacts: Contacts | None = None,
) -> NeedState:
    """The state of a week, from the arrivals of the last ``weeks`` or from a file's."""
    found = _counted(session, today, weeks, contacts)
    settings = need_settings(session)
    opened = open_slots(settings.service_hours)
    plan = roster(session, first=monday, last=monday + timedelta(days=_WEEK - 1)).plan
    days = [monday + timedelta(days=n) for n in range(_WEEK)]
    holidays = plan.calendar.holidays
    return NeedState(
        counted=found,
        settings=settings,
        opened=opened,
        week=week_need(found.arrivals, settings.promises, opened),
        means=expected(found.arrivals, settings.promises, opened),
        planned=present(plan),
        holidays={
            day: each.name
            for day in days
            if (each := holidays.get(day)) is not None and not each.half
        },
    )


def _counted(session: "Session", today: date, weeks: int, contacts: Contacts | None) -> Counted:
    if contacts is not None:
        days = [when.date() for _channel, when in contacts]
        return counted(session, contacts, first=min(days), last=max(days))
    known = arrival_days(session)
    yesterday = today - timedelta(days=1)
    last = min(yesterday, known[1]) if known is not None else yesterday
    first = last - timedelta(days=weeks * _WEEK - 1)
    if known is not None:
        first = min(last, max(first, known[0]))
    return arrivals(session, first=first, last=last)
