"""A day within a text: *next Tuesday*, *in 3 Werktagen*, *24.12.*, *Ende des Monats*, *KW 50*."""

import re
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from app.errors import UserError
from app.i18n import _
from app.rules.calendar import (
    add_months,
    add_working_days,
    last_of_month,
    working_day_from,
    working_day_until,
)
from app.rules.time_words import MONTHS, NUMBER, WEEKDAYS, any_of, number

Days = tuple[date, ...]
"""Days a text can mean, the first in the future counts: *24.12.* is this year's or next year's."""


@dataclass(frozen=True)
class _Around:
    """The day a text is read on."""

    today: date
    holidays: Container[date]

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    def working(self, day: date) -> date:
        return working_day_from(day, holidays=self.holidays)


_MOST_DAYS = 2000
_WEEKDAY = any_of(WEEKDAYS) + r"\.?"
_MONTH = any_of(MONTHS) + r"\.?"
_NEXT = r"(?:naechste[nmrs]?|next)"
_AFTER_NEXT = r"(?:uebernaechste[nmrs]?)"
_THIS = r"(?:kommende[nmrs]?|coming|this|diese[nmrs]?)"
_NOISE = re.compile(
    r"\b(?:at|um|on|am|im|den|dem|der|the|of|des|vom|von|from|gegen|until|bis|till|by|ab|zum|zur"
    r"|fuer|for)\b"
)
_PLAIN = {
    "vorgestern": -2,
    "gestern": -1,
    "yesterday": -1,
    "heute": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "tmrw": 1,
    "uebermorgen": 2,
    "overmorrow": 2,
    "day after tomorrow": 2,
}
_DAYS_LATER = r"(?:days?|tag(?:en?)?)"
_WEEKS_LATER = r"(?:weeks?|wochen?)"
_MONTHS_LATER = r"(?:months?|monat(?:en?)?)"
_YEARS_LATER = r"(?:years?|jahr(?:en?)?)"
_WORKING_DAYS_LATER = (
    r"(?:(?:working|business|work) ?days?|weekdays?|werktag(?:en?)?|arbeitstag(?:en?)?|wt)"
)


def read_days(text: str, *, today: date, holidays: Container[date]) -> Days | None:
    """The days that the normalised ``text`` can mean, in the order to try them.

    None where it names no day; ``UserError`` where it names one that cannot be (31 February, a
    Monday that is a Tuesday, 3/4). Weekdays lie after ``today``; *next* is in the following week,
    which begins on Monday. Weeks, months and years without a day mean their first working day,
    their end the last one. Werktage count like working days.
    """
    around = _Around(today, holidays)
    text = " ".join(_NOISE.sub(" ", text).split())
    for pattern, read in _READERS:
        found = pattern.fullmatch(text)
        if found:
            return read(found, around)
    return None


def _plain(found: re.Match[str], around: _Around) -> Days:
    return (around.today + timedelta(days=_PLAIN[found[0]]),)


def _weekday(found: re.Match[str], around: _Around) -> Days:
    wanted = _weekday_number(found["weekday"])
    ahead = (wanted - around.today.weekday()) % 7
    if found["after_next"]:
        return (around.monday + timedelta(days=14 + wanted),)
    if found["next"]:
        return (around.monday + timedelta(days=7 + wanted),)
    coming = around.today + timedelta(days=ahead)
    later = coming + timedelta(days=7)
    return (coming, later) if found["this"] or ahead else (later,)


def _week(found: re.Match[str], around: _Around) -> Days:
    monday = around.monday + timedelta(days=14 if found["after_next"] else 7)
    weekday = found["before"] or found["after"]
    if weekday:
        return (monday + timedelta(days=_weekday_number(weekday)),)
    return (around.working(monday),)


def _weekend(found: re.Match[str], around: _Around) -> Days:
    saturday = around.monday + timedelta(days=12 if found["next"] else 5)
    return tuple(saturday + timedelta(days=n) for n in (0, 1, 7))


def _part_of_week(found: re.Match[str], around: _Around) -> Days:
    monday = around.monday + timedelta(days=7 if found["next"] else 0)
    weeks = (monday, monday + timedelta(days=7))
    if found["end"]:
        fridays = (week + timedelta(days=4) for week in weeks)
        return tuple(working_day_until(day, holidays=around.holidays) for day in fridays)
    ahead = timedelta(days=2 if found["middle"] else 0)
    return tuple(around.working(week + ahead) for week in weeks)


def _next_working_day(_found: re.Match[str], around: _Around) -> Days:
    return (add_working_days(around.today, 1, holidays=around.holidays),)


