"""A plan of the machine is taken over: its cells, and what was given up for it, in one step."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.planning.duty.groups import Agreed, Away, Group, Pinned
from app.rules.rosters.demand import Wish
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.away import Stretch, mark_there
from app.services.shifts.cells import CellChange, pin_cells, set_cells
from app.services.shifts.wishes import set_wish


def take_machine_plan(
    session: Session,
    changes: Sequence[CellChange],
    *,
    given_up: Sequence[Group] = (),
    now: datetime,
) -> None:
    """Fill the cells and give up what concerns these days alone: pins, agreements, absences.

    Rules and demand hold on after these days, so they stay, and the plan shows where it goes
    against them. An agreement of every week becomes a wish on its one day.
    """
    for each in given_up:
        match each:
            case Pinned(person, day):
                pin_cells(session, [(int(person), day)], False, now=now)
            case Agreed(wish):
                _loosen(session, wish, now)
            case Away(absence):
                stretch = Stretch(int(absence.person), absence.first, absence.last)
                mark_there(session, [stretch], now=now)
    set_cells(session, changes, now=now)


def take_sick_call(
    session: Session,
    agent_id: int,
    changes: Sequence[CellChange],
    *,
    first: date,
    last: date,
    given_up: Sequence[Group] = (),
    now: datetime,
) -> None:
    """Enter the absence and fill cells; ``UserError`` if the person is away then already."""
    add_absence(session, agent_id, first=first, last=last, kind=AbsenceKind.SICK, now=now)
    take_machine_plan(session, changes, given_up=given_up, now=now)


def _loosen(session: Session, agreed: Wish, now: datetime) -> None:
    """The agreement is only a wish on that day."""
    kind_id = None if agreed.kind is None else int(agreed.kind)
    set_wish(
        session,
        int(agreed.person),
        [agreed.day],
        kind_id=kind_id,
        on=agreed.on,
        weight=agreed.weight,
        now=now,
    )
