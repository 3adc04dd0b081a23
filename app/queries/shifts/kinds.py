"""The kinds of shifts of a desk, and how their times and demand are stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import rows
from app.rules.rosters.demand import WEEK, Demand, WeekDemand
from app.rules.rosters.values import DAY_MINUTES, Presence, ShiftKind


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of shift; ``colour`` is a place in the set of twelve, ``kind`` that of the rules."""

    id: int
    key: str
    name: str
    letter: str
    colour: int
    archived: bool
    demand: WeekDemand
    kind: ShiftKind


def kinds(session: Session) -> tuple[KindRow, ...]:
    """All kinds of shifts in the desk's order, archived ones last."""
    found = rows(
        session,
        "SELECT id, name, letter, colour, start_minute, end_minute, unpaid_break, paid_break, "
        "presence, night, skill, zone, demand, archived FROM shift_kind "
        "ORDER BY archived, position, id",
    )
    return tuple(_row(row) for row in found)


def clock_time(minute: int) -> time:
    """A time of the clock from minutes after midnight; 1440 is midnight, as ``ShiftKind.end``."""
    hours, minutes = divmod(minute % DAY_MINUTES, 60)
    return time(hours, minutes)


def end_minute(end: time) -> int:
    """The minute at which something ends, 1 to 1440."""
    return end.hour * 60 + end.minute or DAY_MINUTES


def demand_as_json(demand: WeekDemand) -> Mapping[str, Any]:
    """The demand as ``shift_kind.demand`` stores it."""
    stored: dict[str, Any] = {"weekdays": [[each.least, each.wish] for each in demand.weekdays]}
    if demand.holiday is not None:
        stored["holiday"] = [demand.holiday.least, demand.holiday.wish]
    return stored


def demand_from_json(stored: Mapping[str, Any]) -> WeekDemand:
    """The demand of a kind of shift; nobody on days that are not named."""
    weekdays = [_demand(each) for each in stored.get("weekdays", ())][:WEEK]
    weekdays += [Demand()] * (WEEK - len(weekdays))
    holiday = stored.get("holiday")
    return WeekDemand(tuple(weekdays), None if holiday is None else _demand(holiday))


def _demand(pair: Sequence[int]) -> Demand:
    least, wish = pair
    return Demand(least, wish)


def _row(row: Sequence[Any]) -> KindRow:
    (
        kind_id, name, letter, colour, start, end, unpaid, paid, presence, night, skill, zone,
        demand, archived,
    ) = row  # fmt: skip
    kind = ShiftKind(
        key=str(kind_id),
        letter=letter,
        name=name,
        start=clock_time(start),
        end=clock_time(end),
        unpaid_break=unpaid,
        paid_break=paid,
        presence=Presence(presence),
        night=bool(night),
        skill=skill,
        zone=zone,
    )
    return KindRow(
        id=kind_id,
        key=kind.key,
        name=name,
        letter=letter,
        colour=colour,
        archived=bool(archived),
        demand=demand_from_json(json.loads(demand)),
        kind=kind,
    )
