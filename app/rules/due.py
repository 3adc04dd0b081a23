"""How near a due time is."""

from datetime import datetime
from enum import StrEnum


class Nearness(StrEnum):
    """What a due time asks of the eye."""

    FAR = "far"
    NEAR = "near"
    PAST = "past"


NEAR_SHARE = 0.25
"""Near begins when this share of the time from the start to the due time is left."""


def nearness(due: datetime, *, start: datetime, now: datetime) -> Nearness:
    """How near ``due`` is for a ticket created at ``start``; a due time reached is past."""
    if now >= due:
        return Nearness.PAST
    return Nearness.NEAR if due - now <= (due - start) * NEAR_SHARE else Nearness.FAR
