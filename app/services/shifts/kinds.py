"""The kinds of shifts of a desk."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import DutyWish, RosterCell, ShiftKind, WeeklyWish
from app.queries.shifts.kinds import demand_as_json, end_minute
from app.rules.rosters.demand import WeekDemand
from app.rules.rosters.values import ShiftKind as Kind
from app.services import loading
from app.services.desk import COLOURS, checked_zone

_LONGEST_LETTER = 2
"""Characters that fit into a cell; digits do as well."""


def add_kind(
    session: Session, kind: Kind, *, colour: int, demand: WeekDemand, now: datetime
) -> int:
    """A new kind of shift after the others; its id. The ``key`` of ``kind`` counts for nothing."""
    last = session.scalar(select(func.max(ShiftKind.position)))
    made = ShiftKind(position=0 if last is None else last + 1)
    _write(session, made, kind, colour=colour, demand=demand)
    session.add(made)
    session.flush()
    return made.id


def change_kind(
    session: Session, kind_id: int, kind: Kind, *, colour: int, demand: WeekDemand, now: datetime
) -> None:
    """Another name, other times, another demand: for every day that has the shift."""
    _write(session, _kind(session, kind_id), kind, colour=colour, demand=demand)


def remove_kind(session: Session, kind_id: int, *, now: datetime) -> None:
    """Remove a kind of shift; one that any day or wish names is archived and stays there."""
    kind = _kind(session, kind_id)
    named = (
        select(table.id).where(table.kind_id == kind_id).limit(1)
        for table in (RosterCell, DutyWish, WeeklyWish)
    )
    if any(session.scalar(query) is not None for query in named):
        kind.archived = True
    else:
        session.delete(kind)


def bring_back_kind(session: Session, kind_id: int, *, now: datetime) -> None:
    """Offer an archived kind of shift again."""
    kind = _kind(session, kind_id)
    kind.archived = False
    _check_letter(session, kind, kind.letter)


def reorder_kinds(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Put the kinds of shifts in this order."""
    for position, kind_id in enumerate(ids):
        _kind(session, kind_id).position = position


def _kind(session: Session, kind_id: int) -> ShiftKind:
    gone = _("This kind of shift was removed already.")
    return loading.existing(session, ShiftKind, kind_id, gone)


def _write(
    session: Session, stored: ShiftKind, kind: Kind, *, colour: int, demand: WeekDemand
) -> None:
    name, letter = " ".join(kind.name.split()), kind.letter.strip()
    if not name:
        raise UserError(_("A kind of shift needs a name."))
    if not 1 <= len(letter) <= _LONGEST_LETTER or not letter.isalnum():
        raise UserError(_("A kind of shift needs a letter or two to type it with."))
    if kind.unpaid_break < 0 or kind.paid_break < 0:
        raise UserError(_("A break cannot be shorter than nothing."))
    if kind.unpaid_break + kind.paid_break >= kind.end_minute - kind.start_minute:
        raise UserError(_("The breaks are as long as the shift."))
    asked = (*demand.weekdays, *([demand.holiday] if demand.holiday else []))
    if any(each.least < 0 or each.wish < each.least for each in asked):
        raise UserError(_("Not fewer people can be wished for than must be there."))
    _check_letter(session, stored, letter)
    stored.name, stored.letter, stored.colour = name, letter.upper(), colour % COLOURS
    stored.start_minute, stored.end_minute = kind.start_minute, end_minute(kind.end)
    stored.unpaid_break, stored.paid_break = kind.unpaid_break, kind.paid_break
    stored.presence, stored.night = kind.presence, kind.night
    stored.skill, stored.zone = kind.skill.strip(), checked_zone(kind.zone)
    stored.demand = demand_as_json(demand)


def _check_letter(session: Session, stored: ShiftKind, letter: str) -> None:
    others = select(ShiftKind).where(~ShiftKind.archived)
    for other in session.scalars(others):
        if other is not stored and other.letter == letter.upper():
            raise UserError(
                _("“{letter}” is the letter of {name} already.").format(
                    letter=letter.upper(), name=other.name
                )
            )
