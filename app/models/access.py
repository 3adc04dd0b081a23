"""Who looked at, handed out, exported or erased personal data, and when."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Named
from app.rules.access import AccessKind


class AccessEntry(Base):
    """One look or act. It names nobody: the contact is a key, empty once the person was erased.

    ``count`` is how many people or tickets an export was about. ``contact_id`` is no foreign key:
    the entry stays when the contact is merged or deleted.
    """

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_contact_id", "contact_id", "at"),
        Index("ix_access_log_at", "at"),
        {"info": UNRECORDED},
    )

    at: Mapped[datetime]
    agent_id: Mapped[int | None]
    kind: Mapped[AccessKind] = mapped_column(Named(AccessKind))
    contact_id: Mapped[int | None] = mapped_column(default=None)
    count: Mapped[int] = mapped_column(default=1)
