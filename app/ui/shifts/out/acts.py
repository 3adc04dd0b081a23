"""The acts of the plan that go out of the desk and come in: one method for each action."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.errors import UserError
from app.formats.rosters.day_text import Month
from app.formats.rosters.reading import ReadPlan, read_plan
from app.i18n import _
from app.queries.shifts.people import planned_people
from app.queries.shifts.plan_match import PlanMatch, plan_match
from app.rules.roles import Right
from app.services.shifts.publishing import publish
from app.ui.operations import Operations
from app.ui.rights import with_right
from app.ui.shifts.out.exporting import PlanExport
from app.ui.shifts.out.import_dialog import ImportPlanDialog
from app.ui.shifts.out.leave_dialog import LeaveDialog
from app.ui.shifts.out.paper import SheetPaper
from app.ui.shifts.out.publish_dialog import PublishDialog
from app.ui.shifts.out.publish_state import PublishState, publish_state
from app.ui.shifts.out.surcharge_dialog import SurchargeDialog
from app.ui.shifts.out.swap_dialog import SwapDialog
from app.ui.shifts.periods import Period
from app.ui.theme import Theme


class OutActs(QObject):
    """``period`` tells which days are shown; dialogs and menus open over ``parent``."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        parent: QWidget,
        *,
        period: Callable[[], Period],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self._widget = parent
        self._period = period
        self._now = now
        self.paper = SheetPaper(operations, parent, now=now)
        self.exporting = PlanExport(operations, parent, now=now)

    @property
    def commands(self) -> dict[str, Callable[[], object]]:
        """What each action of the plan does, by the end of its id."""
        return {
            "publish": self.publish,
            "swaps": self.swaps,
            "export": self.export,
            "import": self.import_plan,
            "print": self.print_sheets,
            "surcharges": self.surcharges,
            "leave": self.leave,
        }

    def publish(self) -> None:
        """Look at what changed, then tell the team."""
        period = self._period()
        self._operations.read(
            publish_state,
            first=period.first,
            last=period.last,
            owner=self,
            done=lambda state: self._ask_to_publish(state, period),
        )

    def swaps(self) -> None:
        """The offers between colleagues."""
        SwapDialog(self._operations, self._theme, self._widget, now=self._now).open()

    def surcharges(self) -> None:
        """Hours and money of the days shown, for who may see the figures of colleagues."""
        with_right(self._operations, Right.SEE_FIGURES, self._show_surcharges, owner=self)

    def _show_surcharges(self) -> None:
        SurchargeDialog(
            self._operations, self._period(), self._theme, self._widget, now=self._now
        ).open()

    def leave(self) -> None:
        """The leave of the year shown, for who may see the figures of colleagues."""
        with_right(self._operations, Right.SEE_FIGURES, self._show_leave, owner=self)

    def _show_leave(self) -> None:
        LeaveDialog(
            self._operations,
            self._theme,
            self._widget,
            year=self._period().first.year,
            today=lambda: self._now().astimezone().date(),
        ).open()

    def export(self) -> None:
        """A menu of kinds of files."""
        period = self._period()
        self._operations.read(
            planned_people,
            owner=self,
            done=lambda people: self._popup(self.exporting.menu(period, people)),
        )

    def print_sheets(self) -> None:
        """A menu of sheets."""
        self._popup(self.paper.menu(self._period()))

    def import_plan(self) -> None:
        """Ask for a file and show what it would do."""
        target, _kind = QFileDialog.getOpenFileName(
            self._widget,
            _("Import a plan"),
            str(Path.home()),
            _("Tables (*.xlsx *.csv *.txt)"),
        )
        if target:
            self.read_file(Path(target))

    def read_file(self, path: Path) -> None:
        """Show what a file would do to the plan."""
        first = self._period().first
        month = Month(first.year, first.month)
        self._operations.tasks.read(
            lambda: read_plan(_content(path), month=month, name=path.stem),
            owner=self,
            done=lambda plan: self._match(plan, path),
            failed=self._unread,
        )

    def _match(self, plan: ReadPlan, path: Path) -> None:
        if not plan.shifts:
            reason = plan.problems[0].reason if plan.problems else _("This table is empty.")
            self._operations.refused.emit(
                UserError(_("“{name}”: {reason}").format(name=path.name, reason=reason))
            )
            return
        self._operations.read(
            plan_match, plan, owner=self, done=lambda match: self._show_match(plan, match, path)
        )

    def _show_match(self, plan: ReadPlan, match: PlanMatch, path: Path) -> None:
        ImportPlanDialog(
            plan, match, self._operations, self._theme, self._widget, path=path, now=self._now
        ).open()

    def _unread(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._operations.refused.emit(error)

    def _ask_to_publish(self, state: PublishState, period: Period) -> None:
        dialog = PublishDialog(state, period, self._theme, self._widget)
        dialog.published.connect(lambda note: self._publish(period, note))
        dialog.open()

    def _publish(self, period: Period, note: str) -> None:
        words = _("Published the plan of {period}").format(period=period.title)
        self._operations.run(
            publish,
            first=period.first,
            last=period.last,
            note=note,
            now=self._now(),
            label=words,
            toast=words,
            owner=self,
        )

    def _popup(self, menu: QMenu) -> None:
        menu.popup(self._widget.mapToGlobal(self._widget.rect().center()))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            _("“{name}” could not be read: {reason}.").format(name=path.name, reason=error.strerror)
        ) from error
