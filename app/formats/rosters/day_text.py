"""Days and times as people write them in tables: with or without year, month, weekday."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from app.rules.names import folded

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "januar january jan janner", "februar february feb feber", "marz march mar mrz maerz",
            "april apr", "mai may", "juni june jun", "juli july jul", "august aug",
            "september sep sept", "oktober october okt oct", "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = r"(?:[^\W\d_]{2,12}[.,]?\s+)?"
_ISO = re.compile(rf"{_WEEKDAY}(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[T ].*)?")
_DOTTED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\.\s?(\d{{1,2}})\.?\s?(\d{{4}}|\d{{2}})?")
_SLASHED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}|\d{{2}}))?")
_WORDED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\.?\s?([^\W\d_]{{3,9}})\.?\s?(\d{{4}})?")
_NUMBER = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\.?(?:\s+[^\W\d_]{{2,10}}\.?)?")
_MONTH_OF_YEAR = (
    re.compile(r"\b(?P<word>[^\W\d_]{3,9})\.?\s+(?P<year>20\d\d)\b"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)\b"),
    re.compile(r"\b(?P<month>\d{1,2})[./](?P<year>20\d\d)\b"),
)
_SPAN = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr)?\s*(?:-|–|bis|to)\s*"
                   r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr|h)?", re.IGNORECASE)  # fmt: skip
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?\s*(am|pm|uhr|h)?", re.IGNORECASE)
_MIDNIGHT = 24


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year."""

    year: int
    month: int


def day_of(text: str, month: Month) -> date | None:
    """The day a cell names; what it leaves out is that of ``month``. None if it names none.

    ``3/4`` is 3 April: a table that puts the month first is known only by days past 12, which are
    then read so.
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    for pattern in (_DOTTED, _SLASHED):
        if found := pattern.fullmatch(text):
            year = _year(found[3], month.year)
            first, second = int(found[1]), int(found[2])
            return _date(year, second, first) or _date(year, first, second)
    if (found := _WORDED.fullmatch(text)) and folded(found[2]) in _MONTHS:
        return _date(_year(found[3], month.year), _MONTHS[folded(found[2])], int(found[1]))
    number = day_number(text)
    return None if number is None else _date(month.year, month.month, number)


def day_number(text: str) -> int | None:
    """The day of a month where a cell names only that: *1*, *01.*, *Mo 1*, *1 Mo*."""
    found = _NUMBER.fullmatch(" ".join(text.split()))
    number = int(found[1]) if found else 0
    return number if 1 <= number <= 31 else None


def month_of(texts: Iterable[str]) -> Month | None:
    """The first month of a year that one of the texts names: *Juni 2026*, *2026-06*, *6/2026*."""
    for text in texts:
        for pattern in _MONTH_OF_YEAR:
            for found in pattern.finditer(text):
                named = found.groupdict()
                word = named.get("word")
                number = _MONTHS.get(folded(word), 0) if word else int(named["month"])
                if 1 <= number <= len(_MONTHS) and _date(int(named["year"]), number, 1):
                    return Month(int(named["year"]), number)
    return None


def span_of(text: str) -> tuple[time, time] | None:
    """Begin and end where a cell is both: *08:00-16:00*, *8–16 Uhr*; 24 is midnight."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    begin, end = _time(found[1], found[2]), _time(found[3], found[4])
    return None if begin is None or end is None else (begin, end)


def time_of(text: str) -> time | None:
    """A time of the clock: *8*, *08:00*, *8.30 Uhr*, *4 pm*."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    half = (found[3] or "").lower()
    hour = int(found[1])
    if half in ("am", "pm") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _time(str(hour), found[2])


def _time(hours: str, minutes: str | None) -> time | None:
    hour, minute = int(hours), int(minutes or 0)
    if hour == _MIDNIGHT and minute == 0:
        return time()
    return time(hour, minute) if hour < _MIDNIGHT and minute < 60 else None


def _year(text: str | None, usual: int) -> int:
    if not text:
        return usual
    return int(text) if len(text) > 2 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
