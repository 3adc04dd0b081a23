"""Cells taken elsewhere by the mouse: moved, exchanged with what is there, or copied."""

from collections.abc import Callable, Collection
from enum import StrEnum

from app.rules.rosters.patterns import Content
from app.ui.shifts.grid.selection import Place

Contents = dict[Place, Content]

Origins = dict[Place, Place]
"""For each cell that changes the one whose shift it gets."""


class Taking(StrEnum):
    """What happens to the cells that are taken."""

    MOVE = "move"
    COPY = "copy"


def origins(places: Collection[Place], step: Place, *, taking: Taking = Taking.MOVE) -> Origins:
    """Where the shifts come from once ``places`` went ``step`` rows and columns further.

    Moved cells exchange with what was there, so that no shift gets lost; only where the old and
    the new places overlap what lies in the way is pushed out to the places that became free.
    """
    there = {place: (place[0] + step[0], place[1] + step[1]) for place in places}
    found = {target: place for place, target in there.items()}
    if taking is Taking.COPY:
        return found
    free = [place for place in places if place not in found]
    pushed = [target for target in there.values() if target not in set(places)]
    return {**found, **dict(zip(sorted(free), sorted(pushed), strict=True))}


def taken(
    places: Collection[Place],
    step: Place,
    of: Callable[[Place], Content],
    *,
    taking: Taking = Taking.MOVE,
) -> Contents:
    """What the cells hold then."""
    return {place: of(origin) for place, origin in origins(places, step, taking=taking).items()}
