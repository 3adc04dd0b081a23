"""Keeps a board in step with the desk: reads it, shows edits at once, stores them, checks rules."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from app.queries.shifts.cells import Cell
from app.queries.shifts.roster import Roster, roster
from app.rules.rosters.checking import Findings, check
from app.rules.rosters.values import Plan
from app.services.shifts.cells import CellChange, set_cells
from app.storage.changes import Changes
from app.ui.operations import Operations
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.edits import Edit
from app.ui.shifts.periods import Period
from app.ui.tasks import Task

_TABLES = frozenset(
    {
        "shift_kind",
        "duty_profile",
        "roster_cell",
        "absence",
        "duty_wish",
        "weekly_wish",
        "holiday_change",
        "roster_settings",
        "publication",
        "agent",
        "desk",
    }
)


class RosterKeeper(QObject):
    """One board at a time: that of ``period``."""

    read_first = Signal()
    """Another board: after ``show``, and when the desk changed otherwise than by an edit."""
    changed = Signal()
    """The board's cells or findings are others than before."""

    def __init__(
        self,
        operations: Operations,
        *,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._now = now
        self._period: Period | None = None
        self._check: Task | None = None
        self.board: Board | None = None
        operations.changed.connect(self._desk_changed)

    def show(self, period: Period) -> None:
        """Read another period; the old board stays until it is there."""
        self._period = period
        self._read()

    def write(self, edit: Edit, label: str, *, told: bool = False) -> None:
        """Show an edit now and store it: one step to undo. What is so already is left out.

        ``told``: with a toast, for what changes more than the person sees themselves.
        """
        board = self.board
        if board is None:
            return
        edit = board.changes(edit)
        if not edit:
            return
        board.apply(edit)
        self.changed.emit()
        self._operations.run(
            set_cells,
            list(_changes(edit)),
            now=self._now(),
            label=label,
            owner=self,
            done=lambda _result: self._stored(edit),
            failed=lambda error: self._refused(edit, error),
            toast=told,
        )

    def _stored(self, edit: Edit) -> None:
        # Perhaps another board by now, to which the edit was handed on.
        if self.board is not None:
            self.board.confirm(edit)

    def _refused(self, edit: Edit, error: Exception) -> None:
        if self.board is not None:
            self.board.take_back(edit)
            self.changed.emit()
        if isinstance(error, UserError):
            self._operations.refused.emit(error)
        else:
            raise error

    def _desk_changed(self, changes: Changes) -> None:
        if self._period is not None and not _TABLES.isdisjoint(changes.tables):
            self._read()

    def _read(self) -> None:
        assert self._period is not None
        self._operations.read(
            roster,
            first=self._period.first,
            last=self._period.last,
            owner=self,
            key="roster",
            done=self._show,
        )

    def _show(self, found: Roster) -> None:
        before, self.board = self.board, Board(found)
        known = before is not None and self.board.take_over(before)
        if not known:
            self._check_all(found)
        self.read_first.emit()

    def _check_all(self, found: Roster) -> None:
        if self._check is not None:
            self._check.drop()
        board = self.board
        self._check = self._operations.tasks.read(
            lambda: check(found.plan, found.rules),
            owner=self,
            done=lambda findings: self._checked(board, found.plan, findings),
        )

    def _checked(self, board: Board | None, plan: Plan, findings: Findings) -> None:
        if board is not None and board is self.board:
            board.show_checked(findings, plan)
            self.changed.emit()


def _changes(edit: Edit) -> Iterable[CellChange]:
    for person, row in edit.items():
        for day, cell in row.items():
            yield _change(int(person), day, cell)


def _change(agent_id: int, day: date, cell: Cell) -> CellChange:
    kind_id = int(cell.kind) if cell.kind is not None else None
    return CellChange(agent_id, day, kind_id, cell.off, cell.pinned, cell.comment)
