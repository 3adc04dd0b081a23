"""Which cells are chosen, as in a spreadsheet: a cursor, the area it spans, and further areas."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: Place) -> bool:
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right

    @property
    def places(self) -> Iterator[Place]:
        """Row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def spanned(one: Place, other: Place) -> Area:
    """The area with these two corners."""
    return Area(
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """``anchor`` to ``cursor`` is the area that arrows and Shift change; ``further`` ones stay."""

    cursor: Place = (0, 0)
    anchor: Place = (0, 0)
    further: tuple[Area, ...] = ()

    @property
    def area(self) -> Area:
        """The area of the cursor."""
        return spanned(self.anchor, self.cursor)

    @property
    def areas(self) -> tuple[Area, ...]:
        """All areas, the one of the cursor last."""
        return (*self.further, self.area)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every chosen cell once, row by row."""
        if not self.further:
            return tuple(self.area.places)
        return tuple(sorted({place for area in self.areas for place in area.places}))

    @property
    def single(self) -> bool:
        """Whether nothing is chosen but the cell of the cursor."""
        return not self.further and self.anchor == self.cursor

    def __contains__(self, place: Place) -> bool:
        return any(place in area for area in self.areas)

    def at(self, place: Place) -> "Selection":
        """Only this cell."""
        return Selection(place, place)

    def to(self, place: Place) -> "Selection":
        """The area stretched from its anchor to this cell."""
        return replace(self, cursor=place)

    def also(self, place: Place) -> "Selection":
        """One more area, which begins at this cell."""
        return Selection(place, place, self.areas)

    def within(self, rows: int, columns: int) -> "Selection":
        """Kept inside a grid of that size, which may have become smaller."""
        bottom, right = max(0, rows - 1), max(0, columns - 1)

        def clipped(place: Place) -> Place:
            return min(place[0], bottom), min(place[1], right)

        fitting = (each for each in self.further if each.top <= bottom and each.left <= right)
        further = tuple(
            replace(each, bottom=min(each.bottom, bottom), right=min(each.right, right))
            for each in fitting
        )
        return Selection(clipped(self.cursor), clipped(self.anchor), further)
