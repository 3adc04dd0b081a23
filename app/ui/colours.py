"""The one table of colours, by role, in light and dark. Nothing else names a colour."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor

from app.i18n import N_
from app.rules.enums import Priority


class Role(StrEnum):
    """What a colour is for."""

    WINDOW = "window"
    SURFACE = "surface"
    RAISED = "raised"
    TEXT = "text"
    MUTED = "muted"
    BORDER = "border"
    FIELD = "field"
    ACCENT = "accent"
    ACCENT_TEXT = "accent_text"
    ACCENT_SOFT = "accent_soft"
    ACCENT_HOVER = "accent_hover"
    DANGER = "danger"
    WARNING = "warning"
    SUCCESS = "success"
    INFO = "info"
    DANGER_SOFT = "danger_soft"
    WARNING_SOFT = "warning_soft"
    SUCCESS_SOFT = "success_soft"
    INFO_SOFT = "info_soft"
    NOTE_TINT = "note_tint"
    OUTGOING_TINT = "outgoing_tint"
    SELECTION = "selection"
    HOVER = "hover"
    SCROLL = "scroll"


class Pair(NamedTuple):
    """One colour in both schemes."""

    light: str
    dark: str

    def of(self, *, dark: bool) -> str:
        return self.dark if dark else self.light


COLOURS: Mapping[Role, Pair] = {
    Role.WINDOW: Pair("#F6F6F3", "#151719"),
    Role.SURFACE: Pair("#FFFFFF", "#1D2023"),
    Role.RAISED: Pair("#EFEFEA", "#262A2E"),
    Role.TEXT: Pair("#1C1E20", "#E9E9E6"),
    Role.MUTED: Pair("#575C63", "#A5ABB2"),
    Role.BORDER: Pair("#D9D9D2", "#363B41"),
    Role.FIELD: Pair("#C4C5BE", "#4A5057"),
    Role.ACCENT: Pair("#0B6A6A", "#55C6C0"),
    Role.ACCENT_TEXT: Pair("#FFFFFF", "#0E1B1B"),
    Role.ACCENT_SOFT: Pair("#D8ECEA", "#153F3E"),
    Role.ACCENT_HOVER: Pair("#095858", "#6FD3CE"),
    Role.DANGER: Pair("#B3261E", "#F28B83"),
    Role.WARNING: Pair("#835400", "#E2B444"),
    Role.SUCCESS: Pair("#1D6A39", "#72D09A"),
    Role.INFO: Pair("#1F5CA6", "#84B7F2"),
    Role.DANGER_SOFT: Pair("#FBE9E7", "#3B2321"),
    Role.WARNING_SOFT: Pair("#FBF0D9", "#382E18"),
    Role.SUCCESS_SOFT: Pair("#E2F2E7", "#1B3325"),
    Role.INFO_SOFT: Pair("#E3EDF9", "#1C2E44"),
    Role.NOTE_TINT: Pair("#FFF6DB", "#3A3320"),
    Role.OUTGOING_TINT: Pair("#E8F3F1", "#1B2F2E"),
    Role.SELECTION: Pair("#CFE7E4", "#183C3A"),
    Role.HOVER: Pair("#F0F3F1", "#23282B"),
    Role.SCROLL: Pair("#B9BAB3", "#525960"),
}

TINTS = (
    Role.WINDOW,
    Role.SURFACE,
    Role.RAISED,
    Role.ACCENT_SOFT,
    Role.NOTE_TINT,
    Role.OUTGOING_TINT,
    Role.SELECTION,
    Role.HOVER,
    Role.DANGER_SOFT,
    Role.WARNING_SOFT,
    Role.SUCCESS_SOFT,
    Role.INFO_SOFT,
)
"""What text may stand on."""

SOFT_OF: Mapping[Role, Role] = {
    Role.ACCENT: Role.ACCENT_SOFT,
    Role.DANGER: Role.DANGER_SOFT,
    Role.WARNING: Role.WARNING_SOFT,
    Role.SUCCESS: Role.SUCCESS_SOFT,
    Role.INFO: Role.INFO_SOFT,
    Role.MUTED: Role.RAISED,
    Role.TEXT: Role.RAISED,
}
"""The tint a chip or message bar of that colour stands on."""
PRIORITY_ROLES = {
    Priority.LOW: Role.MUTED,
    Priority.NORMAL: Role.MUTED,
    Priority.HIGH: Role.WARNING,
    Priority.CRITICAL: Role.DANGER,
}


class PersonColour(NamedTuple):
    """Fill of a circle or a shift, with a letter in it; ``name`` is for the chooser."""

    name: str
    fill: Pair


PERSON_COLOURS: tuple[PersonColour, ...] = (
    PersonColour(N_("Teal"), Pair("#0B6A6A", "#55C6C0")),
    PersonColour(N_("Orange"), Pair("#A34700", "#F3A55F")),
    PersonColour(N_("Blue"), Pair("#1F5CA6", "#84B7F2")),
    PersonColour(N_("Raspberry"), Pair("#A8226B", "#F193C3")),
    PersonColour(N_("Olive"), Pair("#556117", "#BFCB66")),
    PersonColour(N_("Violet"), Pair("#6B3FA0", "#C3A3F0")),
    PersonColour(N_("Red"), Pair("#B3261E", "#F28B83")),
    PersonColour(N_("Slate"), Pair("#48586A", "#A9B8C8")),
    PersonColour(N_("Green"), Pair("#1D6A39", "#72D09A")),
    PersonColour(N_("Ochre"), Pair("#7A5800", "#E2C044")),
    PersonColour(N_("Indigo"), Pair("#3F45A5", "#A6ADF7")),
    PersonColour(N_("Brown"), Pair("#6E4636", "#D2AE9B")),
)
"""Neighbours in the list differ in hue and lightness, so that the first few agents never look
alike, also to colour-blind eyes. The letter on them is ``ACCENT_TEXT``."""


@cache
def colour(role: Role, *, dark: bool) -> QColor:
    """The colour of a role; a shared value, not to be changed."""
    return QColor(COLOURS[role].of(dark=dark))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two ``#RRGGBB``, 1 to 21 (WCAG 2.2, relative luminance)."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
