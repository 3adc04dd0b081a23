"""Scenes of the shift plan: a month, a week, a year, broken rules, a pattern, an empty month."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from app.screens.patience import settle
from app.ui.shifts.grid.selection import Selection
from app.ui.shifts.periods import Scale

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.shifts.page import ShiftsPage
    from app.workbench import Workbench

_LATER_MONTHS = 4
"""So far ahead nothing is planned on the demo desk."""


class ShiftScenes:
    """Scenes by name, for one program."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        return {
            "shifts": self._month,
            "shifts-rules": self._rules,
            "shifts-week": self._week,
            "shifts-year": self._year,
            "shifts-pattern": self._pattern,
            "shifts-setup": self._setup,
        }

    def _month(self) -> "QWidget":
        page = self._page(Scale.MONTH)
        page.plan.findings.hide()
        return self._bench.window

    def _rules(self) -> "QWidget":
        """A broken rule with ways out of it; what was typed is taken back afterwards."""
        page = self._page(Scale.MONTH)
        page.step(1)
        settle(self._bench)
        self._bench.actions["shift.next_finding"].trigger()
        settle(self._bench)
        self._bench.actions["shift.mend"].trigger()
        settle(self._bench)
        page.plan.grid.setFocus()
        return self._bench.window

    def _week(self) -> "QWidget":
        self._page(Scale.WEEK).plan.findings.hide()
        return self._bench.window

    def _year(self) -> "QWidget":
        self._page(Scale.YEAR).plan.findings.hide()
        return self._bench.window

    def _pattern(self) -> "QWidget":
        """Seen, not applied: the desk stays as it is."""
        page = self._page(Scale.MONTH)
        page.plan.findings.hide()
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
        page = self._page(Scale.MONTH)
        page.show_setup("kinds")
        return self._bench.window

    def _page(self, scale: Scale) -> "ShiftsPage":
        """The page as it is opened, with that much of the plan around today."""
        page = cast("ShiftsPage", self._bench.window.show_page("shifts"))
        page.show_plan()
        page.plan.pattern.close_bar()
        page.show_today()
        settle(self._bench)
        page.show_scale(scale)
        settle(self._bench)
        page.plan.grid.setFocus()
        return page
