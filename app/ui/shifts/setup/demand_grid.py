"""How many people a kind of shift asks for: by weekday, and on holidays."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSpinBox, QWidget

from app.i18n import _
from app.rules.rosters.demand import WEEK, Demand, WeekDemand
from app.ui.shifts.setup.fields import short_weekday, weekday_name
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.number_field import with_margin

_MOST = 99
_LEAST, _WISH = 1, 2


class DemandGrid(QWidget):
    """Two rows of numbers; who raises the least raises the wish with it."""

    def __init__(self, demand: WeekDemand, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(4))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.addWidget(QLabel(_("At least")), _LEAST, 0)
        self._grid.addWidget(QLabel(_("Wished for")), _WISH, 0)
        holiday = demand.holiday or Demand()
        names = [(short_weekday(day), weekday_name(day)) for day in range(WEEK)]
        names.append((_("Hol."), _("Public holiday")))
        self._columns = [
            self._add_column(place, short, long, asked)
            for place, ((short, long), asked) in enumerate(
                zip(names, (*demand.weekdays, holiday), strict=True)
            )
        ]
        self._grid.setColumnStretch(WEEK + 2, 1)
        self._own = QCheckBox(_("Holidays ask for people of &their own"))
        self._own.setChecked(demand.holiday is not None)
        self._own.toggled.connect(self._enable_holiday)
        self._grid.addWidget(self._own, _WISH + 1, 1, 1, WEEK + 2)
        self._enable_holiday(self._own.isChecked())
        self.setFocusProxy(self._columns[0][0])

    @property
    def demand(self) -> WeekDemand:
        """What it says."""
        found = [Demand(least.value(), wish.value()) for least, wish in self._columns]
        return WeekDemand(tuple(found[:WEEK]), found[WEEK] if self._own.isChecked() else None)

    def _add_column(
        self, place: int, short: str, long: str, asked: Demand
    ) -> tuple[QSpinBox, QSpinBox]:
        head = QLabel(short)
        head.setToolTip(long)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_text_style(head, TextStyle.CAPTION)
        self._grid.addWidget(head, 0, place + 1)
        least = self._number(asked.least, _("{day}, at least").format(day=long))
        wish = self._number(max(asked.wish, asked.least), _("{day}, wished for").format(day=long))
        least.valueChanged.connect(lambda value: wish.setValue(max(wish.value(), value)))
        wish.valueChanged.connect(lambda value: least.setValue(min(least.value(), value)))
        self._grid.addWidget(least, _LEAST, place + 1)
        self._grid.addWidget(wish, _WISH, place + 1)
        return least, wish

    def _number(self, value: int, name: str) -> QSpinBox:
        field = with_margin(QSpinBox(), self._theme)
        field.setRange(0, _MOST)
        field.setValue(value)
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.setFixedWidth(self._theme.px(54))
        return field

    def _enable_holiday(self, own: bool) -> None:
        for field in self._columns[WEEK]:
            field.setEnabled(own)
