"""Hours of one person in the planned days: planned, credited, owed, and brought along."""

from dataclasses import dataclass
from datetime import date

from app.rules.rosters.case import HALVES, Case
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.values import AbsenceKind, Person, Plan


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes. ``credited`` stands for absences, which are paid; ``brought`` from before."""

    planned: int
    credited: int
    owed: int
    brought: int

    @property
    def balance(self) -> int:
        """What is too much, or too little where it is negative, at the end of the plan."""
        return self.brought + self.planned + self.credited - self.owed


def person_hours(plan: Plan, person: Person) -> Hours:
    """The hours of a person in the planned days."""
    return hours_of(Case(Timetable(plan), person))


def hours_of(case: Case) -> Hours:
    """The hours of the planned days.

    The contract's week is spread evenly over the person's working days; a holiday on one of them
    lowers what is owed, a half one by half. Absences credit what that day owes, except for
    compensation, which uses up the balance.
    """
    person = case.person
    begun = person.employed_from.toordinal() if person.employed_from else case.first
    ended = person.employed_until.toordinal() if person.employed_until else case.last
    owed = [
        (day, _owed(case, day)) for day in range(max(begun, case.first), min(ended, case.last) + 1)
    ]
    unpaid = {
        day
        for each in case.absences
        if each.kind is AbsenceKind.COMPENSATION
        for day in range(each.first.toordinal(), each.last.toordinal() + 1)
    }
    share = HALVES * HALVES * max(1, len(person.working_days))
    return Hours(
        planned=sum(each.paid for each in case.planned),
        credited=sum(
            halves * case.away.get(day, 0) for day, halves in owed if day not in unpaid
        ) * person.weekly_minutes // share,
        owed=sum(halves for _day, halves in owed) * HALVES * person.weekly_minutes // share,
        brought=person.balance_minutes,
    )  # fmt: skip


def _owed(case: Case, day: int) -> int:
    when = date.fromordinal(day)
    if when.weekday() not in case.person.working_days:
        return 0
    holiday = case.calendar.holidays.get(when)
    if holiday is None:
        return HALVES
    return 1 if holiday.half else 0
