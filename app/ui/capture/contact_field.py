"""Who asks: a line that finds known contacts by name, firm, address or phone."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMoveEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.i18n import _
from app.queries.contacts import ContactRow, complete_contacts
from app.ui.operations import Operations
from app.ui.theme import Theme

_PAUSE_MS = 60
_ROW = Qt.ItemDataRole.UserRole
_MOST = 8


class ContactField(QLineEdit):
    """The list below it is a child of the window, so that typing goes on while it is open."""

    chosen = Signal(object)
    """The ``ContactRow`` picked from the list."""
    typed = Signal(str)
    """The text after each key; who was chosen is chosen no longer."""
    finished = Signal()
    """Enter without a list: on to the text."""

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self.setPlaceholderText(_("Name, firm, address or phone"))
        self.setAccessibleName(_("Contact"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("popup", True)
        self.list.setAccessibleName(_("Contacts found"))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self.list.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self.textEdited.connect(self._edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if self.list.isVisible() and step is not None:
            row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
            self.list.setCurrentRow(row)
        elif self.list.isVisible() and key == Qt.Key.Key_Escape:
            self.list.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.list.hide()
        super().focusOutEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def _enter(self) -> None:
        if self.list.isVisible() and self.list.currentItem() is not None:
            self._take(self.list.currentItem())
        else:
            self.list.hide()
            self.finished.emit()

    def _edited(self, text: str) -> None:
        self.typed.emit(text)
        self._pause.start()

    def _look_up(self) -> None:
        text = self.text().strip()
        if len(text) < 2:
            self.list.hide()
            return
        self._operations.read(
            complete_contacts, text, _MOST, owner=self, key="contacts", done=self._offer
        )

    def _offer(self, rows: Sequence[ContactRow]) -> None:
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(self._theme.icon("contact"), _words(row))
            item.setData(_ROW, row)
            self.list.addItem(item)
        if not rows or not self.hasFocus():
            self.list.hide()
            return
        self.list.setCurrentRow(0)
        self._place()
        self.list.show()
        self.list.raise_()

    def _place(self) -> None:
        window = self.window()
        self.list.setParent(window)
        below = self.mapTo(window, QPoint(0, self.height() + self._theme.px(2)))
        height = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        border = 2 * self.list.frameWidth() + self._theme.px(8)
        room = window.height() - below.y()
        self.list.setGeometry(QRect(below, QSize(self.width(), min(height + border, room))))

    def _take(self, item: QListWidgetItem) -> None:
        row = item.data(_ROW)
        self.list.hide()
        self.setText(row.name or row.email or row.phone)
        self.chosen.emit(row)


def _words(row: ContactRow) -> str:
    """Name first, then whatever tells people of the same name apart."""
    name = row.name or row.email
    more = [each for each in (row.organisation, row.email, row.phone) if each and each != name]
    return "  ·  ".join((name, *more))
