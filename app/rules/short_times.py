"""Due times in few words: *In 20 min*, *Tomorrow 09:00*, *12 May*, *3 days overdue*."""

from datetime import date, datetime, timedelta, tzinfo

from app.i18n import N_, _, language, ngettext

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_DAYS_NAMED = 7

_SHORT_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June",
           "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "de": ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni",
           "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
}  # fmt: skip
_SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def ahead(at: datetime, *, now: datetime, zone: tzinfo) -> str:
    """When ``at`` will be: *In 20 min*, *Today 16:00*, *Tomorrow 09:00*, *Fri 09:00*, *12 May*."""
    seconds = (at - now).total_seconds()
    if seconds < _HOUR:
        return _("In {count} min").format(count=max(1, int(seconds // _MINUTE)))
    local = at.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return _("Today {clock}").format(clock=clock)
    if days == 1:
        return _("Tomorrow {clock}").format(clock=clock)
    if days < _DAYS_NAMED:
        return f"{_(_SHORT_WEEKDAYS[local.weekday()])} {clock}"
    return short_date(at, now=now, zone=zone)


def due_words(due: datetime, *, now: datetime, zone: tzinfo) -> str:
    """A due time in words: like `ahead`, and *2 h overdue* once it is reached."""
    if due > now:
        return ahead(due, now=now, zone=zone)
    return _("{span} overdue").format(span=_rough(now - due))


def short_date(at: datetime, *, now: datetime, zone: tzinfo) -> str:
    """Day and month, with the year where it is not this one."""
    day: date = at.astimezone(zone).date()
    year = "" if day.year == now.astimezone(zone).year else f" {day.year}"
    return f"{_day_and_month(day)}{year}"


def weekday_and_date(day: date) -> str:
    """*Sat 14 Mar*, *Sa 14. März*."""
    return f"{_(_SHORT_WEEKDAYS[day.weekday()])} {_day_and_month(day)}"


def _day_and_month(day: date) -> str:
    spoken = language() if language() in _SHORT_MONTHS else "en"
    dot = "." if spoken == "de" else ""
    return f"{day.day}{dot} {_SHORT_MONTHS[spoken][day.month - 1]}"


def _rough(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    if seconds < _HOUR:
        return _("{count} min").format(count=max(1, seconds // _MINUTE))
    if seconds < _DAY:
        return _("{count} h").format(count=seconds // _HOUR)
    days = seconds // _DAY
    return ngettext("{count} day", "{count} days", days).format(count=days)
