"""Fields for numbers whose words begin where those of other fields do."""

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox

from app.ui.theme import Theme

_MARGIN = 7

Spin = TypeVar("Spin", bound=QAbstractSpinBox)


def with_margin(field: Spin, theme: Theme) -> Spin:
    """The field itself: Qt puts its line at the very edge, whatever the style sheet says."""
    field.lineEdit().setTextMargins(theme.px(_MARGIN), 0, 0, 0)
    return field
