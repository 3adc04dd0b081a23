"""The shift plan: kinds of shifts, who works how, the cells, absences, wishes, what is published.

Minutes are minutes; a day is a date by the clock of the desk; the meaning of most columns is that
of the field of the same name in ``app.rules.rosters.values``.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Json, Named
from app.rules.rosters.swaps import SwapState
from app.rules.rosters.values import AbsenceKind, DayPart, Presence


class ShiftKind(Base):
    """A kind of shift, from ``start_minute`` (0 to 1439) to ``end_minute`` (1 to 1440).

    Both by the clock of its zone; an end not after the start is on the next day.

    ``demand`` is ``{"weekdays": [[least, wish], … seven from Monday], "holiday": [least, wish]}``;
    without ``holiday`` a holiday asks for what its weekday asks for. An archived kind is offered
    no longer; cells keep it. Letters are unique among the others.
    """

    __tablename__ = "shift_kind"

    name: Mapped[str]
    letter: Mapped[str]
    colour: Mapped[int] = mapped_column(default=0)
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    unpaid_break: Mapped[int] = mapped_column(default=0)
    paid_break: Mapped[int] = mapped_column(default=0)
    presence: Mapped[Presence] = mapped_column(Named(Presence), default=Presence.PRESENT)
    night: Mapped[bool] = mapped_column(default=False)
    skill: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(default="")
    demand: Mapped[Any] = mapped_column(Json, default=dict)
    position: Mapped[int] = mapped_column(default=0)
    archived: Mapped[bool] = mapped_column(default=False)


class DutyProfile(Base):
    """How an agent is planned; an agent without one is planned with the defaults.

    ``balance_minutes`` is the account of hours at the start of ``balance_at`` and goes on from
    there by what is planned; without that day it is the same for every period. ``leave_carried``
    is ``{"2026": 3.5}``: days brought into a year; ``working_days``, ``allowed_kinds``,
    ``wished_kinds`` and ``skills`` are sorted lists. ``country`` and ``state`` (ISO 3166) and
    ``zone`` are those of another place of work, empty: the desk's.
    """

    __tablename__ = "duty_profile"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), unique=True)
    planned: Mapped[bool] = mapped_column(default=True)
    weekly_minutes: Mapped[int] = mapped_column(default=40 * 60)
    balance_minutes: Mapped[int] = mapped_column(default=0)
    balance_at: Mapped[date | None] = mapped_column(default=None)
    working_days: Mapped[Any] = mapped_column(Json, default=list)
    allowed_kinds: Mapped[Any] = mapped_column(Json, default=list)
    wished_kinds: Mapped[Any] = mapped_column(Json, default=list)
    skills: Mapped[Any] = mapped_column(Json, default=list)
    not_at_night: Mapped[bool] = mapped_column(default=False)
    not_on_weekends: Mapped[bool] = mapped_column(default=False)
    night_budget: Mapped[int | None] = mapped_column(default=None)
    birth: Mapped[date | None] = mapped_column(default=None)
    protected: Mapped[bool] = mapped_column(default=False)
    employed_from: Mapped[date | None] = mapped_column(default=None)
    employed_until: Mapped[date | None] = mapped_column(default=None)
    zone: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    leave_days: Mapped[float] = mapped_column(default=30)
    leave_carried: Mapped[Any] = mapped_column(Json, default=dict)


class RosterCell(Base):
    """What one agent does on one day: a shift, a planned day off (``off``), or only a comment.

    The machine does not touch a ``pinned`` one.
    """

    __tablename__ = "roster_cell"
    __table_args__ = (UniqueConstraint("day", "agent_id"),)

    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    day: Mapped[date]
    kind_id: Mapped[int | None] = mapped_column(
        ForeignKey("shift_kind.id"), index=True, default=None
    )
    off: Mapped[bool] = mapped_column(default=False)
    pinned: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(default="")


class Absence(Base):
    """Somebody is away from ``first`` to ``last``, both included."""

    __tablename__ = "absence"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    first: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    kind: Mapped[AbsenceKind] = mapped_column(Named(AbsenceKind))
    part: Mapped[DayPart] = mapped_column(Named(DayPart), default=DayPart.WHOLE)
    comment: Mapped[str] = mapped_column(default="")


class DutyWish(Base):
    """A wish for one day: to do (``wanted``) or not to do a kind of shift, None: any.

    ``fixed`` is an agreement, which binds the machine; else it costs ``weight`` not to follow it.
    """

    __tablename__ = "duty_wish"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    kind_id: Mapped[int | None] = mapped_column(
        ForeignKey("shift_kind.id"), index=True, default=None
    )
    wanted: Mapped[bool]
    weight: Mapped[int] = mapped_column(default=1)
    fixed: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(default="")


class WeeklyWish(Base):
    """A wish for a weekday (as ``date.weekday`` counts), from ``first`` to ``last`` if given.

    ``every`` weeks, counted from the week of ``first``.
    """

    __tablename__ = "weekly_wish"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    weekday: Mapped[int]
    kind_id: Mapped[int | None] = mapped_column(
        ForeignKey("shift_kind.id"), index=True, default=None
    )
    wanted: Mapped[bool]
    weight: Mapped[int] = mapped_column(default=1)
    fixed: Mapped[bool] = mapped_column(default=False)
    first: Mapped[date | None] = mapped_column(default=None)
    last: Mapped[date | None] = mapped_column(default=None)
    every: Mapped[int] = mapped_column(default=1)
    comment: Mapped[str] = mapped_column(default="")


class HolidayChange(Base):
    """A holiday of the house, one called or timed otherwise, or (``removed``) one that is none.

    From ``start_minute`` after midnight on; only a ``legal`` one forbids work.
    """

    __tablename__ = "holiday_change"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    start_minute: Mapped[int] = mapped_column(default=0)
    legal: Mapped[bool] = mapped_column(default=False)
    removed: Mapped[bool] = mapped_column(default=False)


class RosterSettings(Base):
    """The one row (id 1) of rules and hours of the desk; the defaults hold where there is none.

    ``law`` is the key of a preset, ``rule_changes`` is ``{rule key: {"strength", "weight",
    "numbers"}}`` with what differs from it. ``pairs`` is ``[[agent, agent, together], …]``,
    ``mixes`` is ``[[skill, least, [kind, …]], …]``, ``service_hours`` seven lists of
    ``[start, end]`` from Monday in minutes after midnight. ``surcharges`` belongs to
    ``app.rules.rosters.surcharge_settings``, ``need`` to ``app.planning.need_settings``.
    ``half_days``: 24 and 31 December are free from noon; ``regional``: holidays of parts of the
    state hold here.
    """

    __tablename__ = "roster_settings"

    law: Mapped[str] = mapped_column(default="")
    sunday_permission: Mapped[str] = mapped_column(default="")
    night_permission: Mapped[str] = mapped_column(default="")
    half_days: Mapped[bool] = mapped_column(default=True)
    regional: Mapped[bool] = mapped_column(default=False)
    pairs: Mapped[Any] = mapped_column(Json, default=list)
    mixes: Mapped[Any] = mapped_column(Json, default=list)
    service_hours: Mapped[Any] = mapped_column(Json, default=list)
    surcharges: Mapped[Any] = mapped_column(Json, default=dict)
    need: Mapped[Any] = mapped_column(Json, default=dict)
    rule_changes: Mapped[Any] = mapped_column(Json, default=dict)


class Publication(Base):
    """A version of the plan as the team was told; ``content`` as ``queries.shifts.published``."""

    __tablename__ = "publication"
    __table_args__ = (Index("ix_publication_days", "last", "first"),)

    number: Mapped[int] = mapped_column(unique=True)
    first: Mapped[date]
    last: Mapped[date]
    at: Mapped[datetime]
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
    content: Mapped[Any] = mapped_column(Json)
    note: Mapped[str] = mapped_column(default="")


class ToldDuty(Base):
    """A shift as the team was told it last, in real time: the newest version that covers its day.

    Written when a plan is published, so that who is on duty now is a matter of one index.
    """

    __tablename__ = "told_duty"
    __table_args__ = (Index("ix_told_duty_time", "ends_at", "starts_at"), {"info": UNRECORDED})

    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    day: Mapped[date] = mapped_column(index=True)
    letter: Mapped[str]
    name: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    on_call: Mapped[bool]


class SwapRequest(Base):
    """An agent offers the shift of a day: to another for the one of ``other_day``, or to give away.

    ``other_agent_id`` None: to whoever takes it.
    """

    __tablename__ = "swap_request"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    other_agent_id: Mapped[int | None] = mapped_column(
        ForeignKey("agent.id"), index=True, default=None
    )
    other_day: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[SwapState] = mapped_column(Named(SwapState), default=SwapState.OPEN)
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), default=None)
