"""What a desk says once about its plan: law, permissions, hours, pairs, mixes, surcharges."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import RosterSettings
from app.queries.shifts.rules import OFFICE_HOURS, ServiceHours, roster_settings
from app.rules.roles import Right
from app.rules.rosters.values import DAY_MINUTES, Pair, Permission, SkillMix
from app.services import loading
from app.storage.changes import needs

_WEEK = 7


def settings_row(session: Session) -> RosterSettings:
    """The row to change; made from what holds without one."""
    found = session.get(RosterSettings, 1)
    if found is None:
        found = RosterSettings(id=1, law=roster_settings(session).law)
        found.half_days, found.regional = True, False
        found.service_hours = [list(map(list, day)) for day in OFFICE_HOURS]
        session.add(found)
        session.flush()
    return found


@needs(Right.CHANGE_RULES)
def set_permission(session: Session, permission: Permission, *, now: datetime) -> None:
    """Why work on Sundays and at night is permitted here; empty: it is not."""
    row = settings_row(session)
    row.sunday_permission = permission.sundays.strip()
    row.night_permission = permission.nights.strip()


def set_half_days(session: Session, on: bool, *, now: datetime) -> None:
    """Whether 24 and 31 December are free from noon."""
    settings_row(session).half_days = on


def set_regional_holidays(session: Session, on: bool, *, now: datetime) -> None:
    """Whether holidays of parts of the state, such as those of Catholic parishes, hold here."""
    settings_row(session).regional = on


def set_pairs(session: Session, pairs: Sequence[Pair], *, now: datetime) -> None:
    """All who must, or must not, be on duty together."""
    seen: set[frozenset[str]] = set()
    for each in pairs:
        both = frozenset((each.first, each.second))
        if len(both) == 1:
            raise UserError(_("A pair is two different people."))
        if both in seen:
            raise UserError(_("These two are a pair already."))
        seen.add(both)
        for key in both:
            loading.agent(session, int(key))
    settings_row(session).pairs = [
        [int(each.first), int(each.second), each.together] for each in pairs
    ]


def set_mixes(session: Session, mixes: Sequence[SkillMix], *, now: datetime) -> None:
    """How many with a skill there must be in a staffed shift: all of these demands."""
    if any(not each.skill.strip() or each.least < 1 for each in mixes):
        raise UserError(_("Say a skill, and at least one person who has it."))
    settings_row(session).mixes = [
        [each.skill.strip(), each.least, sorted(int(kind) for kind in each.kinds)] for each in mixes
    ]


def set_service_hours(session: Session, hours: ServiceHours, *, now: datetime) -> None:
    """When customers are served: stretches of minutes for each weekday from Monday."""
    if len(hours) != _WEEK:
        raise UserError(_("A week has seven days."))
    for day in hours:
        ends = [0, *(minute for stretch in day for minute in stretch), DAY_MINUTES]
        if ends != sorted(ends) or any(begin == end for begin, end in day):
            raise UserError(_("The service hours of a day overlap, or end before they begin."))
    settings_row(session).service_hours = [list(map(list, day)) for day in hours]


@needs(Right.CHANGE_RULES)
def set_surcharges(session: Session, surcharges: Mapping[str, Any], *, now: datetime) -> None:
    """The rates, as ``app.rules.rosters.surcharges`` writes them."""
    settings_row(session).surcharges = dict(surcharges)
