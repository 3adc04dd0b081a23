"""The shift plan: who is on duty when, what is missing, which rules are broken."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.rules.rosters.gallery import GALLERY
from app.services.shifts.gallery import apply_template
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.shifts.keeper import RosterKeeper
from app.ui.shifts.need.view import NeedView
from app.ui.shifts.out.acts import OutActs
from app.ui.shifts.out.more_menu import MoreButton
from app.ui.shifts.period_bar import PeriodBar
from app.ui.shifts.periods import Period, Scale, period
from app.ui.shifts.plan_view import PlanView
from app.ui.shifts.setup.panel import SetupPanel
from app.ui.theme import Theme
from app.ui.widgets.button import ButtonKind
from app.ui.widgets.choice_popover import Choice, ChoicePopover
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from app.ui.shifts.machine.panel import MachinePanel

_SCALE = "shifts/scale"


class ShiftsPage(QWidget):
    """The plan, and behind it what it is made of. ``told`` are texts for a toast."""

    told = Signal(str)

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._actions = actions
        self._theme = theme
        self._memory = memory
        self._now = now
        self._header = PageHeader(_("Shift plan"), theme)
        self._bar = PeriodBar(actions, theme)
        self.keeper = RosterKeeper(operations, now=now, parent=self)
        self.plan = PlanView(
            operations, actions, theme, memory, self.keeper, days=self._bar, now=now
        )
        self.out = OutActs(operations, theme, self, period=lambda: self._period, now=now)
        self._empty = EmptyState(
            theme,
            icon="shifts",
            text=_("Begin with your kinds of shifts"),
            hint=_("A template brings shifts and how many people they need; all can be changed."),
            primary=_("Choose a template…"),
            link=_("Set up by hand"),
        )
        self._main = QStackedWidget()
        self._setup: SetupPanel | None = None
        self._need: NeedView | None = None
        self._machine: MachinePanel | None = None
        self._anything = False
        self._lay_out()
        self._connect()
        self._period = period(self._remembered_scale, self._today)
        self._show_period()

    # What others ask

    @property
    def period(self) -> Period:
        """The days that are shown."""
        return self._period

    def show_scale(self, scale: Scale) -> None:
        """Show a week, four weeks, a month or a year around the cursor."""
        board = self.keeper.board
        day = self._today if not self._period.first <= self._today <= self._period.last else None
        if board is not None and self.plan.grid.shown:
            day = board.days[min(self.plan.grid.selection.cursor[1], len(board.days) - 1)]
        self._memory.remember_text(_SCALE, scale.value)
        self._period = period(scale, day or self._today)
        self._show_period()

    def step(self, steps: int) -> None:
        """Show the days before or after."""
        self._period = self._period.step(steps)
        self._show_period()

    def show_today(self) -> None:
        """Show the days around today, with the cursor there."""
        self._period = period(self._period.scale, self._today)
        self._show_period()
        self.plan.go_to(self._today)

    def switch_setup(self) -> None:
        """Show what the plan is made of, or the plan again."""
        if self._setup is not None and self._main.currentWidget() is self._setup:
            self.show_plan()
        else:
            self.show_setup("kinds")

    def show_setup(self, section: str) -> None:
        """Show a subject of the set-up: ``kinds``, ``people``, ``rules`` …"""
        if self._setup is None:
            self._setup = SetupPanel(self._operations, self._theme, now=self._now)
            self._main.addWidget(self._setup)
        self._setup.show_section(section)
        self._main.setCurrentWidget(self._setup)
        self._setup.setFocus()
        self._actions.set_text("shift.need", _("Need"))
        self._actions.set_text("shift.setup", _("Back to the plan"))

    def switch_need(self) -> None:
        """Show how many people the week of the cursor needs, or the plan again."""
        if self._need is not None and self._main.currentWidget() is self._need:
            self.show_plan()
            return
        if self._need is None:
            self._need = NeedView(self._operations, self._theme, now=self._now)
            self._main.addWidget(self._need)
        self.show_plan()
        inside = self._period.first <= self._today <= self._period.last
        self._need.show_week(self._today if inside else self._period.first)
        self._main.setCurrentWidget(self._need)
        self._need.setFocus()
        self._actions.set_text("shift.need", _("Back to the plan"))

    def switch_machine(self) -> None:
        """Show the machine beside the plan, or let it go."""
        if self._machine is None:
            # Loaded when it is first wanted.
            from app.ui.shifts.machine.panel import MachinePanel

            self._machine = MachinePanel(
                self._operations, self.keeper, self.plan.grid, self._theme, now=self._now
            )
            self._machine.closed.connect(self._machine_closed)
            self._machine.told.connect(self.told)
        if self.plan.side is self._machine:
            self._machine.close_panel()
            return
        self.show_plan()
        self.plan.show_side(self._machine)
        # What the panel begins with is then the one filled button.
        self._machine_button.set_kind(ButtonKind.QUIET)
        self._machine.open()

    def _machine_closed(self) -> None:
        self.plan.show_side(None)
        self._machine_button.set_kind(ButtonKind.PRIMARY)

    def show_plan(self) -> None:
        """Show the plan, or how to begin with one."""
        shown = self.plan if self._anything else self._empty
        self._main.setCurrentWidget(shown)
        shown.setFocus()
        self._actions.set_text("shift.setup", _("Set up the shift plan"))
        self._actions.set_text("shift.need", _("Need"))

    def choose_template(self) -> None:
        """Take over the kinds of shifts of a template."""
        choices = [Choice(each.key, each.name) for each in GALLERY]
        popover = ChoicePopover(_("Templates"), choices, self._theme, self)
        popover.taken.connect(self.take_template)
        popover.open_over(self)

    # Inside

    def _show_period(self) -> None:
        self._bar.show_period(self._period)
        self.keeper.show(self._period)

    def _board_read(self) -> None:
        board = self.keeper.board
        if board is None:
            return
        self._anything = bool(board.shown_kinds()) and bool(board.people)
        if self._main.currentWidget() in (self.plan, self._empty):
            self._main.setCurrentWidget(self.plan if self._anything else self._empty)
        people = ngettext("{count} person", "{count} people", len(board.people))
        version = board.roster.published
        parts = [people.format(count=len(board.people))]
        if version is not None:
            parts.append(_("version {number} published").format(number=version.number))
        self._header.set_title(_("Shift plan"), " · ".join(parts))
        self.plan.show_board(self._period)

    def take_template(self, key: str) -> None:
        """Take over a template of the gallery: one step to undo."""
        name = next(each.name for each in GALLERY if each.key == key)
        self._operations.run(
            apply_template,
            key,
            now=self._now(),
            label=_("Took the template {name}").format(name=name),
            owner=self,
        )

    @property
    def _remembered_scale(self) -> Scale:
        remembered = self._memory.text(_SCALE)
        return Scale(remembered) if remembered in set(Scale) else Scale.MONTH

    @property
    def _today(self) -> date:
        return self._now().astimezone().date()

    def _lay_out(self) -> None:
        self._machine_button = self._header.add_primary(self._actions["shift.machine"], "machine")
        self._header.add_quiet(self._actions["shift.need"], "need")
        self._header.add_quiet(self._actions["shift.publish"], "publish")
        self._header.add_quiet(self._actions["shift.setup"], "settings")
        self._header.add_widget(MoreButton(self._actions, self._theme))
        self._main.addWidget(self.plan)
        self._main.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(self._main, 1)
        self.setFocusProxy(self.plan)

    def _connect(self) -> None:
        self._actions.attach(Scope.SHIFTS, self)
        for name, act in self._commands().items():
            self._actions[f"shift.{name}"].triggered.connect(lambda _checked=False, act=act: act())
        self._bar.scale_chosen.connect(self.show_scale)
        self.keeper.read_first.connect(self._board_read)
        self.plan.told.connect(self.told)
        self._empty.primary_clicked.connect(self.choose_template)
        self._empty.link_clicked.connect(partial(self.show_setup, "kinds"))

    def _commands(self) -> dict[str, Callable[[], object]]:
        """What each action of the plan does."""
        plan = self.plan
        return {
            "previous": partial(self.step, -1),
            "next": partial(self.step, 1),
            "today": self.show_today,
            "kind": plan.acts.choose_kind,
            "fill_right": plan.acts.fill_right,
            "fill_down": plan.acts.fill_down,
            "carry": plan.grid.carry,
            "pattern": plan.open_pattern,
            "brush": plan.switch_brush,
            "pin": plan.acts.pin,
            "comment": plan.acts.comment,
            "absence": plan.acts.choose_absence,
            "wish": plan.acts.choose_wish,
            "setup": self.switch_setup,
            "need": self.switch_need,
            "machine": self.switch_machine,
            "next_gap": plan.step_gap,
            "next_finding": partial(plan.step_finding, 1),
            "previous_finding": partial(plan.step_finding, -1),
            "mend": plan.mend,
            "findings": plan.show_findings,
            **self.out.commands,
        }
