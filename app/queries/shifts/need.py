"""When contacts arrived, and what the desk promises: what the need of people is reckoned from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.planning.need import SLOT_MINUTES, SLOTS, WEEK_SLOTS, Arrivals, open_slots
from app.planning.need_settings import USUAL, Promises, promises
from app.queries.decoding import CHANNELS, moment, rows
from app.queries.decoding import first as first_row
from app.queries.shifts.places import desk_calendar
from app.queries.shifts.rules import ServiceHours, roster_settings
from app.rules.enums import Channel
from app.rules.shares import Share, share
from app.storage.keys import sent_before

_QUARTER = 15 * 60 * 1000
"""Milliseconds in which contacts are counted: zones lie whole quarters of an hour apart."""

_COUNTS = f"""
SELECT m.channel, m.sent_at / {_QUARTER} AS quarter, count(*)
FROM message AS m JOIN ticket AS t ON t.id = m.ticket_id
WHERE m.id >= ? AND m.id < ? AND m.direction = 'in' AND NOT m.automatic AND m.dated
    AND NOT t.spam AND NOT t.automatic AND t.deleted_at IS NULL
GROUP BY m.channel, quarter
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Arrivals with the share that came outside the service hours; holidays are outside."""

    arrivals: Arrivals
    outside: Share


@dataclass(frozen=True, slots=True)
class NeedSettings:
    """What the need depends on beside the arrivals."""

    promises: Promises
    service_hours: ServiceHours


def arrivals(session: Session, *, first: date, last: date) -> Counted:
    """Messages of customers from ``first`` to ``last`` by the clock of the desk.

    Spam, automatic mail and mails without a date are left out.
    """
    zone = _zone(session)
    begin, end = (
        datetime.combine(day, time(), zone).astimezone(UTC)
        for day in (first, last + timedelta(days=1))
    )
    found = rows(session, _COUNTS, (sent_before(begin), sent_before(end)))
    counts: dict[tuple[Channel, datetime], int] = {}
    for channel, quarter, count in found:
        local = moment(quarter * _QUARTER).astimezone(zone).replace(tzinfo=None)
        key = CHANNELS[channel], local
        counts[key] = counts.get(key, 0) + count
    return counted(session, counts, first=first, last=last)


def counted(
    session: Session, counts: Mapping[tuple[Channel, datetime], int], *, first: date, last: date
) -> Counted:
    """Contacts by channel and local time, such as those of a file, as a week."""
    years = range(first.year, last.year + 1)
    settings = roster_settings(session)
    calendar = desk_calendar(session, years, half_days=settings.half_days)
    holidays = {day for day, each in calendar.holidays.items() if not each.half}
    opened = open_slots(settings.service_hours)
    week: dict[Channel, list[int]] = {}
    outside = total = 0
    for (channel, local), count in counts.items():
        day = local.date()
        if not first <= day <= last:
            continue
        slot = day.weekday() * SLOTS + (local.hour * 60 + local.minute) // SLOT_MINUTES
        total += count
        if day in holidays:
            outside += count
            continue
        outside += 0 if opened[slot] else count
        week.setdefault(channel, [0] * WEEK_SLOTS)[slot] += count
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    observed = tuple(
        sum(1 for day in days if day.weekday() == weekday and day not in holidays)
        for weekday in range(7)
    )
    order = list(USUAL)
    by_channel = {each: tuple(week[each]) for each in sorted(week, key=order.index)}
    return Counted(Arrivals(first, last, by_channel, observed), share(outside, total))


def need_settings(session: Session) -> NeedSettings:
    """What the desk promises by channel, and when it is open."""
    found = first_row(session, "SELECT need FROM roster_settings WHERE id = 1")
    stored = json.loads(found[0]) if found else {}
    return NeedSettings(promises(stored), roster_settings(session).service_hours)


def arrival_days(session: Session) -> tuple[date, date] | None:
    """The days of the first and the last message of a customer; None if there is none."""
    zone = _zone(session)
    ((begin, end),) = rows(
        session,
        "SELECT (SELECT sent_at FROM message WHERE direction = 'in' AND dated ORDER BY id LIMIT 1),"
        " (SELECT sent_at FROM message WHERE direction = 'in' AND dated ORDER BY id DESC LIMIT 1)",
    )
    if begin is None:
        return None
    return moment(begin).astimezone(zone).date(), moment(end).astimezone(zone).date()


def _zone(session: Session) -> ZoneInfo:
    (name,) = first_row(session, "SELECT zone FROM desk WHERE id = 1") or ("",)
    return ZoneInfo(name or "UTC")
