"""The access log: noting what somebody did with personal data, and forgetting that in time."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import ngettext
from app.models.access import AccessEntry
from app.models.desk import Desk
from app.rules.access import AGAIN_AFTER, DAYS, AccessKind, AccessNoted
from app.rules.roles import Right
from app.storage.changes import needs, unrecorded
from app.storage.recorder import Recorder


@unrecorded
def note_access(
    session: Session,
    kind: AccessKind,
    contact_id: int | None = None,
    *,
    count: int = 1,
    agent_id: int | None,
    now: datetime,
) -> bool:
    """Write down a look or an act, if the desk wants that kind noted; whether it was.

    ``contact_id`` is None for an export of several, ``count`` then says of how many. Opening the
    same card again within the hour is one look. Leaves no undo step and no entry of the history.
    """
    desk = session.get(Desk, 1)
    if desk is None or not desk.access_noted.takes(kind):
        return False
    if kind is AccessKind.OPENED and _looked_just_now(session, contact_id, agent_id, now):
        return False
    entry = AccessEntry(at=now, agent_id=agent_id, kind=kind, contact_id=contact_id, count=count)
    session.add(entry)
    session.flush()
    _announce(session, inserted={entry.id})
    return True


@needs(Right.CHANGE_RULES)
def set_access_log(session: Session, noted: AccessNoted, *, days: int, now: datetime) -> None:
    """How much is noted from now on, and for how many days that is kept."""
    if days not in DAYS:
        raise UserError(
            ngettext(
                "The access log can be kept between {least} and {most} day.",
                "The access log can be kept between {least} and {most} days.",
                DAYS[-1],
            ).format(least=DAYS[0], most=DAYS[-1])
        )
    desk = session.get_one(Desk, 1)
    desk.access_noted, desk.access_days = noted, days


@unrecorded
def forget_old_access(session: Session, *, now: datetime) -> int:
    """Remove entries that are older than the desk keeps them; how many."""
    desk = session.get(Desk, 1)
    if desk is None:
        return 0
    oldest = now - timedelta(days=desk.access_days)
    old = set(session.scalars(select(AccessEntry.id).where(AccessEntry.at < oldest)))
    session.execute(delete(AccessEntry).where(AccessEntry.at < oldest))
    _announce(session, deleted=old)
    return len(old)


def forget_who(session: Session, contact_ids: set[int]) -> None:
    """Let entries about people who are erased name nobody; that somebody looked or acted stays.

    It is the desk's own proof of what its people did, and says nothing about the person any more.
    """
    session.execute(
        update(AccessEntry)
        .where(AccessEntry.contact_id.in_(sorted(contact_ids)))
        .values(contact_id=None)
    )


def _looked_just_now(
    session: Session, contact_id: int | None, agent_id: int | None, now: datetime
) -> bool:
    same = select(AccessEntry.id).where(
        AccessEntry.contact_id == contact_id,
        AccessEntry.agent_id == agent_id,
        AccessEntry.kind == AccessKind.OPENED,
        AccessEntry.at > now - AGAIN_AFTER,
    )
    return session.scalar(same.limit(1)) is not None


def _announce(
    session: Session, *, inserted: set[int] | None = None, deleted: set[int] | None = None
) -> None:
    recorder: Recorder = session.info["recorder"]
    recorder.announce("access_log", inserted=inserted or set(), deleted=deleted or set())
