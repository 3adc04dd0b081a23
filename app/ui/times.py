"""Points in time as a person says them: *2 h ago*, *vor 2 Std.*, dates by locale."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from app.i18n import _, language, ngettext

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def locale() -> QLocale:
    """The locale of the interface language: the system's, where it speaks that language."""
    system = QLocale.system()
    if system.name().startswith(language()):
        return system
    return QLocale("de_DE" if language() == "de" else "en_GB")


def relative_time(moment: datetime, now: datetime) -> str:
    """How long ago, or how long until; beyond six days the date. Both arguments are aware."""
    seconds = (now - moment).total_seconds()
    if abs(seconds) < 45:
        return _("just now") if seconds >= 0 else _("in a moment")
    if abs(seconds) >= 6.5 * _DAY:
        return short_date(moment, now)
    minutes = max(1, round(abs(seconds) / _MINUTE))
    if minutes < 60:
        return _sentence(seconds > 0, _("{minutes} min").format(minutes=minutes), "")
    hours = round(abs(seconds) / _HOUR)
    if hours < 22:
        return _sentence(seconds > 0, _("{hours} h").format(hours=hours), "")
    days = max(1, abs((_local(now).date() - _local(moment).date()).days))
    span = ngettext("{n} day", "{n} days", days).format(n=days)
    dative = ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return _sentence(seconds > 0, span, dative)


def short_date(moment: datetime, now: datetime) -> str:
    """Day and month; the year only where it is another one."""
    day = _local(moment).date()
    form = _("d MMM") if day.year == _local(now).year else _("d MMM yyyy")
    return _written(day, form, language())


@lru_cache(maxsize=2048)
def _written(day: date, form: str, _language: str) -> str:
    """A list says the same days again and again, and asking the system's locale takes longest."""
    return locale().toString(QDate(day.year, day.month, day.day), form)


def day_text(day: date) -> str:
    """A planned day with its year: *22 November 2026*, *22. November 2026*."""
    return _written(day, _("d MMMM yyyy"), language())


def exact_time(moment: datetime) -> str:
    """The whole point in time in the person's zone, for tooltips."""
    local = _local(moment)
    return locale().toString(
        QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute)),
        QLocale.FormatType.ShortFormat,
    )


def day_and_time(moment: datetime, now: datetime) -> str:
    """*today 14:30*, *tomorrow 09:00*, *Tue 09:00*, *3 Mar 09:00*."""
    local = _local(moment)
    days = (local.date() - _local(now).date()).days
    time = locale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        day = near[days]
    elif 1 < days < 7:
        day = locale().dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
    else:
        day = short_date(moment, now)
    return f"{day} {time}"


def duration_text(length: timedelta) -> str:
    """A length of work: *45 s*, *12 min*, *1 h 05 min*."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return _("{seconds} s").format(seconds=seconds)
    minutes = seconds // 60
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=f"{minutes % 60:02}")


def worked_text(seconds: int) -> str:
    """Time worked in whole minutes; a correction downwards with its sign."""
    minutes = timedelta(minutes=abs(seconds) // 60)
    words = duration_text(minutes) if minutes else _("{minutes} min").format(minutes=0)
    return f"−{words}" if seconds < 0 else words


def number_text(number: int) -> str:
    """A number with the separators of the locale."""
    return locale().toString(number)


def size_text(size: int) -> str:
    """A size in bytes as kB or MB (powers of 1000)."""
    return locale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _sentence(past: bool, span: str, past_form: str) -> str:
    if past:
        return past_form or _("{span} ago").format(span=span)
    return _("in {span}").format(span=span)


def _local(moment: datetime) -> datetime:
    return moment.astimezone()
