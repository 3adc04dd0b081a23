"""The cells of a plan, absences and wishes between two days."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.decoding import rows
from app.rules.rosters.demand import WEEK, Wish
from app.rules.rosters.values import Absence, AbsenceKind, DayPart


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a person: the key of the shift, or none, which is planned so if it is ``off``."""

    kind: str | None
    off: bool = False
    pinned: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence with its id; ``absence.person`` is the key of the agent."""

    id: int
    agent_id: int
    absence: Absence
    comment: str


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish for one day with its id."""

    id: int
    agent_id: int
    wish: Wish
    comment: str


@dataclass(frozen=True, slots=True)
class WeeklyWishRow:
    """A wish for a weekday, every so many weeks from that of ``first``; kinds by id."""

    id: int
    agent_id: int
    weekday: int
    kind_id: int | None
    on: bool
    weight: int = 1
    fixed: bool = False
    first: date | None = None
    last: date | None = None
    every: int = 1
    comment: str = ""

    def days(self, first: date, last: date) -> list[date]:
        """The days of a period for which it holds."""
        begin = max(first, self.first or first)
        end = min(last, self.last or last)
        begin += timedelta(days=(self.weekday - begin.weekday()) % WEEK)
        anchor = (self.first or begin).toordinal()
        anchor -= (anchor - 1) % WEEK
        return [
            date.fromordinal(day)
            for day in range(begin.toordinal(), end.toordinal() + 1, WEEK)
            if (day - anchor) // WEEK % self.every == 0
        ]


def cells(session: Session, first: date, last: date) -> dict[str, dict[date, Cell]]:
    """The cells of all people that hold anything, in the order of the days."""
    found: dict[str, dict[date, Cell]] = {}
    day_of = date.fromisoformat
    for agent_id, day, kind, off, pinned, comment in rows(
        session,
        "SELECT agent_id, day, CAST(kind_id AS TEXT), off, pinned, comment FROM roster_cell "
        "WHERE day BETWEEN ? AND ? ORDER BY day",
        (first.isoformat(), last.isoformat()),
    ):
        row = found.setdefault(str(agent_id), {})
        row[day_of(day)] = Cell(kind, bool(off), bool(pinned), comment)
    return found


def assignments(session: Session, first: date, last: date) -> dict[str, dict[date, str]]:
    """The shifts alone: person → day → kind, in the order of the days."""
    found: dict[int, dict[date, str]] = {}
    days: dict[str, date] = {}
    for agent_id, day, kind in rows(
        session,
        "SELECT agent_id, day, CAST(kind_id AS TEXT) FROM roster_cell "
        "WHERE day BETWEEN ? AND ? AND kind_id IS NOT NULL ORDER BY day",
        (first.isoformat(), last.isoformat()),
    ):
        when = days.get(day)
        if when is None:
            when = days[day] = date.fromisoformat(day)
        row = found.get(agent_id)
        if row is None:
            row = found[agent_id] = {}
        row[when] = kind
    return {str(agent_id): row for agent_id, row in found.items()}


def absences(session: Session, first: date, last: date) -> tuple[AbsenceRow, ...]:
    """Absences that touch the days, by their beginning."""
    found = rows(
        session,
        "SELECT id, agent_id, first, last, kind, part, comment FROM absence "
        "WHERE last >= ? AND first <= ? ORDER BY first, id",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(
        AbsenceRow(
            row_id,
            agent_id,
            Absence(
                str(agent_id),
                date.fromisoformat(begin),
                date.fromisoformat(end),
                AbsenceKind(kind),
                DayPart(part),
            ),
            comment,
        )
        for row_id, agent_id, begin, end, kind, part, comment in found
    )


def single_wishes(session: Session, first: date, last: date) -> tuple[WishRow, ...]:
    """The wishes for single days, by day."""
    found = rows(
        session,
        "SELECT id, agent_id, day, CAST(kind_id AS TEXT), wanted, weight, fixed, comment "
        "FROM duty_wish WHERE day BETWEEN ? AND ? ORDER BY day, agent_id, id",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(
        WishRow(
            row_id,
            agent_id,
            Wish(str(agent_id), date.fromisoformat(day), kind, bool(on), weight, bool(fixed)),
            comment,
        )
        for row_id, agent_id, day, kind, on, weight, fixed, comment in found
    )


def weekly_wishes(session: Session) -> tuple[WeeklyWishRow, ...]:
    """All wishes for weekdays, by person and weekday."""
    found = rows(
        session,
        "SELECT id, agent_id, weekday, kind_id, wanted, weight, fixed, first, last, every, "
        "comment FROM weekly_wish ORDER BY agent_id, weekday, id",
    )
    return tuple(
        WeeklyWishRow(
            row_id, agent_id, weekday, kind_id, bool(on), weight, bool(fixed),
            begin and date.fromisoformat(begin), end and date.fromisoformat(end), every, comment,
        )
        for row_id, agent_id, weekday, kind_id, on, weight, fixed, begin, end, every, comment
        in found
    )  # fmt: skip


def wishes(session: Session, first: date, last: date) -> tuple[Wish, ...]:
    """Every wish for the days, by day: those for weekdays on each of their days.

    A wish for a single day takes the place of the person's wishes for its weekday.
    """
    single = [each.wish for each in single_wishes(session, first, last)]
    said = {(each.person, each.day) for each in single}
    repeated = [
        Wish(
            person=str(each.agent_id),
            day=day,
            kind=None if each.kind_id is None else str(each.kind_id),
            on=each.on,
            weight=each.weight,
            fixed=each.fixed,
        )
        for each in weekly_wishes(session)
        for day in each.days(first, last)
        if (str(each.agent_id), day) not in said
    ]
    return tuple(sorted((*single, *repeated), key=lambda each: (each.day, int(each.person))))
