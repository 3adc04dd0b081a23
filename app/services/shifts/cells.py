"""The cells of the plan: who does what on which day, what is pinned, and remarks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.desk import Agent
from app.models.shifts import RosterCell, ShiftKind

Place = tuple[int, date]
"""An agent's id and a day."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a cell shall hold: a shift, a planned day off (``off``), or nothing.

    None leaves the pin and the comment as they are; an emptied cell keeps its comment, no pin.
    """

    agent_id: int
    day: date
    kind_id: int | None = None
    off: bool = False
    pinned: bool | None = None
    comment: str | None = None


def set_cells(session: Session, changes: Sequence[CellChange], *, now: datetime) -> None:
    """Fill cells; of two changes of the same cell the later one holds."""
    _check(session, changes)
    wanted = {(each.agent_id, each.day): each for each in changes}
    present = _present(session, wanted)
    for place, change in wanted.items():
        cell = present.get(place) or RosterCell(agent_id=place[0], day=place[1], comment="")
        cell.kind_id = change.kind_id
        cell.off = change.off and change.kind_id is None
        filled = cell.kind_id is not None or cell.off
        if change.pinned is not None:
            cell.pinned = change.pinned
        if change.comment is not None:
            cell.comment = change.comment.strip()
        cell.pinned = bool(cell.pinned) and (filled or bool(change.pinned))
        _keep(session, cell)
    session.flush()


def pin_cells(session: Session, places: Collection[Place], on: bool, *, now: datetime) -> None:
    """Let the machine leave these cells as they are, also empty ones, or give them free."""
    present = _present(session, places)
    for place in places:
        cell = present.get(place) or RosterCell(agent_id=place[0], day=place[1], comment="")
        cell.pinned = on
        _keep(session, cell)
    session.flush()


def comment_cell(
    session: Session, agent_id: int, day: date, comment: str, *, now: datetime
) -> None:
    """Write a remark on a day of a person; an empty one removes it."""
    place = (agent_id, day)
    cell = _present(session, [place]).get(place) or RosterCell(agent_id=agent_id, day=day)
    cell.comment = comment.strip()
    _keep(session, cell)
    session.flush()


def _keep(session: Session, cell: RosterCell) -> None:
    """Store a cell that says anything, remove one that says nothing."""
    if cell.kind_id is not None or cell.off or cell.pinned or cell.comment:
        session.add(cell)
    elif cell.id is not None:
        session.delete(cell)


def _present(session: Session, places: Iterable[Place]) -> dict[Place, RosterCell]:
    wanted = set(places)
    if not wanted:
        return {}
    days = [day for _agent_id, day in wanted]
    query = select(RosterCell).where(
        RosterCell.day.between(min(days), max(days)),
        RosterCell.agent_id.in_({agent_id for agent_id, _day in wanted}),
    )
    found = {(each.agent_id, each.day): each for each in session.scalars(query)}
    return {place: found[place] for place in wanted & found.keys()}


def _check(session: Session, changes: Sequence[CellChange]) -> None:
    agents = set(session.scalars(select(Agent.id)))
    if any(each.agent_id not in agents for each in changes):
        raise UserError(_("This person does not work here any more."))
    kinds = set(session.scalars(select(ShiftKind.id)))
    if any(each.kind_id not in kinds for each in changes if each.kind_id is not None):
        raise UserError(_("This kind of shift was removed already."))
