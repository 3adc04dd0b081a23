"""The leave of a year: entitled, carried over, taken, planned, left; and other absences beside it.

All lengths are halves of working days. A whole day away on a half holiday takes half a day, one on
a holiday or a day off none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.rules.rosters.case import HALVES
from app.rules.rosters.values import Absence, AbsenceKind, Calendar, DayPart, Person

MONTHS = 12


@dataclass(frozen=True, slots=True)
class LeaveRight:
    """Halves of days a full year gives, and what was brought along from the year before.

    What was carried over lapses after ``carried_until`` (BUrlG § 7 (3): 31 March), None never.
    """

    yearly: int
    carried: int = 0
    carried_until: date | None = None


@dataclass(frozen=True, slots=True)
class LeaveAccount:
    """One person's year, in halves of days; ``months`` is the leave of each month.

    ``lapsing`` is what is carried over and not used by its date: a part of ``left`` while that lies
    ahead, no longer of it afterwards.
    """

    person: str
    year: int
    entitled: int
    carried: int
    taken: int
    planned: int
    lapsing: int
    lapsed: bool
    months: tuple[int, ...]
    other: Mapping[AbsenceKind, int]

    @property
    def left(self) -> int:
        """What is still to be planned; negative where too much is."""
        gone = self.lapsing if self.lapsed else 0
        return self.entitled + self.carried - gone - self.taken - self.planned


def leave_account(
    person: Person,
    calendar: Calendar,
    absences: Iterable[Absence],
    right: LeaveRight,
    *,
    year: int,
    today: date,
) -> LeaveAccount:
    """The account of ``year``; leave before ``today`` is taken, from today on it is planned.

    ``calendar`` is the desk's, used unless the person works elsewhere. ``absences`` may be those of
    all people and of any years.
    """
    place = person.calendar or calendar
    halves: dict[AbsenceKind, dict[date, int]] = {kind: {} for kind in AbsenceKind}
    for each in absences:
        if each.person == person.key:
            for day in _days(each, year):
                share = absence_halves(person, place, day, each.part)
                of_kind = halves[each.kind]
                of_kind[day] = min(_most(person, place, day), of_kind.get(day, 0) + share)
    leave = halves[AbsenceKind.VACATION]
    until = right.carried_until
    used_in_time = sum(count for day, count in leave.items() if until is None or day <= until)
    return LeaveAccount(
        person=person.key,
        year=year,
        entitled=entitled_halves(right.yearly, person, year),
        carried=right.carried,
        taken=sum(count for day, count in leave.items() if day < today),
        planned=sum(count for day, count in leave.items() if day >= today),
        lapsing=0 if until is None else max(0, right.carried - used_in_time),
        lapsed=until is not None and today > until,
        months=tuple(
            sum(count for day, count in leave.items() if day.month == month)
            for month in range(1, MONTHS + 1)
        ),
        other={
            kind: sum(days.values())
            for kind, days in halves.items()
            if kind is not AbsenceKind.VACATION
        },
    )


def absence_halves(person: Person, calendar: Calendar, day: date, part: DayPart) -> int:
    """How many halves of a working day an absence takes on ``day``: 0, 1 or 2."""
    most = _most(person, calendar, day)
    if part is DayPart.WHOLE or most == 0:
        return most
    if most == 1:
        return 1 if part is DayPart.MORNING else 0
    return 1


def entitled_halves(yearly: int, person: Person, year: int) -> int:
    """A twelfth for each full month of employment; parts of half a day and more become a whole one
    (BUrlG § 5 (1) and (2)), smaller ones half a day, for they may not be cut off.

    As most contracts have it. The legal minimum of somebody who leaves in the second half of a year
    after more than six months is not shortened: enter it as the year's leave.
    """
    months = sum(_employed_whole(person, year, month) for month in range(1, MONTHS + 1))
    if months == MONTHS:
        return yearly
    whole, rest = divmod(Fraction(yearly * months, HALVES * MONTHS), 1)
    half = Fraction(1, HALVES)
    return HALVES * int(whole) + (HALVES if rest >= half else 1 if rest else 0)


def _employed_whole(person: Person, year: int, month: int) -> bool:
    first = date(year, month, 1)
    last = date(year + month // MONTHS, month % MONTHS + 1, 1) - timedelta(days=1)
    begun = person.employed_from is None or person.employed_from <= first
    return begun and (person.employed_until is None or person.employed_until >= last)


def _most(person: Person, calendar: Calendar, day: date) -> int:
    if day.weekday() not in person.working_days or not _employed(person, day):
        return 0
    holiday = calendar.holidays.get(day)
    if holiday is None:
        return HALVES
    return 1 if holiday.half else 0


def _employed(person: Person, day: date) -> bool:
    begun = person.employed_from is None or person.employed_from <= day
    return begun and (person.employed_until is None or day <= person.employed_until)


def _days(absence: Absence, year: int) -> Iterable[date]:
    first = max(absence.first, date(year, 1, 1)).toordinal()
    last = min(absence.last, date(year, MONTHS, 31)).toordinal()
    return map(date.fromordinal, range(first, last + 1))
