"""Offers to swap a shift or to give it away, and what becomes of them."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import RosterCell, SwapRequest
from app.rules.rosters.moving import Note, after_move
from app.rules.rosters.swaps import SwapState
from app.services import loading
from app.services.shifts.cells import CellChange, Place, set_cells


def request_swap(
    session: Session,
    agent_id: int,
    day: date,
    *,
    other_agent_id: int | None,
    other_day: date | None,
    note: str = "",
    now: datetime,
) -> int:
    """Offer the shift of a day for another's of ``other_day``; None: give it away. The id.

    ``other_agent_id`` None: to whoever takes it, which only a shift given away can be.
    """
    if other_agent_id == agent_id:
        raise UserError(_("Nobody can swap with themselves."))
    if other_agent_id is None and other_day is not None:
        raise UserError(_("Say with whom to swap."))
    loading.agent(session, agent_id)
    _shift(session, agent_id, day)
    if other_agent_id is not None:
        loading.agent(session, other_agent_id)
        if other_day is not None:
            _shift(session, other_agent_id, other_day)
    offered = select(SwapRequest.id).where(
        SwapRequest.agent_id == agent_id,
        SwapRequest.day == day,
        SwapRequest.state == SwapState.OPEN,
    )
    if session.scalar(offered) is not None:
        raise UserError(_("This shift is offered already."))
    made = SwapRequest(
        agent_id=agent_id,
        day=day,
        other_agent_id=other_agent_id,
        other_day=other_day,
        state=SwapState.OPEN,
        note=note.strip(),
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made.id


def accept_swap(session: Session, swap_id: int, *, agent_id: int, now: datetime) -> None:
    """``agent_id`` takes the offer, and the plan changes.

    ``UserError`` if the shifts are not what was offered any more, or the day is taken.
    """
    swap = _open(session, swap_id)
    if swap.other_agent_id not in (None, agent_id) or agent_id == swap.agent_id:
        raise UserError(_("This offer was made to somebody else."))
    loading.agent(session, agent_id)
    given = _shift(session, swap.agent_id, swap.day)
    taken = None if swap.other_day is None else _shift(session, agent_id, swap.other_day)
    if swap.other_day != swap.day:
        _check_free(session, agent_id, swap.day)
        if swap.other_day is not None:
            _check_free(session, swap.agent_id, swap.other_day)
    origins = {(swap.agent_id, swap.day): None, (agent_id, swap.day): given}
    if swap.other_day is not None:
        origins.setdefault((agent_id, swap.other_day), None)
        origins[(swap.agent_id, swap.other_day)] = taken
    set_cells(session, [_moved(session, *each) for each in origins.items()], now=now)
    swap.other_agent_id = agent_id
    _settle(swap, SwapState.ACCEPTED, agent_id, now)


def decline_swap(session: Session, swap_id: int, *, agent_id: int, now: datetime) -> None:
    """``agent_id`` does not want it."""
    _settle(_open(session, swap_id), SwapState.DECLINED, agent_id, now)


def withdraw_swap(session: Session, swap_id: int, *, agent_id: int, now: datetime) -> None:
    """``agent_id`` takes the offer back."""
    _settle(_open(session, swap_id), SwapState.WITHDRAWN, agent_id, now)


def _settle(swap: SwapRequest, state: SwapState, agent_id: int, now: datetime) -> None:
    swap.state, swap.decided_at, swap.decided_by_id = state, now, agent_id


def _open(session: Session, swap_id: int) -> SwapRequest:
    gone = _("This offer was removed already.")
    found = loading.existing(session, SwapRequest, swap_id, gone)
    if found.state is not SwapState.OPEN:
        raise UserError(_("This offer is settled already."))
    return found


def _moved(session: Session, place: Place, origin: RosterCell | None) -> CellChange:
    """The cell with the shift of another, its pin and its comment."""
    note = after_move(_note(_cell(session, *place)), _note(origin))
    kind_id = origin.kind_id if origin is not None else None
    return CellChange(*place, kind_id, pinned=note.pinned, comment=note.comment)


def _note(cell: RosterCell | None) -> Note:
    if cell is None:
        return Note()
    return Note(cell.kind_id is not None or cell.off, cell.pinned, cell.comment)


def _cell(session: Session, agent_id: int, day: date) -> RosterCell | None:
    query = select(RosterCell).where(RosterCell.agent_id == agent_id, RosterCell.day == day)
    return session.scalar(query)


def _shift(session: Session, agent_id: int, day: date) -> RosterCell:
    found = _cell(session, agent_id, day)
    if found is None or found.kind_id is None:
        raise UserError(_("There is no shift on this day any more."))
    return found


def _check_free(session: Session, agent_id: int, day: date) -> None:
    found = _cell(session, agent_id, day)
    if found is not None and found.kind_id is not None:
        raise UserError(_("There is another shift on this day already."))
