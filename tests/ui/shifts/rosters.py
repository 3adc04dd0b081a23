"""Rosters written as letters, a line for each person, as the page reads them from a desk."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from app.queries.shifts.cells import AbsenceRow, Cell
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.people import PersonRow, Profile
from app.queries.shifts.published import Publication, PublicationRow
from app.queries.shifts.roster import Roster
from app.queries.shifts.rules import RosterSettings
from app.rules.rosters.demand import Demand, WeekDemand, Wish, period_demand
from app.rules.rosters.totals import totals
from app.rules.rosters.values import (
    Absence,
    Calendar,
    Holiday,
    Permission,
    Person,
    Plan,
    ShiftKind,
)

MONDAY = date(2026, 6, 1)
NAMES = ("Ana Alves", "Ben Berg", "Cem Can", "Dora Diaz", "Eva Engel", "Finn Falk")
PERMITTED = Permission("networks, § 10 (1) no. 14", "permit")
TWO = WeekDemand((Demand(1, 2),) * 7)


def kind(number: int, letter: str, name: str, start: int, end: int, colour: int) -> KindRow:
    """A kind of shift from hour to hour with half an hour of break; before 6 it is a night."""
    made = ShiftKind(
        str(number), letter, name, time(start), time(end % 24), unpaid_break=30, night=start < 6
    )
    return KindRow(number, made.key, name, letter, colour, False, TWO, made)


KINDS = (
    kind(1, "F", "Früh", 8, 16, 9),
    kind(2, "S", "Spät", 16, 24, 2),
    kind(3, "N", "Nacht", 0, 8, 5),
)
KEYS = {each.letter: each.key for each in KINDS}


def roster(
    *lines: str,
    first: date = MONDAY,
    days: int = 0,
    kinds: tuple[KindRow, ...] = KINDS,
    absences: Iterable[Absence] = (),
    wishes: Iterable[Wish] = (),
    holidays: Mapping[date, Holiday] | None = None,
    history: Mapping[str, Mapping[date, str]] | None = None,
    cells: Mapping[str, Mapping[date, Cell]] | None = None,
    published: Mapping[str, Mapping[date, str]] | None = None,
    permission: Permission = PERMITTED,
) -> Roster:
    """``FF-S ``: a letter for each day, ``-`` planned free, a blank nothing; Ana, Ben, Cem, …"""
    count = days or max(len(line) for line in lines)
    last = first + timedelta(days=count - 1)
    people = tuple(_person(number) for number in range(len(lines)))
    own = {each.letter: each.key for each in kinds}
    found = {
        person.key: {
            first + timedelta(days=n): Cell(own.get(sign), sign == "-")
            for n, sign in enumerate(line)
            if sign != " "
        }
        for person, line in zip(people, lines, strict=True)
    }
    for key, row in (cells or {}).items():
        found.setdefault(key, {}).update(row)
    assignments = {
        key: {
            **(history or {}).get(key, {}),
            **{day: cell.kind for day, cell in row.items() if cell.kind is not None},
        }
        for key, row in found.items()
    }
    away, wished = tuple(absences), tuple(wishes)
    settings = RosterSettings("DE-ArbZG-1994", permission)
    calendar = Calendar("Europe/Berlin", holidays or {})
    plan = Plan(
        first,
        last,
        {each.key: each.kind for each in kinds},
        tuple(Person(each.key, each.name) for each in people),
        assignments,
        calendar,
        away,
        permission,
        wishes=wished,
    )
    version = published or {}
    told = PublicationRow(1, first, last, datetime(2026, 5, 20, tzinfo=UTC), 1, "Ana Alves", "")
    return Roster(
        plan=plan,
        rules=settings.rules,
        settings=settings,
        kinds=kinds,
        people=people,
        cells=found,
        absences=tuple(AbsenceRow(n, int(each.person), each, "") for n, each in enumerate(away)),
        wishes=wished,
        demand=period_demand([(each.key, each.demand) for each in kinds], first, last, calendar),
        publications=(Publication(told, plan.kinds, version),) if version else (),
        totals=totals(plan),
    )


def _person(number: int) -> PersonRow:
    name = NAMES[number] if number < len(NAMES) else f"Person {number + 1}"
    return PersonRow(number + 1, str(number + 1), name, number % 12, True, Profile())
