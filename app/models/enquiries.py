"""What is being written down while somebody talks, before it is a ticket."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Json


class EnquiryDraft(Base):
    """The half-filled window of quick capture, one for each agent; ``content`` is its fields."""

    __tablename__ = "enquiry_draft"
    __table_args__ = ({"info": UNRECORDED},)

    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), unique=True, default=None)
    content: Mapped[Any] = mapped_column(Json, default=dict)
    updated_at: Mapped[datetime]
