"""Shifts as an iCalendar file (RFC 5545) that updates what was imported before.

Times are in UTC: a zone written out would need its rules of the clock change in the file, and
programs disagree about them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PRODUCT = "-//Tresen//Shift plan//EN"


class EntryState(StrEnum):
    """What is known of an entry, in the words of RFC 5545 3.8.1.11."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class TimedEntry:
    """A shift; ``begin`` and ``end`` are aware. ``uid`` and ``sequence`` as in RFC 5545.

    ``busy`` says whether it takes the time of the person.
    """

    uid: str
    sequence: int
    state: EntryState
    title: str
    begin: datetime
    end: datetime
    description: str = ""
    busy: bool = True


def calendar_file(name: str, entries: Iterable[TimedEntry], *, stamp: datetime) -> bytes:
    """The entries as a file; ``stamp`` is when it is made, ``name`` what programs call it."""
    # Imported here: only who exports a calendar needs it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        event.add("dtstamp", stamp)
        event.add("status", entry.state.value)
        event.add("summary", entry.title)
        event.add("dtstart", entry.begin)
        event.add("dtend", entry.end)
        event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
        if entry.description:
            event.add("description", entry.description)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
