"""What the numbers of rules are called, and the fields to change them in."""

from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from app.i18n import _, pgettext
from app.rules.rosters.values import DAY_MINUTES
from app.rules.rosters.wording import Check
from app.ui.shifts.setup.fields import ClockField, HoursField
from app.ui.theme import Theme
from app.ui.widgets.number_field import with_margin

_FLAGS = frozenset({"workdays", "saturdays"})
_MOST_MINUTES = 366 * DAY_MINUTES
_MOST = 9999

Reading = Callable[[], int]


def number_label(name: str, check: Check) -> str:
    """The words for a number of a rule; its own name where it has none."""
    if name == "over_minutes" and check is Check.CONTRACT_HOURS:
        return _("Too many up to")
    return {
        "most": _("At most"),
        "least": _("At least"),
        "most_minutes": _("At most"),
        "least_minutes": _("At least"),
        "most_percent": _("At most, in percent"),
        "week_minutes": _("A week on average"),
        "workdays": _("Spread over Monday to Saturday only"),
        "saturdays": _("Saturdays too"),
        "period": _("Days that are looked at"),
        "nights": _("Nights a year that make a night worker"),
        "over_minutes": _("Counts from more than"),
        "over_1_minutes": _("Work over"),
        "break_1_minutes": _("needs a break of"),
        "over_2_minutes": _("Work over"),
        "break_2_minutes": _("needs a break of"),
        "over_3_minutes": _("Work over"),
        "break_3_minutes": _("needs a break of"),
        "from_clock": pgettext("a time", "From"),
        "to_clock": pgettext("a time", "To"),
        "weeks": _("Weeks in a row"),
        "inside_minutes": _("of which without a gap"),
        "span_minutes": _("Within"),
        "slack_minutes": _("Tolerance"),
        "under_minutes": _("Too few up to"),
        "reduced_minutes": _("Once a week not less than"),
        "sunday_before": _("Days before a Sunday"),
        "sunday_after": _("Days after a Sunday"),
        "holiday_before": _("Days before a holiday"),
        "holiday_after": _("Days after a holiday"),
        "shift": _("The day begins so many minutes after midnight"),
    }.get(name, name.replace("_", " "))


def number_field(name: str, value: int, theme: Theme) -> tuple[QWidget, Reading]:
    """A field for a number of a rule, and what reads it."""
    if name in _FLAGS:
        box = QCheckBox()
        box.setChecked(bool(value))
        return box, lambda: int(box.isChecked())
    if name.endswith("_clock"):
        hours, minutes = divmod(value % DAY_MINUTES, 60)
        clock = ClockField(time(hours, minutes), theme)
        return clock, lambda: clock.at.hour * 60 + clock.at.minute
    if name.endswith("_minutes"):
        duration = HoursField(value, theme, least=0, most=_MOST_MINUTES, step=0.25)
        return duration, lambda: duration.minutes
    number = with_margin(QSpinBox(), theme)
    number.setRange(min(0, value), _MOST)
    number.setValue(value)
    return number, number.value