def _calendar_week(found: re.Match[str], around: _Around) -> Days:
    week, weekday = int(found["week"]), found["weekday"] or found.groupdict().get("after")
    days: list[date] = []
    for each in _years(found["year"], around):
        with suppress(ValueError):
            monday = date.fromisocalendar(each, week, 1)
            if weekday:
                days.append(monday + timedelta(days=_weekday_number(weekday)))
            else:
                working = (around.working(monday + timedelta(days=n)) for n in range(7))
                days.extend(dict.fromkeys(working))
    return _some(days)


def _next_month(_found: re.Match[str], around: _Around) -> Days:
    return (around.working(add_months(around.today.replace(day=1), 1)),)


def _end_of_month(found: re.Match[str], around: _Around) -> Days:
    ahead = (1,) if found["next"] else (0, 1)
    months = (add_months(around.today.replace(day=1), n) for n in ahead)
    return tuple(
        working_day_until(last_of_month(m.year, m.month), holidays=around.holidays) for m in months
    )


def _part_of_month(found: re.Match[str], around: _Around) -> Days:
    month = MONTHS[found["month"].rstrip(".")]
    years = _years(found["year"], around)
    if found["end"]:
        return tuple(
            working_day_until(last_of_month(year, month), holidays=around.holidays)
            for year in years
        )
    return tuple(around.working(date(year, month, 15 if found["middle"] else 1)) for year in years)


def _next_year(_found: re.Match[str], around: _Around) -> Days:
    return (around.working(date(around.today.year + 1, 1, 1)),)


def _end_of_year(_found: re.Match[str], around: _Around) -> Days:
    years = (around.today.year, around.today.year + 1)
    return tuple(working_day_until(date(y, 12, 31), holidays=around.holidays) for y in years)


def _later(found: re.Match[str], around: _Around) -> Days | None:
    count = number(found["count"]) * (12 if found["years"] else 1)
    if not count.is_integer() or count < 1:
        return None
    start = around.today
    if found["start"] or found["end"]:
        named = read_days(
            found["start"] or found["end"], today=around.today, holidays=around.holidays
        )
        if named is None:
            return None
        start = named[0]
    return (_moved(start, int(count), found, around.holidays),)


def _moved(start: date, count: int, found: re.Match[str], holidays: Container[date]) -> date:
    if count > _MOST_DAYS:
        raise UserError(_("That is too far away."))
    if found["working"]:
        return add_working_days(start, count, holidays=holidays)
    if found["months"] or found["years"]:
        return add_months(start, count)
    return start + timedelta(days=count * (7 if found["weeks"] else 1))


def _dated(found: re.Match[str], around: _Around) -> Days:
    parts = found.groupdict()
    written = parts["month"].rstrip(".")
    month = MONTHS[written] if written in MONTHS else int(written)
    return _dates(month, int(parts["day"]), parts["year"], found, around)


def _slashed(found: re.Match[str], around: _Around) -> Days:
    first, second = int(found["first"]), int(found["second"])
    if first <= 12 and second <= 12 and first != second:
        raise UserError(
            _("{text} can be two dates. Write the month as a word, or as {iso}.").format(
                text=f"{first}/{second}", iso=f"{around.today.year + 1}-{second:02}-{first:02}"
            )
        )
    month, day = (first, second) if second > 12 else (second, first)
    return _dates(month, day, found["year"], found, around)


def _day_of_month(found: re.Match[str], around: _Around) -> Days:
    months = (add_months(around.today.replace(day=1), n) for n in range(13))
    return _some(_existing((m.year, m.month, int(found["day"])) for m in months))


def _dates(month: int, day: int, year: str | None, found: re.Match[str], around: _Around) -> Days:
    days = _some(_existing((each, month, day) for each in _years(year, around)))
    if not found["weekday"]:
        return days
    meant = next((each for each in days if each >= around.today), days[0])
    if meant.weekday() != _weekday_number(found["weekday"]):
        raise UserError(_("That date is not on that weekday. Leave one of them out."))
    return (meant,)


def _years(year: str | None, around: _Around) -> tuple[int, ...]:
    if year:
        return (int(year) + (2000 if len(year) == 2 else 0),)
    return tuple(range(around.today.year, around.today.year + 9))


