"""What an answer does to its ticket besides: tags, category, status, and when it comes back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.rules.enums import Status
from app.services import properties, statuses, tagging


def follow_up(
    session: Session,
    ticket_id: int,
    *,
    tags: Sequence[str] = (),
    category_id: int | None = None,
    status: Status | None = None,
    until: datetime | None = None,
    now: datetime,
) -> None:
    """Everything that was agreed to, as one step. A time that has passed meanwhile is left out."""
    if tags:
        tagging.add_tags(session, [ticket_id], tags, now=now)
    if category_id is not None:
        properties.set_category(session, [ticket_id], category_id, now=now)
    if status is not None:
        statuses.set_status(session, [ticket_id], status, now=now)
    if until is not None and until > now:
        statuses.snooze(session, [ticket_id], until, now=now)
