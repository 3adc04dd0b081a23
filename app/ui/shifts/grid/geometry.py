"""Where everything stands in the grid: pixels of rows, days, heads and figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QPoint, QRect

from app.ui.shifts.grid.selection import Area, Place

_NAME = 168
_NARROW_NAME = 132
_HEAD_LINE = 18
_NEED = 20
_ROW = 28
_LEAST_DAY, _MOST_DAY = 25, 132
_YEAR_DAY = 20
FEW_DAYS = 14
"""Up to so many days there is room to say when shifts begin and end."""


class Zone(StrEnum):
    """What lies at a place."""

    CORNER = "corner"
    HEAD = "head"
    NEED_NAMES = "need_names"
    NEED = "need"
    NAMES = "names"
    CELLS = "cells"
    FIGURE_HEAD = "figure_head"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Spot:
    """A zone, and the row and column in it: of people and days, of kinds, or of figures."""

    zone: Zone
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels at the text size of the person."""

    name: int
    head_line: int
    need: int
    row: int
    least_day: int
    most_day: int


def measures(px: float, *, days: int, narrow: bool) -> Measures:
    """The sizes where one pixel at 100 % takes ``px``."""

    def of(pixels: int) -> int:
        return max(1, round(pixels * px))

    return Measures(
        of(_NARROW_NAME if narrow else _NAME),
        of(_HEAD_LINE),
        of(_NEED),
        of(_ROW),
        of(_YEAR_DAY if days > FEW_DAYS * 3 else _LEAST_DAY),
        of(_MOST_DAY),
    )


@dataclass(frozen=True)
class Geometry:
    """The grid at one size. Names stand left, figures right, heads and need above: all of them
    stay while days and people scroll by ``x`` and ``y``."""

    sizes: Measures
    rows: int
    columns: int
    needs: int
    figures: tuple[int, ...]
    width: int
    height: int
    x: int = 0
    y: int = 0

    @cached_property
    def head(self) -> int:
        """Height of months, weekdays and dates."""
        return 2 * self.sizes.head_line

    @cached_property
    def top(self) -> int:
        """Where the people begin."""
        return self.head + self.needs * self.sizes.need

    @cached_property
    def left(self) -> int:
        """Where the days begin."""
        return self.sizes.name

    @cached_property
    def figures_width(self) -> int:
        """Of all figures together."""
        return sum(self.figures)

    @cached_property
    def right(self) -> int:
        """Where the days end and the figures begin."""
        return min(self.width - self.figures_width, self.left + self.columns * self.day)

    @cached_property
    def day(self) -> int:
        """Width of one day: as wide as there is room for all of them."""
        room = self.width - self.left - self.figures_width
        fitting = room // max(1, self.columns)
        return max(self.sizes.least_day, min(self.sizes.most_day, fitting))

    @cached_property
    def most_x(self) -> int:
        """How far the days can be scrolled."""
        room = self.width - self.left - self.figures_width
        return max(0, self.columns * self.day - room)

    @cached_property
    def most_y(self) -> int:
        """How far the people can be scrolled."""
        return max(0, self.rows * self.sizes.row - (self.height - self.top))

    @cached_property
    def cells(self) -> QRect:
        """The part of the view in which cells are seen."""
        bottom = min(self.height, self.top + self.rows * self.sizes.row)
        return QRect(self.left, self.top, max(0, self.right - self.left), max(0, bottom - self.top))

    def column_left(self, column: int) -> int:
        """The left edge of a day."""
        return self.left + column * self.day - self.x

    def row_top(self, row: int) -> int:
        """The upper edge of a person."""
        return self.top + row * self.sizes.row - self.y

    def cell(self, row: int, column: int) -> QRect:
        """The rectangle of a cell, perhaps out of sight."""
        return QRect(self.column_left(column), self.row_top(row), self.day, self.sizes.row)

    def area(self, area: Area) -> QRect:
        """The rectangle around an area of cells."""
        first, last = self.cell(area.top, area.left), self.cell(area.bottom, area.right)
        return first.united(last)

    def need_top(self, number: int) -> int:
        """The upper edge of the need of a kind."""
        return self.head + number * self.sizes.need

    def figure_left(self, number: int) -> int:
        """The left edge of a column of figures."""
        return self.right + sum(self.figures[:number])

    @cached_property
    def shown_columns(self) -> range:
        """The days of which something is seen."""
        first = self.x // self.day
        last = (self.x + self.right - self.left - 1) // self.day
        return range(max(0, first), min(self.columns, last + 1))

    @cached_property
    def shown_rows(self) -> range:
        """The people of whom something is seen."""
        first = self.y // self.sizes.row
        last = (self.y + self.height - self.top - 1) // self.sizes.row
        return range(max(0, first), min(self.rows, last + 1))

    def spot(self, point: QPoint) -> Spot | None:
        """What lies at a point of the view."""
        row, column = self._row_at(point.y()), self._column_at(point.x())
        need = (point.y() - self.head) // self.sizes.need if point.y() >= self.head else -1
        above = point.y() < self.top
        if point.x() < self.left:
            if not above:
                return Spot(Zone.NAMES, row) if row >= 0 else None
            return Spot(Zone.CORNER) if need < 0 else Spot(Zone.NEED_NAMES, need)
        if point.x() >= self.right:
            figure = self._figure_at(point.x())
            if figure < 0 or (not above and row < 0):
                return None
            return Spot(Zone.FIGURE_HEAD if above else Zone.FIGURES, row, figure)
        if column < 0:
            return None
        if above:
            return Spot(Zone.HEAD, -1, column) if need < 0 else Spot(Zone.NEED, need, column)
        return Spot(Zone.CELLS, row, column) if row >= 0 else None

    def nearest(self, point: QPoint) -> Place:
        """The cell at a point, or the one next to it: where a drag beyond the edge leads."""
        row = (point.y() - self.top + self.y) // self.sizes.row
        column = (point.x() - self.left + self.x) // self.day
        return max(0, min(self.rows - 1, row)), max(0, min(self.columns - 1, column))

    def scrolled_to(self, place: Place) -> tuple[int, int]:
        """The ``x`` and ``y`` nearest to the present ones that show a cell whole."""
        row, column = place
        shown_width, shown_height = self.right - self.left, self.height - self.top
        x = _shown(column * self.day, self.day, self.x, shown_width)
        y = _shown(row * self.sizes.row, self.sizes.row, self.y, shown_height)
        return min(x, self.most_x), min(y, self.most_y)

    def _row_at(self, y: int) -> int:
        row = (y - self.top + self.y) // self.sizes.row
        return row if 0 <= row < self.rows else -1

    def _column_at(self, x: int) -> int:
        column = (x - self.left + self.x) // self.day
        return column if 0 <= column < self.columns else -1

    def _figure_at(self, x: int) -> int:
        return _index_at(self.figures, x - self.right)


def _index_at(widths: Sequence[int], offset: int) -> int:
    for number, width in enumerate(widths):
        if 0 <= offset < width:
            return number
        offset -= width
    return -1


def _shown(start: int, length: int, scrolled: int, room: int) -> int:
    if start < scrolled:
        return start
    return max(scrolled, start + length - max(room, length))
