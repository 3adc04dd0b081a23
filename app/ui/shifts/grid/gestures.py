"""What the mouse does between press and release: choose, paint, draw a series on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.rules.rosters.patterns import Content, continued
from app.ui.shifts.grid.face import ghost
from app.ui.shifts.grid.selection import Area, Place, Selection, spanned

if TYPE_CHECKING:
    from app.ui.shifts.grid.view import RosterGrid


class Gesture:
    """One gesture with the mouse; it is one step to undo."""

    def __init__(self, grid: "RosterGrid") -> None:
        self.grid = grid

    def move(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer is over a cell, or nearest to it."""

    def finish(self) -> None:
        """The button was released."""

    def cancel(self) -> None:
        """Esc: as if it had never begun."""


class Choosing(Gesture):
    """Stretches the area of the cursor."""

    def move(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        self.grid.select(self.grid.selection.to(place))


class ChoosingRows(Gesture):
    """Whole people."""

    def __init__(self, grid: "RosterGrid", row: int) -> None:
        super().__init__(grid)
        self._row = row
        self.move((row, 0), Qt.KeyboardModifier.NoModifier)

    def move(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        last = len(self.grid.board.days) - 1
        self.grid.select(Selection((place[0], 0), (self._row, last)), follow=False)


class ChoosingColumns(Gesture):
    """Whole days."""

    def __init__(self, grid: "RosterGrid", column: int) -> None:
        super().__init__(grid)
        self._column = column
        self.move((0, column), Qt.KeyboardModifier.NoModifier)

    def move(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        last = len(self.grid.board.people) - 1
        self.grid.select(Selection((0, place[1]), (last, self._column)), follow=False)


class Brushing(Gesture):
    """Paints the cells it comes over with one kind of shift."""

    def __init__(self, grid: "RosterGrid", content: Content, place: Place) -> None:
        super().__init__(grid)
        self._content = content
        self._last = place
        self._places: dict[Place, None] = {}
        self.move(place, Qt.KeyboardModifier.NoModifier)

    def move(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        for each in _line(self._last, place):
            self._places[each] = None
        self._last = place
        shown = ghost(self.grid.board, self._content)
        self.grid.show_ghosts(dict.fromkeys(self._places, shown))
        self.grid.select(Selection(place, place))

    def finish(self) -> None:
        self.grid.show_ghosts({})
        self.grid.write(dict.fromkeys(self._places, self._content))

    def cancel(self) -> None:
        self.grid.show_ghosts({})


class Drawing(Gesture):
    """Draws a series on from the corner of the chosen area, along its longer way out of it."""

    def __init__(self, grid: "RosterGrid") -> None:
        super().__init__(grid)
        self._source = grid.selection.area
        self._contents: dict[Place, Content] = {}

    def move(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        extent = _stretched(self._source, place)
        self._contents = series(self.grid, self._source, extent)
        board = self.grid.board
        self.grid.show_ghosts(
            {each: ghost(board, content) for each, content in self._contents.items()}
        )
        self.grid.show_extent(extent)

    def finish(self) -> None:
        extent = self.grid.extent
        self.cancel()
        if extent is not None and self._contents:
            self.grid.write(self._contents)
            self.grid.select(
                Selection((extent.bottom, extent.right), (extent.top, extent.left)), follow=False
            )

    def cancel(self) -> None:
        self.grid.show_ghosts({})
        self.grid.show_extent(None)


def series(grid: "RosterGrid", source: Area, extent: Area) -> dict[Place, Content]:
    """What the new cells of ``extent`` get when ``source`` is repeated; gaps are repeated too."""
    tall, wide = source.bottom - source.top + 1, source.right - source.left + 1
    found: dict[Place, Content] = {}
    for place in extent.places:
        if place not in source:
            row = source.top + (place[0] - source.top) % tall
            column = source.left + (place[1] - source.left) % wide
            found[place] = grid.content((row, column))
    return found


def filled_right(grid: "RosterGrid", area: Area) -> dict[Place, Content]:
    """What is written at the beginning of each row of the area, repeated to its end."""
    found: dict[Place, Content] = {}
    for row in range(area.top, area.bottom + 1):
        columns = range(area.left, area.right + 1)
        contents = continued([grid.content((row, column)) for column in columns])
        found.update(
            ((row, column), content) for column, content in zip(columns, contents, strict=True)
        )
    return found


def filled_down(grid: "RosterGrid", area: Area) -> dict[Place, Content]:
    """The first row of the area in all its rows; a single row takes the one above it."""
    first = area.top if area.bottom > area.top else max(0, area.top - 1)
    return {place: grid.content((first, place[1])) for place in area.places if place[0] != first}


def _stretched(source: Area, place: Place) -> Area:
    """The source with the cells up to ``place``, in the direction in which it lies further out."""
    row, column = place
    down = max(source.top - row, row - source.bottom, 0)
    across = max(source.left - column, column - source.right, 0)
    if down > across:
        return Area(min(source.top, row), source.left, max(source.bottom, row), source.right)
    return Area(source.top, min(source.left, column), source.bottom, max(source.right, column))


def _line(one: Place, other: Place) -> list[Place]:
    """The cells between two, so that a quick stroke leaves no holes."""
    area = spanned(one, other)
    steps = max(area.bottom - area.top, area.right - area.left, 1)
    return [
        (
            round(one[0] + (other[0] - one[0]) * step / steps),
            round(one[1] + (other[1] - one[1]) * step / steps),
        )
        for step in range(steps + 1)
    ]
