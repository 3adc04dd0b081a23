"""What the desk changes of the public holidays: days of its own, half days, days that are none."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import HolidayChange
from app.rules.rosters.values import Holiday


def set_holiday(session: Session, day: date, holiday: Holiday, *, now: datetime) -> None:
    """Make a day a holiday, or call and time the one it is otherwise."""
    if not holiday.name.strip():
        raise UserError(_("A holiday needs a name."))
    found = _change(session, day)
    found.name = holiday.name.strip()
    found.start_minute, found.legal = holiday.start_minute, holiday.legal
    found.removed = False
    session.add(found)
    session.flush()


def remove_holiday(session: Session, day: date, *, now: datetime) -> None:
    """A day is no holiday here, whatever the country says."""
    found = _change(session, day)
    found.removed = True
    session.add(found)
    session.flush()


def reset_holiday(session: Session, day: date, *, now: datetime) -> None:
    """A day is again what it is in the country and state of the desk."""
    found = session.scalar(select(HolidayChange).where(HolidayChange.day == day))
    if found is not None:
        session.delete(found)


def _change(session: Session, day: date) -> HolidayChange:
    found = session.scalar(select(HolidayChange).where(HolidayChange.day == day))
    return found or HolidayChange(day=day, name="", start_minute=0, legal=False)
