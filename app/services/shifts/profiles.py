"""How the people of a desk are planned."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import DutyProfile
from app.queries.shifts.people import Profile
from app.rules.rosters.values import DAY_MINUTES
from app.services import loading
from app.services.desk import checked_zone

_WEEK_MINUTES = 7 * DAY_MINUTES
_WEEK = frozenset(range(7))
_AS_LISTS = frozenset({"working_days", "allowed_kinds", "wished_kinds", "skills"})
_AS_WRITTEN = frozenset(each.name for each in fields(Profile)) - _AS_LISTS - {"leave_carried"}


def set_profile(session: Session, agent_id: int, profile: Profile, *, now: datetime) -> None:
    """Say how an agent is planned: all of it."""
    loading.agent(session, agent_id)
    _check(profile)
    found = session.scalar(select(DutyProfile).where(DutyProfile.agent_id == agent_id))
    stored = found or DutyProfile(agent_id=agent_id)
    for name in _AS_WRITTEN:
        setattr(stored, name, getattr(profile, name))
    for name in _AS_LISTS:
        setattr(stored, name, sorted(getattr(profile, name)))
    stored.leave_carried = {str(year): days for year, days in profile.leave_carried.items() if days}
    session.add(stored)
    session.flush()


def _check(profile: Profile) -> None:
    if not 0 <= profile.weekly_minutes <= _WEEK_MINUTES:
        raise UserError(_("A week has at most 168 hours."))
    if not profile.working_days or not profile.working_days <= _WEEK:
        raise UserError(_("Choose at least one working day."))
    if profile.night_budget is not None and profile.night_budget < 0:
        raise UserError(_("There cannot be fewer nights than none."))
    if min(profile.leave_days, *profile.leave_carried.values(), 0) < 0:
        raise UserError(_("There cannot be fewer days of leave than none."))
    begun, ended = profile.employed_from, profile.employed_until
    if begun is not None and ended is not None and ended < begun:
        raise UserError(_("The employment ends before it begins."))
    checked_zone(profile.zone)
