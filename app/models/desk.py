"""The desk itself, the people who work at it, and the addresses that are its own."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Json, Named
from app.rules.access import DEFAULT_DAYS, AccessNoted
from app.rules.roles import Role


class Desk(Base):
    """The one row (id 1) of settings that belong to the team rather than to a machine.

    ``access_noted`` is how much the access log notes, ``access_days`` how long it keeps that.
    """

    __tablename__ = "desk"

    name: Mapped[str]
    language: Mapped[str]
    country: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    priority_matrix: Mapped[Any] = mapped_column(Json, default=None, nullable=True)
    access_noted: Mapped[AccessNoted] = mapped_column(Named(AccessNoted), default=AccessNoted.ACTS)
    access_days: Mapped[int] = mapped_column(default=DEFAULT_DAYS)


class Counter(Base):
    """Numbers that only go up: undo never gives one back."""

    __tablename__ = "counter"
    __table_args__ = ({"info": UNRECORDED},)

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[int]


class Agent(Base):
    """A person who works at the desk; one who left stays as the author of what they wrote."""

    __tablename__ = "agent"

    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    colour: Mapped[int] = mapped_column(default=0)
    signature_de: Mapped[str] = mapped_column(default="")
    signature_en: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    role: Mapped[Role] = mapped_column(Named(Role), default=Role.AGENT)


class AgentPin(Base):
    """The PIN of the agent with this id, as ``rules.pins`` seals it. Neither undone nor told of."""

    __tablename__ = "agent_pin"
    __table_args__ = ({"info": UNRECORDED},)

    sealed: Mapped[str]


class OwnAddress(Base):
    """An address of the desk: mail from it is outgoing. ``email`` is case folded."""

    __tablename__ = "own_address"

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
