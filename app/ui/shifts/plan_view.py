"""The plan itself: brushes, the grid, its foot, and the list of broken rules."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.rosters.patterns import Content
from app.rules.rosters.rule import Violation
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.shifts.brush_bar import BrushBar
from app.ui.shifts.findings_list import FindingsList
from app.ui.shifts.foot_bar import FootBar
from app.ui.shifts.grid.selection import Selection
from app.ui.shifts.grid.view import RosterGrid
from app.ui.shifts.keeper import RosterKeeper
from app.ui.shifts.pattern_bar import PatternBar
from app.ui.shifts.periods import Period
from app.ui.shifts.plan_acts import PlanActs
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.window_memory import WindowMemory

_SIDE_WIDTH, _LEAST_SIDE = 360, 300
_TOOLS = ("pattern", "pin", "comment", "absence")
_MENU = (
    ("kind", "brush", "carry", "fill_right", "fill_down", "pattern"),
    ("pin", "comment", "absence", "wish"),
    ("mend",),
)


class PlanView(QWidget):
    """Shows what the keeper reads; ``told`` are texts for a toast."""

    told = Signal(str)

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        keeper: RosterKeeper,
        *,
        days: QWidget,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._actions = actions
        self._theme = theme
        self._keeper = keeper
        self._now = now
        self.period: Period | None = None
        self.brushes = BrushBar(theme)
        self.grid = RosterGrid(theme)
        self.findings = FindingsList(theme)
        self.pattern = PatternBar(self.grid, theme)
        self.foot = FootBar(actions["shift.findings"], actions["shift.next_gap"], theme)
        self.acts = PlanActs(operations, keeper, self.grid, self.findings, theme, self, now=now)
        self._side = QStackedWidget()
        self._side.setMinimumWidth(theme.px(_LEAST_SIDE))
        self._side.hide()
        self.setFocusProxy(self.grid)
        self._lay_out(memory, days)
        self._connect()

    def show_board(self, period: Period) -> None:
        """Another board was read."""
        board = self._keeper.board
        if board is None:
            return
        another = period != self.period
        self.period = period
        self.brushes.show_kinds(board.offered_kinds())
        self.grid.show_board(board, period.scale, self._today)
        if another:
            self.go_to(self._today)
        self.refresh()

    def refresh(self) -> None:
        """The board's cells or findings are others than before."""
        board = self._keeper.board
        if board is None or not self.grid.shown:
            return
        self.grid.refresh()
        self.findings.show_findings(board)
        self.foot.show_missing(self.grid.counted)
        self.foot.show_found(board)
        self.foot.show_chosen(board, self.grid.selection)

    def go_to(self, day: date) -> None:
        """Bring the cursor to a day, if it is shown."""
        board = self._keeper.board
        if board is not None and board.people and day in board.days:
            row = min(self.grid.selection.cursor[0], len(board.people) - 1)
            place = (row, board.days.index(day))
            self.grid.select(Selection(place, place))
            self.grid.centre(place)

    def show_findings(self) -> None:
        """Fold the list of broken rules, or show it and go to it."""
        self.findings.setVisible(self.findings.isHidden())
        if self.findings.isVisible():
            self.findings.tree.setFocus()

    def step_finding(self, steps: int) -> None:
        """Go to the next broken rule, or the one before."""
        self.findings.show()
        self.findings.step(steps)

    def step_gap(self) -> None:
        """Go to the next day on which people are missing, past the cursor and then from the top."""
        board = self._keeper.board
        if board is None or not self.grid.shown:
            return
        gaps = self.grid.counted.covers.gaps()
        short = {each.day for each in gaps if each.day in board.days}
        columns = [column for column, day in enumerate(board.days) if day in short]
        row, here = self.grid.selection.cursor
        later = [column for column in columns if column > here]
        if not columns:
            self.told.emit(_("Every shift has the people it needs."))
            return
        place = row, (later or columns)[0]
        self.grid.select(Selection(place, place))
        self.grid.setFocus()

    def mend(self) -> None:
        """Look for a way out of what is broken under the cursor, else of what is marked."""
        board = self._keeper.board
        if board is None or not self.grid.shown:
            return
        self.findings.show()
        found = board.violations(*board.at(self.grid.selection.cursor))
        if found and self.findings.current not in found:
            self.findings.mark_at(found)
        self.findings.ask_for_ways()

    def show_side(self, panel: QWidget | None) -> None:
        """Show a panel at the right of the grid, which stays usable; None hides what is there."""
        if panel is not None:
            if self._side.indexOf(panel) < 0:
                self._side.addWidget(panel)
            self._side.setCurrentWidget(panel)
        self._side.setVisible(panel is not None)

    @property
    def side(self) -> QWidget | None:
        """The panel at the right of the grid, None if there is none."""
        return None if self._side.isHidden() else self._side.currentWidget()

    def open_pattern(self) -> None:
        """Write a rotation pattern for the chosen people."""
        if self.grid.shown:
            self.pattern.open()

    def switch_brush(self) -> None:
        """Take what is under the cursor to paint with, or lay the brush down."""
        if self.grid.brushing:
            self._lay_brush_down()
        elif self.grid.shown:
            self._take_brush(self.grid.content(self.grid.selection.cursor))

    def _take_brush(self, content: Content) -> None:
        self.grid.take_brush(content, on=True)
        self.brushes.mark(content, painting=True)
        self._actions["shift.brush"].setChecked(True)

    def _lay_brush_down(self) -> None:
        self.grid.take_brush(None, on=False)
        self.brushes.mark(None, painting=False)
        self._actions["shift.brush"].setChecked(False)

    def _press_brush(self, content: Content) -> None:
        """While painting a brush is changed; else it fills what is chosen."""
        if self.grid.brushing:
            self._take_brush(content)
        elif self.grid.shown:
            self.grid.fill(content)
        self.grid.setFocus()

    def _jump(self, violation: Violation) -> None:
        board = self._keeper.board
        if board is None:
            return
        person = violation.person or next(iter(violation.others), "")
        days = [day for day in violation.days if day in board.days]
        row = next((n for n, each in enumerate(board.people) if each.key == person), 0)
        if not days:
            self.grid.select(Selection((row, 0), (row, 0)))
            return
        first, last = board.days.index(days[0]), board.days.index(days[-1])
        self.grid.select(Selection((row, last), (row, first)))

    def _selection_changed(self) -> None:
        board = self._keeper.board
        if board is not None:
            self.foot.show_chosen(board, self.grid.selection)

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in _MENU:
            for name in group:
                menu.addAction(self._actions[f"shift.{name}"])
            menu.addSeparator()
        menu.popup(point)

    @property
    def _today(self) -> date:
        return self._now().astimezone().date()

    def _lay_out(self, memory: WindowMemory, days: QWidget) -> None:
        theme = self._theme
        self._paint = IconButton("brush", "", theme)
        self._paint.setCheckable(True)
        self._actions["shift.brush"].setCheckable(True)
        head = QWidget()
        tools = FlowLayout(head, spacing=theme.px(8))
        tools.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(6))
        for widget in (days, self._brush_group(), self._tool_group()):
            tools.addWidget(widget)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(theme.px(16), 0, 0, 0)
        column.setSpacing(0)
        across = PaneSplitter(theme, Qt.Orientation.Horizontal)
        across.addWidget(self.grid)
        across.addWidget(self._side)
        across.setStretchFactor(0, 1)
        across.setSizes([theme.px(900), theme.px(_SIDE_WIDTH)])
        memory.keep_splitter("shifts/side", across)
        column.addWidget(across, 1)
        panes = PaneSplitter(theme, Qt.Orientation.Vertical)
        panes.addWidget(upper)
        panes.addWidget(self.findings)
        panes.setStretchFactor(0, 1)
        panes.setSizes([theme.px(520), theme.px(150)])
        memory.keep_splitter("shifts/findings", panes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.pattern)
        whole.addWidget(panes, 1)
        whole.addWidget(self.foot)
        self.findings.hide()

    def _brush_group(self) -> QWidget:
        return _row(self._theme, self._paint, self.brushes)

    def _tool_group(self) -> QWidget:
        buttons = []
        for name in _TOOLS:
            action = self._actions[f"shift.{name}"]
            button = IconButton(_icon_of(name), action.toolTip(), self._theme)
            button.clicked.connect(action.trigger)
            buttons.append(button)
        return _row(self._theme, *buttons)

    def _connect(self) -> None:
        brush = self._actions["shift.brush"]
        self._paint.clicked.connect(brush.trigger)
        brush.changed.connect(self._follow_brush)
        self._follow_brush()
        self._keeper.changed.connect(self.refresh)
        self.brushes.pressed.connect(self._press_brush)
        self.grid.brush_dropped.connect(self._lay_brush_down)
        self.grid.selection_changed.connect(self._selection_changed)
        self.grid.preview_changed.connect(lambda: self.foot.show_missing(self.grid.counted))
        self.grid.menu_wanted.connect(self._show_menu)
        self.grid.refused.connect(self.told)
        self.findings.jumped.connect(self._jump)
        self.pattern.taken.connect(self.acts.take_pattern)

    def _follow_brush(self) -> None:
        brush = self._actions["shift.brush"]
        self._paint.setChecked(brush.isChecked())
        self._paint.set_label(brush.toolTip())


def _row(theme: Theme, *widgets: QWidget) -> QWidget:
    """Widgets that stay beside each other."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(2))
    for widget in widgets:
        row.addWidget(widget)
    return group


def _icon_of(name: str) -> str:
    icons = {"pattern": "rotation", "pin": "pin", "comment": "comment"}
    return icons.get(name, "absence-vacation")
