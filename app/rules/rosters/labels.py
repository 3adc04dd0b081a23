"""What absences, their parts and surcharges are called, in the language of the interface."""

from app.i18n import _, pgettext
from app.rules.rosters.surcharges import SurchargeRate
from app.rules.rosters.values import AbsenceKind, DayPart


def absence_label(kind: AbsenceKind) -> str:
    """The word for an absence."""
    return {
        AbsenceKind.VACATION: _("Vacation"),
        AbsenceKind.SICK: _("Sick"),
        AbsenceKind.TRAINING: _("Training"),
        AbsenceKind.COMPENSATION: _("Time off in lieu"),
    }[kind]


def absence_mark(kind: AbsenceKind) -> str:
    """Two or three letters for a cell on paper; a legend tells what they mean."""
    return {
        AbsenceKind.VACATION: pgettext("mark of an absence", "vac"),
        AbsenceKind.SICK: pgettext("mark of an absence", "sck"),
        AbsenceKind.TRAINING: pgettext("mark of an absence", "trn"),
        AbsenceKind.COMPENSATION: pgettext("mark of an absence", "cmp"),
    }[kind]


def part_label(part: DayPart) -> str:
    """The word for a part of a day."""
    return {
        DayPart.WHOLE: _("Whole day"),
        DayPart.MORNING: _("Morning"),
        DayPart.AFTERNOON: _("Afternoon"),
    }[part]


def surcharge_label(rate: SurchargeRate) -> str:
    """What a surcharge is for."""
    return {
        "night": _("Night"),
        "deep_night": _("Night after midnight"),
        "sunday": _("Sunday"),
        "holiday": _("Public holiday"),
        "new_years_eve": _("New Year's Eve"),
        "high_holiday": _("Christmas Day, 26 December, 1 May"),
        "christmas_eve": _("Christmas Eve"),
    }.get(rate.key, rate.key)
