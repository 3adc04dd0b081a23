"""Calendar files, read back with the library and as the lines they are."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from app.formats.rosters.calendar_file import EntryState, TimedEntry, calendar_file

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SHIFT = TimedEntry(
    "2026-06-01-1-2@desk",
    3,
    EntryState.CONFIRMED,
    "Früh; mit Übergabe, kurz",
    datetime(2026, 6, 1, 6, tzinfo=UTC),
    datetime(2026, 6, 1, 14, tzinfo=UTC),
    "Zeile 1\nZeile 2",
)


def written(*entries: TimedEntry) -> str:
    """The file as text."""
    return calendar_file("Tresen: Ana", entries, stamp=NOW).decode()


def test_times_are_in_utc_and_no_zone_is_written() -> None:
    text = written(SHIFT)
    assert "DTSTART:20260601T060000Z" in text
    assert "DTEND:20260601T140000Z" in text
    assert "VTIMEZONE" not in text
    assert "TZID" not in text


def test_name_and_number_are_kept() -> None:
    text = written(SHIFT)
    assert "UID:2026-06-01-1-2@desk" in text
    assert "SEQUENCE:3" in text
    assert "STATUS:CONFIRMED" in text


def test_waiting_for_a_call_leaves_the_time_free() -> None:
    assert "TRANSP:TRANSPARENT" in written(replace(SHIFT, busy=False))
    assert "TRANSP:OPAQUE" in written(SHIFT)


def test_a_cancelled_shift_says_so() -> None:
    assert "STATUS:CANCELLED" in written(replace(SHIFT, state=EntryState.CANCELLED))


def test_texts_come_back_as_they_were() -> None:
    (first,) = Calendar.from_ical(written(SHIFT)).walk("VEVENT")
    assert str(first["SUMMARY"]) == SHIFT.title
    assert str(first["DESCRIPTION"]) == SHIFT.description


def test_lines_are_folded_and_end_as_the_standard_wants() -> None:
    long = replace(SHIFT, title="Ü" * 100)
    lines = calendar_file("x", [long], stamp=NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""


def test_an_empty_calendar_is_one_all_the_same() -> None:
    assert written().startswith("BEGIN:VCALENDAR\r\n")
