"""The leave of everybody in a year."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.decoding import first as first_row
from app.queries.shifts.cells import absences
from app.queries.shifts.people import PersonRow, Profile, person_of, planned_people
from app.queries.shifts.places import desk_calendar, other_place
from app.queries.shifts.rules import roster_settings
from app.rules.rosters.case import HALVES
from app.rules.rosters.leave import LeaveAccount, LeaveRight, leave_account
from app.rules.rosters.values import Absence, Calendar

_GERMANY = "DE"
_LAPSES = (3, 31)


@dataclass(frozen=True, slots=True)
class LeaveYear:
    """A person's account and absences of a year."""

    person: PersonRow
    account: LeaveAccount
    absences: tuple[Absence, ...]


def leave_year(session: Session, *, year: int, today: date) -> tuple[LeaveYear, ...]:
    """The accounts of all who are planned.

    In Germany what was carried over lapses after 31 March (BUrlG § 7 (3)); elsewhere never.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    half_days = roster_settings(session).half_days
    desk = desk_calendar(session, [year], half_days=half_days)
    away = [each.absence for each in absences(session, first, last)]
    (country,) = first_row(session, "SELECT country FROM desk WHERE id = 1") or ("",)

    def elsewhere(profile: Profile) -> Calendar:
        return other_place(desk, [year], half_days=half_days, profile=profile)

    found = []
    for row in planned_people(session, and_also={int(each.person) for each in away}):
        where = row.profile.country or country
        right = LeaveRight(
            round(row.profile.leave_days * HALVES),
            round(row.profile.leave_carried.get(year, 0) * HALVES),
            date(year, *_LAPSES) if where == _GERMANY else None,
        )
        person = person_of(row, elsewhere)
        account = leave_account(person, desk, away, right, year=year, today=today)
        theirs = tuple(each for each in away if each.person == row.key)
        found.append(LeaveYear(row, account, theirs))
    return tuple(found)
