"""What was going on in a room when it was left, or when the program ended: typed, not added."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows


@dataclass(frozen=True, slots=True)
class KeptClock:
    """Seconds a phase's clock had left, at the moment ``since`` when it runs; None if it stands."""

    left: float
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """By the keys of phases: texts by what they were typed into, and clocks."""

    typed: Mapping[str, Mapping[str, str]]
    clocks: Mapping[str, KeptClock]


def unfinished(session: Session, workshop_id: int) -> Unfinished:
    """What is kept of a workshop; nothing, if nothing was half done."""
    found = rows(
        session,
        "SELECT phase, typed, clock_left, clock_since FROM workshop_unfinished "
        "WHERE workshop_id = ?",
        (workshop_id,),
    )
    return Unfinished(
        {phase: json.loads(typed) for phase, typed, _left, _since in found},
        {
            phase: KeptClock(left, moment(since))
            for phase, _typed, left, since in found
            if left is not None
        },
    )
