"""The record of what was done: a chain of headers, erasable content, and the undo steps on it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base


class HistoryEntry(Base):
    """One operation. ``digest`` is SHA-256 of salt ‖ content; ``chain`` hashes it all together."""

    __tablename__ = "history_entry"
    __table_args__ = ({"info": UNRECORDED},)

    at: Mapped[datetime]
    agent_id: Mapped[int | None]
    kind: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_run.id"), index=True, default=None
    )
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    chain: Mapped[bytes] = mapped_column(LargeBinary)


class HistoryContent(Base):
    """What an operation did, with the salt that keeps its digest from telling; erasable."""

    __tablename__ = "history_content"
    __table_args__ = ({"info": UNRECORDED},)

    id: Mapped[int] = mapped_column(ForeignKey("history_entry.id"), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class HistoryTicket(Base):
    """Which tickets an operation touched, for the timeline of a ticket."""

    __tablename__ = "history_ticket"
    __table_args__ = (
        Index("ix_history_ticket_ticket_id", "ticket_id", "entry_id"),
        {"info": UNRECORDED},
    )

    ticket_id: Mapped[int]
    entry_id: Mapped[int] = mapped_column(ForeignKey("history_entry.id"), index=True)


class UndoStep(Base):
    """A deliberate act that can be taken back; ``undone`` ones can be done again."""

    __tablename__ = "undo_step"
    __table_args__ = ({"info": UNRECORDED},)

    entry_id: Mapped[int] = mapped_column(ForeignKey("history_entry.id"), unique=True)
    at: Mapped[datetime]
    agent_id: Mapped[int | None]
    label: Mapped[str]
    undone: Mapped[bool] = mapped_column(default=False)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None)
