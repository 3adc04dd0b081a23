"""What an answer does to its ticket besides: tags, category, status, and when it comes back."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.rules.snippet_actions import FollowUp
from app.services import properties, statuses, tagging


def follow_up(session: Session, ticket_id: int, wanted: FollowUp, *, now: datetime) -> None:
    """Everything that was agreed to. A time that has passed meanwhile is left out."""
    if wanted.tags:
        tagging.add_tags(session, [ticket_id], wanted.tags, now=now)
    if wanted.category_id is not None:
        properties.set_category(session, [ticket_id], wanted.category_id, now=now)
    if wanted.status is not None:
        statuses.set_status(session, [ticket_id], wanted.status, now=now)
    if wanted.until is not None and wanted.until > now:
        statuses.snooze(session, [ticket_id], wanted.until, now=now)
