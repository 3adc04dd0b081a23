"""Which keys an action may have: why a combination is refused, in words."""

import sys
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from app.i18n import _
from app.ui.action_table import Action, Scope

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier

_BEHIND_ALTGR = frozenset("@[]{}\\|~€")
"""Characters typed with AltGr on German, French, Spanish and Nordic keyboards."""
_MOVING = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Space,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_unknown,
    }
)
_SYSTEM = frozenset({"Alt+F4", "F10", "Alt+Tab", "Alt+Space", "Print"})
_EDITING = frozenset({"Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Ins", "Shift+Ins", "Shift+Del"})


def overlap(first: Scope, second: Scope) -> bool:
    """Whether a key could mean both: the composer lies in the tickets page, all in the window."""
    if first == second or Scope.WINDOW in (first, second):
        return True
    return {first, second} == {Scope.TICKETS, Scope.COMPOSER}


def refusal(sequence: QKeySequence, *, mac: bool = sys.platform == "darwin") -> str | None:
    """Why no action may have this key, or None."""
    if sequence.count() > 1:
        return _("One combination of keys only.")
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    # Its type stub leaves the index out.
    combination: QKeyCombination = sequence[0]  # type: ignore[index]
    key, modifiers = combination.key(), combination.keyboardModifiers()
    character = chr(key.value).lower() if 0x20 < key.value < 0x0100 else ""
    if key in _MODIFIERS:
        return _("A key besides Ctrl, Alt and Shift is needed.")
    if key in _MOVING and not modifiers & (_CTRL | _ALT):
        return _("This key moves through the window.")
    if text in _EDITING:
        return _("This key copies and pastes text.")
    if mac:
        return None
    if text in _SYSTEM:
        return _("This key belongs to the system.")
    if modifiers & _CTRL and modifiers & _ALT and character:
        return _("Ctrl+Alt is AltGr on many keyboards: there this combination types a character.")
    if character in _BEHIND_ALTGR and character:
        return _("On many keyboards this character needs AltGr, so the key cannot be pressed.")
    if modifiers & _ALT and not modifiers & _CTRL and character:
        return _("Alt with a letter opens a menu.")
    return None


def taken_by(
    action: Action,
    sequence: QKeySequence,
    keys: Iterable[tuple[Action, Sequence[QKeySequence]]],
) -> Action | None:
    """The other action that has this key where both could be meant, or None."""
    for other, sequences in keys:
        if other.id != action.id and overlap(action.scope, other.scope) and sequence in sequences:
            return other
    return None
