"""What words for days mean on a given day; read by the patterns of `day_words`."""

import re
from collections.abc import Container, Iterator
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
from app.rules.time_words import MONTHS, WEEKDAYS

Days = tuple[date, ...]
"""Days a text can mean, the first in the future counts: *24.12.* is this year's or next year's."""

PLAIN_DAYS = {
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


@dataclass(frozen=True)
class Around:
    """The day a text is read on."""

    today: date
    holidays: Container[date]

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    def working(self, day: date) -> date:
        return working_day_from(day, holidays=self.holidays)


def plain(found: re.Match[str], around: Around) -> Days:
    """A day next to today: *heute*, *tomorrow*."""
    return (around.today + timedelta(days=PLAIN_DAYS[found[0]]),)


def weekday(found: re.Match[str], around: Around) -> Days:
    """*Monday*, *this Monday*, *next Monday*, *übernächsten Montag*."""
    wanted = _weekday_number(found["weekday"])
    ahead = (wanted - around.today.weekday()) % 7
    if found["after_next"]:
        return (around.monday + timedelta(days=14 + wanted),)
    if found["next"]:
        return (around.monday + timedelta(days=7 + wanted),)
    coming = around.today + timedelta(days=ahead)
    later = coming + timedelta(days=7)
    return (coming, later) if found["this"] or ahead else (later,)


def week(found: re.Match[str], around: Around) -> Days:
    """*next week*, its first working day, or a weekday in it."""
    monday = around.monday + timedelta(days=14 if found["after_next"] else 7)
    weekday = found["before"] or found["after"]
    if weekday:
        return (monday + timedelta(days=_weekday_number(weekday)),)
    return (around.working(monday),)


def weekend(found: re.Match[str], around: Around) -> Days:
    """The Saturday, on a Saturday also the Sunday."""
    saturday = around.monday + timedelta(days=12 if found["next"] else 5)
    return tuple(saturday + timedelta(days=n) for n in (0, 1, 7))


def part_of_week(found: re.Match[str], around: Around) -> Days:
    """Beginning, middle or end of this week or the next."""
    monday = around.monday + timedelta(days=7 if found["next"] else 0)
    weeks = (monday, monday + timedelta(days=7))
    if found["end"]:
        fridays = (week + timedelta(days=4) for week in weeks)
        return tuple(working_day_until(day, holidays=around.holidays) for day in fridays)
    ahead = timedelta(days=2 if found["middle"] else 0)
    return tuple(around.working(week + ahead) for week in weeks)


def next_working_day(_found: re.Match[str], around: Around) -> Days:
    """The first working day after today."""
    return (add_working_days(around.today, 1, holidays=around.holidays),)


def calendar_week(found: re.Match[str], around: Around) -> Days:
    """*KW 50*, its first working day that is ahead, or a weekday in it."""
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


def next_month(_found: re.Match[str], around: Around) -> Days:
    """The first working day of the next month."""
    return (around.working(add_months(around.today.replace(day=1), 1)),)


def end_of_month(found: re.Match[str], around: Around) -> Days:
    """The last working day of this month or the next."""
    ahead = (1,) if found["next"] else (0, 1)
    months = (add_months(around.today.replace(day=1), n) for n in ahead)
    return tuple(
        working_day_until(last_of_month(m.year, m.month), holidays=around.holidays) for m in months
    )


def part_of_month(found: re.Match[str], around: Around) -> Days:
    """A month by its name: its first working day, its middle, its end."""
    month = MONTHS[found["month"].rstrip(".")]
    years = _years(found["year"], around)
    if found["end"]:
        return tuple(
            working_day_until(last_of_month(year, month), holidays=around.holidays)
            for year in years
        )
    return tuple(around.working(date(year, month, 15 if found["middle"] else 1)) for year in years)


def next_year(_found: re.Match[str], around: Around) -> Days:
    """The first working day of the next year."""
    return (around.working(date(around.today.year + 1, 1, 1)),)


def end_of_year(_found: re.Match[str], around: Around) -> Days:
    """The last working day of the year."""
    years = (around.today.year, around.today.year + 1)
    return tuple(working_day_until(date(y, 12, 31), holidays=around.holidays) for y in years)


def dated(found: re.Match[str], around: Around) -> Days:
    """A date whose order is certain."""
    parts = found.groupdict()
    written = parts["month"].rstrip(".")
    month = MONTHS[written] if written in MONTHS else int(written)
    return _dates(month, int(parts["day"]), parts["year"], found, around)


def slashed(found: re.Match[str], around: Around) -> Days:
    """*12/24* or *24/12*; refused where both orders are possible."""
    first, second = int(found["first"]), int(found["second"])
    if first <= 12 and second <= 12 and first != second:
        raise UserError(
            _("{text} can be two dates. Write the month as a word, or as {iso}.").format(
                text=f"{first}/{second}", iso=f"{around.today.year + 1}-{second:02}-{first:02}"
            )
        )
    month, day = (first, second) if second > 12 else (second, first)
    return _dates(month, day, found["year"], found, around)


def day_of_month(found: re.Match[str], around: Around) -> Days:
    """*the 24th* of this month or a later one."""
    months = (add_months(around.today.replace(day=1), n) for n in range(13))
    return _some(_existing((m.year, m.month, int(found["day"])) for m in months))


def _dates(month: int, day: int, year: str | None, found: re.Match[str], around: Around) -> Days:
    days = _some(_existing((each, month, day) for each in _years(year, around)))
    if not found["weekday"]:
        return days
    meant = next((each for each in days if each >= around.today), days[0])
    if meant.weekday() != _weekday_number(found["weekday"]):
        raise UserError(_("That date is not on that weekday. Leave one of them out."))
    return (meant,)


def _years(year: str | None, around: Around) -> tuple[int, ...]:
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
