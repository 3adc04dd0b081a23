"""What is no work: spam and its senders, the trash."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.services import loading


def mark_spam(
    session: Session, ids: Sequence[int], *, from_now_on: bool = False, now: datetime
) -> None:
    """Put tickets aside as spam; ``from_now_on`` does so with all that their senders write."""
    for each in loading.tickets(session, ids):
        each.spam = True
        if from_now_on and each.contact is not None:
            each.contact.blocked = True


def unmark_spam(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Bring tickets back to work, spam or automatic; their senders may write again."""
    for each in loading.tickets(session, ids):
        each.spam = False
        each.automatic = False
        if each.contact is not None:
            each.contact.blocked = False


def trash(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Put tickets into the trash, from where they go for good after 30 days."""
    for each in loading.any_tickets(session, ids):
        if each.deleted_at is None:
            each.deleted_at = now


def restore(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Take tickets out of the trash, as they were."""
    for each in loading.any_tickets(session, ids):
        each.deleted_at = None
