"""One holiday of the house, or one that is called or timed otherwise here."""

from datetime import date, time

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.i18n import _
from app.queries.shifts.holiday_year import HolidayRow
from app.rules.rosters.values import Holiday
from app.ui.shifts.setup.fields import ClockField, DayField
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.theme import Theme


class HolidayDialog(FormDialog):
    """``day`` and ``holiday`` are what the fields say."""

    def __init__(self, row: HolidayRow | None, day: date, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Holiday"), theme, parent)
        shown = row.holiday if row else None
        self._day = DayField(row.day if row else day)
        self._day.setEnabled(row is None)
        self._name = QLineEdit(row.name if row else "")
        self._start = ClockField(shown.start if shown else time(), theme)
        self._legal = QCheckBox(_("A holiday by &law, on which work is forbidden in general"))
        self._legal.setChecked(shown.legal if shown else False)
        self.form.addRow(_("&Day"), self._day)
        self.form.addRow(_("&Name"), self._name)
        self.form.addRow(_("Free &from"), self._start)
        self.add_hint(_("00:00 is the whole day. From noon on it counts as half a day."))
        self.form.addRow(self._legal)
        self._name.textChanged.connect(self._check)
        self._check(self._name.text())
        self.lay_out(width=480)

    @property
    def day(self) -> date:
        """The day of the calendar."""
        return self._day.day

    @property
    def holiday(self) -> Holiday:
        """What that day is."""
        return Holiday(self._name.text().strip(), self._start.at, legal=self._legal.isChecked())

    def _check(self, name: str) -> None:
        self.set_complete(bool(name.strip()))
