"""Shifts as stretches of real time: minutes of UTC, so that clock changes count as they are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.rules.rosters.values import DAY_MINUTES, Presence, ShiftKind


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """One shift of one date. ``day`` is the ordinal of the date, the times are minutes of UTC.

    ``worked`` is working time in minutes, without breaks, ``paid`` the same with the paid ones;
    waiting at home for a call is neither (ArbZG § 2 (1)).
    """

    day: int
    kind: ShiftKind
    start: int
    end: int
    worked: int
    paid: int


def duty(kind: ShiftKind, day: date, zone: str) -> Duty:
    """The shift on ``day``; ``zone`` is the desk's, for a kind that has none of its own."""
    where = kind.zone or zone
    number = day.toordinal()
    start = utc_minute(where, number, kind.start_minute)
    end = utc_minute(where, number, kind.end_minute)
    present = kind.presence is Presence.PRESENT
    paid = max(0, end - start - kind.unpaid_break) if present else 0
    return Duty(number, kind, start, end, max(0, paid - kind.paid_break), paid)


def worked_time(kind: ShiftKind, day: date, zone: str) -> timedelta:
    """Working time of the shift on ``day``: a night 00–08 has 7 or 9 h when the clock changes."""
    return timedelta(minutes=duty(kind, day, zone).worked)


def night_minutes(kind: ShiftKind) -> int:
    """Minutes of a kind between 23:00 and 06:00 (ArbZG § 2 (3)), by the clock of a usual day."""
    begin, length = 23 * 60, 7 * 60
    nights = (begin + DAY_MINUTES * turn for turn in (-1, 0, 1))
    return sum(
        max(0, min(kind.end_minute, night + length) - max(kind.start_minute, night))
        for night in nights
    )


@lru_cache(maxsize=1 << 15)
def utc_minute(zone: str, day: int, minute: int) -> int:
    """The minute of UTC at which the clock in ``zone`` shows ``minute`` after midnight of ``day``.

    The first of two where the hour is repeated; a skipped time counts as if the clock had not
    been put forward yet.
    """
    wall = datetime.fromordinal(day) + timedelta(minutes=minute)
    instant = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return int(instant.timestamp()) // 60


@lru_cache(maxsize=1 << 15)
def minutes_between(zone: str, start: int, end: int, begin: int, until: int) -> int:
    """Minutes of a stretch that lie daily between two times of the clock in ``zone``.

    ``begin`` and ``until`` are minutes after midnight; ``until`` not after ``begin`` means on the
    next day, as in 23:00 to 06:00.
    """
    length = until if until > begin else until + DAY_MINUTES
    first = _local_day(zone, start) - 1
    last = _local_day(zone, end)
    return sum(
        max(0, min(end, utc_minute(zone, day, length)) - max(start, utc_minute(zone, day, begin)))
        for day in range(first, last + 1)
    )


@lru_cache(maxsize=1 << 15)
def minutes_by_day(zone: str, start: int, end: int, shift: int) -> tuple[tuple[int, int], ...]:
    """The days a stretch touches, each with its minutes; a day begins ``shift`` past midnight."""
    first = _local_day(zone, start) - 1
    last = _local_day(zone, end) + 1
    parts = (
        (
            day,
            min(end, utc_minute(zone, day + 1, shift)) - max(start, utc_minute(zone, day, shift)),
        )
        for day in range(first, last + 1)
    )
    return tuple(part for part in parts if part[1] > 0)


def _local_day(zone: str, instant: int) -> int:
    moment = datetime.fromtimestamp(instant * 60, tz=UTC)
    return moment.astimezone(ZoneInfo(zone)).toordinal()
