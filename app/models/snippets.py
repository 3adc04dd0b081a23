"""Snippets: their wordings, folders, earlier versions and files, where they were used, facts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from app.models.base import DERIVED, UNRECORDED, Base, Json, Named
from app.models.messages import Message
from app.rules.enums import FormOfAddress


class SnippetFolder(Base):
    """A folder of snippets, in a tree of any depth; names are unique within their parent."""

    __tablename__ = "snippet_folder"

    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("snippet_folder.id"), index=True, default=None
    )
    name: Mapped[str]
    name_key: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class Snippet(Base):
    """An answer to use again.

    ``abbreviation_key`` is folded and unique among living snippets, empty for one that is only
    found by search. ``words`` are the folded words of title, tags and wordings, for the search
    index and the palette. ``version`` counts contents (title, abbreviation, wordings, actions)
    from 1; ``changed_at`` and ``changed_by_id`` say when and by whom the present one was written,
    earlier ones lie in ``snippet_version``. ``use_count``, ``last_used_at`` and
    ``saved_characters`` are counted from ``snippet_use`` by triggers.
    """

    __tablename__ = "snippet"

    title: Mapped[str]
    title_key: Mapped[str]
    abbreviation: Mapped[str] = mapped_column(default="")
    abbreviation_key: Mapped[str] = mapped_column(default="")
    folder_id: Mapped[int | None] = mapped_column(
        ForeignKey("snippet_folder.id"), index=True, default=None
    )
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), default=None)
    colour: Mapped[int | None] = mapped_column(default=None)
    favourite: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[Any] = mapped_column(Json, default=list)
    actions: Mapped[Any] = mapped_column(Json, default=dict)
    words: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)

    updated_at: Mapped[datetime] = mapped_column(info=DERIVED)
    use_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    last_used_at: Mapped[datetime | None] = mapped_column(default=None, info=DERIVED)
    saved_characters: Mapped[int] = mapped_column(default=0, info=DERIVED)

    variants: Mapped[list["SnippetVariant"]] = relationship(
        cascade="all, delete-orphan", order_by="SnippetVariant.id"
    )
    attachments: Mapped[list["SnippetAttachment"]] = relationship(
        cascade="all, delete-orphan", order_by="SnippetAttachment.id"
    )

    __table_args__ = (
        Index(
            "ix_snippet_abbreviation_key",
            "abbreviation_key",
            unique=True,
            sqlite_where=and_(deleted_at.is_(None), abbreviation_key != ""),
        ),
        Index("ix_snippet_category_id", "category_id", sqlite_where=category_id.is_not(None)),
    )


class SnippetVariant(Base):
    """A wording for one language (empty: any) and one form of address (unknown: both)."""

    __tablename__ = "snippet_variant"
    __table_args__ = (UniqueConstraint("snippet_id", "language", "form"),)

    snippet_id: Mapped[int] = mapped_column(ForeignKey("snippet.id"))
    language: Mapped[str] = mapped_column(default="")
    form: Mapped[FormOfAddress] = mapped_column(Named(FormOfAddress), default=FormOfAddress.UNKNOWN)
    body: Mapped[str]


class SnippetVersion(Base):
    """A content that another took the place of; ``content`` as ``services.snippet_versions``."""

    __tablename__ = "snippet_version"
    __table_args__ = (UniqueConstraint("snippet_id", "number"),)

    snippet_id: Mapped[int] = mapped_column(ForeignKey("snippet.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    content: Mapped[Any] = mapped_column(Json)


class SnippetAttachment(Base):
    """A file that goes along with a snippet."""

    __tablename__ = "snippet_attachment"

    snippet_id: Mapped[int] = mapped_column(ForeignKey("snippet.id"), index=True)
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    blob_id: Mapped[int] = mapped_column(ForeignKey("blob.id"), index=True)


class SnippetUse(Base):
    """A text made from version ``version`` of a snippet that left the desk, in ``message_id`` or
    by the clipboard.

    ``snippet_id`` is no foreign key: an import of snippets can be taken back after one was used.
    ``filled`` holds what was filled in, ``characters`` what typing was saved (the text beyond the
    abbreviation). ``ticket_id`` follows its message; ``category_id`` is that of the ticket, None
    where it is in the trash, merged or spam: both are kept by triggers.
    """

    __tablename__ = "snippet_use"

    snippet_id: Mapped[int]
    version: Mapped[int]
    language: Mapped[str] = mapped_column(default="")
    form: Mapped[FormOfAddress] = mapped_column(Named(FormOfAddress), default=FormOfAddress.UNKNOWN)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"), default=None)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), default=None)
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    at: Mapped[datetime]
    filled: Mapped[Any] = mapped_column(Json, default=dict)
    characters: Mapped[int] = mapped_column(default=0)
    category_id: Mapped[int | None] = mapped_column(default=None, info=DERIVED)

    message: Mapped[Message | None] = relationship(
        backref=backref("snippet_uses", cascade="all, delete-orphan")
    )

    __table_args__ = (
        Index("ix_snippet_use_snippet_id", "snippet_id", "at"),
        Index("ix_snippet_use_ticket_id", "ticket_id", "snippet_id"),
        Index("ix_snippet_use_message_id", "message_id"),
        Index("ix_snippet_use_category_id", "category_id", "snippet_id", "ticket_id"),
    )


class Fact(Base):
    """A short value that snippets name (``<<fact.opening_hours>>``), kept up to date by its owner.

    It is good through ``valid_until``, a day in the desk's zone; ``name_key`` is its folded name.
    """

    __tablename__ = "fact"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    valid_until: Mapped[date | None] = mapped_column(default=None)
    updated_at: Mapped[datetime] = mapped_column(info=DERIVED)


class SnippetDraft(Base):
    """A snippet as it is being written, one for each agent; ``content`` as
    ``services.snippet_drafts``. It is there only until it is saved."""

    __tablename__ = "snippet_draft"
    __table_args__ = ({"info": UNRECORDED},)

    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), unique=True, default=None)
    content: Mapped[Any] = mapped_column(Json, default=dict)
    updated_at: Mapped[datetime]
