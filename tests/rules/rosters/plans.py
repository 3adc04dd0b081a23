"""Plans written as letters, a day each, and rule sets of one rule."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from app.rules.rosters.checking import violations
from app.rules.rosters.rule import Rule, RuleSet, Violation
from app.rules.rosters.values import (
    Absence,
    AbsenceKind,
    Calendar,
    DayPart,
    Holiday,
    Permission,
    Person,
    Plan,
    Presence,
    ShiftKind,
)
from app.rules.rosters.wording import Check

MONDAY = date(2026, 6, 1)
BERLIN = "Europe/Berlin"
ANA = Person("ana", "Ana")
PERMITTED = Permission(sundays="networks, § 10 (1) no. 14", nights="permit")


def kind(letter: str, start: str, end: str, pause: int = 30, **more: object) -> ShiftKind:
    """A kind of shift with times like ``08:00`` (``24:00`` is midnight) and an unpaid break."""
    times = [time.fromisoformat("00:00" if each == "24:00" else each) for each in (start, end)]
    made = ShiftKind(letter, letter, letter, times[0], times[1], unpaid_break=pause)
    return replace(made, **more)  # type: ignore[arg-type]  # names of fields, as for replace


KINDS = {
    each.key: each
    for each in (
        kind("F", "08:00", "16:00"),
        kind("S", "16:00", "24:00"),
        kind("N", "00:00", "08:00", night=True),
        kind("D", "09:00", "18:00", 60),
        kind("L", "20:00", "07:00", 45, night=True),
        kind("R", "00:00", "24:00", 0, presence=Presence.ON_CALL),
    )
}


def row(letters: str, first: date = MONDAY) -> dict[date, str]:
    """One letter a day from ``first`` on; ``-`` is a day off, blanks are for the eye."""
    days = letters.replace(" ", "")
    return {first + timedelta(days=n): each for n, each in enumerate(days) if each != "-"}


def plan(
    letters: str,
    *,
    first: date = MONDAY,
    before: str = "",
    after: str = "",
    person: Person = ANA,
    kinds: Iterable[ShiftKind] = (),
    holidays: Mapping[date, Holiday] | None = None,
    absences: Iterable[Absence] = (),
    permission: Permission = PERMITTED,
    known_since: date | None = None,
) -> Plan:
    """A plan for one person; ``before`` ends the day before ``first``, ``after`` follows."""
    days = letters.replace(" ", "")
    start = first - timedelta(days=len(before.replace(" ", "")))
    return Plan(
        first,
        first + timedelta(days=len(days) - 1),
        {**KINDS, **{each.key: each for each in kinds}},
        (person,),
        {person.key: row(before + letters + after, start)},
        Calendar(BERLIN, holidays or {}),
        tuple(absences),
        permission,
        known_since=known_since,
    )


def found(made: Plan, check: Check, **numbers: int) -> list[Violation]:
    """What one rule finds."""
    return list(violations(made, RuleSet("one", (Rule("one", check, numbers=numbers),))))


def days_found(made: Plan, check: Check, **numbers: int) -> list[list[int]]:
    """The days of each violation, counted from the first of the plan."""
    return [
        [(day - made.first).days for day in each.days] for each in found(made, check, **numbers)
    ]


def away(first: date, last: date | None = None, **more: object) -> Absence:
    """Ana's vacation, or what ``kind`` and ``part`` say."""
    made = Absence("ana", first, last or first, AbsenceKind.VACATION, DayPart.WHOLE)
    return replace(made, **more)  # type: ignore[arg-type]  # names of fields, as for replace
