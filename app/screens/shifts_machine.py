"""Scenes of the machine: a month filled, a sick call, and why there is no plan."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate

from app.rules.rosters.values import AbsenceKind
from app.screens.patience import settle, wait
from app.services.shifts.away import Stretch, mark_away
from app.storage.database import utc_now
from app.ui.shifts.machine.panel import MachinePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.shifts.grid.board import Board
    from app.ui.shifts.page import ShiftsPage
    from app.workbench import Workbench

_LATER_MONTHS = 4
"""So far ahead nothing is planned on the demo desk."""
_LOOK_MS = 100
_WEEK = timedelta(days=7)
_STILL_THERE = 2
"""Colleagues who are not on leave in the week that cannot be planned."""


class MachineScenes:
    """Scenes by name; ``open_page`` shows the month of today as it is opened.

    Nothing is taken over, so the desk stays as it is once ``leave`` was called.
    """

    def __init__(self, bench: "Workbench", open_page: "Callable[[], ShiftsPage]") -> None:
        self._bench = bench
        self._open_page = open_page
        self._page: ShiftsPage | None = None
        self._panel: MachinePanel | None = None
        self._away = False

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        return {
            "shifts-machine": self._fill,
            "shifts-sick": self._sick,
            "shifts-conflict": self._conflict,
        }

    def leave(self) -> None:
        """Close the machine and take back what was done to the desk."""
        if self._panel is not None and self._page is not None:
            self._panel.discard()
            self._page.switch_machine()
        self._panel = None
        if self._away:
            self._bench.operations.undo()
            settle(self._bench)
        self._away = False

    def _fill(self) -> "QWidget":
        """The month after next filled by the machine."""
        panel = self._open(_LATER_MONTHS)
        panel.start()
        return self._searched(panel)

    def _sick(self) -> "QWidget":
        """Somebody who is needed is sick for three days: whom to ask."""
        panel = self._open(0)
        assert self._page is not None
        board = self._page.keeper.board
        assert board is not None
        needed = _needed(board, utc_now().astimezone().date() + timedelta(days=1))
        if needed is None:
            # On the last days of a month.
            return self._bench.window
        key, day = needed
        panel.ask.person.setCurrentIndex(panel.ask.person.findData(key))
        panel.ask.sick_from.setDate(_qdate(day))
        panel.ask.sick_until.setDate(_qdate(day + timedelta(days=2)))
        panel.start_sick_call()
        return self._searched(panel)

    def _conflict(self) -> "QWidget":
        """A week in which nearly everybody is on leave."""
        panel = self._open(_LATER_MONTHS)
        assert self._page is not None
        board = self._page.keeper.board
        assert board is not None
        monday = next(day for day in board.days if day.weekday() == 0) + _WEEK
        friday = monday + timedelta(days=4)
        stretches = [Stretch(each.id, monday, friday) for each in board.people[_STILL_THERE:]]
        self._bench.operations.run(
            mark_away,
            stretches,
            kind=AbsenceKind.VACATION,
            now=utc_now(),
            label="Leave",
            toast=False,
        )
        self._away = True
        settle(self._bench)
        panel.start()
        return self._searched(panel)

    def _open(self, months: int) -> MachinePanel:
        page = self._page = self._open_page()
        if months:
            page.step(months)
            settle(self._bench)
        page.switch_machine()
        panel = self._bench.window.findChild(MachinePanel)
        assert panel is not None
        panel.ask.seconds.setCurrentIndex(0)
        self._panel = panel
        return panel

    def _searched(self, panel: MachinePanel) -> "QWidget":
        while panel.busy:
            wait(_LOOK_MS)
        return self._bench.window


def _needed(board: "Board", first: date) -> tuple[str, date] | None:
    """Somebody in a shift that has no more people than it must have, and the day."""
    found = (
        (each.key, day)
        for day in board.days
        if day >= first
        for each in board.people
        if (kind := board.cell(each.key, day).kind) is not None
        and board.covers.at(day, kind).planned <= board.covers.at(day, kind).demand.least
    )
    return next(found, None)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
