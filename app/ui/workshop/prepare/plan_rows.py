"""The plan: each phase with its minutes and what the audience sees in it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QMenu,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.rules.workshop.phases import LONGEST, Audience, Phase, PlannedPhase
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.number_field import with_margin

_USUAL_MINUTES = 10


class PlanRows(QWidget):
    """``changed`` tells the whole plan anew."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._plan: tuple[PlannedPhase, ...] = ()
        self._grid_holder = QWidget()
        self._total = QLabel()
        set_text_style(self._total, TextStyle.MUTED)
        self._add = Button(_("Add a phase"), theme, kind=ButtonKind.LINK, icon="add")
        self._add.clicked.connect(self._choose_phase)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._grid_holder)
        self._column.addWidget(self._total)
        self._column.addWidget(self._add)
        self._minutes: list[QSpinBox] = []
        self._audiences: list[QComboBox] = []

    def show_plan(self, plan: tuple[PlannedPhase, ...]) -> None:
        """Show these phases."""
        same_phases = [each.phase for each in plan] == [each.phase for each in self._plan]
        self._plan = plan
        if not same_phases:
            self._build()
        for each, minutes, audience in zip(plan, self._minutes, self._audiences, strict=True):
            minutes.blockSignals(True)
            minutes.setValue(each.minutes)
            minutes.blockSignals(False)
            audience.setCurrentIndex(audience.findData(each.audience))
        total = sum(each.minutes for each in plan)
        self._total.setText(_("{minutes} min in all").format(minutes=total))
        self._add.setVisible(len(plan) < len(Phase))

    def _build(self) -> None:
        old, self._grid_holder = self._grid_holder, QWidget()
        self._column.replaceWidget(old, self._grid_holder)
        old.hide()
        old.deleteLater()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(8))
        grid.setVerticalSpacing(self._theme.px(4))
        grid.setColumnStretch(0, 1)
        self._minutes, self._audiences = [], []
        for place, each in enumerate(self._plan):
            self._add_row(grid, place, each)

    def _add_row(self, grid: QGridLayout, place: int, planned: PlannedPhase) -> None:
        name = ElidedLabel(planned.phase.label)
        name.setToolTip(planned.phase.purpose)
        name.setMinimumWidth(self._theme.px(96))
        minutes = with_margin(QSpinBox(), self._theme)
        minutes.setRange(0, LONGEST)
        minutes.setSuffix(" " + _("min"))
        minutes.setKeyboardTracking(False)
        minutes.setAccessibleName(_("Minutes for {phase}").format(phase=planned.phase.label))
        minutes.valueChanged.connect(partial(self._set_minutes, place))
        audience = QComboBox()
        audience.setAccessibleName(_("What the audience sees"))
        audience.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        audience.setMinimumContentsLength(14)
        for each in Audience:
            audience.addItem(each.label, each)
        audience.activated.connect(partial(self._set_audience, place))
        self._minutes.append(minutes)
        self._audiences.append(audience)
        grid.addWidget(name, place, 0)
        grid.addWidget(minutes, place, 1)
        grid.addWidget(audience, place, 2)
        for column, (icon, text, act) in enumerate(
            (
                ("up", _("Move up"), partial(self._move, place, -1)),
                ("down", _("Move down"), partial(self._move, place, 1)),
                ("close", _("Leave this phase out"), partial(self._remove, place)),
            ),
            start=3,
        ):
            button = IconButton(icon, text, self._theme, size=14)
            button.clicked.connect(act)
            grid.addWidget(button, place, column)

    def _tell(self, plan: Sequence[PlannedPhase]) -> None:
        self.changed.emit(tuple(plan))

    def _set_minutes(self, place: int, minutes: int) -> None:
        plan = list(self._plan)
        plan[place] = replace(plan[place], minutes=minutes)
        self._tell(plan)

    def _set_audience(self, place: int, _index: int) -> None:
        plan = list(self._plan)
        plan[place] = replace(plan[place], audience=Audience(self._audiences[place].currentData()))
        self._tell(plan)

    def _move(self, place: int, by: int, _checked: bool = False) -> None:
        plan = list(self._plan)
        if 0 <= place + by < len(plan):
            plan[place], plan[place + by] = plan[place + by], plan[place]
            self._tell(plan)

    def _remove(self, place: int, _checked: bool = False) -> None:
        if len(self._plan) > 1:
            self._tell([each for at, each in enumerate(self._plan) if at != place])

    def _choose_phase(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        there = {each.phase for each in self._plan}
        for phase in Phase:
            if phase not in there:
                menu.addAction(phase.label, partial(self._insert, phase))
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _insert(self, phase: Phase) -> None:
        """Where it usually stands: before the first phase that comes after it."""
        order = list(Phase)
        later = (
            place
            for place, each in enumerate(self._plan)
            if order.index(each.phase) > order.index(phase)
        )
        place = next(later, len(self._plan))
        new = PlannedPhase(phase, _USUAL_MINUTES)
        self._tell([*self._plan[:place], new, *self._plan[place:]])
