"""Times as people say them, in German and English at once, for snoozing and due times."""

import re
from collections.abc import Container
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from app.errors import UserError
from app.i18n import _, language
from app.rules.calendar import add_working_days, is_working_day, working_day_from
from app.rules.clock_words import take_clock
from app.rules.day_readers import Days
from app.rules.day_words import read_days
from app.rules.time_words import NUMBER, normalise, number, written_out
from app.rules.wall_time import instants, is_repeated, offset_text

DEFAULT_MINUTES = 9 * 60
"""When a day begins that is named without a time: 09:00."""
_EVENING = 18 * 60
_LONGEST_TEXT = 100
_LONGEST_YEARS = 10
_NO_HOLIDAYS: frozenset[date] = frozenset()


class When(NamedTuple):
    """A time in the future, ``at`` in UTC to the minute, ``echo`` in words of the interface."""

    at: datetime
    echo: str


class Preset(NamedTuple):
    """A time to choose without typing; ``key`` is stable, ``label`` is read by a person."""

    key: str
    label: str
    when: When


def echo(at: datetime, *, zone: tzinfo) -> str:
    """``at`` in plain words; `read_when` reads it as the same time again.

    Carries the offset where the clock shows this time twice.
    """
    words = written_out(at.astimezone(zone), language=language())
    return f"{words} ({offset_text(at, zone)})" if is_repeated(at, zone) else words


def parse_when(
    text: str, *, now: datetime, zone: tzinfo, holidays: Container[date] = _NO_HOLIDAYS
) -> When | None:
    """Like `read_when`, but None where the text is no time in the future."""
    try:
        return read_when(text, now=now, zone=zone, holidays=holidays)
    except UserError:
        return None


def read_when(
    text: str, *, now: datetime, zone: tzinfo, holidays: Container[date] = _NO_HOLIDAYS
) -> When:
    """The time that ``text`` names, later than the aware ``now``.

    A day without a time begins at 09:00, a time without a day is the next such time. Raises
    ``UserError`` with the reason where the text is not understood, ambiguous or in the past.
    """
    written = normalise(text)
    if len(written) > _LONGEST_TEXT:
        raise _not_understood(text)
    ahead = _duration(written)
    if ahead is not None:
        return _when((now + ahead).astimezone(UTC).replace(second=0, microsecond=0), zone)
    offset, written = _take_offset(written)
    today = now.astimezone(zone).date()
    understood = _day_and_clock(written, today=today, holidays=holidays)
    if understood is None:
        raise _not_understood(text)
    days, minutes = understood
    clocks = [minutes] if minutes is not None else [DEFAULT_MINUTES]
    if minutes is None and days == (today,):
        clocks.append(_EVENING)
    return _first_after(now, days, clocks=clocks, zone=zone, offset=offset)


def presets(
    *, now: datetime, zone: tzinfo, holidays: Container[date] = _NO_HOLIDAYS
) -> tuple[Preset, ...]:
    """What to offer without typing, in order of time, no time twice."""
    local = now.astimezone(zone)
    today = local.date()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    offered: list[tuple[str, str, datetime]] = []
    if local.hour < 15:
        later = (now + timedelta(hours=3)).astimezone(UTC).replace(second=0, microsecond=0)
        offered.append(("later", _("In 3 hours"), later))
    if local.hour < 17:
        offered.append(("evening", _("This evening"), instants(today, _EVENING, zone)[0]))
    next_working = working_day_from(tomorrow, holidays=holidays)
    days = [
        ("tomorrow", _("Tomorrow"), tomorrow),
        ("working_day", _("Next working day"), next_working),
        ("3_working_days", _("In 3 working days"), add_working_days(today, 3, holidays=holidays)),
        ("next_week", _("Next week"), working_day_from(monday, holidays=holidays)),
        ("2_weeks", _("In 2 weeks"), today + timedelta(days=14)),
    ]
    if not is_working_day(tomorrow, holidays=holidays):
        del days[0]
    offered += [(key, words, instants(d, DEFAULT_MINUTES, zone)[0]) for key, words, d in days]
    seen: dict[datetime, Preset] = {}
    for key, words, at in offered:
        seen.setdefault(at, Preset(key=key, label=words, when=_when(at, zone)))
    return tuple(seen[at] for at in sorted(seen))


