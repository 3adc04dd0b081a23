"""Working days and public holidays."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

WORKING_WEEKDAYS = frozenset(range(5))
"""Monday to Friday, counted as ``date.weekday`` does."""


def is_working_day(
    day: date, *, holidays: Container[date], weekdays: Container[int] = WORKING_WEEKDAYS
) -> bool:
    """Whether the desk works on ``day``."""
    return day.weekday() in weekdays and day not in holidays


def working_day_from(day: date, *, holidays: Container[date]) -> date:
    """``day`` itself or the first working day after it.

    Gives ``day`` back when none follows within a year, so a nonsensical calendar cannot hang.
    """
    candidates = (day + timedelta(days=n) for n in range(366))
    return next((d for d in candidates if is_working_day(d, holidays=holidays)), day)


def working_day_until(day: date, *, holidays: Container[date]) -> date:
    """``day`` itself or the last working day before it; ``day`` when there is none in a year."""
    candidates = (day - timedelta(days=n) for n in range(366))
    return next((d for d in candidates if is_working_day(d, holidays=holidays)), day)


def add_working_days(day: date, count: int, *, holidays: Container[date]) -> date:
    """The ``count``-th working day after ``day``, which itself is not counted (§ 187 (1) BGB).

    ``count`` is at least 0; 0 gives ``day``, whether it is a working day or not.
    """
    for _ in range(count):
        day = working_day_from(day + timedelta(days=1), holidays=holidays)
    return day


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return day.replace(
        year=year, month=month + 1, day=min(day.day, last_of_month(year, month + 1).day)
    )


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


_PARISHES = "catholic"
"""What ``holidays`` calls public holidays of some parishes of a state."""


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """The public holidays of a place, worked out when the first day is asked for.

    Codes as for ``desk_holidays``. Two of the same place are equal.
    """

    country: str = ""
    state: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _holidays_of_year(
            self.country, self.state, day.year
        )


@cache
def _holidays_of_year(country: str, state: str, year: int) -> frozenset[date]:
    return frozenset(desk_holidays(country, state, [year]))


def desk_holidays(
    country: str,
    state: str,
    years: Iterable[int],
    *,
    language: str | None = None,
    regional: bool = False,
) -> dict[date, str]:
    """Public holidays with their names, by ISO 3166 codes (``"DE"``, ``"BW"``).

    ``language`` (``"de"``) names them; without one, that of the process or of the country does.
    ``regional`` adds those of Catholic parishes in Germany, such as 15 August in most of Bavaria.
    An empty or unknown country has none; an unknown state gives those of the whole country.
    Imported when called, for the tables take longer to load than the rest of the program.
    """
    import holidays

    wanted = list(years)
    for subdivision in (state or None, None):
        try:
            found = holidays.country_holidays(
                country, subdiv=subdivision, years=wanted, language=language
            )
        except NotImplementedError:
            continue
        if regional and _PARISHES in found.supported_categories:
            found = holidays.country_holidays(
                country,
                subdiv=subdivision,
                years=wanted,
                language=language,
                categories=(holidays.PUBLIC, _PARISHES),
            )
        return dict(sorted(found.items()))
    return {}