def _existing(candidates: Iterator[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in candidates:
        with suppress(ValueError):
            yield date(year, month, day)


def _some(days: Iterator[date] | list[date]) -> Days:
    found = tuple(days)
    if not found:
        raise UserError(_("There is no such day in the calendar."))
    return found


def _weekday_number(word: str) -> int:
    return WEEKDAYS[word.rstrip(".")]


_DATE_PREFIX = rf"(?:(?P<weekday>{_WEEKDAY}) )?"
_DAY = r"(?P<day>\d{1,2})"
_END, _MIDDLE = r"(?P<end>end|ende|late)", r"(?P<middle>mitte|middle|mid)"
_BEGINNING = r"(?:anfang|start|beginning|early)"
_ORDINAL = r"(?:\.|st|nd|rd|th)"
_FULL_YEAR = r"(?:19|2[01])\d{2}"
_YEAR = rf"(?P<year>{_FULL_YEAR})"
_PATTERNS: tuple[tuple[str, Callable[[re.Match[str], _Around], Days | None]], ...] = (
    (any_of(_PLAIN), _plain),
    (
        rf"(?:(?P<after_next>{_AFTER_NEXT}) |(?P<next>{_NEXT}) |(?P<this>{_THIS}) )?"
        rf"(?P<weekday>{_WEEKDAY})",
        _weekday,
    ),
    (
        rf"(?:(?P<before>{_WEEKDAY}) )?"
        rf"(?:(?P<after_next>{_AFTER_NEXT} woche|week after next)|{_NEXT} (?:woche|week))"
        rf"(?: (?P<after>{_WEEKDAY}))?",
        _week,
    ),
    (rf"(?:(?P<next>{_NEXT}) |{_THIS} )?(?:weekend|wochenende)", _weekend),
    (
        rf"(?:{_END}|{_MIDDLE}|{_BEGINNING})(?: (?:(?P<next>{_NEXT})|{_THIS}))? (?:week|woche)",
        _part_of_week,
    ),
    (rf"{_NEXT} (?:(?:working|business|work) ?day|werktag|arbeitstag)", _next_working_day),
    (
        rf"{_DATE_PREFIX}(?:kw|cw|wk|kalenderwoche|calendar week|week|woche) ?"
        rf"(?P<week>\d{{1,2}})(?:[ /]{_YEAR})?(?: (?P<after>{_WEEKDAY}))?",
        _calendar_week,
    ),
    (rf"{_DATE_PREFIX}{_YEAR}-?w(?P<week>\d{{1,2}})", _calendar_week),
    (rf"{_NEXT} (?:month|monat)", _next_month),
    (
        rf"(?:end|ende)(?: (?:(?P<next>{_NEXT})|{_THIS}))? (?:month|monats?)|monatsende",
        _end_of_month,
    ),
    (
        rf"(?:(?:{_END}|{_MIDDLE}|{_BEGINNING}|{_NEXT}|in)[ -])?(?P<month>{_MONTH})(?: {_YEAR})?",
        _part_of_month,
    ),
    (rf"{_NEXT} (?:year|jahr)", _next_year),
    (rf"(?:end|ende)(?: {_THIS})? (?:year|jahre?s?)|jahresende", _end_of_year),
    (
        rf"(?:(?:(?P<start>.+) )?in )?(?P<count>{NUMBER}) ?(?:(?P<working>{_WORKING_DAYS_LATER})"
        rf"|(?P<weeks>{_WEEKS_LATER})|(?P<months>{_MONTHS_LATER})|(?P<years>{_YEARS_LATER})"
        rf"|{_DAYS_LATER})(?: (?:time|now|(?P<end>.+)))?",
        _later,
    ),
    (rf"{_DATE_PREFIX}{_YEAR}-(?P<month>\d{{1,2}})-{_DAY}t?", _dated),
    (
        rf"{_DATE_PREFIX}{_DAY}\. ?(?P<month>\d{{1,2}})"
        rf"(?:\. ?(?P<year>{_FULL_YEAR}|(?<! )\d{{2}})|\.)?",
        _dated,
    ),
    (rf"{_DATE_PREFIX}{_DAY}{_ORDINAL}? ?(?P<month>{_MONTH})(?: {_YEAR})?", _dated),
    (rf"{_DATE_PREFIX}(?P<month>{_MONTH}) {_DAY}{_ORDINAL}?(?: {_YEAR})?", _dated),
    (
        rf"{_DATE_PREFIX}(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})"
        rf"(?:/(?P<year>{_FULL_YEAR}|\d{{2}}))?",
        _slashed,
    ),
    (rf"{_DATE_PREFIX}{_DAY}-(?P<month>\d{{1,2}})-{_YEAR}", _dated),
    (rf"{_DAY}{_ORDINAL}", _day_of_month),
)
_READERS = tuple((re.compile(pattern), read) for pattern, read in _PATTERNS)
