"""The ``?`` sheet: all actions with their keys, to be searched."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.ui import fuzzy
from app.ui.action_table import Action, Group, group_label
from app.ui.actions import Actions
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.key_cap import KeyCap
from app.ui.widgets.search_box import SearchBox

_SIZE = (760, 600)
_COLUMNS = 2


class KeySheet(QDialog):
    """Groups in two columns; the search box hides what does not match. Esc closes."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self._theme = theme
        self._blocks = [
            KeyBlock(group, [each for each in actions if each.group == group], actions, theme)
            for group in Group
        ]
        self._nothing = QLabel(_("No action matches"))
        set_text_style(self._nothing, TextStyle.MUTED)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self.search = SearchBox(_("Search keys and actions"), theme)
        self.search.textChanged.connect(self._filter)
        title = QLabel(_("Keys"))
        set_text_style(title, TextStyle.TITLE)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.search)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(16))
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self._scrolled(), 1)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.search.setFocus()

    @property
    def shown_actions(self) -> list[str]:
        """Ids of the actions not hidden by the search."""
        return [each for block in self._blocks for each in block.shown_actions]

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("scrolled", True)
        grid = QHBoxLayout(inner)
        grid.setContentsMargins(0, 0, self._theme.px(12), 0)
        grid.setSpacing(self._theme.px(32))
        for blocks in _balanced(self._blocks, _COLUMNS):
            part = QVBoxLayout()
            part.setSpacing(self._theme.px(16))
            for block in blocks:
                part.addWidget(block)
            part.addStretch(1)
            grid.addLayout(part, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _filter(self, text: str) -> None:
        for block in self._blocks:
            block.filter(text)
        self._nothing.setVisible(not self.shown_actions)


class KeyBlock(QWidget):
    """One group: its head, and a line for each action that has a key."""

    def __init__(
        self, group: Group, members: Iterable[Action], actions: Actions, theme: Theme
    ) -> None:
        super().__init__()
        self._lines: dict[str, tuple[str, QLabel, KeyCap]] = {}
        head = QLabel(group_label(group))
        set_text_style(head, TextStyle.SECTION)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(0, 1)
        grid.addWidget(head, 0, 0, 1, 2)
        for action in members:
            key = " ".join(actions.key_texts(action.id))
            if key and actions[action.id].isVisible():
                name = actions.name(action.id)
                label, cap = QLabel(name), KeyCap(actions.key_texts(action.id), theme)
                row = grid.rowCount()
                grid.addWidget(label, row, 0)
                grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight)
                self._lines[action.id] = (key, label, cap)

    @property
    def shown_actions(self) -> list[str]:
        return [each for each, (_keys, label, _cap) in self._lines.items() if not label.isHidden()]

    @property
    def length(self) -> int:
        return len(self._lines)

    def filter(self, text: str) -> None:
        """Hide lines that do not match, and the whole block if none does."""
        for keys, label, cap in self._lines.values():
            found = fuzzy.matches(text, label.text(), keys)
            label.setVisible(found)
            cap.setVisible(found)
        self.setVisible(bool(self.shown_actions))


def _balanced(blocks: Iterable[KeyBlock], columns: int) -> list[list[KeyBlock]]:
    """Blocks in their order, spread so that the columns are about equally long."""
    blocks = list(blocks)
    share = sum(block.length + 2 for block in blocks) / columns
    parts: list[list[KeyBlock]] = [[] for _each in range(columns)]
    filled, place = 0.0, 0
    for block in blocks:
        if filled >= share and place < columns - 1:
            place, filled = place + 1, 0.0
        parts[place].append(block)
        filled += block.length + 2
    return parts
