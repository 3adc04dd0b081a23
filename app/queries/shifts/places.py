"""The calendars of a desk and of other places of work: clock, public holidays, own changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.queries.decoding import first, rows
from app.queries.shifts.kinds import clock_time
from app.queries.shifts.people import Profile
from app.rules.rosters.holidays import place_calendar
from app.rules.rosters.values import Calendar, Holiday


@dataclass(frozen=True, slots=True)
class HolidayChangeRow:
    """A holiday of the house, one changed, or (``removed``) one that is none here."""

    id: int
    day: date
    holiday: Holiday
    removed: bool


def holiday_changes(session: Session) -> tuple[HolidayChangeRow, ...]:
    """What the desk changed of its public holidays, by day."""
    found = rows(
        session,
        "SELECT id, day, name, start_minute, legal, removed FROM holiday_change ORDER BY day",
    )
    return tuple(
        HolidayChangeRow(
            row_id,
            date.fromisoformat(day),
            Holiday(name, clock_time(start), legal=bool(legal)),
            bool(removed),
        )
        for row_id, day, name, start, legal, removed in found
    )


def desk_calendar(session: Session, years: Iterable[int], *, half_days: bool) -> Calendar:
    """The clock and the holidays where the desk stands, as the desk keeps them."""
    country, state, zone = first(session, "SELECT country, state, zone FROM desk WHERE id = 1") or (
        "", "", "",
    )  # fmt: skip
    (regional,) = first(session, "SELECT regional FROM roster_settings WHERE id = 1") or (0,)
    place = place_calendar(
        country, state, years, zone or "UTC", half_days=half_days, regional=bool(regional)
    )
    days = dict(place.holidays)
    for each in holiday_changes(session):
        if each.removed:
            days.pop(each.day, None)
        else:
            days[each.day] = each.holiday
    return replace(place, holidays=days)


def other_place(
    desk: Calendar, years: Iterable[int], *, half_days: bool, profile: Profile
) -> Calendar:
    """The calendar of somebody who works elsewhere; what is not said there is as at the desk."""
    zone = profile.zone or desk.zone
    if not profile.country:
        return replace(desk, zone=zone)
    return place_calendar(profile.country, profile.state, years, zone, half_days=half_days)
