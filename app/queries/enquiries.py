"""What an agent has begun to write down before it is a ticket."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.enquiries import EnquiryDraft


def kept_enquiry(session: Session, *, agent_id: int | None) -> Mapping[str, Any] | None:
    """The fields as ``services.enquiries.keep_enquiry`` got them, if any."""
    kept: Mapping[str, Any] | None = session.scalar(
        select(EnquiryDraft.content).where(EnquiryDraft.agent_id.is_not_distinct_from(agent_id))
    )
    return kept
