"""The holidays of a year as the desk keeps them, with what the place itself says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.decoding import first
from app.queries.shifts.places import desk_calendar, holiday_changes
from app.queries.shifts.rules import roster_settings
from app.rules.rosters.holidays import place_calendar
from app.rules.rosters.values import Holiday


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day of the year: what holds (None: removed here), and whether the desk changed it."""

    day: date
    holiday: Holiday | None
    changed: bool
    name: str


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The days, whether 24 and 31 December are half days, and the place by ISO 3166.

    ``regional``: whether the holidays of parts of the state hold here, None where there are none.
    """

    days: tuple[HolidayRow, ...]
    half_days: bool
    regional: bool | None
    country: str
    state: str


def holiday_year(session: Session, *, year: int) -> HolidayYear:
    """The holidays of one year by day, those that the desk removed among them."""
    settings = roster_settings(session)
    half_days = settings.half_days
    country, state, zone = first(session, "SELECT country, state, zone FROM desk WHERE id = 1") or (
        "", "", "",
    )  # fmt: skip

    def of_place(*, regional: bool) -> Mapping[date, Holiday]:
        return place_calendar(
            country, state, [year], zone or "UTC", half_days=half_days, regional=regional
        ).holidays

    usual = of_place(regional=settings.regional)
    some = of_place(regional=True).keys() != of_place(regional=False).keys()
    kept = desk_calendar(session, [year], half_days=half_days).holidays
    changed = {each.day for each in holiday_changes(session) if each.day.year == year}
    days = sorted({day for day in (*usual, *kept) if day.year == year})
    return HolidayYear(
        tuple(
            HolidayRow(day, kept.get(day), day in changed, (kept.get(day) or usual[day]).name)
            for day in days
        ),
        half_days,
        settings.regional if some else None,
        country,
        state,
    )
