"""Between the clock on the wall and the line of time, over daylight saving."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def instants(day: date, minutes: int, zone: tzinfo) -> tuple[datetime, ...]:
    """When the clock in ``zone`` shows ``minutes`` after midnight of ``day``, in UTC.

    One instant, two where the hour is repeated. A time that is skipped when the clock goes
    forward gives the instant that would have shown it, so 02:30 becomes 03:30.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    first = wall.replace(tzinfo=zone)
    second = wall.replace(tzinfo=zone, fold=1)
    earlier = first.astimezone(UTC)
    later = second.astimezone(UTC)
    return (earlier, later) if later > earlier else (earlier,)


def is_repeated(instant: datetime, zone: tzinfo) -> bool:
    """Whether the clock in ``zone`` shows the time of ``instant`` a second time that day."""
    local = instant.astimezone(zone)
    return len(instants(local.date(), local.hour * 60 + local.minute, zone)) > 1


def offset_text(instant: datetime, zone: tzinfo) -> str:
    """The offset of ``zone`` at ``instant``: ``UTC+01:00``."""
    offset = instant.astimezone(zone).utcoffset() or timedelta()
    sign = "-" if offset < timedelta() else "+"
    hours, minutes = divmod(int(abs(offset).total_seconds()) // 60, 60)
    return f"UTC{sign}{hours:02}:{minutes:02}"
