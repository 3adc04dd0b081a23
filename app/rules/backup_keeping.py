"""Which backups are kept: the newest of each of 7 days, 4 weeks and 12 months."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta

DAILY, WEEKLY, MONTHLY = 7, 4, 12
MOST = DAILY + WEEKLY + MONTHLY
"""So many are kept after a year, besides those of the newest day."""


def kept(taken: Iterable[datetime]) -> frozenset[datetime]:
    """Those to keep of backups taken at these moments; all of the newest day are among them.

    Days, weeks and months without a backup do not count, so a desk that rests loses none.
    """
    newest_first = sorted(taken, reverse=True)
    of_last_day = {each for each in newest_first if each.date() == newest_first[0].date()}
    return frozenset(
        of_last_day
        | _newest_of_each(newest_first, lambda each: each.date(), DAILY)
        | _newest_of_each(newest_first, lambda each: each.isocalendar()[:2], WEEKLY)
        | _newest_of_each(newest_first, lambda each: (each.year, each.month), MONTHLY)
    )


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], Hashable], count: int
) -> set[datetime]:
    newest: dict[Hashable, datetime] = {}
    for each in newest_first:
        newest.setdefault(period(each), each)
    return set(list(newest.values())[:count])


def expires(one: datetime, taken: Iterable[datetime]) -> date:
    """The day on which a backup goes if one more is taken every day from now on."""
    there = {*taken, one}
    day = max(there)
    while one in there:
        day += timedelta(days=1)
        there = set(kept(there | {day}))
    return day.date()
