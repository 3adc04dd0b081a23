"""How one person is planned: hours, days, shifts, what protects them, leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSpinBox, QWidget

from app.i18n import _
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.people import PersonRow, Profile
from app.ui.shifts.setup.fields import (
    HoursField,
    KindToggles,
    OptionalDay,
    WeekdayToggles,
)
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.shifts.setup.place_fields import PlaceFields
from app.ui.theme import Theme
from app.ui.times import locale
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.tag_editor import TagEditor

_WEEK = 168 * 60
_BALANCE = 2000 * 60
_MOST_NIGHTS = 31
_MOST_DAYS = 99
_ADULT = 18
_WIDTH = 640


class ProfileDialog(FormDialog):
    """``profile`` is what the fields say."""

    def __init__(
        self,
        row: PersonRow,
        kinds: Sequence[KindRow],
        skills: Sequence[str],
        today: date,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(row.name, theme, parent)
        self._shown = row.profile
        self._today = today
        self._year = today.year
        self._add_hours(row.profile)
        self._add_shifts(row.profile, kinds, skills)
        self._add_employment(row.profile)
        self._add_leave(row.profile)
        self.lay_out(width=_WIDTH)

    @property
    def profile(self) -> Profile:
        """The whole profile; leave carried into other years stays as it was."""
        nights = self._nights.value()
        carried = {**self._shown.leave_carried, self._year: self._carried.value()}
        return replace(
            self._shown,
            planned=self._planned.isChecked(),
            weekly_minutes=self._weekly.minutes,
            balance_minutes=self._balance.minutes,
            balance_at=self._balance_at.day,
            working_days=self._days.weekdays,
            allowed_kinds=self._allowed.ids,
            wished_kinds=self._wished.ids,
            skills=frozenset(self._skills.tags),
            not_at_night=self._not_at_night.isChecked(),
            not_on_weekends=self._not_on_weekends.isChecked(),
            night_budget=None if nights < 0 else nights,
            birth=self._birth.day,
            protected=self._protected.isChecked(),
            employed_from=self._from.day,
            employed_until=self._until.day,
            leave_days=self._leave.value(),
            leave_carried={year: days for year, days in carried.items() if days},
            **self._place.place,
        )

    def _add_hours(self, profile: Profile) -> None:
        self._planned = _box(_("&Takes shifts"), profile.planned)
        self._weekly = HoursField(profile.weekly_minutes, self.theme, least=0, most=_WEEK)
        self._days = WeekdayToggles(profile.working_days, self.theme)
        self._balance = HoursField(
            profile.balance_minutes, self.theme, least=-_BALANCE, most=_BALANCE, step=0.25
        )
        first = self._today.replace(day=1)
        self._balance_at = OptionalDay(profile.balance_at, _("counted on from"), first, self.theme)
        self.form.addRow(self._planned)
        self.form.addRow(_("Hours a &week"), self._weekly)
        self.form.addRow(_("Working &days"), self._days)
        self.add_hint(
            _(
                "Hours are owed on these days. From Monday to Friday a shift on another one is "
                "marked."
            )
        )
        self.form.addRow(_("&Balance of hours"), self._balance)
        self.form.addRow("", self._balance_at)
        self.add_hint(
            _(
                "From that day on, what is planned and owed changes the balance from month to "
                "month. Without a day it is the same for every period."
            )
        )

    def _add_shifts(
        self, profile: Profile, kinds: Sequence[KindRow], skills: Sequence[str]
    ) -> None:
        self.add_heading(_("Shifts"))
        self._allowed = KindToggles(kinds, profile.allowed_kinds, self.theme)
        self._wished = KindToggles(kinds, profile.wished_kinds, self.theme)
        self._skills = TagEditor(self.theme, adding=_("Add a skill"))
        self._skills.set_tags(sorted(profile.skills))
        self._skills.set_known(skills)
        self._not_at_night = _box(_("&Not at night"), profile.not_at_night)
        self._not_on_weekends = _box(_("Not on week&ends"), profile.not_on_weekends)
        self._nights = with_margin(QSpinBox(), self.theme)
        self._nights.setRange(-1, _MOST_NIGHTS)
        self._nights.setSpecialValueText(_("Any number"))
        self._nights.setValue(-1 if profile.night_budget is None else profile.night_budget)
        self.form.addRow(_("&May take"), self._allowed)
        self.add_hint(_("None pressed: every kind of shift."))
        self.form.addRow(_("&Likes to take"), self._wished)
        self.form.addRow(_("&Skills"), self._skills)
        self.form.addRow("", self._not_at_night)
        self.form.addRow("", self._not_on_weekends)
        self.form.addRow(_("Ni&ghts in a month"), self._nights)

    def _add_employment(self, profile: Profile) -> None:
        self.add_heading(_("Employment and protection"))
        self._from = OptionalDay(
            profile.employed_from, _("Works here &from"), self._today, self.theme
        )
        self._until = OptionalDay(
            profile.employed_until, _("Works here &until"), self._today, self.theme
        )
        grown = self._today.replace(day=1, year=self._today.year - _ADULT)
        self._birth = OptionalDay(
            profile.birth, _("Bo&rn on (for the rules on young people)"), grown, self.theme
        )
        self._protected = _box(_("Rules on pregnant and nursin&g people apply"), profile.protected)
        for each in (self._from, self._until, self._birth, self._protected):
            self.form.addRow(each)
        self._place = PlaceFields(profile, self.form)

    def _add_leave(self, profile: Profile) -> None:
        self.add_heading(_("Leave"))
        self._leave = _days(profile.leave_days, self.theme)
        self._carried = _days(profile.leave_carried.get(self._year, 0), self.theme)
        self.form.addRow(_("Days a &year"), self._leave)
        carried = _("Brought into {year}").format(year=self._year)
        self.form.addRow(carried, self._carried)


def _box(words: str, checked: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setChecked(checked)
    return box


def _days(value: float, theme: Theme) -> QDoubleSpinBox:
    field = with_margin(QDoubleSpinBox(), theme)
    field.setLocale(locale())
    field.setRange(0, _MOST_DAYS)
    field.setDecimals(1)
    field.setSingleStep(0.5)
    field.setValue(value)
    return field
