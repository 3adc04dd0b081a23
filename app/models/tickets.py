"""Tickets and what hangs on them: category, tags, links, time worked."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import DERIVED, LOOSE, Base, Json, Named, Ranked
from app.models.contacts import Contact
from app.models.desk import Agent
from app.rules.enums import Channel, Impact, Level, LinkKind, Priority, Status, Urgency

SHELF = (
    "CASE WHEN deleted_at IS NOT NULL THEN 3 WHEN merged_into_id IS NOT NULL THEN 4 "
    "WHEN spam OR automatic THEN 2 WHEN status >= 4 THEN 1 ELSE 0 END"
)
"""Where a ticket lies: 0 to do, 1 done, 2 spam or automatic, 3 trash, 4 merged into another."""


class Category(Base):
    """A node of the two-level tree; ``fields`` is the template that its tickets are asked for."""

    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("parent_id", "name_key"),)

    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("category.id"), index=True, default=None
    )
    name: Mapped[str]
    name_key: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    fields: Mapped[Any] = mapped_column(Json, default=list)
    archived: Mapped[bool] = mapped_column(default=False)


class Tag(Base):
    """A word that tickets carry; ``name_key`` makes Refund and refund one tag."""

    __tablename__ = "tag"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)


class Ticket(Base):
    """One enquiry. Derived columns are kept by triggers (``storage/triggers.py``).

    The indices on the shelf and a column give the first page in that order; ``ix_ticket_facets``
    holds what views count and filter by, a sixth of the table to read.
    """

    __tablename__ = "ticket"

    number: Mapped[int] = mapped_column(unique=True)
    subject: Mapped[str]
    subject_key: Mapped[str]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), default=None)
    channel: Mapped[Channel] = mapped_column(Named(Channel))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), default=None)
    impact: Mapped[Impact] = mapped_column(Ranked(Impact), default=Impact.MEDIUM)
    urgency: Mapped[Urgency] = mapped_column(Ranked(Urgency), default=Urgency.MEDIUM)
    manual_priority: Mapped[Priority | None] = mapped_column(Ranked(Priority), default=None)
    priority: Mapped[Priority] = mapped_column(Ranked(Priority), default=Priority.NORMAL)
    level: Mapped[Level] = mapped_column(Ranked(Level), default=Level.L1)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    status: Mapped[Status] = mapped_column(Ranked(Status), default=Status.NEW)
    unread: Mapped[bool] = mapped_column(default=False, info=LOOSE)
    spam: Mapped[bool] = mapped_column(default=False)
    automatic: Mapped[bool] = mapped_column(default=False)
    thanked: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    snoozed_until: Mapped[datetime | None] = mapped_column(default=None)
    solved_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"), default=None)
    resolution: Mapped[str] = mapped_column(default="")
    fields: Mapped[Any] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None)

    updated_at: Mapped[datetime] = mapped_column(info=DERIVED)
    contact_key: Mapped[str] = mapped_column(default="", info=DERIVED)
    message_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    activity_at: Mapped[datetime] = mapped_column(info=DERIVED)
    last_direction: Mapped[str] = mapped_column(default="", info=DERIVED)
    seconds_worked: Mapped[int] = mapped_column(default=0, info=DERIVED)
    shelf: Mapped[int] = mapped_column(Computed(SHELF, persisted=False), info=DERIVED)

    contact: Mapped[Contact | None] = relationship()
    assignee: Mapped[Agent | None] = relationship()
    category: Mapped[Category | None] = relationship()
    tags: Mapped[list["TicketTag"]] = relationship(
        back_populates="ticket", cascade="all, delete-orphan"
    )

    __table_args__ = (
        Index("ix_ticket_shelf_activity_at", "shelf", "activity_at"),
        Index("ix_ticket_shelf_created_at", "shelf", "created_at"),
        Index("ix_ticket_shelf_number", "shelf", "number"),
        Index("ix_ticket_shelf_subject_key", "shelf", "subject_key"),
        Index("ix_ticket_shelf_contact_key", "shelf", "contact_key"),
        Index("ix_ticket_shelf_priority", "shelf", "priority", "activity_at"),
        Index("ix_ticket_shelf_due_at", "shelf", "due_at"),
        Index(
            "ix_ticket_facets",
            *("shelf", "solved_at", "status", "assignee_id", "snoozed_until", "due_at", "unread"),
            *("priority", "channel", "level", "category_id", "spam", "automatic"),
            *("created_at", "activity_at"),
        ),
        Index("ix_ticket_contact_id", "contact_id", "activity_at"),
        Index(
            "ix_ticket_category_id", "category_id", "shelf", sqlite_where=category_id.is_not(None)
        ),
        Index("ix_ticket_assignee_id", "assignee_id", sqlite_where=assignee_id.is_not(None)),
        Index("ix_ticket_merged", "merged_into_id", sqlite_where=merged_into_id.is_not(None)),
        Index("ix_ticket_wordless", "subject_key", sqlite_where=message_count == 0),
        Index("ix_ticket_import_id", "import_id", sqlite_where=import_id.is_not(None)),
        Index(
            "ix_ticket_shelf_snoozed_until",
            *("shelf", "snoozed_until"),
            sqlite_where=snoozed_until.is_not(None),
        ),
        Index(
            "ix_ticket_shelf_seconds_worked",
            *("shelf", "seconds_worked"),
            sqlite_where=seconds_worked != 0,
        ),
        Index("ix_ticket_snoozed", "snoozed_until", sqlite_where=snoozed_until.is_not(None)),
    )


class TicketTag(Base):
    """A tag on a ticket."""

    __tablename__ = "ticket_tag"
    __table_args__ = (UniqueConstraint("ticket_id", "tag_id"),)

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), index=True)

    ticket: Mapped[Ticket] = relationship(back_populates="tags")
    tag: Mapped[Tag] = relationship()


class TicketLink(Base):
    """``ticket`` is *kind* of ``other``: related to it, a duplicate, a child, its continuation."""

    __tablename__ = "ticket_link"
    __table_args__ = (
        UniqueConstraint("ticket_id", "other_id", "kind"),
        CheckConstraint("ticket_id <> other_id", name="not_itself"),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(Named(LinkKind))


class WorkTime(Base):
    """A stretch of work on a ticket, in seconds; negative where a person corrected it down."""

    __tablename__ = "work_time"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), index=True, default=None)
    started_at: Mapped[datetime]
    seconds: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
