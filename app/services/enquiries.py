"""A half-written enquiry, kept as it is typed until it becomes a ticket."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.enquiries import EnquiryDraft
from app.storage.changes import unrecorded


@unrecorded
def keep_enquiry(
    session: Session,
    content: Mapping[str, object] | None,
    *,
    agent_id: int | None,
    now: datetime,
) -> None:
    """Replace what the agent wrote so far; None leaves nothing."""
    kept = session.scalar(
        select(EnquiryDraft).where(EnquiryDraft.agent_id.is_not_distinct_from(agent_id))
    )
    if content is None:
        if kept is not None:
            session.delete(kept)
        return
    if kept is None:
        kept = EnquiryDraft(agent_id=agent_id)
        session.add(kept)
    kept.content = dict(content)
    kept.updated_at = now
