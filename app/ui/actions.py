"""The actions as QActions: with their keys, icons and texts, switched live."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.action_table import ACTIONS, Action, Scope
from app.ui.key_rules import refusal, taken_by
from app.ui.theme import Theme

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_MENU_ROLES = {
    "file.settings": QAction.MenuRole.PreferencesRole,
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}


class Actions(QObject):
    """``actions["ticket.reply"]`` is the QAction. Pages connect to it and enable it.

    Actions of a page are invisible to keys until ``attach`` gave them to its widget.
    """

    keys_changed = Signal(object)
    """Changed keys as ``Settings.shortcuts`` keeps them."""

    def __init__(
        self,
        theme: Theme,
        shortcuts: Mapping[str, str],
        *,
        table: Sequence[Action] = ACTIONS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = {action.id: action for action in table}
        self._changed = {key: value for key, value in shortcuts.items() if key in self._table}
        self._names: dict[str, str] = {}
        self._made = {action.id: self._make(action) for action in table}
        self._apply_keys()
        self.retranslate()

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def __iter__(self) -> Iterator[Action]:
        return iter(self._table.values())

    def attach(self, scope: Scope, widget: QWidget) -> None:
        """Let the keys of a page's actions work while the focus is in ``widget``."""
        context = (
            Qt.ShortcutContext.WindowShortcut
            if scope == Scope.WINDOW
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        for action in self._table.values():
            if action.scope == scope:
                self._made[action.id].setShortcutContext(context)
                widget.addAction(self._made[action.id])

    def retranslate(self) -> None:
        """Texts and tooltips in the language of the moment."""
        for action_id in self._table:
            self.set_text(action_id, self._names.get(action_id) or _(self._table[action_id].text))

    def name(self, action_id: str) -> str:
        """What the action is called in lists, without the dots that announce a question."""
        text = self._names.get(action_id) or _(self._table[action_id].text)
        return text.rstrip("…")

    def rename(self, action_id: str, name: str) -> None:
        """Call an action so from now on, as the keys of pages are called like their page."""
        self._names[action_id] = name
        self.set_text(action_id, name)

    def set_text(self, action_id: str, text: str) -> None:
        """Another text for now, as *Undo: closed 3 tickets*; the tooltip follows with its key."""
        action, made = self._table[action_id], self._made[action_id]
        made.setText(literal(text))
        made.setIconText(text.rstrip("…"))
        self._set_tooltip(action)

    def keys(self, action_id: str) -> list[QKeySequence]:
        """The keys an action has now."""
        return self._made[action_id].shortcuts()

    def key_text(self, action_id: str) -> str:
        """The first key as the person's system writes it; empty if there is none."""
        sequences = self.keys(action_id)
        return sequences[0].toString(_NATIVE) if sequences else ""

    def key_texts(self, action_id: str) -> list[str]:
        """All keys as the person's system writes them."""
        return [key.toString(_NATIVE) for key in self.keys(action_id)]

    def is_changed(self, action_id: str) -> bool:
        return action_id in self._changed

    def refusal(self, action_id: str, sequence: QKeySequence) -> str | None:
        """Why an action cannot have this key, in words, or None. No key is always fine."""
        if sequence.isEmpty():
            return None
        action = self._table[action_id]
        defaults = [QKeySequence(key) for key in action.keys]
        reason = None if sequence in defaults else refusal(sequence)
        if reason is not None:
            return reason
        other = taken_by(
            action, sequence, ((each, self.keys(each.id)) for each in self._table.values())
        )
        if other is None:
            return None
        return _("This is already the key for “{action}”.").format(action=self.name(other.id))

    def change_key(self, action_id: str, sequence: QKeySequence) -> str | None:
        """Give an action this key instead of its keys; returns the reason if refused."""
        reason = self.refusal(action_id, sequence)
        if reason is None:
            self._changed[action_id] = sequence.toString(_PORTABLE)
            self._keys_were_changed()
        return reason

    def reset_key(self, action_id: str) -> None:
        """Give an action its own keys again, as far as no other took them."""
        if self._changed.pop(action_id, None) is not None:
            self._keys_were_changed()

    def reset_all_keys(self) -> None:
        """Give all actions their own keys again."""
        self._changed.clear()
        self._keys_were_changed()

    def _keys_were_changed(self) -> None:
        self._apply_keys()
        self.retranslate()
        self.keys_changed.emit(dict(self._changed))

    def _make(self, action: Action) -> QAction:
        made = QAction(self)
        made.setObjectName(action.id)
        made.setCheckable(action.checkable)
        made.setMenuRole(_MENU_ROLES.get(action.id, QAction.MenuRole.NoRole))
        if action.icon is not None:
            made.setIcon(self._theme.icon(action.icon))
        return made

    def _apply_keys(self) -> None:
        """Changed keys come first; a standard key that one of them took is left out."""
        chosen = [
            (self._table[action_id], _sequences(text)) for action_id, text in self._changed.items()
        ]
        for action, sequences in chosen:
            self._made[action.id].setShortcuts(sequences)
        for action in self._table.values():
            if action.id not in self._changed:
                own = [QKeySequence(key) for key in action.keys]
                free = [key for key in own if not taken_by(action, key, chosen)]
                self._made[action.id].setShortcuts(free)

    def _set_tooltip(self, action: Action) -> None:
        made = self._made[action.id]
        text = _(action.tooltip) if action.tooltip else made.iconText()
        key = self.key_text(action.id)
        made.setToolTip(f"{text} ({key})" if key else text)


def literal(text: str) -> str:
    """A text for a button or menu in which an ampersand is an ampersand, not a mnemonic."""
    return text.replace("&", "&&")


def _sequences(text: str) -> list[QKeySequence]:
    return [key for key in QKeySequence.listFromString(text, _PORTABLE) if not key.isEmpty()]
