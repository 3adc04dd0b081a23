"""Keys that mean something in the whole room: of the keyboard, and of a presenter's clicker."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_BESIDES = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class RoomKey(StrEnum):
    """What a key asks for."""

    FORWARD = "forward"
    BACK = "back"
    BLANK = "blank"
    CLOCK = "clock"
    LONGER = "longer"
    SHORTER = "shorter"
    LARGER = "larger"
    SMALLER = "smaller"
    NORMAL_SIZE = "normal_size"
    FULL_SCREEN = "full_screen"
    STRIP = "strip"
    ESCAPE = "escape"


_PLAIN: Mapping[int, RoomKey] = {
    Qt.Key.Key_PageDown: RoomKey.FORWARD,
    Qt.Key.Key_Right: RoomKey.FORWARD,
    Qt.Key.Key_PageUp: RoomKey.BACK,
    Qt.Key.Key_Left: RoomKey.BACK,
    Qt.Key.Key_B: RoomKey.BLANK,
    Qt.Key.Key_Period: RoomKey.BLANK,
    Qt.Key.Key_Space: RoomKey.CLOCK,
    Qt.Key.Key_Plus: RoomKey.LONGER,
    Qt.Key.Key_Minus: RoomKey.SHORTER,
    Qt.Key.Key_F11: RoomKey.FULL_SCREEN,
    Qt.Key.Key_F9: RoomKey.STRIP,
    Qt.Key.Key_Escape: RoomKey.ESCAPE,
}
"""``B`` and the full stop are what clickers send to blank the picture."""
_WITH_CTRL: Mapping[int, RoomKey] = {
    Qt.Key.Key_Plus: RoomKey.LARGER,
    Qt.Key.Key_Equal: RoomKey.LARGER,
    Qt.Key.Key_Minus: RoomKey.SMALLER,
    Qt.Key.Key_0: RoomKey.NORMAL_SIZE,
}
"""In the room these size the audience's texts, not the program's."""


class RoomKeys(QObject):
    """``take`` a key that nothing with the focus wanted; ``pressed`` says what it asks for."""

    pressed = Signal(object)
    """A ``RoomKey``."""

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key means something here; then it was told."""
        meaning = _meaning(event)
        if meaning is None:
            return False
        self.pressed.emit(meaning)
        event.accept()
        return True

    def claims(self, event: QEvent) -> bool:
        """Whether a key of the whole window means something else in the room."""
        return (
            isinstance(event, QKeyEvent)
            and event.modifiers() & ~_BESIDES == _CTRL
            and event.key() in _WITH_CTRL
        )


def _meaning(event: QKeyEvent) -> RoomKey | None:
    modifiers = event.modifiers() & ~_BESIDES
    key = event.key()
    if modifiers == _CTRL:
        return _WITH_CTRL.get(key)
    return _PLAIN.get(key) if modifiers == _NONE else None
