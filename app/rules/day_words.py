"""A day within a text: *next Tuesday*, *in 3 Werktagen*, *24.12.*, *Ende des Monats*, *KW 50*."""

import re
from collections.abc import Callable, Container
from datetime import date, timedelta
from functools import cache

from app.errors import UserError
from app.i18n import _
from app.rules import day_readers
from app.rules.calendar import add_months, add_working_days
from app.rules.day_readers import PLAIN_DAYS, Around, Days
from app.rules.time_words import MONTHS, NUMBER, WEEKDAYS, any_of, number

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
    around = Around(today, holidays)
    text = " ".join(_NOISE.sub(" ", text).split())
    for pattern, read in _readers():
        found = pattern.fullmatch(text)
        if found:
            return read(found, around)
    return None


def _later(found: re.Match[str], around: Around) -> Days | None:
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


_DATE_PREFIX = rf"(?:(?P<weekday>{_WEEKDAY}) )?"
_DAY = r"(?P<day>\d{1,2})"
_END, _MIDDLE = r"(?P<end>end|ende|late)", r"(?P<middle>mitte|middle|mid)"
_BEGINNING = r"(?:anfang|start|beginning|early)"
_ORDINAL = r"(?:\.|st|nd|rd|th)"
_FULL_YEAR = r"(?:19|2[01])\d{2}"
_YEAR = rf"(?P<year>{_FULL_YEAR})"
_Reader = Callable[[re.Match[str], Around], Days | None]
_PATTERNS: tuple[tuple[str, _Reader], ...] = (
    (any_of(PLAIN_DAYS), day_readers.plain),
    (
        rf"(?:(?P<after_next>{_AFTER_NEXT}) |(?P<next>{_NEXT}) |(?P<this>{_THIS}) )?"
        rf"(?P<weekday>{_WEEKDAY})",
        day_readers.weekday,
    ),
    (
        rf"(?:(?P<before>{_WEEKDAY}) )?"
        rf"(?:(?P<after_next>{_AFTER_NEXT} woche|week after next)|{_NEXT} (?:woche|week))"
        rf"(?: (?P<after>{_WEEKDAY}))?",
        day_readers.week,
    ),
    (rf"(?:(?P<next>{_NEXT}) |{_THIS} )?(?:weekend|wochenende)", day_readers.weekend),
    (
        rf"(?:{_END}|{_MIDDLE}|{_BEGINNING})(?: (?:(?P<next>{_NEXT})|{_THIS}))? (?:week|woche)",
        day_readers.part_of_week,
    ),
    (
        rf"{_NEXT} (?:(?:working|business|work) ?day|werktag|arbeitstag)",
        day_readers.next_working_day,
    ),
    (
        rf"{_DATE_PREFIX}(?:kw|cw|wk|kalenderwoche|calendar week|week|woche) ?"
        rf"(?P<week>\d{{1,2}})(?:[ /]{_YEAR})?(?: (?P<after>{_WEEKDAY}))?",
        day_readers.calendar_week,
    ),
    (rf"{_DATE_PREFIX}{_YEAR}-?w(?P<week>\d{{1,2}})", day_readers.calendar_week),
    (rf"{_NEXT} (?:month|monat)", day_readers.next_month),
    (
        rf"(?:end|ende)(?: (?:(?P<next>{_NEXT})|{_THIS}))? (?:month|monats?)|monatsende",
        day_readers.end_of_month,
    ),
    (
        rf"(?:(?:{_END}|{_MIDDLE}|{_BEGINNING}|{_NEXT}|in)[ -])?(?P<month>{_MONTH})(?: {_YEAR})?",
        day_readers.part_of_month,
    ),
    (rf"{_NEXT} (?:year|jahr)", day_readers.next_year),
    (rf"(?:end|ende)(?: {_THIS})? (?:year|jahre?s?)|jahresende", day_readers.end_of_year),
    (
        rf"(?:(?:(?P<start>.+) )?in )?(?P<count>{NUMBER}) ?(?:(?P<working>{_WORKING_DAYS_LATER})"
        rf"|(?P<weeks>{_WEEKS_LATER})|(?P<months>{_MONTHS_LATER})|(?P<years>{_YEARS_LATER})"
        rf"|{_DAYS_LATER})(?: (?:time|now|(?P<end>.+)))?",
        _later,
    ),
    (rf"{_DATE_PREFIX}{_YEAR}-(?P<month>\d{{1,2}})-{_DAY}t?", day_readers.dated),
    (
        rf"{_DATE_PREFIX}{_DAY}\. ?(?P<month>\d{{1,2}})"
        rf"(?:\. ?(?P<year>{_FULL_YEAR}|(?<! )\d{{2}})|\.)?",
        day_readers.dated,
    ),
    (rf"{_DATE_PREFIX}{_DAY}{_ORDINAL}? ?(?P<month>{_MONTH})(?: {_YEAR})?", day_readers.dated),
    (rf"{_DATE_PREFIX}(?P<month>{_MONTH}) {_DAY}{_ORDINAL}?(?: {_YEAR})?", day_readers.dated),
    (
        rf"{_DATE_PREFIX}(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})"
        rf"(?:/(?P<year>{_FULL_YEAR}|\d{{2}}))?",
        day_readers.slashed,
    ),
    (rf"{_DATE_PREFIX}{_DAY}-(?P<month>\d{{1,2}})-{_YEAR}", day_readers.dated),
    (rf"{_DAY}{_ORDINAL}", day_readers.day_of_month),
)


@cache
def _readers() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """Compiled when first used, for that takes longer than loading most modules."""
    return tuple((re.compile(pattern), read) for pattern, read in _PATTERNS)
