"""Which days the shift plan shows: a week, four weeks, a month or a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale

from app.i18n import _
from app.rules.calendar import add_months, last_of_month
from app.ui.times import locale

_WEEK = 7


class Scale(StrEnum):
    """How much is shown at once."""

    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """The days ``first`` to ``last``, both included."""

    scale: Scale
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=number) for number in range(count))

    def step(self, steps: int) -> "Period":
        """The period so many after this one, or before it."""
        if self.scale is Scale.YEAR:
            return period(self.scale, date(self.first.year + steps, 1, 1))
        if self.scale is Scale.MONTH:
            return period(self.scale, add_months(self.first, steps))
        weeks = 1 if self.scale is Scale.WEEK else 4
        first = self.first + timedelta(weeks=weeks * steps)
        return Period(self.scale, first, first + timedelta(days=weeks * _WEEK - 1))

    @property
    def title(self) -> str:
        """*June 2026*, *2026*, *Week 23, 1–7 June 2026* in the language of the interface."""
        if self.scale is Scale.YEAR:
            return str(self.first.year)
        if self.scale is Scale.MONTH:
            return f"{month_name(self.first)} {self.first.year}"
        week, last = self.first.isocalendar().week, self.last.isocalendar().week
        span = f"{short_day(self.first)} – {short_day(self.last)} {self.last.year}"
        if self.scale is Scale.WEEK:
            return _("Week {week} · {span}").format(week=week, span=span)
        return _("Weeks {first}–{last} · {span}").format(first=week, last=last, span=span)


def period(scale: Scale, day: date) -> Period:
    """The period in which a day lies; weeks begin on Monday."""
    if scale is Scale.YEAR:
        return Period(scale, date(day.year, 1, 1), date(day.year, 12, 31))
    if scale is Scale.MONTH:
        return Period(scale, day.replace(day=1), last_of_month(day.year, day.month))
    monday = day - timedelta(days=day.weekday())
    weeks = 1 if scale is Scale.WEEK else 4
    return Period(scale, monday, monday + timedelta(days=weeks * _WEEK - 1))


def scale_label(scale: Scale) -> str:
    """What a scale is called on its button."""
    return {
        Scale.WEEK: _("Week"),
        Scale.FOUR_WEEKS: _("4 weeks"),
        Scale.MONTH: _("Month"),
        Scale.YEAR: _("Year"),
    }[scale]


def month_name(day: date) -> str:
    """The month alone, as it stands over its days."""
    return locale().standaloneMonthName(day.month, QLocale.FormatType.LongFormat)


def weekday_letters(day: date) -> str:
    """*Mo*, as over a column."""
    name = locale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return name.rstrip(".")[:2]


def long_date(day: date) -> str:
    """*Tuesday, 9 June 2026*, for tooltips and screen readers."""
    return locale().toString(QDate(day.year, day.month, day.day), _("dddd, d MMMM yyyy"))


def near_date(day: date) -> str:
    """*Tue 9 June*, for sentences about a plan whose year is on the screen."""
    return locale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM"))


def short_day(day: date) -> str:
    """*9 Jun*, for stretches."""
    return locale().toString(QDate(day.year, day.month, day.day), _("d MMM"))
