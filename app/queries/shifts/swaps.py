"""Offers to swap a shift or to give it away."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows
from app.rules.rosters.swaps import SwapState


@dataclass(frozen=True, slots=True)
class SwapRow:
    """An offer; ``other_id`` None: to whoever takes it, ``other_day`` None: to give away.

    ``kind`` and ``other_kind`` are the keys of the shifts of the two days as they are planned now.
    """

    id: int
    agent_id: int
    agent_name: str
    day: date
    kind: str | None
    other_id: int | None
    other_name: str
    other_day: date | None
    other_kind: str | None
    state: SwapState
    note: str
    created_at: datetime
    decided_at: datetime | None


_SWAPS = """
SELECT s.id, s.agent_id, a.name, s.day, CAST(c.kind_id AS TEXT), s.other_agent_id,
    coalesce(o.name, ''), s.other_day, CAST(d.kind_id AS TEXT), s.state, s.note, s.created_at,
    s.decided_at
FROM swap_request AS s JOIN agent AS a ON a.id = s.agent_id
    LEFT JOIN agent AS o ON o.id = s.other_agent_id
    LEFT JOIN roster_cell AS c ON c.agent_id = s.agent_id AND c.day = s.day
    LEFT JOIN roster_cell AS d ON d.agent_id = s.other_agent_id AND d.day = s.other_day
WHERE s.state = ? OR ? ORDER BY s.day, s.id
"""


def swaps(session: Session, *, settled: bool = False) -> tuple[SwapRow, ...]:
    """The offers that wait for an answer, by day; with ``settled`` all there ever were."""
    found = rows(session, _SWAPS, (SwapState.OPEN.value, settled))
    return tuple(
        SwapRow(
            id=row_id,
            agent_id=agent_id,
            agent_name=name,
            day=date.fromisoformat(day),
            kind=kind,
            other_id=other_id,
            other_name=other_name,
            other_day=other_day and date.fromisoformat(other_day),
            other_kind=other_kind,
            state=SwapState(state),
            note=note,
            created_at=moment(created),
            decided_at=moment(decided),
        )
        for (
            row_id, agent_id, name, day, kind, other_id, other_name, other_day, other_kind,
            state, note, created, decided,
        ) in found
    )  # fmt: skip
