"""Fields for hours, days that may be missing, kinds of shifts, people, weekdays and zones."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QLocale, QTime, QTimeZone, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QHBoxLayout,
    QTimeEdit,
    QToolButton,
    QWidget,
)

from app.i18n import _
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.people import PersonRow
from app.ui.theme import Theme, set_style_property
from app.ui.times import locale
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.number_field import with_margin

Value = TypeVar("Value")

_WEEK = range(7)


class HoursField(QDoubleSpinBox):
    """Minutes, shown and typed as hours."""

    def __init__(
        self, minutes: int, theme: Theme, *, least: int, most: int, step: float = 0.5
    ) -> None:
        super().__init__()
        with_margin(self, theme)
        self.setLocale(locale())
        self.setDecimals(2)
        self.setSingleStep(step)
        self.setSuffix(" " + _("h"))
        self.setRange(least / 60, most / 60)
        self.setValue(minutes / 60)

    @property
    def minutes(self) -> int:
        """What it says, in minutes."""
        return round(self.value() * 60)


class ClockField(QTimeEdit):
    """A time on the clock of 24 hours."""

    def __init__(self, at: time, theme: Theme) -> None:
        super().__init__(QTime(at.hour, at.minute))
        with_margin(self, theme)
        self.setDisplayFormat("HH:mm")

    @property
    def at(self) -> time:
        """The time it shows."""
        shown = self.time()
        return time(shown.hour(), shown.minute())


class DayField(QDateEdit):
    """A day of the calendar."""

    def __init__(self, day: date) -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self.setLocale(locale())
        self.setCalendarPopup(True)
        self.setDisplayFormat(_("ddd d MMM yyyy"))

    @property
    def day(self) -> date:
        """The day it shows."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


class OptionalDay(QWidget):
    """A day that is only said where its box is ticked."""

    def __init__(self, day: date | None, words: str, otherwise: date, theme: Theme) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self._field = DayField(day or otherwise)
        self._field.setAccessibleName(words)
        self.box.setChecked(day is not None)
        self._field.setEnabled(day is not None)
        self.box.toggled.connect(self._field.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.box)
        row.addWidget(self._field)
        row.addStretch()
        self.setFocusProxy(self.box)

    @property
    def day(self) -> date | None:
        """The day, None where it is not said."""
        return self._field.day if self.box.isChecked() else None


class Toggles(QWidget):
    """Small buttons of which any number is pressed."""

    def __init__(
        self, choices: Iterable[tuple[object, str, str]], pressed: Iterable[object], theme: Theme
    ) -> None:
        super().__init__()
        flow = FlowLayout(self, spacing=theme.px(4))
        wanted = set(pressed)
        self._buttons: dict[object, QToolButton] = {}
        for value, text, name in choices:
            button = QToolButton()
            button.setText(text)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setCheckable(True)
            button.setChecked(value in wanted)
            set_style_property(button, "chip", True)
            self._buttons[value] = button
            flow.addWidget(button)
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))

    @property
    def pressed(self) -> list[object]:
        """The values that are pressed, in their order."""
        return [value for value, button in self._buttons.items() if button.isChecked()]


class WeekdayToggles(Toggles):
    """The days of a week from Monday."""

    def __init__(self, pressed: Iterable[int], theme: Theme) -> None:
        super().__init__(
            [(day, short_weekday(day), weekday_name(day)) for day in _WEEK], pressed, theme
        )

    @property
    def weekdays(self) -> frozenset[int]:
        """The days that are pressed, counted from Monday."""
        return frozenset(day for day in _WEEK if day in self.pressed)


class KindToggles(Toggles):
    """The kinds of shifts that are offered, by their letters."""

    def __init__(self, kinds: Sequence[KindRow], pressed: Iterable[int], theme: Theme) -> None:
        chosen = set(pressed)
        offered = [each for each in kinds if not each.archived or each.id in chosen]
        super().__init__([(each.id, each.letter, each.name) for each in offered], chosen, theme)
        self._ids = [each.id for each in offered]

    @property
    def ids(self) -> frozenset[int]:
        """The kinds that are pressed."""
        return frozenset(each for each in self._ids if each in self.pressed)


class KindBox(QComboBox):
    """One kind of shift, or any."""

    def __init__(self, kinds: Sequence[KindRow], chosen: int | None, *, any_kind: str) -> None:
        super().__init__()
        self.addItem(any_kind, None)
        for each in kinds:
            if not each.archived or each.id == chosen:
                self.addItem(f"{each.letter} · {each.name}", each.id)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    @property
    def kind_id(self) -> int | None:
        """The id of the kind, None for any."""
        found: int | None = self.currentData()
        return found


class ChoiceBox(QComboBox, Generic[Value]):
    """Values and what they are called. Qt would make plain words of enums that it keeps."""

    def __init__(self, choices: Iterable[tuple[Value, str]], chosen: Value | None = None) -> None:
        super().__init__()
        self._values: list[Value] = []
        for value, text in choices:
            self._values.append(value)
            self.addItem(text)
        if chosen is not None:
            self.choose(chosen)

    @property
    def value(self) -> Value:
        """The value that is shown."""
        return self._values[self.currentIndex()]

    def choose(self, value: Value) -> None:
        """Show this value; the first one if there is no such."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class PersonBox(QComboBox):
    """One of the people."""

    person_chosen = Signal()

    def __init__(self, people: Sequence[PersonRow], chosen: int | None) -> None:
        super().__init__()
        for each in people:
            if each.active or each.id == chosen:
                self.addItem(each.name, each.id)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.activated.connect(lambda _row: self.person_chosen.emit())

    @property
    def agent_id(self) -> int:
        """The id of the agent."""
        found: int = self.currentData()
        return found


class ZoneBox(QComboBox):
    """A time zone by its IANA name; the first entry is the desk's own."""

    def __init__(self, zone: str, own: str) -> None:
        super().__init__()
        self.addItem(own, "")
        for name in sorted(
            bytes(each.data()).decode() for each in QTimeZone.availableTimeZoneIds()
        ):
            self.addItem(name, name)
        self.setCurrentIndex(max(0, self.findData(zone)))

    @property
    def zone(self) -> str:
        """The name, empty for the desk's."""
        found: str = self.currentData()
        return found


def weekday_name(weekday: int) -> str:
    """Monday for 0, as ``date.weekday`` counts."""
    return locale().standaloneDayName(weekday + 1, QLocale.FormatType.LongFormat)


def short_weekday(weekday: int) -> str:
    """The same in two or three letters."""
    return locale().standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat).rstrip(".")
