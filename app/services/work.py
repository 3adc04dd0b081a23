"""Time worked: added, corrected, and kept while a clock runs."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.tickets import Ticket, WorkTime
from app.services import loading
from app.storage.changes import unrecorded

_LONGEST = timedelta(days=31)


def add_time(
    session: Session,
    ticket_id: int,
    *,
    seconds: int,
    agent_id: int | None,
    note: str = "",
    started_at: datetime | None = None,
    now: datetime,
) -> int:
    """Time that was worked on a ticket; the id of the stretch."""
    ticket = loading.ticket(session, ticket_id)
    if not 0 < seconds <= _LONGEST.total_seconds():
        raise UserError(_("Enter a time between one second and 31 days."))
    stretch = WorkTime(
        ticket_id=ticket.id,
        agent_id=agent_id,
        started_at=started_at or now - timedelta(seconds=seconds),
        seconds=seconds,
        note=note.strip(),
    )
    session.add(stretch)
    ticket.updated_at = now
    session.flush()
    return stretch.id


def correct_time(
    session: Session,
    ticket_id: int,
    *,
    seconds: int,
    agent_id: int | None,
    note: str = "",
    now: datetime,
) -> None:
    """Make the whole time of a ticket ``seconds``, by a stretch that says the difference."""
    ticket = loading.ticket(session, ticket_id)
    if not 0 <= seconds <= _LONGEST.total_seconds():
        raise UserError(_("Enter a time between zero and 31 days."))
    worked = select(WorkTime.seconds).where(WorkTime.ticket_id == ticket_id)
    difference = seconds - sum(session.scalars(worked))
    if difference:
        session.add(
            WorkTime(
                ticket_id=ticket_id,
                agent_id=agent_id,
                started_at=now,
                seconds=difference,
                note=note.strip() or _("Corrected"),
            )
        )
        ticket.updated_at = now


def change_stretch(
    session: Session, work_id: int, *, seconds: int, note: str | None = None, now: datetime
) -> None:
    """Correct one stretch; zero seconds remove it."""
    gone = _("This time was removed already.")
    stretch = loading.existing(session, WorkTime, work_id, gone)
    if not 0 <= seconds <= _LONGEST.total_seconds():
        raise UserError(_("Enter a time between zero and 31 days."))
    loading.ticket(session, stretch.ticket_id).updated_at = now
    if not seconds:
        session.delete(stretch)
        return
    stretch.seconds = seconds
    if note is not None:
        stretch.note = note.strip()


@unrecorded
def keep_running(
    session: Session,
    ticket_id: int,
    *,
    agent_id: int | None,
    started_at: datetime,
    seconds: int,
    work_id: int | None = None,
) -> int:
    """Save what a running clock shows so far; the id to pass again and, at the end, to ``record``.

    Each call replaces what the one before it saved, so a crash loses less than a pause between.
    """
    stretch = session.get(WorkTime, work_id) if work_id is not None else None
    if stretch is None:
        stretch = WorkTime(
            ticket_id=loading.any_ticket(session, ticket_id).id,
            agent_id=agent_id,
            started_at=started_at,
            seconds=seconds,
        )
        session.add(stretch)
    stretch.seconds = seconds
    session.flush()
    return stretch.id


def record(
    session: Session,
    ticket: Ticket,
    *,
    agent_id: int | None,
    seconds: int,
    work_id: int | None,
    now: datetime,
) -> None:
    """The clock's final time beside an act; what it saved while running is folded in."""
    stretch = session.get(WorkTime, work_id) if work_id is not None else None
    if stretch is not None:
        if seconds > 0:
            stretch.seconds = seconds
        else:
            session.delete(stretch)
    elif seconds > 0:
        session.add(
            WorkTime(
                ticket_id=ticket.id,
                agent_id=agent_id,
                started_at=now - timedelta(seconds=seconds),
                seconds=seconds,
            )
        )
