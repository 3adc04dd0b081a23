"""Days and times in letters: how they are written in German and English, and what is added."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import trunc
from typing import Protocol

from app.rules.calendar import add_months, is_working_day
from app.rules.time_words import MONTH_NAMES, WEEKDAY_NAMES

UNITS: Mapping[str, str] = {
    **dict.fromkeys(("t", "tag", "tage", "d", "day", "days"), "days"),
    **dict.fromkeys(
        (
            *("wt", "werktag", "werktage", "at", "arbeitstag", "arbeitstage", "wd", "bd"),
            *("working day", "working days", "business day", "business days", "workdays"),
        ),
        "working_days",
    ),
    **dict.fromkeys(("w", "woche", "wochen", "week", "weeks"), "weeks"),
    **dict.fromkeys(("h", "std", "stunde", "stunden", "hour", "hours"), "hours"),
    **dict.fromkeys(("min", "minute", "minuten", "minutes"), "minutes"),
    **dict.fromkeys(("m", "monat", "monate", "month", "months"), "months"),
    **dict.fromkeys(("j", "jahr", "jahre", "y", "year", "years"), "years"),
}
"""Written units, in lower case, by what they mean."""

FARTHEST: Mapping[str, int] = {
    "days": 3660,
    "working_days": 260,
    "weeks": 520,
    "hours": 8760,
    "minutes": 525_600,
    "months": 120,
    "years": 10,
}
"""How many of each unit can be added; more is taken as that many."""

DAY_FORMS: Mapping[str, str] = {
    **dict.fromkeys(("", "lang", "long"), "long"),
    **dict.fromkeys(("kurz", "short"), "short"),
    **dict.fromkeys(("voll", "full"), "full"),
    **dict.fromkeys(("wochentag", "weekday"), "weekday"),
    **dict.fromkeys(("tagmonat", "tag und monat", "day and month"), "day_month"),
    **dict.fromkeys(("monat", "month"), "month"),
    **dict.fromkeys(("jahr", "year"), "year"),
    "iso": "iso",
}
_PATTERNS = {
    "de": {
        "long": "d. MMMM yyyy",
        "short": "dd.MM.yyyy",
        "full": "EEEE, d. MMMM yyyy",
        "weekday": "EEEE",
        "day_month": "d. MMMM",
        "month": "MMMM",
        "year": "yyyy",
        "iso": "yyyy-MM-dd",
    },
    "en": {
        "long": "d MMMM yyyy",
        "short": "d MMM yyyy",
        "full": "EEEE, d MMMM yyyy",
        "weekday": "EEEE",
        "day_month": "d MMMM",
        "month": "MMMM",
        "year": "yyyy",
        "iso": "yyyy-MM-dd",
    },
}


class Holidays(Protocol):
    """Public holidays; what does not change, so that days counted past them can be kept."""

    def __contains__(self, day: object, /) -> bool: ...

    def __hash__(self) -> int: ...


_LONGEST_PATTERN = 40
_LETTERS = re.compile(
    r"'[^']*'|[TtDd]{1,2}(?![^\W\d_])|M{1,4}|[JjYy]{4}|[JjYy]{2}|E{3,4}|[^\W\d_]+"
)
_CLOCKS = {"": "", "24": "24", "12": "12", "de": "24", "en": "12", "hh:mm": "24"}


def is_day_format(form: str) -> bool:
    """Whether days can be written so: a word (``kurz``, ``voll``) or letters (``TT.MM.JJJJ``)."""
    if form.lower() in DAY_FORMS:
        return True
    if len(form) > _LONGEST_PATTERN or not form.strip():
        return False
    return any(_is_pattern(part) for part in _LETTERS.findall(form)) and all(
        _is_pattern(part) or part.startswith("'") for part in _LETTERS.findall(form)
    )


def _is_pattern(letters: str) -> bool:
    return re.fullmatch(r"[TtDd]{1,2}|M{1,4}|[JjYy]{2}|[JjYy]{4}|E{3,4}", letters) is not None


def is_time_format(form: str) -> bool:
    """Whether times can be written so: empty, ``24`` or ``12``."""
    return form.lower() in _CLOCKS


@lru_cache(maxsize=512)
def written_day(day: date, language: str, form: str = "") -> str:
    """``day`` in letters: *2. April 2026*, *2 April 2026*; see `is_day_format` for ``form``."""
    language = "de" if language == "de" else "en"
    known = DAY_FORMS.get(form.lower())
    pattern = _PATTERNS[language][known] if known else form
    return _LETTERS.sub(lambda found: _letters(found[0], day, language), pattern)


def _letters(letters: str, day: date, language: str) -> str:
    weekday, month = WEEKDAY_NAMES[language][day.weekday()], MONTH_NAMES[language][day.month - 1]
    match letters[0].lower(), len(letters):
        case "'", _:
            return letters[1:-1]
        case (("d" | "t"), 1):
            return str(day.day)
        case (("d" | "t"), 2):
            return f"{day.day:02}"
        case "m", 4:
            return month
        case "m", 3:
            return month[:3]
        case "m", 2:
            return f"{day.month:02}"
        case "m", 1:
            return str(day.month)
        case (("y" | "j"), 2):
            return f"{day.year % 100:02}"
        case (("y" | "j"), 4):
            return f"{day.year:04}"
        case "e", 4:
            return weekday
        case "e", 3:
            return weekday[: 2 if language == "de" else 3]
        case _:
            return letters


def written_time(moment: datetime, language: str, form: str = "") -> str:
    """The time of day: *14:30* in German, *2:30 pm* in English, unless ``form`` says which."""
    clock = _CLOCKS.get(form.lower()) or ("24" if language == "de" else "12")
    if clock == "24":
        return f"{moment:%H:%M}"
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def later(start: date, amount: float, unit: str, *, now: datetime, holidays: Holidays) -> date:
    """``start`` and ``amount`` of ``unit`` (of ``UNITS``) on; back where that is negative.

    Hours and minutes are counted on the line of time, days and longer on the wall, so that a time
    that the clock skips moves on. A day gets the time of ``now`` when hours are added to it.
    Working days do not count the first day. Fractions count for hours and minutes only.
    """
    meaning = UNITS.get(unit.lower(), "days")
    amount = max(-FARTHEST[meaning], min(FARTHEST[meaning], amount))
    try:
        if meaning in ("hours", "minutes"):
            return _on_the_clock(start, amount * (3600 if meaning == "hours" else 60), now)
        day = start.date() if isinstance(start, datetime) else start
        moved = _moved(day, trunc(amount), meaning, holidays)
    except (OverflowError, ValueError):
        return start
    if not isinstance(start, datetime):
        return moved
    wall = datetime.combine(moved, start.timetz())
    return wall.astimezone(UTC).astimezone(start.tzinfo) if start.tzinfo else wall


def _on_the_clock(start: date, seconds: float, now: datetime) -> datetime:
    moment = start if isinstance(start, datetime) else datetime.combine(start, now.timetz())
    span = timedelta(seconds=seconds)
    if moment.tzinfo is None:
        return moment + span
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)


@lru_cache(maxsize=512)
def _moved(day: date, count: int, unit: str, holidays: Holidays) -> date:
    match unit:
        case "working_days":
            return _working_days_on(day, count, holidays)
        case "weeks":
            return day + timedelta(weeks=count)
        case "months":
            return add_months(day, count)
        case "years":
            return add_months(day, 12 * count)
        case _:
            return day + timedelta(days=count)


def _working_days_on(day: date, count: int, holidays: Holidays) -> date:
    """The working day ``count`` on, or back; within a year of a calendar that knows none."""
    step = _DAY if count >= 0 else -_DAY
    left, idle = abs(count), 0
    moved = day
    while left and idle < _YEAR:
        moved += step
        if is_working_day(moved, holidays=holidays):
            left, idle = left - 1, 0
        else:
            idle += 1
    return day if left else moved


_DAY = timedelta(days=1)
_YEAR = 366
