"""One wish or agreement: for a day, or for a weekday."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from app.i18n import _, pgettext
from app.queries.shifts.cells import WeeklyWishRow
from app.queries.shifts.setup import Team
from app.ui.shifts.setup.fields import (
    ChoiceBox,
    DayField,
    KindBox,
    OptionalDay,
    PersonBox,
    weekday_name,
)
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.theme import Theme
from app.ui.widgets.number_field import with_margin

_WEEK = range(7)
_HEAVIEST = 10
_MOST_WEEKS = 8


class _WishForm(FormDialog):
    """What wishes for a day and for a weekday have in common."""

    def __init__(self, team: Team, title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(title, theme, parent)
        self.team = team

    def add_who(self, agent_id: int | None) -> None:
        """Whose wish it is; it stays with that person."""
        self._person = PersonBox(self.team.people, agent_id)
        self._person.setEnabled(agent_id is None)
        self.form.addRow(_("&Who"), self._person)

    def add_what(
        self, *, on: bool, kind_id: int | None, weight: int, fixed: bool, comment: str
    ) -> None:
        """What is wished, and how much."""
        self._on = ChoiceBox([(True, _("wishes to work")), (False, _("wishes not to work"))], on)
        self._kind = KindBox(self.team.kinds, kind_id, any_kind=_("Any shift"))
        self._weight = with_margin(QSpinBox(), self.theme)
        self._weight.setRange(1, _HEAVIEST)
        self._weight.setValue(weight)
        self._fixed = QCheckBox(_("&Agreed: the machine must keep it"))
        self._fixed.setChecked(fixed)
        self._fixed.toggled.connect(self._weight.setDisabled)
        self._weight.setDisabled(fixed)
        self._comment = QLineEdit(comment)
        self.form.addRow(_("Wi&sh"), self._on)
        self.form.addRow(_("&Shift"), self._kind)
        self.form.addRow(_("Wei&ght"), self._weight)
        self.form.addRow("", self._fixed)
        self.form.addRow(_("&Comment"), self._comment)

    @property
    def agent_id(self) -> int:
        """Whose wish it is."""
        return self._person.agent_id

    @property
    def name(self) -> str:
        """What that person is called."""
        return self._person.currentText()

    @property
    def what(self) -> dict[str, Any]:
        """Keyword arguments that both services take."""
        return {
            "on": self._on.value,
            "kind_id": self._kind.kind_id,
            "weight": self._weight.value(),
            "fixed": self._fixed.isChecked(),
            "comment": self._comment.text(),
        }


class DayWishDialog(_WishForm):
    """A new wish for one day or several in a row."""

    def __init__(self, team: Team, today: date, theme: Theme, parent: QWidget) -> None:
        super().__init__(team, _("A wish for a day"), theme, parent)
        self.add_who(None)
        self._first, self._last = DayField(today), DayField(today)
        self._first.dateChanged.connect(self._move_last)
        self.form.addRow(pgettext("a day", "&From"), self._first)
        self.form.addRow(pgettext("a day", "&To"), self._last)
        self.add_what(on=False, kind_id=None, weight=1, fixed=False, comment="")
        self.lay_out(width=480)

    @property
    def days(self) -> list[date]:
        """The days it is for."""
        first, last = self._first.day.toordinal(), self._last.day.toordinal()
        return [date.fromordinal(day) for day in range(first, last + 1)]

    def _move_last(self) -> None:
        if self._last.day < self._first.day:
            self._last.setDate(self._first.date())


class WeeklyWishDialog(_WishForm):
    """A wish or agreement that returns on its weekday."""

    def __init__(
        self, row: WeeklyWishRow | None, team: Team, today: date, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(team, _("A weekly agreement"), theme, parent)
        shown = row or WeeklyWishRow(0, 0, 0, None, on=False, fixed=True)
        self.add_who(row.agent_id if row else None)
        self._weekday = ChoiceBox([(day, weekday_name(day)) for day in _WEEK], shown.weekday)
        self._every = with_margin(QSpinBox(), theme)
        self._every.setRange(1, _MOST_WEEKS)
        self._every.setSpecialValueText(_("every week"))
        self._every.setPrefix(_("every") + " ")
        self._every.setSuffix(" " + _("weeks"))
        self._every.setValue(shown.every)
        self._first = OptionalDay(shown.first, _("F&rom"), today, theme)
        self._last = OptionalDay(shown.last, _("&Until"), today, theme)
        self.form.addRow(_("Week&day"), self._weekday)
        self.form.addRow(_("R&eturns"), self._every)
        self.form.addRow("", self._first)
        self.form.addRow("", self._last)
        self.add_what(
            on=shown.on,
            kind_id=shown.kind_id,
            weight=shown.weight,
            fixed=shown.fixed,
            comment=shown.comment,
        )
        self.lay_out(width=480)

    @property
    def values(self) -> dict[str, Any]:
        """Keyword arguments for the services."""
        return {
            "weekday": self._weekday.value,
            "every": self._every.value(),
            "first": self._first.day,
            "last": self._last.day,
            **self.what,
        }
