"""Finding one thing among many: a line to type into, below it what fits, Enter takes it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.brief_popover import BriefPopover

ROW = int(Qt.ItemDataRole.UserRole)
"""What an item of the list stands for."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Picker(BriefPopover):
    """What is typed comes by ``look_up``, which a picker of its kind answers by ``show_found``."""

    picked = Signal(object)
    """The row that was taken."""

    def __init__(
        self,
        title: str,
        theme: Theme,
        parent: QWidget,
        *,
        placeholder: str,
        found: str,
        width: int,
        height: int,
    ) -> None:
        """``found`` names the list; ``width`` and the list's ``height`` are px at 100 % text."""
        super().__init__(theme, parent)
        self.setAccessibleName(title)
        self.setFixedWidth(theme.px(width))
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self.look_up)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.list = QListWidget()
        self.list.setFrameShape(self.Shape.NoFrame)
        self.list.setAccessibleName(found)
        self.list.setFixedHeight(theme.px(height))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        for each in (heading, self.line, self.list):
            self.column.addWidget(each)

    def look_up(self, text: str) -> None:
        """Find what fits ``text``, which is empty at first."""
        raise NotImplementedError

    def show_found(self, items: Iterable[tuple[object, QListWidgetItem]]) -> None:
        """Show rows, each by its item, the first one chosen."""
        self.list.clear()
        for row, item in items:
            item.setData(ROW, row)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.data(ROW))
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)
