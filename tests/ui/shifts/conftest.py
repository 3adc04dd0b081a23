"""The shift plan in a shown window, on a desk of four people with three kinds of shifts."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.queries.shifts.roster import Roster, roster
from app.rules.rosters.values import Permission
from app.services.desk import add_agent
from app.services.shifts.cells import CellChange, set_cells
from app.services.shifts.gallery import apply_template
from app.services.shifts.settings import set_permission
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.selection import Place, Selection
from app.ui.shifts.grid.view import RosterGrid
from app.ui.shifts.page import ShiftsPage
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from tests.desk_fixtures import Desk, desk, template_desk
from tests.ui.shown_page import ShownPage

__all__ = ["desk", "template_desk"]

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
"""The month in which the clock of the tests stands: it is Monday the 2nd."""


class ShiftDesk(ShownPage[ShiftsPage]):
    """The page of the shift plan."""

    @property
    def grid(self) -> RosterGrid:
        """The grid."""
        return self.page.plan.grid

    @property
    def board(self) -> Board:
        """What the grid shows."""
        return self.grid.board

    def stored(self) -> Roster:
        """The month as the desk holds it."""
        return self.desk.read(roster, first=FIRST, last=LAST)

    def letters(self, row: int, first: int = 1, last: int = 31) -> str:
        """What the desk holds for a person: letters, ``-`` planned free, ``.`` nothing."""
        return _letters(self.stored(), row, first, last)

    def shown(self, row: int, first: int = 1, last: int = 31) -> str:
        """What the grid shows, which may not be stored yet."""
        board = self.board
        letters = {each.key: each.letter for each in board.roster.kinds}
        signs: dict[str | None, str] = {None: ".", "": "-"}
        signs.update(letters)
        days = range(first, last + 1)
        return "".join(signs[self.grid.content((row, day - 1))] for day in days)

    def choose(self, start: Place, end: Place | None = None) -> None:
        """Choose cells by row and day of the month."""
        one = (start[0], start[1] - 1)
        other = one if end is None else (end[0], end[1] - 1)
        self.grid.select(Selection(other, one))

    def type(self, text: str) -> None:
        """Type letters into the grid and wait until they are stored."""
        QTest.keyClicks(self.grid, text)
        self.settled()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in the grid."""
        QTest.keyClick(self.grid, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.settled()

    def act(self, name: str) -> None:
        """Trigger an action of the page and wait for what it does."""
        super().act(f"shift.{name}")

    def fill(self, row: int, first: int, letters: str) -> None:
        """Let the desk hold letters for a person from a day on, as if planned elsewhere."""
        found = self.stored()
        keys = {each.letter: each.id for each in found.kinds}
        agent_id = found.people[row].id
        changes = [
            CellChange(agent_id, FIRST + timedelta(days=first - 1 + n), keys.get(each), each == "-")
            for n, each in enumerate(letters)
            if each != "."
        ]
        self.operations.run(set_cells, changes, now=self.desk.clock.now, label="Planned")
        self.settled()

    def mouse(
        self,
        *places: Place,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        release: bool = True,
    ) -> None:
        """Press at the first place, move over the others, release at the last."""
        self.drag(*(self.point(place) for place in places), modifiers=modifiers, release=release)

    def drag(
        self,
        *points: QPoint,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        release: bool = True,
    ) -> None:
        """Press at the first point, move to the others, release at the last."""
        self._send(QMouseEvent.Type.MouseButtonPress, points[0], modifiers)
        for point in points[1:]:
            self._send(QMouseEvent.Type.MouseMove, point, modifiers)
        if release:
            self._send(QMouseEvent.Type.MouseButtonRelease, points[-1], modifiers)
            self.settled()

    def point(self, place: Place) -> QPoint:
        """The middle of a cell, by row and day of the month."""
        return self.grid.geometry_now.cell(place[0], place[1] - 1).center()

    def _send(self, kind: QMouseEvent.Type, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        moving, up = QMouseEvent.Type.MouseMove, QMouseEvent.Type.MouseButtonRelease
        view = self.grid.viewport()
        event = QMouseEvent(
            kind,
            QPointF(point),
            QPointF(view.mapToGlobal(point)),
            none if kind == moving else left,
            none if kind == up else left,
            modifiers,
        )
        QApplication.sendEvent(view, event)


def _letters(found: Roster, row: int, first: int, last: int) -> str:
    letters = {each.key: each.letter for each in found.kinds}
    cells = found.cells.get(found.people[row].key, {})
    signs = []
    for number in range(first, last + 1):
        cell = cells.get(FIRST.replace(day=number))
        if cell is None or (cell.kind is None and not cell.off):
            signs.append(".")
        else:
            signs.append(letters[cell.kind] if cell.kind is not None else "-")
    return "".join(signs)


@pytest.fixture
def make_page(
    qtbot: QtBot,
    desk: Desk,
    tasks: Tasks,
    theme: Theme,
    settled: Callable[[], None],
    tmp_path: Path,
) -> Iterator[Callable[[], ShiftDesk]]:
    """Open the page on the desk as it is now."""
    pages: list[ShiftsPage] = []

    def make() -> ShiftDesk:
        operations = Operations(desk.database, tasks, agent_id=desk.kim)
        actions = Actions(theme, {}, parent=operations)
        page = ShiftsPage(
            operations,
            actions,
            theme,
            WindowMemory(tmp_path / "memory"),
            now=desk.clock,
        )
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1280, 760)
        page.show()
        settled()
        return ShiftDesk(page, desk, operations, actions, settled)

    yield make
    settled()


@pytest.fixture
def shifts(make_page: Callable[[], ShiftDesk], desk: Desk) -> ShiftDesk:
    """Four people, the shifts E, L and N, work on Sundays and at night permitted."""
    for name in ("Ben Berg", "Cem Can", "Dora Diaz"):
        desk.do(add_agent, name=name, email=f"{name[:3].lower()}@example.org")
    desk.do(apply_template, "three_shifts")
    desk.do(set_permission, Permission("networks, § 10 (1) no. 14", "permit"))
    found = make_page()
    found.grid.setFocus()
    found.choose((0, 2))
    return found
