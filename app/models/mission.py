"""Mission statements: versions, what people said about them, how solved tickets fit them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Json, Named
from app.rules.workshop.statements import Fit, Source, Verdict


class Mission(Base):
    """The mission statement that grows out of a workshop; the one in force has ``final_number``,
    the number of the version that the team stands behind."""

    __tablename__ = "mission"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), unique=True)
    language: Mapped[str]
    final_number: Mapped[int | None] = mapped_column(default=None)
    final_at: Mapped[datetime | None] = mapped_column(default=None)


class MissionVersion(Base):
    """A wording: ``sentences`` is a list of ``{"part", "text", "ideas": [id, …]}`` in reading
    order, the ideas being those behind each."""

    __tablename__ = "mission_version"
    __table_args__ = (UniqueConstraint("mission_id", "number"),)

    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    sentences: Mapped[Any] = mapped_column(Json)
    note: Mapped[str] = mapped_column(default="")


class MissionFeedback(Base):
    """What one person said about one sentence of a version, by its place in it from 0.

    About the whole there is no sentence but a ``question``, by its key in
    ``rules.workshop.feedback``. ``taken_up`` is None until it was decided. All that one person
    said has the same ``answer_number`` within a version.
    """

    __tablename__ = "mission_feedback"
    __table_args__ = (Index("ix_mission_feedback_version_id", "version_id", "sentence"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("mission_version.id"))
    answer_number: Mapped[int]
    sentence: Mapped[int | None] = mapped_column(default=None)
    question: Mapped[str] = mapped_column(default="")
    verdict: Mapped[Verdict | None] = mapped_column(Named(Verdict), default=None)
    comment: Mapped[str] = mapped_column(default="")
    source: Mapped[Source] = mapped_column(Named(Source))
    at: Mapped[datetime]
    taken_up: Mapped[bool | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")


class MissionCheck(Base):
    """A solved ticket held against the statement; ``quarter`` is ``2026-Q1``.

    ``ticket_id`` is no foreign key: the verdict counts on when the ticket is deleted for good.
    """

    __tablename__ = "mission_check"
    __table_args__ = (UniqueConstraint("mission_id", "quarter", "ticket_id"),)

    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    quarter: Mapped[str]
    ticket_id: Mapped[int]
    verdict: Mapped[Fit | None] = mapped_column(Named(Fit), default=None)
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    at: Mapped[datetime | None] = mapped_column(default=None)


class MissionDraft(Base):
    """A wording as it is being written, until it becomes a version; ``content`` has the
    ``parts`` as they are typed and the ``sentences`` as of a version."""

    __tablename__ = "mission_draft"
    __table_args__ = ({"info": UNRECORDED},)

    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"), unique=True)
    content: Mapped[Any] = mapped_column(Json)
    updated_at: Mapped[datetime]
