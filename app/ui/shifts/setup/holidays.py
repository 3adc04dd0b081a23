"""The holidays of a year: those of the place, and what the desk makes of them."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QCheckBox

from app.i18n import _
from app.queries.shifts.holiday_year import HolidayRow, HolidayYear, holiday_year
from app.rules.regions import states
from app.services.shifts.holidays import remove_holiday, reset_holiday, set_holiday
from app.services.shifts.settings import set_half_days, set_regional_holidays
from app.ui.operations import Operations
from app.ui.shifts.setup.fields import weekday_name
from app.ui.shifts.setup.holiday_dialog import HolidayDialog
from app.ui.shifts.setup.list_section import ListSection
from app.ui.shifts.setup.record_table import RecordRow
from app.ui.shifts.setup.year_bar import YearBar
from app.ui.theme import Theme
from app.ui.times import day_text
from app.ui.widgets.button import Button


class HolidaysSection(ListSection[HolidayRow]):
    """One row a holiday; removed ones stay in the list and can be put back."""

    tables = frozenset({"holiday_change", "roster_settings", "desk"})

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Holidays"),
            _("The public holidays of the desk’s country and state, and days of your own."),
            operations,
            theme,
            now=now,
            columns=[_("Day"), _("Weekday"), _("Name"), _("Free"), _("Here")],
            texts=(_("&Add…"), _("&Change…"), _("&Remove")),
        )
        self.year = YearBar(self._today.year, theme)
        self.year.year_changed.connect(self.read)
        self._reset = Button(_("&Put back"), theme, icon="undo")
        self._reset.clicked.connect(self._put_back)
        self._eves = QCheckBox(_("&24 and 31 December are free from noon"))
        self._eves.clicked.connect(self._switch_eves)
        self._parishes = QCheckBox(_("&Holidays of Catholic parishes hold here"))
        self._parishes.hide()
        self._parishes.clicked.connect(self._switch_parishes)
        self._place = self.add_hint("")
        self.column.addWidget(self.year)
        self.column.addWidget(self.table)
        self.add_buttons(self.add, self.change, self.removing, self._reset)
        self.column.addWidget(self._eves)
        self.column.addWidget(self._parishes)
        self.enable()
        self.read()

    def read(self) -> None:
        ask = self.operations.read
        ask(holiday_year, year=self.year.year, owner=self, key="holidays", done=self._show)

    def open_form(self, record: HolidayRow | None) -> None:
        day = self._today.replace(year=self.year.year, day=1)
        dialog = HolidayDialog(record, day, self.theme, self.window())
        dialog.save_wanted.connect(lambda: self._save(dialog))
        dialog.open()

    def remove(self, record: HolidayRow) -> None:
        label = _("{name} is no holiday here").format(name=record.name)
        self.run(remove_holiday, record.day, label=label)

    def enable(self) -> None:
        super().enable()
        record = self.table.chosen
        self.removing.setEnabled(record is not None and record.holiday is not None)
        self._reset.setEnabled(record is not None and record.changed)

    @property
    def _today(self) -> date:
        return self.now().astimezone().date()

    def _save(self, dialog: HolidayDialog) -> None:
        label = _("Changed the holiday {name}").format(name=dialog.holiday.name)
        self.save(dialog, set_holiday, dialog.day, dialog.holiday, label=label)

    def _put_back(self) -> None:
        if (record := self.table.chosen) is not None:
            label = _("{name} is as the calendar says").format(name=record.name)
            self.run(reset_holiday, record.day, label=label)

    def _switch_eves(self, on: bool) -> None:
        self.run(set_half_days, on, label=_("Changed the half days of December"))

    def _switch_parishes(self, on: bool) -> None:
        self.run(set_regional_holidays, on, label=_("Changed which holidays hold here"))

    def _show(self, found: HolidayYear) -> None:
        place = dict(states(found.country)).get(found.state, "")
        country = " · ".join(part for part in (found.country, place) if part)
        self._place.setText(
            _("{place}. Country and state are those of the desk, in its settings.").format(
                place=country or _("No country")
            )
        )
        self._eves.setChecked(found.half_days)
        self._parishes.setVisible(found.regional is not None)
        self._parishes.setChecked(bool(found.regional))
        self.table.show_rows([_row(each) for each in found.days])
        self.enable()


def _row(row: HolidayRow) -> RecordRow[HolidayRow]:
    holiday = row.holiday
    if holiday is None:
        free, here = "", _("no holiday here")
    else:
        free = f"{holiday.start:%H:%M}–24:00" if holiday.half else _("whole day")
        here = "" if holiday.legal else _("by the house")
        if row.changed:
            here = ", ".join(part for part in (here, _("changed")) if part)
    texts = [day_text(row.day), weekday_name(row.day.weekday()), row.name, free, here]
    return RecordRow(row, row.day, texts, muted=holiday is None)
