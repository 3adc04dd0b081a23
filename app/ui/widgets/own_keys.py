"""Keys that mean something of their own in a widget, before the actions of the window have them."""

from collections.abc import Container

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_OVERRIDE = QEvent.Type.ShortcutOverride
_STRONG = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def claims_keys(event: QEvent, keys: Container[int]) -> bool:
    """Whether ``event`` asks about one of the keys, which is the widget's own from here on."""
    if event.type() != _OVERRIDE or not isinstance(event, QKeyEvent) or event.key() not in keys:
        return False
    event.accept()
    return True


def claims_letters(event: QEvent) -> bool:
    """As ``claims_keys``, for everything that is pressed without Ctrl and Alt."""
    if event.type() != _OVERRIDE or not isinstance(event, QKeyEvent) or event.modifiers() & _STRONG:
        return False
    event.accept()
    return True
