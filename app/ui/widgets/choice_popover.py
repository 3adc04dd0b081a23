"""Choosing from a list by typing a few letters: agents, categories, tags, views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.i18n import _
from app.rules.names import folded
from app.ui.theme import Theme
from app.ui.tips import plain_tip
from app.ui.widgets.brief_popover import BriefPopover

_VALUE = int(Qt.ItemDataRole.UserRole)
_ROWS = 9
_FILTER_FROM = 7
"""From so many choices on there is a line to filter them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; ``value`` is told, ``chosen`` is what holds now."""

    value: Any
    text: str
    icon: QIcon | None = None
    chosen: bool = False


class ChoicePopover(BriefPopover):
    """Enter or a click takes the marked choice; with ``create`` also what was typed itself."""

    taken = Signal(object)
    """The ``value`` of the choice."""
    created = Signal(str)
    """A text that is none of the choices."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        theme: Theme,
        parent: QWidget,
        *,
        create: bool = False,
    ) -> None:
        super().__init__(theme, parent)
        self._choices = tuple(choices)
        self._create = create
        self.setAccessibleName(title)
        self.line = QLineEdit()
        self.line.setPlaceholderText(title)
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFrameShape(self.Shape.NoFrame)
        self.list.setAccessibleName(title)
        self.list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._take)
        margin = theme.px(6)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.addWidget(self.line)
        self.column.addWidget(self.list)
        self.setFixedWidth(theme.px(280))
        self._fill("")
        self.line.setVisible(create or len(self._choices) >= _FILTER_FROM)
        if self.line.isVisibleTo(self):
            self.setFocusProxy(self.line)
            self.line.setFocus()
        else:
            self.list.setFocus()
            self.list.installEventFilter(self)

    def retell(self, texts: Mapping[Any, str]) -> None:
        """Say choices in other words, by their value; nothing moves."""
        self._choices = tuple(
            replace(each, text=texts.get(each.value, each.text)) for each in self._choices
        )
        for row in range(self.list.count()):
            item = self.list.item(row)
            choice = item.data(_VALUE)
            if isinstance(choice, Choice) and choice.value in texts:
                told = replace(choice, text=texts[choice.value])
                item.setText(told.text)
                item.setToolTip(plain_tip(told.text))
                item.setData(_VALUE, told)

    def _fill(self, text: str) -> None:
        self.list.clear()
        wanted = folded(text)
        fitting = [each for each in self._choices if wanted in folded(each.text)]
        fitting.sort(key=lambda each: not folded(each.text).startswith(wanted))
        for choice in fitting:
            self._add(choice)
        if self._create and wanted and all(folded(each.text) != wanted for each in self._choices):
            item = QListWidgetItem(
                self.theme.icon("add"), _("Create “{name}”").format(name=text.strip())
            )
            item.setSizeHint(QSize(0, self.theme.px(30)))
            item.setData(_VALUE, None)
            self.list.addItem(item)
        chosen = [row for row, each in enumerate(fitting) if each.chosen and not wanted]
        self.list.setCurrentRow(chosen[0] if chosen else 0)
        rows = max(1, min(_ROWS, self.list.count()))
        self.list.setFixedHeight(rows * self.theme.px(30) + self.theme.px(2))
        self.adjustSize()

    def _add(self, choice: Choice) -> None:
        item = QListWidgetItem(choice.text)
        item.setSizeHint(QSize(0, self.theme.px(30)))
        icon = choice.icon
        if choice.chosen and icon is None:
            icon = self.theme.icon("check")
        if icon is not None:
            item.setIcon(icon)
        if choice.chosen:
            font = self.theme.font(bold=True)
            item.setFont(font)
        item.setData(_VALUE, choice)
        item.setToolTip(plain_tip(choice.text))
        self.list.addItem(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        choice, typed = item.data(_VALUE), self.line.text().strip()
        self.close()
        if isinstance(choice, Choice):
            self.taken.emit(choice.value)
        else:
            self.created.emit(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and watched is self.line:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)
