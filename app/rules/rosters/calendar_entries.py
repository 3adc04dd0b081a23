"""What a calendar program is told of a plan: each shift with what became of it over the versions.

A calendar knows an entry by its name (UID) and takes a change for newer by its number (SEQUENCE,
RFC 5545 3.8.7.4). A shift is named by person, day and kind; its number is that of the version that
changed it last, so that an older file read again changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from app.rules.rosters.spans import duty
from app.rules.rosters.values import Presence, ShiftKind

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it was published; versions of the same days follow one another by ``number``."""

    number: int
    first: date
    last: date
    kinds: Mapping[str, ShiftKind]
    assignments: Mapping[str, Mapping[date, str]]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A shift of a person, from ``begin`` to ``end`` (UTC); ``cancelled`` if it is no more."""

    person: str
    day: date
    kind: str
    letter: str
    name: str
    begin: datetime
    end: datetime
    on_call: bool
    number: int
    cancelled: bool = False


def calendar_entries(
    versions: Iterable[Version], zone: str, *, people: Collection[str] = ()
) -> tuple[CalendarEntry, ...]:
    """All that was ever published, by begin; ``people`` empty: of everybody.

    ``zone`` is the desk's, for kinds that have none of their own.
    """
    entries: dict[tuple[str, date, str], CalendarEntry] = {}
    for version in sorted(versions, key=lambda each: each.number):
        fresh = {
            (each.person, each.day, each.kind): each
            for each in _of_version(version, zone, frozenset(people))
        }
        for name, entry in entries.items():
            within = version.first <= entry.day <= version.last
            if within and not entry.cancelled and name not in fresh:
                entries[name] = replace(entry, cancelled=True, number=version.number)
        for name, entry in fresh.items():
            known = entries.get(name)
            if known is None or replace(known, number=version.number) != entry:
                entries[name] = entry
    return tuple(sorted(entries.values(), key=lambda each: (each.begin, each.person, each.kind)))


def _of_version(version: Version, zone: str, people: frozenset[str]) -> Iterable[CalendarEntry]:
    for person, row in version.assignments.items():
        if people and person not in people:
            continue
        for day, key in row.items():
            kind = version.kinds.get(key)
            if kind is None or not version.first <= day <= version.last:
                continue
            stretch = duty(kind, day, zone)
            yield CalendarEntry(
                person=person,
                day=day,
                kind=key,
                letter=kind.letter,
                name=kind.name,
                begin=datetime.fromtimestamp(stretch.start * _MINUTE, UTC),
                end=datetime.fromtimestamp(stretch.end * _MINUTE, UTC),
                on_call=kind.presence is Presence.ON_CALL,
                number=version.number,
            )