def _when(at: datetime, zone: tzinfo) -> When:
    return When(at=at, echo=echo(at, zone=zone))


_DURATION = re.compile(
    rf"(?:in )?(?P<count>{NUMBER}) ?(?:(?P<hours>hours?|hrs?|h|stunden?|std\.?)"
    r"|(?:minutes?|mins?\.?|minuten?|m))(?: (?:time|from now))?"
)
_HOURS_AND_MINUTES = re.compile(
    r"in (?P<hours>\d{1,3}) ?(?:hours?|h|stunden?|std\.?) ?(?:and |und )?"
    r"(?P<minutes>\d{1,2}) ?(?:minutes?|minuten?|mins?|m)?"
)


def _duration(written: str) -> timedelta | None:
    both = _HOURS_AND_MINUTES.fullmatch(written)
    if both:
        return _positive(timedelta(hours=int(both["hours"]), minutes=int(both["minutes"])))
    found = _DURATION.fullmatch(written)
    if not found:
        return None
    count = number(found["count"])
    return _positive(timedelta(hours=count) if found["hours"] else timedelta(minutes=count))


def _positive(ahead: timedelta) -> timedelta | None:
    return ahead if ahead >= timedelta(minutes=1) else None


_OFFSET = re.compile(r" ?\(utc([+-])(\d{2}):(\d{2})\)$")


def _take_offset(written: str) -> tuple[tzinfo | None, str]:
    found = _OFFSET.search(written)
    if not found or int(found[2]) > 23:
        return None, written
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-ahead if found[1] == "-" else ahead), written[: found.start()]


_BARE_CLOCK = re.compile(r"(.*?) ?\b([01]?\d|2[0-3])(?:\.([0-5]\d))?")


def _day_and_clock(
    written: str, *, today: date, holidays: Container[date]
) -> tuple[Days, int | None] | None:
    minutes, rest = take_clock(written)
    if minutes is not None and not rest:
        return (today, today + timedelta(days=1)), minutes
    bare = _BARE_CLOCK.fullmatch(rest) if minutes is None else None
    try:
        days = read_days(rest, today=today, holidays=holidays)
    except UserError:
        # "Freitag 10.30" names no 30th month but a time of day.
        if bare is None or not bare[3]:
            raise
        days = None
    if days is None and bare and (bare[1] or bare[3]):
        minutes = int(bare[2]) * 60 + int(bare[3] or 0)
        if not bare[1]:
            return (today, today + timedelta(days=1)), minutes
        days = read_days(bare[1], today=today, holidays=holidays)
    return (days, minutes) if days else None


def _first_after(
    now: datetime, days: Days, *, clocks: list[int], zone: tzinfo, offset: tzinfo | None
) -> When:
    last_year = now.year + _LONGEST_YEARS
    near = [day for day in days if 1900 < day.year <= last_year]
    if not near:
        raise UserError(_("That is too far away."))
    meant = [
        at for day in near for minutes in clocks for at in instants(day, minutes, offset or zone)
    ]
    for at in meant:
        if at > now:
            return _when(at, zone)
    raise UserError(_("{time} is in the past.").format(time=echo(meant[-1], zone=zone)))


def _not_understood(text: str) -> UserError:
    if not text.strip():
        return UserError(_("Type a time, for example: tomorrow 9:00, in 3 working days, 24.12."))
    return UserError(
        _(
            "“{text}” is not a time I understand. Try: tomorrow 9:00, next Tuesday, "
            "in 3 working days, 24.12. 10:00"
        ).format(text=text.strip()[:_LONGEST_TEXT])
    )
