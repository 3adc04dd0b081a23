"""The machine beside the plan: start it, watch the best so far in the grid, take it over."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.planning.duty.answers import Conflict, DutyRoster, Relaxation, Replan
from app.planning.duty.apart import Broke, Ended, Fill, Machine, NoRoster, SickCall, Task
from app.planning.duty.explain import Explainer
from app.planning.duty.problem import DutyProblem
from app.rules.rosters.values import Absence, AbsenceKind
from app.services.shifts.cells import CellChange
from app.services.shifts.sick_calls import take_sick_call
from app.ui.operations import Operations
from app.ui.shifts.grid.face import ghost
from app.ui.shifts.grid.view import RosterGrid
from app.ui.shifts.keeper import RosterKeeper
from app.ui.shifts.machine.result import ResultRows
from app.ui.shifts.machine.task import contents_of, problem_of
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton

SECONDS = (10, 30, 120, 600)
_USUAL = 30
_LOOK_MS = 100


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
        self._machine: Machine | None = None
        self._problem: DutyProblem | None = None
        self._task: Task | None = None
        self._best: DutyRoster | None = None
        self._replan: Replan | None = None
        self._explainer: Explainer | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._hear)
        self._make()
        self._lay_out()
        self._connect()
        self._show_state()

    # What is asked for

    def open(self) -> None:
        """Offer the people and days of the board that is shown."""
        board = self._keeper.board
        if board is None:
            return
        chosen = self.person.currentData()
        self.person.clear()
        for each in board.people:
            self.person.addItem(each.name, each.key)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        today = self._now().astimezone().date()
        first = today if board.roster.first <= today <= board.roster.last else board.roster.first
        for edit in (self.sick_from, self.sick_until):
            edit.setDateRange(_qdate(board.roster.first), _qdate(board.roster.last))
            edit.setDate(_qdate(first))
        self.fill.setFocus()

    def start(self) -> None:
        """Fill the plan."""
        board = self._keeper.board
        if board is not None:
            problem = problem_of(board, keep_planned=self.keep.isChecked())
            self._begin(Fill(problem, self.seconds.currentData()))

    def start_sick_call(self) -> None:
        """Plan again without somebody, with as few changes as possible."""
        board = self._keeper.board
        if board is None or self.person.currentData() is None:
            return
        first, last = _date(self.sick_from), _date(self.sick_until)
        absence = Absence(self.person.currentData(), first, max(first, last), AbsenceKind.SICK)
        problem = problem_of(board, keep_planned=False)
        today = self._now().astimezone().date()
        self._begin(SickCall(problem, absence, today, self.seconds.currentData()))

    def stop(self) -> None:
        """End the search; the best so far stays."""
        self._look.stop()
        if self._machine is not None:
            self._machine.close()
            self._machine = None
            if self.cancel.hasFocus():
                self.fill.setEnabled(True)
                (self.take if self._best is not None else self.fill).setFocus()
        self._show_state()

    def take_over(self) -> None:
        """Write the roster into the plan: one step to undo."""
        board = self._keeper.board
        if board is None or self._best is None:
            return
        contents = contents_of(board, self._best.assignments)
        best, replan, task = self._best, self._replan, self._task
        self.discard()
        if replan is not None and isinstance(task, SickCall):
            self._take_sick_call(replan, task)
            return
        label = _("Took the plan of the machine")
        self._keeper.write(board.edited(contents), label)
        self.told.emit(
            _("The plan of the machine is taken over; it costs {cost}.").format(cost=best.cost)
        )

    def discard(self) -> None:
        """Forget what was found."""
        self.stop()
        self._best = self._replan = self._problem = self._explainer = None
        self._grid.show_ghosts({})
        self.result.clear()
        self.why.clear()
        self._show_state()

    def close_panel(self) -> None:
        """Discard and go away."""
        self.discard()
        self.closed.emit()

    @property
    def busy(self) -> bool:
        """Whether the machine is at work."""
        return self._machine is not None

    # Inside

    def _begin(self, task: Task) -> None:
        self.discard()
        self._task, self._problem = task, task.problem
        self._machine = Machine(task)
        self._look.start()
        self.cancel.show()
        self.cancel.setFocus()
        self._show_state()

    def _hear(self) -> None:
        machine = self._machine
        if machine is None:
            return
        for message in machine.messages():
            match message:
                case DutyRoster():
                    self._found(message)
                    self.result.show_costs(message)
                case Replan():
                    self._replan = message
                    self._found(message.roster)
                    if self._problem is not None:
                        self.result.show_asked(message, self._problem)
                case Conflict() if self._problem is not None:
                    waiting = not message.relaxations
                    self.result.show_conflict(message, self._let_go, waiting=waiting)
                case NoRoster():
                    self.result.show_nothing(proved=message.proved)
                case Broke():
                    self.stop()
                    raise RuntimeError(message.report)
                case Ended():
                    self.stop()
        self._show_state()

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
        self._grid.show_ghosts(ghosts)
        self._explain()

    def _let_go(self, relaxations: tuple[Relaxation, ...]) -> None:
        """Plan again without what was given up; the desk itself does not change."""
        task = self._task
        if task is None:
            return
        problem = task.problem
        for each in relaxations:
            problem = each.applied(problem)
        if isinstance(task, Fill):
            self._begin(Fill(problem, task.seconds, task.seed))
        else:
            self._begin(SickCall(problem, task.absence, task.today, task.seconds, task.seed))

    def _take_sick_call(self, found: Replan, task: SickCall) -> None:
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
            now=self._now(),
            label=_("Planned again without {name}").format(name=name),
            owner=self,
        )

    def _explain(self) -> None:
        """Why the cell under the cursor is as it is."""
        board, problem = self._keeper.board, self._problem
        self.why.clear()
        if board is None or problem is None or self._best is None or self._replan is not None:
            return
        if self._machine is not None or not self._grid.shown:
            return
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
        for widget in (self.fill, self.sick, self.keep, self.seconds, self.person):
            widget.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.take.setVisible(best is not None)
        self.reject.setVisible(best is not None and not busy)
        self.state.setText(self._state_text(best, busy=busy))
        self._why_head.setVisible(best is not None and not busy and self._replan is None)
        if not busy and best is not None and self._explainer is None:
            self._explain()

    def _state_text(self, best: DutyRoster | None, *, busy: bool) -> str:
        if best is None:
            return _("Looking for a first plan…") if busy else ""
        if self._replan is not None:
            count = len(self._replan.changes)
            text = ngettext("{count} change", "{count} changes", count).format(count=count)
            proved = _("no plan needs fewer")
        else:
            text = _("Cost {cost}").format(cost=best.cost)
            proved = _("proved best")
        if best.proved:
            return f"{text} · {proved}"
        parts = [text]
        if best.bound is not None:
            parts.append(_("none below {bound}").format(bound=best.bound))
        if not busy and self._task is not None:
            parts.append(_("best found in {seconds} s").format(seconds=round(self._task.seconds)))
        return " · ".join(parts)

    def _make(self) -> None:
        theme = self._theme
        self.fill = Button(_("&Fill the plan"), theme, kind=ButtonKind.PRIMARY, icon="machine")
        self.keep = QCheckBox(_("&Keep what is planned"))
        self.keep.setChecked(True)
        self.keep.setToolTip(_("Only empty cells are filled; pinned cells always stay"))
        self.seconds = QComboBox()
        self.seconds.setAccessibleName(_("Time to search"))
        for each in SECONDS:
            self.seconds.addItem(_("{count} seconds").format(count=each), each)
        self.seconds.setCurrentIndex(SECONDS.index(_USUAL))
        self.person = QComboBox()
        self.person.setAccessibleName(_("Who is sick"))
        self.sick_from, self.sick_until = QDateEdit(), QDateEdit()
        self.sick_from.setAccessibleName(_("Sick from"))
        self.sick_until.setAccessibleName(_("Sick until"))
        for edit in (self.sick_from, self.sick_until):
            edit.setCalendarPopup(True)
        self.sick = Button(_("&Plan again"), theme, icon="absence-sick")
        self.sick.setToolTip(_("As few changes as possible; what is published changes last"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(theme.px(4))
        self.cancel = Button(_("&Stop"), theme)
        self.cancel.setToolTip(_("The best plan so far stays"))
        self.take = Button(_("&Take over"), theme, kind=ButtonKind.PRIMARY)
        self.reject = Button(_("&Discard"), theme)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.result, self.why = ResultRows(theme), ResultRows(theme)
        self._why_head = _head(_("Why this cell?"))

    def _lay_out(self) -> None:
        theme = self._theme
        gap = theme.px(8)
        cross = IconButton("close", _("Close"), theme)
        cross.clicked.connect(self.close_panel)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(gap, 0, gap, gap)
        column.setSpacing(gap)
        column.addLayout(_row(gap, _head(_("Plan by machine")), cross, stretch=0))
        column.addWidget(self.keep)
        column.addLayout(_row(gap, self.seconds, self.fill, stretch=0))
        column.addWidget(_line())
        column.addWidget(_head(_("Somebody is sick")))
        column.addWidget(self.person)
        column.addLayout(_row(gap, self.sick_from, QLabel("–"), self.sick_until))
        column.addWidget(self.sick, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_line())
        column.addWidget(self.progress)
        column.addWidget(self.state)
        column.addWidget(self.result)
        column.addLayout(_row(gap, self.take, self.reject, self.cancel))
        column.addWidget(self._why_head)
        column.addWidget(self.why)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setAccessibleName(_("Plan by machine"))

    def _connect(self) -> None:
        for button, act in (
            (self.fill, self.start),
            (self.sick, self.start_sick_call),
            (self.cancel, self.stop),
            (self.take, self.take_over),
            (self.reject, self.discard),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())
        self._grid.selection_changed.connect(self._explain)
        self._keeper.read_first.connect(self._board_read)
        self.destroyed.connect(self._look.stop)


def _head(text: str) -> QLabel:
    label = QLabel(text)
    set_text_style(label, TextStyle.SECTION)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    return line


def _row(gap: int, *widgets: QWidget, stretch: int | None = None) -> QHBoxLayout:
    """Side by side; the one at ``stretch`` takes what is left, else the end."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, int(number == stretch))
    if stretch is None:
        row.addStretch(1)
    return row


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
