"""Which days are shown: back, on, today, and how much at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from app.i18n import _
from app.ui.actions import Actions
from app.ui.shifts.periods import Period, Scale, scale_label
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import IconButton

_ACTIONS = {
    Scale.WEEK: "shift.week",
    Scale.FOUR_WEEKS: "shift.four_weeks",
    Scale.MONTH: "shift.month",
    Scale.YEAR: "shift.year",
}


class PeriodBar(QWidget):
    """Its buttons trigger the actions; ``show_period`` follows what they led to."""

    scale_chosen = Signal(object)

    def __init__(self, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self._title = QLabel()
        set_text_style(self._title, TextStyle.SECTION)
        self._title.setMinimumWidth(theme.px(150))
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scales: dict[Scale, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        row.addWidget(_stepper(actions["shift.previous"], "previous", theme))
        row.addWidget(self._title)
        row.addWidget(_stepper(actions["shift.next"], "next", theme))
        row.addWidget(_stepper(actions["shift.today"], "today", theme))
        row.addSpacing(theme.px(12))
        for scale, action_id in _ACTIONS.items():
            button = QToolButton()
            button.setText(scale_label(scale))
            button.setToolTip(actions[action_id].toolTip())
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(actions[action_id].trigger)
            actions[action_id].triggered.connect(
                lambda _checked=False, scale=scale: self.scale_chosen.emit(scale)
            )
            group.addButton(button)
            row.addWidget(button)
            self._scales[scale] = button
        self.setAccessibleName(_("Days shown"))

    def show_period(self, period: Period) -> None:
        """Say which days are shown."""
        self._title.setText(period.title)
        self._scales[period.scale].setChecked(True)


def _stepper(action: QAction, icon: str, theme: Theme) -> IconButton:
    button = IconButton(icon, action.toolTip(), theme)
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.set_label(action.toolTip()))
    return button
