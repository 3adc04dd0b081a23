"""The plan as it was published.

``publication.content`` is ``{"kinds": {key: [letter, name, start, end, presence, zone]},
"assignments": {agent: {day: key}}}`` with minutes after midnight, so that a version stays what the
team was told when a kind of shift changes later.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows
from app.queries.shifts.kinds import clock_time, end_minute
from app.rules.rosters.values import Presence, ShiftKind


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A version in a list of them."""

    number: int
    first: date
    last: date
    at: datetime
    agent_id: int | None
    agent_name: str
    note: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A version with what it says; ``kinds`` are those of the day it was published."""

    row: PublicationRow
    kinds: Mapping[str, ShiftKind]
    assignments: Mapping[str, Mapping[date, str]]

    @property
    def number(self) -> int:
        """Counted from 1 over all periods of the desk."""
        return self.row.number

    def covers(self, day: date) -> bool:
        """Whether the version says anything about a day."""
        return self.row.first <= day <= self.row.last


_COLUMNS = """
SELECT p.number, p.first, p.last, p.at, p.agent_id, coalesce(a.name, ''), p.note
"""
_FROM = "FROM publication AS p LEFT JOIN agent AS a ON a.id = p.agent_id"


def publications(session: Session) -> tuple[PublicationRow, ...]:
    """All versions, the newest first."""
    found = rows(session, f"{_COLUMNS} {_FROM} ORDER BY p.number DESC")
    return tuple(_row(row) for row in found)


def published(session: Session, first: date, last: date) -> tuple[Publication, ...]:
    """Every version that touches the days, the newest first."""
    found = rows(
        session,
        f"{_COLUMNS}, p.content {_FROM} WHERE p.last >= ? AND p.first <= ? ORDER BY p.number DESC",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(_publication(_row(columns), json.loads(content)) for *columns, content in found)


def told_shifts(
    versions: Iterable[Publication], first: date, last: date
) -> tuple[Mapping[str, Mapping[date, str]], frozenset[date]]:
    """What the team was told last of each day, and the days that any version covers.

    ``versions`` are given the newest first.
    """
    told: dict[str, dict[date, str]] = {}
    covered: set[date] = set()
    for version in versions:
        begin, end = max(first, version.row.first), min(last, version.row.last)
        days = {date.fromordinal(n) for n in range(begin.toordinal(), end.toordinal() + 1)}
        new = days - covered
        for person, row in version.assignments.items():
            shifts = {day: kind for day, kind in row.items() if day in new}
            told.setdefault(person, {}).update(shifts)
        covered |= new
    return told, frozenset(covered)


def content_of(
    kinds: Mapping[str, ShiftKind], assignments: Mapping[str, Mapping[date, str]]
) -> Mapping[str, Any]:
    """What a version stores of these kinds and shifts."""
    return {
        "kinds": {
            key: [
                each.letter, each.name, each.start_minute, end_minute(each.end),
                each.presence.value, each.zone,
            ]
            for key, each in kinds.items()
        },
        "assignments": {
            person: {day.isoformat(): kind for day, kind in row.items()}
            for person, row in assignments.items()
        },
    }  # fmt: skip


def _publication(row: PublicationRow, content: Mapping[str, Any]) -> Publication:
    kinds = {
        key: ShiftKind(
            key=key,
            letter=letter,
            name=name,
            start=clock_time(start),
            end=clock_time(end),
            presence=Presence(presence),
            zone=zone,
        )
        for key, (letter, name, start, end, presence, zone) in content["kinds"].items()
    }
    assignments = {
        person: {date.fromisoformat(day): kind for day, kind in days.items()}
        for person, days in content["assignments"].items()
    }
    return Publication(row, kinds, assignments)


def _row(row: Any) -> PublicationRow:
    number, first, last, at, agent_id, name, note = row
    return PublicationRow(
        number, date.fromisoformat(first), date.fromisoformat(last), moment(at), agent_id, name,
        note,
    )  # fmt: skip
