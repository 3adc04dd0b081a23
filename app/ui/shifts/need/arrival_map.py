"""When contacts come: hours by weekdays, the more the darker, each with its number."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.i18n import _
from app.planning.need import Arrivals, Rate
from app.rules.enums import Channel
from app.ui.colours import Role
from app.ui.shifts.grid.look import mixed
from app.ui.theme import Theme
from app.ui.times import locale

_HOURS, _DAYS = 24, 7
_DARKEST = 0.5
_FIRST_HOUR = 9


class ArrivalMap(QTableWidget):
    """Weekdays down, hours across; ``told`` says each cell in words, with its interval."""

    told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(_DAYS, _HOURS)
        self._theme = theme
        self.setAccessibleName(_("Contacts by hour and weekday"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setHorizontalHeaderLabels([str(hour) for hour in range(_HOURS)])
        short = QLocale.FormatType.ShortFormat
        names = [locale().standaloneDayName(day, short) for day in range(1, _DAYS + 1)]
        self.setVerticalHeaderLabels(names)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(theme.px(24))
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda _new, _old: self._tell())

    def show_arrivals(self, arrivals: Arrivals, channel: Channel | None) -> None:
        """Show one channel, or all of them."""
        rates = [
            [arrivals.hourly(channel, day, hour) for hour in range(_HOURS)] for day in range(_DAYS)
        ]
        most = max(each.mean for row in rates for each in row)
        surface, accent = self._theme.colour(Role.SURFACE), self._theme.colour(Role.ACCENT)
        for day, row in enumerate(rates):
            for hour, rate in enumerate(row):
                item = QTableWidgetItem(_number(rate.mean) if rate.mean else "")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                share = _DARKEST * rate.mean / most if most else 0.0
                item.setBackground(mixed(accent, surface, share))
                words = _words(day, hour, rate)
                item.setToolTip(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                self.setItem(day, hour, item)
        if not self.currentItem():
            self.setCurrentCell(0, _FIRST_HOUR)
        self._tell()

    def _tell(self) -> None:
        item = self.currentItem()
        self.told.emit(item.toolTip() if item is not None else "")


def _words(day: int, hour: int, rate: Rate) -> str:
    """*Monday 9–10: 3.2 contacts; …*"""
    return _(
        "{weekday} {begin}–{end}: {mean} contacts; the true mean lies between {low} and {high} "
        "in 95 of 100 cases"
    ).format(
        weekday=locale().standaloneDayName(day + 1),
        begin=hour,
        end=hour + 1,
        mean=_number(rate.mean),
        low=_number(rate.low),
        high=_number(rate.high),
    )


def _number(value: float) -> str:
    return locale().toString(value, "f", 1 if value < 10 else 0)
