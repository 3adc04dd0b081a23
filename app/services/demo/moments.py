"""When things happened at the demo desk: mostly in office hours, never after ``now``."""

from bisect import bisect_right
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import accumulate
from random import Random

_WEEKS = timedelta(weeks=8)
_LONGEST = timedelta(days=3 * 365)
_USUAL_SIZE = 300
_HOUR = timedelta(hours=1)
_SPARE = timedelta(minutes=4)


class Arrivals:
    """When each of ``size`` tickets came in, in rising order, over eight weeks or more."""

    def __init__(self, size: int, *, now: datetime, zone: tzinfo) -> None:
        span = min(max(_WEEKS, _WEEKS * size / _USUAL_SIZE), _LONGEST)
        self._start = (now - span).replace(minute=0, second=0, microsecond=0)
        self._now = now
        self._size = size
        hours = int((now - self._start) / _HOUR)
        weights = (_weight((self._start + _HOUR * hour).astimezone(zone)) for hour in range(hours))
        self._sums = list(accumulate(weights))

    def __getitem__(self, index: int) -> datetime:
        """When the ticket with this index, counted from 0, came in."""
        share = (index + Random(index).random()) / self._size
        place = share * self._sums[-1]
        hour = min(bisect_right(self._sums, place), len(self._sums) - 1)
        before = self._sums[hour - 1] if hour else 0.0
        part = (place - before) / (self._sums[hour] - before)
        at = self._start + _HOUR * hour + timedelta(seconds=int(3599 * min(part, 1.0)))
        return min(at, self._now - _SPARE)


def _weight(local: datetime) -> float:
    if local.weekday() >= 5:
        return 1.0 if 9 <= local.hour < 21 else 0.1
    if 8 <= local.hour < 18:
        return 8.0
    return 2.0 if 18 <= local.hour < 22 else 0.2


def squeezed(first: datetime, delays: list[timedelta], *, now: datetime) -> list[datetime]:
    """``first`` and each moment after it, closer together where the last would lie ahead."""
    total = sum(delays, timedelta())
    room = now - _SPARE - first
    share = min(1.0, room / total) if total > timedelta() else 1.0
    moments = [first]
    for delay in delays:
        moments.append(moments[-1] + max(delay * max(share, 0.0), timedelta(seconds=1)))
    return moments


def local_time(day: datetime, hour: int, *, zone: tzinfo) -> datetime:
    """``hour`` o'clock on the day that ``day`` falls on in ``zone``, in UTC."""
    local = day.astimezone(zone).date()
    return datetime.combine(local, time(hour), zone).astimezone(UTC)
