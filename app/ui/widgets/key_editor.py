"""The table of keys in the settings: press a key to change it, with the reason if refused."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.i18n import _
from app.ui import fuzzy
from app.ui.action_table import Action, Group, group_label
from app.ui.actions import Actions
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.search_box import SearchBox

_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeyField(QLineEdit):
    """Shows keys; the next combination pressed in it is the new one. Backspace means none."""

    pressed = Signal(object)
    """The ``QKeySequence`` that was pressed; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown = ""

    def show_keys(self, text: str) -> None:
        self._shown = text
        self.setText(_("Press a key…") if self.hasFocus() else text)

    def event(self, event: QEvent) -> bool:
        # Else the key would do what it does everywhere instead of being recorded.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers():
            self.pressed.emit(QKeySequence())
        elif event.key() not in (
            Qt.Key.Key_Control,
            Qt.Key.Key_Shift,
            Qt.Key.Key_Alt,
            Qt.Key.Key_AltGr,
            Qt.Key.Key_Meta,
        ):
            self.pressed.emit(QKeySequence(_combination(event)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setText(_("Press a key…"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setText(self._shown)


class KeyRow:
    """The widgets of one action in the grid."""

    def __init__(self, action: Action, actions: Actions, theme: Theme) -> None:
        self.action = action
        self._actions = actions
        self.name = QLabel()
        self.name.setWordWrap(True)
        self.field = KeyField()
        self.reset = IconButton("undo", _("Standard key"), theme, size=14)
        self.reason = QLabel()
        set_text_style(self.reason, TextStyle.DANGER)
        self.reason.setWordWrap(True)
        self.reason.hide()
        self.field.pressed.connect(self._pressed)
        self.reset.clicked.connect(self._reset)
        self.refresh()

    def refresh(self) -> None:
        """Show the keys as they are now."""
        actions = self._actions
        name = actions.name(self.action.id)
        self.name.setText(name)
        self.field.show_keys(", ".join(actions.key_texts(self.action.id)))
        self.field.setAccessibleName(_("Key for “{action}”").format(action=name))
        self.reset.setVisible(actions.is_changed(self.action.id))

    def set_visible(self, visible: bool) -> None:
        for widget in (self.name, self.field):
            widget.setVisible(visible)
        self.reset.setVisible(visible and self._actions.is_changed(self.action.id))
        self.reason.setVisible(visible and bool(self.reason.text()))

    def _pressed(self, sequence: QKeySequence) -> None:
        reason = self._actions.change_key(self.action.id, sequence) or ""
        shown = sequence.toString(_NATIVE)
        self.reason.setText(f"{shown}: {reason}" if reason else "")
        self.reason.setVisible(bool(reason))
        set_style_property(self.field, "wrong", bool(reason))

    def _reset(self) -> None:
        self.reason.setText("")
        self.reason.hide()
        set_style_property(self.field, "wrong", False)
        self._actions.reset_key(self.action.id)


class KeyEditor(QWidget):
    """All actions by group. Changes take effect at once; ``Actions.keys_changed`` tells them."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._theme = theme
        self.search = SearchBox(_("Search keys and actions"), theme)
        self.search.textChanged.connect(self._filter)
        self._all = Button(_("Standard keys for all"), theme, kind=ButtonKind.QUIET)
        self._all.clicked.connect(actions.reset_all_keys)
        self._heads: dict[Group, QLabel] = {}
        self.rows: list[KeyRow] = []
        grid = QGridLayout()
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        for group in Group:
            self._add_group(grid, group)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.search)
        column.addLayout(grid)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        actions.keys_changed.connect(self._refresh)

    def _add_group(self, grid: QGridLayout, group: Group) -> None:
        head = QLabel(group_label(group))
        set_text_style(head, TextStyle.SECTION)
        self._heads[group] = head
        grid.addWidget(head, grid.rowCount(), 0, 1, 3)
        for action in self._actions:
            if action.group != group or not self._actions[action.id].isVisible():
                continue
            row, line = KeyRow(action, self._actions, self._theme), grid.rowCount()
            grid.addWidget(row.name, line, 0)
            grid.addWidget(row.field, line, 1)
            grid.addWidget(row.reset, line, 2)
            grid.addWidget(row.reason, line + 1, 0, 1, 3)
            row.field.setMinimumWidth(self._theme.px(120))
            row.field.setMaximumWidth(self._theme.px(220))
            self.rows.append(row)

    def _refresh(self) -> None:
        for row in self.rows:
            row.refresh()
        self._filter(self.search.text())

    def _filter(self, text: str) -> None:
        shown: set[Group] = set()
        for row in self.rows:
            found = fuzzy.matches(text, row.name.text(), row.field.text())
            row.set_visible(found)
            if found:
                shown.add(row.action.group)
        for group, head in self._heads.items():
            head.setVisible(group in shown)


def _combination(event: QKeyEvent) -> QKeyCombination:
    """Key and modifiers; Shift is left out where it only makes the character (``?``)."""
    combined = event.keyCombination()
    text = event.text()
    made_by_shift = len(text) == 1 and text.isprintable() and not text.isalpha()
    modifiers = combined.keyboardModifiers()
    if made_by_shift:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    return QKeyCombination(modifiers, combined.key())
