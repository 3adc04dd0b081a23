"""Scenes of the plan's way out: need, publishing, swaps, leave, surcharges, the printed month."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from app.queries.shifts.sheets import sheet
from app.rules.rosters.sheet import Sheet
from app.rules.rosters.surcharge_settings import SurchargeSettings, stored_settings
from app.rules.rosters.surcharges import TAX_FREE, Wages
from app.screens.patience import settle
from app.services.shifts.cells import CellChange, set_cells
from app.services.shifts.settings import set_surcharges
from app.services.shifts.swaps import request_swap
from app.storage.database import utc_now
from app.ui.shifts.out.one_page import picture
from app.ui.shifts.periods import Scale

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.shifts.grid.board import Board
    from app.ui.shifts.page import ShiftsPage
    from app.workbench import Workbench

_WAGE = 21_50


class ShiftOutScenes:
    """Scenes by name, for one program."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        return {
            "shifts-need": self._need,
            "shifts-publish": self._publish,
            "shifts-swaps": self._swaps,
            "shifts-leave": lambda: self._dialog("leave"),
            "shifts-surcharges": self._surcharges,
            "shifts-print": self._print,
        }

    def _need(self) -> "QWidget":
        self._page()
        self._bench.actions["shift.need"].trigger()
        return self._bench.window

    def _publish(self) -> "QWidget":
        """After two colleagues changed places: what the team has to be told."""
        board = self._page().keeper.board
        assert board is not None
        today = utc_now().astimezone().date()
        days = (day for day in board.days if day >= today and len(_working(board, day)) > 1)
        day = next(days, None)
        if day is not None and not board.roster.differences:
            (one, mine), (other, theirs) = list(_working(board, day).items())[:2]
            changes = [CellChange(one, day, theirs), CellChange(other, day, mine)]
            self._bench.operations.run(set_cells, changes, now=utc_now(), label="", toast=False)
            settle(self._bench)
        return self._dialog("publish")

    def _swaps(self) -> "QWidget":
        """With an offer of the first who has a shift from today on."""
        page = self._page()
        board = page.keeper.board
        assert board is not None
        today = utc_now().astimezone().date()
        offered = next(
            (
                (each.id, day)
                for each in board.people
                for day in board.days
                if day >= today and board.cell(each.key, day).kind
            ),
            None,
        )
        if offered is not None:
            agent_id, day = offered
            self._bench.operations.run(
                request_swap,
                agent_id,
                day,
                other_agent_id=None,
                other_day=None,
                now=utc_now(),
                label="",
                toast=False,
            )
            settle(self._bench)
        return self._dialog("swaps")

    def _surcharges(self) -> "QWidget":
        self._bench.operations.run(
            set_surcharges,
            stored_settings(SurchargeSettings(TAX_FREE, Wages(_WAGE))),
            now=utc_now(),
            label="",
            toast=False,
        )
        settle(self._bench)
        return self._dialog("surcharges")

    def _print(self) -> "QWidget":
        """The month of all as it comes from the printer."""
        page = self._page()
        board = page.keeper.board
        assert board is not None
        found: list[Sheet] = []
        self._bench.operations.read(
            sheet, first=board.days[0], last=board.days[-1], done=found.append
        )
        settle(self._bench)
        (html,) = page.out.paper.pages(found[0], people=False)
        label = QLabel()
        pixmap = QPixmap.fromImage(picture(html, wide=True))
        label.setPixmap(pixmap)
        label.setFixedSize(pixmap.size())
        label.show()
        return label

    # On the way to a scene

    def _dialog(self, action: str) -> "QWidget":
        page = self._page()
        self._bench.actions[f"shift.{action}"].trigger()
        settle(self._bench)
        dialogs = [each for each in page.findChildren(QDialog) if each.isVisible()]
        return dialogs[-1]

    def _page(self) -> "ShiftsPage":
        """The month of today."""
        page = cast("ShiftsPage", self._bench.window.show_page("shifts"))
        page.show_plan()
        page.show_today()
        page.show_scale(Scale.MONTH)
        settle(self._bench)
        self._bench.window.toasts.dismiss()
        QApplication.processEvents()
        return page


def _working(board: "Board", day: date) -> dict[int, int]:
    """Who works on a day: one person for each kind of shift."""
    kinds: dict[str, int] = {}
    for each in board.people:
        kind = board.cell(each.key, day).kind
        if kind is not None:
            kinds.setdefault(kind, each.id)
    return {agent_id: int(kind) for kind, agent_id in kinds.items()}
