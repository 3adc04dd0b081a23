"""How many people a plan has present in each half hour."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from app.rules.rosters.away import gone
from app.rules.rosters.spans import utc_minute
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.values import DAY_MINUTES, Plan, Presence

SLOT_MINUTES = 30
SLOTS = DAY_MINUTES // SLOT_MINUTES
_DAY = timedelta(days=1)


def present(
    plan: Plan, *, skills: Collection[str] = (), on_call: bool = False
) -> Mapping[date, tuple[int, ...]]:
    """People present in the half hours of each planned day, by the clock of the desk.

    Somebody counts in a half hour in whose middle the shift lasts; breaks are not left out. Shifts
    on a day on which somebody is away count for nothing.
    ``skills``: only people who have all of these; ``on_call`` counts those who wait at home.
    """
    table = Timetable(plan)
    zone = plan.calendar.zone
    begin, end = plan.first.toordinal(), plan.last.toordinal()
    middles = {
        utc_minute(zone, day, slot * SLOT_MINUTES + SLOT_MINUTES // 2): (day - begin, slot)
        for day in range(begin, end + 1)
        for slot in range(SLOTS)
    }
    away = gone(plan.absences, plan.first - _DAY, plan.last)
    found = [[0] * SLOTS for _day in range(begin, end + 1)]
    for person in plan.people:
        if not person.skills.issuperset(skills):
            continue
        for duty in table.planned(person.key):
            if duty.kind.presence is Presence.ON_CALL and not on_call:
                continue
            if (person.key, date.fromordinal(duty.day)) in away:
                continue
            for moment in range(_first_middle(duty.start), duty.end, SLOT_MINUTES):
                place = middles.get(moment)
                if place is not None:
                    found[place[0]][place[1]] += 1
    return {plan.first + timedelta(days=index): tuple(row) for index, row in enumerate(found)}


def _first_middle(start: int) -> int:
    """The first middle of a half hour at or after a minute; zones are off by quarters at most."""
    return start + (SLOT_MINUTES // 2 - start) % SLOT_MINUTES
