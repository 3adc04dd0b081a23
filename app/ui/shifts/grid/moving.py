"""Cells taken elsewhere by the mouse: moved, exchanged with what is there, or copied."""

from collections.abc import Callable, Collection
from enum import StrEnum

from app.rules.rosters.patterns import Content
from app.ui.shifts.grid.selection import Place

Contents = dict[Place, Content]


class Taking(StrEnum):
    """What happens to the cells that are taken."""

    MOVE = "move"
    COPY = "copy"


def taken(
    places: Collection[Place],
    step: Place,
    of: Callable[[Place], Content],
    *,
    taking: Taking = Taking.MOVE,
) -> Contents:
    """What cells hold once ``places`` went ``step`` rows and columns further.

    Moved cells exchange with what was there, so that no shift gets lost; only where the old and
    the new places overlap what lies in the way is pushed out to the places that became free.
    """
    there = {place: (place[0] + step[0], place[1] + step[1]) for place in places}
    found: Contents = {target: of(place) for place, target in there.items()}
    if taking is Taking.COPY:
        return found
    free = [place for place in places if place not in found]
    pushed = [target for target in there.values() if target not in set(places)]
    found.update(
        (place, of(target)) for place, target in zip(sorted(free), sorted(pushed), strict=True)
    )
    return found
