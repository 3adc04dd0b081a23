"""Customers: contacts with their addresses and phones, and the organisations they belong to."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import DERIVED, Base, Json, Named
from app.rules.enums import FormOfAddress, Gender


class Organisation(Base):
    """A firm; ``name_key`` is its folded name, unique so that one firm is one row."""

    __tablename__ = "organisation"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    notes: Mapped[str] = mapped_column(default="")


class Contact(Base):
    """A person or mailbox that asks; ``name_key`` is the folded name for sorting and search.

    ``fields`` are answers kept for snippets, by the folded name of the placeholder.
    """

    __tablename__ = "contact"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, default=None
    )
    customer_number: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    form_of_address: Mapped[FormOfAddress] = mapped_column(
        Named(FormOfAddress), default=FormOfAddress.UNKNOWN
    )
    gender: Mapped[Gender] = mapped_column(Named(Gender), default=Gender.UNKNOWN)
    salutation: Mapped[str] = mapped_column(default="")
    fields: Mapped[Any] = mapped_column(Json, default=dict)
    notes: Mapped[str] = mapped_column(default="")
    show_pictures: Mapped[bool] = mapped_column(default=False)
    blocked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(info=DERIVED)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None)

    organisation: Mapped[Organisation | None] = relationship()
    addresses: Mapped[list["ContactAddress"]] = relationship(
        back_populates="contact",
        cascade="all, delete-orphan",
        order_by="ContactAddress.position, ContactAddress.id",
    )
    phones: Mapped[list["ContactPhone"]] = relationship(
        back_populates="contact",
        cascade="all, delete-orphan",
        order_by="ContactPhone.position, ContactPhone.id",
    )

    __table_args__ = (
        Index("ix_contact_import_id", import_id, sqlite_where=import_id.is_not(None)),
    )


class ContactAddress(Base):
    """A mail address of a contact. ``email`` is case folded and belongs to one contact only."""

    __tablename__ = "contact_address"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    email: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)

    contact: Mapped[Contact] = relationship(back_populates="addresses")


class ContactPhone(Base):
    """A phone of a contact; ``digits`` is the comparable form of ``number``."""

    __tablename__ = "contact_phone"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    number: Mapped[str]
    digits: Mapped[str] = mapped_column(index=True)
    label: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)

    contact: Mapped[Contact] = relationship(back_populates="phones")


class ContactDistinction(Base):
    """Two contacts that look alike, of whom somebody said that they are different people.

    The ids are no foreign keys: that was said stays while one of them is deleted or merged, for
    undo brings them back.
    """

    __tablename__ = "contact_distinction"
    __table_args__ = (UniqueConstraint("older_id", "newer_id"),)

    older_id: Mapped[int]
    newer_id: Mapped[int]
