"""What if: so many people more from one time to another on some weekdays."""

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QTimeEdit, QWidget

from app.i18n import _
from app.planning.cover import Extra
from app.rules.rosters.values import DAY_MINUTES
from app.ui.theme import Theme
from app.ui.widgets.number_field import with_margin

_EVERY = frozenset(range(7))
_WORKDAYS = frozenset(range(5))
_MOST = 50
_BEGIN, _END = QTime(16, 0), QTime(20, 0)


class WhatIf(QWidget):
    """``changed`` when the question is another; ``extra`` is None while nobody is added."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.people = with_margin(QSpinBox(), theme)
        self.people.setRange(-_MOST, _MOST)
        self.people.setAccessibleName(_("People more, or fewer"))
        self.begin, self.end = (with_margin(QTimeEdit(at), theme) for at in (_BEGIN, _END))
        for box, name in ((self.begin, _("From")), (self.end, _("To"))):
            box.setDisplayFormat("HH:mm")
            box.setAccessibleName(name)
        self.days = QComboBox()
        self.days.setAccessibleName(_("Weekdays"))
        for words, days in (
            (_("every day"), _EVERY),
            (_("Monday to Friday"), _WORKDAYS),
            (_("at weekends"), _EVERY - _WORKDAYS),
        ):
            self.days.addItem(words, days)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        ask = QLabel(_("&What if there were"))
        ask.setBuddy(self.people)
        for widget in (
            ask, self.people, QLabel(_("more from")), self.begin, QLabel(_("to")), self.end,
            self.days,
        ):  # fmt: skip
            row.addWidget(widget)
        row.addStretch(1)
        self.people.valueChanged.connect(lambda _value: self.changed.emit())
        self.begin.timeChanged.connect(lambda _time: self.changed.emit())
        self.end.timeChanged.connect(lambda _time: self.changed.emit())
        self.days.activated.connect(lambda _row: self.changed.emit())

    @property
    def extra(self) -> Extra | None:
        """The question; midnight as the end is that of the day."""
        if not self.people.value():
            return None
        return Extra(
            self.people.value(),
            _minutes(self.begin.time()),
            _minutes(self.end.time()) or DAY_MINUTES,
            self.days.currentData(),
        )


def _minutes(time: QTime) -> int:
    return time.hour() * 60 + time.minute()
