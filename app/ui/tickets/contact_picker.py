"""Finding the contact that a ticket belongs to, by name, firm, address or phone."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.i18n import _
from app.queries.contacts import ContactRow, complete_contacts
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.avatar_icon import avatar_icon
from app.ui.widgets.brief_popover import BriefPopover

_ROW = int(Qt.ItemDataRole.UserRole)
_ROWS = 8
_ROW_HEIGHT = 32


class ContactPicker(BriefPopover):
    """``picked`` tells the ``ContactRow``."""

    picked = Signal(object)

    def __init__(self, title: str, operations: Operations, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._operations = operations
        self.setAccessibleName(title)
        self.setFixedWidth(theme.px(420))
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Name, firm, address or phone"))
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.list = QListWidget()
        self.list.setFrameShape(self.Shape.NoFrame)
        self.list.setAccessibleName(_("Contacts found"))
        self.list.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.list.setFixedHeight(theme.px(_ROWS * _ROW_HEIGHT))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemClicked.connect(self._take)
        for each in (heading, self.line, self.list):
            self.column.addWidget(each)
        self._search("")

    def _search(self, text: str) -> None:
        self._operations.read(
            complete_contacts, text, _ROWS, owner=self, key="found", done=self._show_rows
        )

    def _show_rows(self, rows: list[ContactRow]) -> None:
        self.list.clear()
        for row in rows:
            parts = (row.name, row.organisation, row.email)
            item = QListWidgetItem(" · ".join(part for part in parts if part))
            item.setIcon(avatar_icon(self.theme, row.name or row.email, None))
            item.setSizeHint(QSize(0, self.theme.px(_ROW_HEIGHT)))
            item.setToolTip(item.text())
            item.setData(_ROW, row)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        row = item.data(_ROW) if item is not None else None
        if isinstance(row, ContactRow):
            self.picked.emit(row)
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)
