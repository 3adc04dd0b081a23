"""Who is on duty, by what the team was told last; who is reported away is not."""

from datetime import datetime, time, tzinfo
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows
from app.rules.moments import to_milliseconds
from app.rules.rosters.kinds import DayPart

_NOON = time(12)

ON_DUTY = """
FROM told_duty AS d WHERE d.ends_at > ? AND d.starts_at <= ? AND NOT EXISTS (
    SELECT 1 FROM absence AS x WHERE x.agent_id = d.agent_id AND x.last >= ? AND x.first <= ?
    AND x.part IN (?, ?))
"""
"""Rows ``d`` of ``told_duty`` that last at a moment; with ``on_duty_parameters``."""


class OnDuty(NamedTuple):
    """Somebody on duty, ``on_call`` at home, from ``since`` to ``until`` (aware UTC)."""

    agent_id: int
    name: str
    colour: int
    letter: str
    kind: str
    on_call: bool
    since: datetime
    until: datetime


def on_duty(session: Session, *, now: datetime, zone: tzinfo) -> tuple[OnDuty, ...]:
    """Who is on duty at a moment, those present first; ``zone`` is the desk's, for absences."""
    found = rows(
        session,
        "SELECT d.agent_id, (SELECT name FROM agent WHERE id = d.agent_id), "
        "(SELECT colour FROM agent WHERE id = d.agent_id), d.letter, d.name, d.on_call, "
        f"d.starts_at, d.ends_at {ON_DUTY} ORDER BY d.on_call, d.ends_at, d.agent_id",
        on_duty_parameters(now, zone),
    )
    return tuple(
        OnDuty(agent_id, name, colour, letter, kind, bool(on_call), moment(since), moment(until))
        for agent_id, name, colour, letter, kind, on_call, since, until in found
    )


def next_change(session: Session, *, now: datetime) -> datetime | None:
    """When somebody's duty begins or ends next; None if nothing is told of the time to come."""
    at = to_milliseconds(now)
    ((begins, ends),) = rows(
        session,
        "SELECT (SELECT min(starts_at) FROM told_duty WHERE ends_at > ?1 AND starts_at > ?1), "
        "(SELECT min(ends_at) FROM told_duty WHERE ends_at > ?1)",
        (at,),
    )
    return moment(min((each for each in (begins, ends) if each is not None), default=None))


def on_duty_parameters(now: datetime, zone: tzinfo) -> tuple[Any, ...]:
    """The parameters of ``ON_DUTY``."""
    local = now.astimezone(zone)
    half = DayPart.MORNING if local.time() < _NOON else DayPart.AFTERNOON
    at, day = to_milliseconds(now), local.date().isoformat()
    return at, at, day, day, DayPart.WHOLE.value, half.value
