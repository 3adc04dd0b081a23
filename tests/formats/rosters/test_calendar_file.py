"""Calendar files, read back with the library and as the lines they are."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from app.formats.rosters.calendar_file import DayEntry, EntryState, TimedEntry, calendar_file

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
LEAVE = DayEntry("l1", 0, EntryState.CONFIRMED, "Urlaub", date(2026, 6, 29), date(2026, 7, 3))


def written(*entries: TimedEntry | DayEntry) -> str:
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


def test_days_end_on_the_day_after_the_last() -> None:
    text = written(LEAVE)
    assert "DTSTART;VALUE=DATE:20260629" in text
    assert "DTEND;VALUE=DATE:20260704" in text
    assert "TRANSP:TRANSPARENT" in text


def test_texts_come_back_as_they_were() -> None:
    parsed = Calendar.from_ical(written(SHIFT, LEAVE))
    first, second = parsed.walk("VEVENT")
    assert str(first["SUMMARY"]) == SHIFT.title
    assert str(first["DESCRIPTION"]) == SHIFT.description
    assert str(second["SUMMARY"]) == "Urlaub"


def test_lines_are_folded_and_end_as_the_standard_wants() -> None:
    long = TimedEntry(**{**{n: getattr(SHIFT, n) for n in SHIFT.__slots__}, "title": "Ü" * 100})
    lines = calendar_file("x", [long], stamp=NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""


def test_an_empty_calendar_is_one_all_the_same() -> None:
    assert written().startswith("BEGIN:VCALENDAR\r\n")
