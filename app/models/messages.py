"""Messages and notes with their attachments, the ids that thread them, and drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Json, Named
from app.rules.enums import Channel, Direction, DraftKind, SentVia


class Message(Base):
    """An entry of a conversation.

    ``id`` grows with the time the message was sent (seconds since 1970 ‖ 24 bits of a counter,
    see ``storage/keys.py``), so the newest messages are found by key, in the search index too.
    ``recipients`` maps ``to``, ``cc``, ``bcc`` and ``reply_to`` to lists of ``[name, email]``;
    ``headers`` holds ``message_id``, ``in_reply_to`` (texts without angle brackets) and
    ``references`` (a list of them); both leave out what is empty.
    ``people`` and ``files`` repeat names for the search index. ``content_hash`` (SHA-256 of the
    raw mail, as a number) recognises a mail without Message-ID that is imported again.
    """

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        sort_order=-1,
    )
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    direction: Mapped[Direction] = mapped_column(Named(Direction))
    channel: Mapped[Channel] = mapped_column(Named(Channel))
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    sender_name: Mapped[str] = mapped_column(default="")
    sender_email: Mapped[str] = mapped_column(default="")
    recipients: Mapped[Any] = mapped_column(Json, default=dict)
    sent_at: Mapped[datetime]
    dated: Mapped[bool] = mapped_column(default=True)
    recorded_at: Mapped[datetime]
    message_key: Mapped[int | None] = mapped_column(BigInteger, default=None)
    content_hash: Mapped[int | None] = mapped_column(BigInteger, default=None)
    headers: Mapped[Any] = mapped_column(Json, default=dict)
    threaded_by: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    automatic: Mapped[bool] = mapped_column(default=False)
    bounce: Mapped[bool] = mapped_column(default=False)
    has_html: Mapped[bool] = mapped_column(default=False)
    via: Mapped[SentVia | None] = mapped_column(Named(SentVia), default=None)
    raw_id: Mapped[int | None] = mapped_column(ForeignKey("blob.id"), default=None)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None)
    warnings: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    subject: Mapped[str] = mapped_column(default="")
    people: Mapped[str] = mapped_column(default="")
    files: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")

    attachments: Mapped[list["Attachment"]] = relationship(
        back_populates="message", cascade="all, delete-orphan", order_by="Attachment.id"
    )

    __table_args__ = (
        Index("ix_message_ticket_id", "ticket_id", "id"),
        Index("ix_message_ticket_of", "id", "ticket_id"),
        Index("ix_message_note", "ticket_id", sqlite_where=direction == Direction.NOTE),
        Index("ix_message_message_key", "message_key", sqlite_where=message_key.is_not(None)),
        Index("ix_message_content_hash", "content_hash", sqlite_where=message_key.is_(None)),
        Index("ix_message_raw_id", "raw_id", sqlite_where=raw_id.is_not(None)),
        Index("ix_message_agent_id", "agent_id", sqlite_where=agent_id.is_not(None)),
        Index("ix_message_import_id", "import_id", sqlite_where=import_id.is_not(None)),
    )


class Attachment(Base):
    """A file of a message: in its raw mail at ``part``, or by itself in ``blob_id``."""

    __tablename__ = "attachment"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content_id: Mapped[str] = mapped_column(default="")
    inline: Mapped[bool] = mapped_column(default=False)
    part: Mapped[int | None] = mapped_column(default=None)
    blob_id: Mapped[int | None] = mapped_column(ForeignKey("blob.id"), index=True, default=None)

    message: Mapped[Message] = relationship(back_populates="attachments")


class ThreadReference(Base):
    """A Message-ID (hashed, see ``storage/keys.py``) and the message that named it first.

    Only ids of mails that were not there: those that are here are found by ``message_key``.
    """

    __tablename__ = "thread_reference"

    key: Mapped[int] = mapped_column(BigInteger, unique=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)


class Draft(Base):
    """What an agent is writing; saved as typed, one of a kind per ticket and agent.

    ``insertions`` are the snippets put into it so far, as ``services.insertions`` writes them.
    """

    __tablename__ = "draft"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), index=True, default=None)
    kind: Mapped[DraftKind] = mapped_column(Named(DraftKind))
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), default=None)
    to: Mapped[str] = mapped_column(default="")
    cc: Mapped[str] = mapped_column(default="")
    bcc: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    insertions: Mapped[Any] = mapped_column(Json, default=list)
    updated_at: Mapped[datetime]

    attachments: Mapped[list["DraftAttachment"]] = relationship(
        cascade="all, delete-orphan", order_by="DraftAttachment.id"
    )

    __table_args__ = (
        Index("ix_draft_reply_to_id", "reply_to_id", sqlite_where=reply_to_id.is_not(None)),
    )


class DraftAttachment(Base):
    """A file added to a draft."""

    __tablename__ = "draft_attachment"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    blob_id: Mapped[int] = mapped_column(ForeignKey("blob.id"), index=True)
