"""The machine beside the plan: start it, watch the best so far in the grid, take it over."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.planning.duty.answers import Conflict, DutyRoster, Relaxation, Replan
from app.planning.duty.apart import Fill, NoRoster, SickCall, Task
from app.planning.duty.explain import Explainer
from app.planning.duty.groups import Group
from app.planning.duty.problem import DutyProblem
from app.services.shifts.cells import CellChange
from app.services.shifts.machine_plans import take_machine_plan, take_sick_call
from app.ui.operations import Operations
from app.ui.shifts.grid.face import ghost
from app.ui.shifts.grid.view import RosterGrid
from app.ui.shifts.keeper import RosterKeeper
from app.ui.shifts.machine.asking import AskForm
from app.ui.shifts.machine.endings import ending_words
from app.ui.shifts.machine.foot import MachineFoot
from app.ui.shifts.machine.layout import head, line
from app.ui.shifts.machine.result import ResultRows
from app.ui.shifts.machine.run import MachineRun
from app.ui.shifts.machine.state_words import state_text
from app.ui.shifts.machine.task import changes_of, contents_of, problem_of
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import IconButton


class MachinePanel(QWidget):
    """``closed`` when it is no longer wanted; ``told`` are texts for a toast.

    The grid shows the best roster as ghosts until it is taken over or discarded.
    """

    closed = Signal()
    told = Signal(str)

    def __init__(
        self,
        operations: Operations,
        keeper: RosterKeeper,
        grid: RosterGrid,
        theme: Theme,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._operations = operations
        self._keeper = keeper
        self._grid = grid
        self._theme = theme
        self._now = now
        self._run = MachineRun(self)
        self._task: Task | None = None
        self._given_up: tuple[Relaxation, ...] = ()
        self._best: DutyRoster | None = None
        self._replan: Replan | None = None
        self._explainer: Explainer | None = None
        self._refusal: Conflict | NoRoster | None = None
        self._stopped = False
        self._make()
        self._lay_out()
        self._connect()
        self._show_state()

    # What is asked for

    def open(self) -> None:
        """Offer the people and days of the board that is shown."""
        board = self._keeper.board
        if board is not None:
            self.ask.show_board(board, self._now().astimezone().date())
            self.ask.fill.setFocus()

    def start(self) -> None:
        """Fill the plan."""
        board = self._keeper.board
        if board is not None:
            problem = problem_of(board, keep_planned=self.ask.keep.isChecked())
            self._begin(Fill(problem, self.ask.chosen_seconds))

    def start_sick_call(self) -> None:
        """Plan again without somebody, with as few changes as possible."""
        board, absence = self._keeper.board, self.ask.absence
        if board is not None and absence is not None:
            problem = problem_of(board, keep_planned=False)
            today = self._now().astimezone().date()
            self._begin(SickCall(problem, absence, today, self.ask.chosen_seconds))

    def stop(self) -> None:
        """End the search; the best so far stays."""
        self._stopped = self.busy
        self._run.stop()

    def take_over(self) -> None:
        """Write the roster into the plan: one step to undo."""
        board, best, task = self._keeper.board, self._best, self._task
        if board is None or best is None:
            return
        given_up = tuple(each.group for each in self._given_up)
        replan = self._replan
        contents = contents_of(board, best.assignments)
        self.discard()
        if replan is not None and isinstance(task, SickCall):
            self._take_sick_call(replan, task, given_up)
            return
        label = _("Took the plan of the machine")
        if given_up:
            self._operations.run(
                take_machine_plan,
                changes_of(contents),
                given_up=given_up,
                now=self._now(),
                label=label,
                owner=self,
            )
        else:
            self._keeper.write(board.edited(contents), label)
        self.told.emit(
            _("The plan of the machine is taken over; it costs {cost}.").format(cost=best.cost)
        )

    def discard(self) -> None:
        """Forget what was found."""
        self.stop()
        self._best = self._replan = self._task = self._explainer = self._refusal = None
        self._given_up = ()
        self._grid.show_ghosts({})
        for rows in (self.given, self.result, self.why):
            rows.clear()
        self._show_state()

    def close_panel(self) -> None:
        """Discard and go away."""
        self.discard()
        self.closed.emit()

    @property
    def busy(self) -> bool:
        """Whether the machine is at work."""
        return self._run.busy

    # Inside

    def _begin(self, task: Task, given_up: tuple[Relaxation, ...] = ()) -> None:
        self.discard()
        self._task, self._given_up = task, given_up
        self.given.show_given_up(given_up)
        self._run.start(task)
        self._stopped = False
        self.foot.progress.start(task.seconds)
        self._show_state()
        self.foot.cancel.setFocus()

    def _hear(self, message: DutyRoster | Replan | Conflict | NoRoster) -> None:
        task = self._task
        if task is None:
            return
        match message:
            case DutyRoster():
                self._found(message)
                self.result.show_costs(message)
            case Replan():
                self._replan = message
                self._found(message.roster)
                self.result.show_asked(message, task.problem, self._copy)
            case Conflict():
                self._refusal = message
                self.result.show_conflict(message, self._let_go)
                if not message.relaxations:
                    self.result.add_text(_("Looking for what would help…"), TextStyle.MUTED)
            case NoRoster():
                self._refusal = message
                self.result.show_nothing(proved=message.proved)
        self._show_state()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(_("Copied. Paste it where it belongs."))

    def _ended(self) -> None:
        focused = self.foot.cancel.hasFocus()
        self.foot.progress.stop()
        self._show_ending()
        self._show_state()
        if self.result.rows.count():
            self._scroll.ensureWidgetVisible(self.result)
        if focused:
            (self.foot.take if self._best is not None else self.ask.fill).setFocus()
        if self._task is not None and not self.isVisible():
            self.told.emit(
                _("The machine has ended its search for a plan.")
                if self._best is None
                else _("The machine has a plan to take over.")
            )

    def _show_ending(self) -> None:
        """Leave nobody before a sentence that promises more to come."""
        words = "" if self._best else ending_words(self._refusal, stopped=self._stopped)
        if not words:
            return
        if isinstance(self._refusal, Conflict):
            self.result.show_conflict(self._refusal, self._let_go)
            self.result.add_text(words, TextStyle.MUTED)
        else:
            self.result.show_ending(words)

    def _found(self, roster: DutyRoster) -> None:
        board = self._keeper.board
        self._best = roster
        self._explainer = None
        if board is None:
            return
        contents = contents_of(board, roster.assignments)
        ghosts = {
            place: ghost(board, content)
            for person, row in contents.items()
            for day, content in row.items()
            if (place := board.place(person, day)) is not None
        }
        self._grid.show_ghosts(ghosts, board.preview(contents))

    def _let_go(self, relaxations: tuple[Relaxation, ...]) -> None:
        """Plan again without what was given up; the desk changes when the plan is taken over."""
        task = self._task
        if task is None:
            return
        problem: DutyProblem = task.problem
        for each in relaxations:
            problem = each.applied(problem)
        given_up = (*self._given_up, *relaxations)
        if isinstance(task, Fill):
            self._begin(Fill(problem, task.seconds, task.seed), given_up)
        else:
            again = SickCall(problem, task.absence, task.today, task.seconds, task.seed)
            self._begin(again, given_up)

    def _take_sick_call(self, found: Replan, task: SickCall, given_up: Sequence[Group]) -> None:
        absence = task.absence
        changes = [
            CellChange(int(each.person), each.day, int(each.after) if each.after else None)
            for each in found.changes
        ]
        name = task.problem.people[absence.person].name
        self._operations.run(
            take_sick_call,
            int(absence.person),
            changes,
            first=absence.first,
            last=absence.last,
            given_up=given_up,
            now=self._now(),
            label=_("Planned again without {name}").format(name=name),
            owner=self,
        )

    def _explain(self) -> None:
        """Why the cell under the cursor is as it is."""
        board, task = self._keeper.board, self._task
        self.why.clear()
        if board is None or task is None or self._best is None or self._replan is not None:
            return
        if self.busy or not self._grid.shown:
            return
        problem = task.problem
        if self._explainer is None:
            self._explainer = Explainer(problem, self._best.assignments)
        person, day = board.at(self._grid.selection.cursor)
        if day in problem.days and person in problem.people:
            self.why.show_why(self._explainer.why(person, day), problem)

    def _board_read(self) -> None:
        """Another period, or the desk changed: what was found no longer fits."""
        if self.isVisible():
            self.discard()
            self.open()

    def _show_state(self) -> None:
        busy, best = self.busy, self._best
        self.ask.show_state(busy=busy, found=best is not None)
        seconds = self._task.seconds if self._task is not None else None
        text = state_text(best, self._replan, busy=busy, seconds=seconds)
        self.foot.show_state(text, busy=busy, found=best is not None)
        self._why_head.setVisible(best is not None and not busy and self._replan is None)
        if not busy and best is not None and self._explainer is None:
            self._explain()

    def _make(self) -> None:
        theme = self._theme
        self.ask = AskForm(theme)
        self.foot = MachineFoot(theme, self._operations.tasks)
        self.given, self.result, self.why = (ResultRows(theme) for _number in range(3))
        self._why_head = head(_("Why this cell?"))
        self._scroll = QScrollArea()

    def _lay_out(self) -> None:
        theme = self._theme
        gap = theme.px(8)
        cross = IconButton("close", _("Close"), theme)
        cross.clicked.connect(self.close_panel)
        title = QHBoxLayout()
        title.addWidget(head(_("Plan by machine")), 1)
        title.addWidget(cross)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(gap, 0, gap, gap)
        column.setSpacing(gap)
        column.addLayout(title)
        column.addWidget(self.ask)
        column.addWidget(line())
        for widget in (self.given, self.result, self._why_head, self.why):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.foot)
        self.setAccessibleName(_("Plan by machine"))

    def _connect(self) -> None:
        self.ask.fill_wanted.connect(self.start)
        self.ask.sick_wanted.connect(self.start_sick_call)
        for button, act in (
            (self.foot.cancel, self.stop),
            (self.foot.take, self.take_over),
            (self.foot.reject, self.discard),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())
        self._run.said.connect(self._hear)
        self._run.ended.connect(self._ended)
        self.foot.progress.cancelled.connect(self.stop)
        self._grid.selection_changed.connect(self._explain)
        self._keeper.read_first.connect(self._board_read)
