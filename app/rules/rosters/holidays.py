"""The calendar of a place of work: its public holidays and the half days of the house."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cache

from app.i18n import N_, _, language
from app.rules.calendar import desk_holidays
from app.rules.rosters.values import Calendar, Holiday

_NOON = time(12)
_NAMES = {"de": "de", "en": "en_US"}
"""What ``holidays`` calls the languages of the interface."""

_EVES = ((12, 24, N_("Christmas Eve")), (12, 31, N_("New Year's Eve")))


def place_calendar(
    country: str,
    state: str,
    years: Iterable[int],
    zone: str,
    *,
    half_days: bool = True,
    regional: bool = False,
) -> Calendar:
    """The holidays of a country and state (ISO 3166), named in the language of the interface.

    ``regional`` adds holidays of parts of the state, as ``desk_holidays``. ``half_days`` adds 24
    and 31 December from noon, which no law makes a holiday. Changes of a desk are made by giving
    the calendar other ``holidays``.
    """
    wanted = list(years)
    eves = {
        date(year, month, day): Holiday(_(name), _NOON, legal=False)
        for year in wanted
        for month, day, name in _EVES
        if half_days
    }
    public = {
        day: Holiday(name)
        for year in wanted
        for day, name in _public(country, state, year, language(), regional).items()
    }
    return Calendar(zone, {**eves, **public})


@cache
def _public(country: str, state: str, year: int, words: str, regional: bool) -> Mapping[date, str]:
    """The holidays of one year; a plan asks for the same years again and again."""
    return desk_holidays(country, state, [year], language=_NAMES[words], regional=regional)
