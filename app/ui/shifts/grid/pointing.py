"""The mouse over the grid: which gesture a press begins, and scrolling while it goes on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.ui.shifts.grid.body_paint import HANDLE, handle_box
from app.ui.shifts.grid.dragging import Dragging
from app.ui.shifts.grid.geometry import Spot, Zone
from app.ui.shifts.grid.gestures import (
    Brushing,
    Choosing,
    ChoosingColumns,
    ChoosingRows,
    Drawing,
    Gesture,
)
from app.ui.shifts.grid.selection import Place, Selection

if TYPE_CHECKING:
    from app.ui.shifts.grid.view import RosterGrid

_SCROLL_MS = 60
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Pointing:
    """Begins, moves and ends the one gesture under way."""

    def __init__(self, grid: "RosterGrid") -> None:
        self._grid = grid
        self.gesture: Gesture | None = None
        self._maybe: tuple[QPoint, Place] | None = None
        self.point = QPoint()
        """Where the pointer is, in the view."""
        self.carried: Place | None = None
        """Where the shifts are that the keyboard holds; None while it holds none."""
        self._scroll = QTimer(grid)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down; what the keyboard holds goes back to its place."""
        if self.carried is not None:
            self.cancel()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.point = event.position().toPoint()
        spot = self._grid.geometry_now.spot(self.point)
        if self._over_handle():
            self.gesture = Drawing(self._grid)
        elif spot is not None:
            self._press_on(spot, event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, with or without a button held."""
        if self.carried is not None:
            return
        self.point = event.position().toPoint()
        grid = self._grid
        if self._maybe is not None:
            start, place = self._maybe
            if (self.point - start).manhattanLength() >= QApplication.startDragDistance():
                self._maybe = None
                self.gesture = Dragging(grid, place, grid.selection.places)
        if self.gesture is None:
            if not event.buttons():
                self.show_cursor(grid.geometry_now.spot(self.point))
            return
        self.gesture.move(grid.geometry_now.nearest(self.point), event.modifiers())
        if not grid.geometry_now.cells.contains(self.point):
            if not self._scroll.isActive():
                self._scroll.start()
        else:
            self._scroll.stop()

    def release(self) -> None:
        """The button goes up, or the keyboard puts down what it holds."""
        self._scroll.stop()
        self.carried = None
        if self._maybe is not None:
            place, self._maybe = self._maybe[1], None
            self._grid.select(Selection(place, place))
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.finish()

    def cancel(self) -> bool:
        """Forget the gesture under way; False if there is none."""
        self._scroll.stop()
        self._maybe = self.carried = None
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def take_up(self) -> bool:
        """Take the chosen cells into the hand of the keyboard; False if there is no shift."""
        grid = self._grid
        self.cancel()
        start = grid.selection.cursor
        if not self._holds_shift(start):
            return False
        self.gesture = Dragging(grid, start, grid.selection.places)
        self.carried = start
        return True

    def carry(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        """Hold what was taken up over another cell."""
        if self.gesture is None:
            return
        self.carried = place
        self._grid.show_place(place)
        self.point = self._grid.geometry_now.cell(*place).center()
        self.gesture.move(place, modifiers)

    def choose_for_menu(self, point: QPoint) -> None:
        """A menu acts on the cell below it, unless that is among the chosen ones."""
        spot = self._grid.geometry_now.spot(point)
        if spot is not None and spot.zone is Zone.CELLS:
            place = (spot.row, spot.column)
            if place not in self._grid.selection:
                self._grid.select(Selection(place, place))

    def show_cursor(self, spot: Spot | None) -> None:
        """What a press here would do."""
        grid = self._grid
        shape = Qt.CursorShape.ArrowCursor
        if spot is not None and spot.zone is Zone.CELLS:
            place = (spot.row, spot.column)
            if grid.brushing or self._over_handle():
                shape = Qt.CursorShape.CrossCursor
            elif place in grid.selection and self._holds_shift(place):
                shape = Qt.CursorShape.OpenHandCursor
        grid.viewport().setCursor(shape)

    def _press_on(self, spot: Spot, modifiers: Qt.KeyboardModifier) -> None:
        grid, place = self._grid, (spot.row, spot.column)
        if spot.zone is Zone.NAMES:
            self.gesture = ChoosingRows(grid, spot.row)
        elif spot.zone in (Zone.HEAD, Zone.NEED):
            self.gesture = ChoosingColumns(grid, spot.column)
        elif spot.zone is not Zone.CELLS:
            return
        elif modifiers & _SHIFT:
            grid.select(grid.selection.to(place))
            self.gesture = Choosing(grid)
        elif grid.brushing:
            self.gesture = Brushing(grid, grid.brush, place)
        elif modifiers & _ALT:
            grid.select(Selection(place, place))
            self._maybe = self.point, place
        elif modifiers & _CTRL and place not in grid.selection:
            grid.select(grid.selection.also(place))
            self.gesture = Choosing(grid)
        elif place in grid.selection and self._holds_shift(place):
            self._maybe = self.point, place
        else:
            grid.select(Selection(place, place))
            self.gesture = Choosing(grid)

    def _holds_shift(self, place: Place) -> bool:
        """Whether the place belongs to chosen cells that can be taken elsewhere."""
        grid = self._grid
        if not grid.selection.single:
            return any(grid.content(each) for each in grid.selection.places)
        return bool(grid.content(place))

    def _over_handle(self) -> bool:
        grid = self._grid
        if grid.selection.further or grid.brushing:
            return False
        box = handle_box(grid.scene(), grid.theme.px(HANDLE))
        return box.adjusted(-2, -2, 2, 2).contains(self.point)

    def _scroll_on(self) -> None:
        """A gesture beyond the edge scrolls."""
        grid = self._grid
        if self.gesture is None:
            self._scroll.stop()
            return
        grid.show_place(grid.geometry_now.nearest(self.point))
        cells, point = grid.geometry_now.cells, self.point
        across, down = grid.horizontalScrollBar(), grid.verticalScrollBar()
        if point.x() > cells.right():
            across.setValue(across.value() + across.singleStep())
        elif point.x() < cells.left():
            across.setValue(across.value() - across.singleStep())
        if point.y() > cells.bottom():
            down.setValue(down.value() + down.singleStep())
        elif point.y() < cells.top():
            down.setValue(down.value() - down.singleStep())
        self.gesture.move(grid.geometry_now.nearest(point), QApplication.keyboardModifiers())
