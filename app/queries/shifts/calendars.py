"""The shifts of people for their calendars: what was published, and if wanted what is a draft."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.formats.rosters.calendar_file import EntryState, TimedEntry, calendar_file
from app.i18n import _
from app.queries.decoding import first as first_row
from app.queries.shifts.cells import assignments
from app.queries.shifts.kinds import kinds
from app.queries.shifts.people import everybody
from app.queries.shifts.published import Publication, published
from app.rules.rosters.calendar_entries import CalendarEntry, Version, calendar_entries

_EARLIEST, _LATEST = date.min, date.max
_DRAFT = 0


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file with its number of shifts that take place; ``name`` is whose it is."""

    name: str
    content: bytes
    shifts: int


def calendar(
    session: Session,
    *,
    person: str | None = None,
    now: datetime,
    draft: tuple[date, date] | None = None,
) -> CalendarFile:
    """All published shifts of a person, or of everybody with the names in front.

    ``draft``: days whose shifts are added as tentative where nothing is published.
    """
    name, created, zone = first_row(
        session, "SELECT name, created_at, zone FROM desk WHERE id = 1"
    ) or ("", 0, "")
    names = {each.key: each.name for each in everybody(session)}
    people = (person,) if person is not None else ()
    told = published(session, _EARLIEST, _LATEST)
    entries = calendar_entries(map(_version, told), zone or "UTC", people=people)
    if draft is not None:
        entries += _drafted(session, told, draft, people, zone or "UTC")
    title = name if person is None else f"{name}: {names.get(person, '')}"
    content = calendar_file(
        title,
        [_timed(each, f"{created:x}", names, alone=person is not None) for each in entries],
        stamp=now,
    )
    left = sum(1 for each in entries if not each.cancelled)
    return CalendarFile(names.get(person, "") if person is not None else name, content, left)


def _version(publication: Publication) -> Version:
    row = publication.row
    return Version(row.number, row.first, row.last, publication.kinds, publication.assignments)


def _drafted(
    session: Session,
    told: Collection[Publication],
    days: tuple[date, date],
    people: Collection[str],
    zone: str,
) -> tuple[CalendarEntry, ...]:
    first, last = days
    known = {each.key: each.kind for each in kinds(session)}
    planned = {
        person: {
            day: kind for day, kind in row.items() if not any(each.covers(day) for each in told)
        }
        for person, row in assignments(session, first, last).items()
    }
    return calendar_entries([Version(_DRAFT, first, last, known, planned)], zone, people=people)


def _timed(entry: CalendarEntry, desk: str, names: dict[str, str], *, alone: bool) -> TimedEntry:
    state = EntryState.TENTATIVE if entry.number == _DRAFT else EntryState.CONFIRMED
    shift = f"{entry.name} ({_('on call')})" if entry.on_call else entry.name
    return TimedEntry(
        uid=f"{entry.day.isoformat()}-{entry.kind}-{entry.person}@{desk}.tresen",
        sequence=entry.number,
        state=EntryState.CANCELLED if entry.cancelled else state,
        title=shift if alone else f"{names.get(entry.person, '')}: {shift}",
        begin=entry.begin,
        end=entry.end,
        busy=not entry.on_call,
    )
