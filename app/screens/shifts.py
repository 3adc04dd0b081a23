"""Scenes of the shift plan: full and empty, broken rules, a drag, a pattern, set-up."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.screens.patience import settle
from app.screens.shifts_machine import MachineScenes
from app.ui.shifts.grid.selection import Place, Selection
from app.ui.shifts.periods import Scale

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.shifts.grid.view import RosterGrid
    from app.ui.shifts.page import ShiftsPage
    from app.workbench import Workbench

_LATER_MONTHS = 4
"""So far ahead nothing is planned on the demo desk."""
_LATE = 16
"""The hour at which late shifts begin."""


class ShiftScenes:
    """Scenes by name, for one program."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._typed = False
        self._dragging: RosterGrid | None = None
        self._machine = MachineScenes(bench, lambda: self._page(Scale.MONTH))

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        return {
            "shifts": self._month,
            "shifts-empty": self._empty,
            "shifts-rules": self._rules,
            "shifts-drag": self._drag,
            "shifts-week": self._week,
            "shifts-year": self._year,
            "shifts-pattern": self._pattern,
            **self._machine.all(),
            "shifts-setup": self._setup,
        }

    def _month(self) -> "QWidget":
        self._page(Scale.MONTH)
        return self._bench.window

    def _empty(self) -> "QWidget":
        """A month for which nothing is planned yet: all that is needed is missing."""
        self._page(Scale.MONTH).step(_LATER_MONTHS)
        return self._bench.window

    def _rules(self) -> "QWidget":
        """A night right after a late shift, with ways out of it; undone before the next scene."""
        page = self._page(Scale.MONTH)
        page.step(1)
        settle(self._bench)
        grid = page.plan.grid
        late = self._first_late(grid)
        grid.select(Selection((late[0], late[1] + 1), (late[0], late[1] + 1)))
        grid.fill(next(key for key, each in grid.board.kinds.items() if each.kind.night))
        self._typed = True
        settle(self._bench)
        self._bench.actions["shift.next_finding"].trigger()
        settle(self._bench)
        self._bench.actions["shift.mend"].trigger()
        settle(self._bench)
        grid.setFocus()
        return self._bench.window

    def _drag(self) -> "QWidget":
        """A late shift in the hand of the mouse, over somebody who begins early the day after."""
        page = self._page(Scale.MONTH)
        grid = page.plan.grid
        start = self._first_late(grid)
        grid.select(Selection(start, start))
        rows = len(grid.board.people)
        target = ((start[0] + 1) % rows, start[1])
        self._mouse(grid, QMouseEvent.Type.MouseButtonPress, start)
        self._mouse(grid, QMouseEvent.Type.MouseMove, target)
        self._mouse(grid, QMouseEvent.Type.MouseMove, target)
        self._dragging = grid
        return self._bench.window

    def _week(self) -> "QWidget":
        self._page(Scale.WEEK)
        return self._bench.window

    def _year(self) -> "QWidget":
        self._page(Scale.YEAR)
        return self._bench.window

    def _pattern(self) -> "QWidget":
        """Seen, not applied: the desk stays as it is."""
        page = self._page(Scale.MONTH)
        page.step(_LATER_MONTHS)
        settle(self._bench)
        grid = page.plan.grid
        grid.select(Selection((min(3, len(grid.board.people) - 1), 0), (0, 0)))
        self._bench.actions["shift.pattern"].trigger()
        letters = list(grid.board.letters)
        page.plan.pattern.line.setText("".join(each * 2 for each in letters[:3]) + "--")
        settle(self._bench)
        return self._bench.window

    def _setup(self) -> "QWidget":
        self._page(Scale.MONTH).show_setup("kinds")
        return self._bench.window

    # On the way to a scene

    def _page(self, scale: Scale) -> "ShiftsPage":
        """The page as it is opened, with that much of the plan around today."""
        page = cast("ShiftsPage", self._bench.window.show_page("shifts"))
        if self._dragging is not None:
            QTest.keyClick(self._dragging, Qt.Key.Key_Escape)
            self._dragging = None
        self._machine.leave()
        if self._typed:
            self._bench.operations.undo()
            self._typed = False
        page.show_plan()
        page.plan.pattern.close_bar()
        page.show_today()
        settle(self._bench)
        page.show_scale(scale)
        settle(self._bench)
        self._bench.window.toasts.dismiss()
        page.plan.findings.hide()
        page.plan.grid.setFocus()
        return page

    def _first_late(self, grid: "RosterGrid") -> Place:
        """The first late shift on a Monday or Tuesday."""
        board = grid.board
        return next(
            (row, column)
            for column, day in enumerate(board.days)
            if _is_early_in_week(day)
            for row in range(len(board.people))
            if (kind := board.kinds.get(grid.content((row, column)) or "")) is not None
            and kind.kind.start.hour == _LATE
        )

    def _mouse(self, grid: "RosterGrid", kind: QMouseEvent.Type, place: Place) -> None:
        point = grid.geometry_now.cell(*place).center()
        view = grid.viewport()
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        pressed = kind == QMouseEvent.Type.MouseButtonPress
        event = QMouseEvent(
            kind,
            QPointF(point),
            QPointF(view.mapToGlobal(point)),
            left if pressed else none,
            left,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, event)


def _is_early_in_week(day: date) -> bool:
    return day.weekday() < 2
