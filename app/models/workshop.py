"""Workshops: their questions, ideas, votes, ballot boxes, what is half done, own templates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Json, Named
from app.rules.workshop.votes import VoteMode, VoteState


class Workshop(Base):
    """One meeting. ``people`` is ``{"count": 8, "names": ["Eva", …]}``, names may be fewer.

    ``phases`` is the plan as ``rules.workshop.phases``, ``phase`` the place in it where the room
    is. ``tie_rules`` are the names of ``TieRule`` in the order agreed on.
    """

    __tablename__ = "workshop"

    title: Mapped[str]
    day: Mapped[date]
    template: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    people: Mapped[Any] = mapped_column(Json, default=dict)
    phases: Mapped[Any] = mapped_column(Json, default=list)
    phase: Mapped[int] = mapped_column(default=0)
    vote_mode: Mapped[VoteMode] = mapped_column(Named(VoteMode), default=VoteMode.RANKED)
    tie_rules: Mapped[Any] = mapped_column(Json, default=list)
    notes: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)


class WorkshopQuestion(Base):
    """A question with the statement that answers it: the winning idea's words, or none yet.

    ``consent`` is None until it was asked whether all can live with the statement, then
    ``{"objections": [text, …], "at": ISO moment}``.
    """

    __tablename__ = "workshop_question"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    statement: Mapped[str] = mapped_column(default="")
    winner_id: Mapped[int | None] = mapped_column(default=None)
    consent: Mapped[Any] = mapped_column(Json, default=None, nullable=True)


class WorkshopIdea(Base):
    """An idea under a question. Nobody's name stands on it.

    In the ``basket`` it is put aside, with ``basket_reason`` and perhaps a day to look at it
    again; ``merged_into_id`` names the idea whose text took it in; ``origin_id`` is the question
    it was first noted under, if it was moved.
    """

    __tablename__ = "workshop_idea"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("workshop_question.id"))
    origin_id: Mapped[int | None] = mapped_column(
        ForeignKey("workshop_question.id"), index=True, default=None
    )
    position: Mapped[int]
    text: Mapped[str]
    at: Mapped[datetime]
    basket: Mapped[bool] = mapped_column(default=False)
    basket_reason: Mapped[str] = mapped_column(default="")
    revisit_on: Mapped[date | None] = mapped_column(default=None)
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("workshop_idea.id"), index=True, default=None
    )

    __table_args__ = (
        Index("ix_workshop_idea_question_id", "question_id", "position"),
        Index("ix_workshop_idea_revisit_on", "revisit_on", sqlite_where=revisit_on.is_not(None)),
    )


class WorkshopVote(Base):
    """A vote on one question, or a run-off (``parent_id``) between the tied of a round of another.

    ``options`` is ``[[idea id, text], …]`` as they stood when it opened; ``lot_order`` names their
    ids, drawn then. Votes with one ``sitting`` are on one ballot paper: the id of the first.
    ``decisions`` is a list of what people settled as in
    ``rules.workshop.decisions``, ``entered`` the counts of raised hands or the dots,
    ``{idea id: people}`` for each round. The count is never stored: it is made again from these
    and the box, so that it cannot differ from them. Ballots are never here.
    """

    __tablename__ = "workshop_vote"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("workshop_question.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("workshop_vote.id"), index=True, default=None
    )
    parent_round: Mapped[int | None] = mapped_column(default=None)
    sitting: Mapped[int | None] = mapped_column(default=None)
    number: Mapped[int]
    mode: Mapped[VoteMode] = mapped_column(Named(VoteMode))
    voters: Mapped[int]
    options: Mapped[Any] = mapped_column(Json)
    tie_rules: Mapped[Any] = mapped_column(Json, default=list)
    lot_order: Mapped[Any] = mapped_column(Json, default=list)
    state: Mapped[VoteState] = mapped_column(Named(VoteState), default=VoteState.OPEN)
    entered: Mapped[Any] = mapped_column(Json, default=list)
    decisions: Mapped[Any] = mapped_column(Json, default=list)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (Index("ix_workshop_vote_state", "state"),)


class WorkshopUnfinished(Base):
    """What was half done in a phase: ``typed`` texts by what they were typed into, and the clock.

    ``clock_left`` are its seconds left, at ``clock_since`` when it runs; None in a phase whose
    clock nobody touched. Nothing of a ballot is ever here.
    """

    __tablename__ = "workshop_unfinished"
    __table_args__ = (UniqueConstraint("workshop_id", "phase"), {"info": UNRECORDED})

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"))
    phase: Mapped[str]
    typed: Mapped[Any] = mapped_column(Json, default=dict)
    clock_left: Mapped[float | None] = mapped_column(default=None)
    clock_since: Mapped[datetime | None] = mapped_column(default=None)


class BallotBox(Base):
    """All ballots of a vote in one list, shuffled anew at each sealing; written only by
    ``services.workshop.ballots``. Neither voter nor order nor time is there to be told."""

    __tablename__ = "ballot_box"
    __table_args__ = ({"info": UNRECORDED},)

    vote_id: Mapped[int] = mapped_column(ForeignKey("workshop_vote.id"), unique=True)
    ballots: Mapped[Any] = mapped_column(Json, default=list)


class WorkshopTemplate(Base):
    """A template of the desk's own: ``content`` as ``rules.workshop.templates``."""

    __tablename__ = "workshop_template"

    name: Mapped[str]
    content: Mapped[Any] = mapped_column(Json)
