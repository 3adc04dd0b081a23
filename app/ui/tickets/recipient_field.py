"""A line for recipients: several, separated by commas, completed from the contacts."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from app.formats.mail import addresses
from app.i18n import _
from app.queries.contacts import ContactRow, complete_contacts
from app.ui.operations import Operations
from app.ui.theme import set_style_property

_PAUSE_MS = 80
_SPECIAL = frozenset('",;:<>@()[]\\.')
_ADDRESS = Qt.ItemDataRole.UserRole


def mailbox(name: str, email: str) -> str:
    """``Name <address>`` as it is typed into a line of recipients."""
    if not name or name == email:
        return email
    if _SPECIAL.intersection(name):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{email}>'
    return f"{name} <{email}>"


class RecipientField(QLineEdit):
    """Marks what is no address once the field is left."""

    edited = Signal()

    def __init__(self, label: str, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._found = QStandardItemModel(0, 1, self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self.setAccessibleName(label)
        self.textEdited.connect(self._typed)

    @property
    def wrong(self) -> tuple[str, ...]:
        """What was typed and is no mail address."""
        found = addresses.parse(self.text())
        return tuple(each.name for each in found if "@" not in each.email)

    @property
    def names(self) -> tuple[str, ...]:
        """The names given beside addresses."""
        found = addresses.parse(self.text())
        return tuple(each.name for each in found if each.name and "@" in each.email)

    @property
    def is_empty(self) -> bool:
        return not self.text().strip(" ,;")

    def show_wrong(self) -> bool:
        """Mark the field if something in it is no address; whether it is right."""
        wrong = self.wrong
        set_style_property(self, "wrong", bool(wrong))
        self.setToolTip(
            _("Not a mail address: {names}").format(names=", ".join(wrong)) if wrong else ""
        )
        return not wrong

    @property
    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None
        return popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup.isVisible() and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Tab,
        ):
            index = popup.currentIndex()
            self._take(index if index.isValid() else self._completer.completionModel().index(0, 0))
            event.accept()
            return
        if popup.isVisible() and event.key() == Qt.Key.Key_Escape:
            popup.hide()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.show_wrong()

    def _typed(self, _text: str) -> None:
        set_style_property(self, "wrong", False)
        self._pause.start()
        self.edited.emit()

    def _look_up(self) -> None:
        begin, end = self._token()
        typed = self.text()[begin:end].strip()
        if len(typed) < 2 or typed.endswith(">"):
            self._popup.hide()
            return
        self._operations.read(
            complete_contacts, typed, owner=self, key="complete", done=self._offer
        )

    def _offer(self, rows: Sequence[ContactRow]) -> None:
        self._found.clear()
        for row in rows:
            if row.email:
                firm = f"   {row.organisation}" if row.organisation else ""
                item = QStandardItem(f"{row.name or row.email}   {row.email}{firm}")
                item.setData(mailbox(row.name, row.email), _ADDRESS)
                self._found.appendRow(item)
        if self._found.rowCount() and self.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, index: QModelIndex) -> None:
        chosen = index.data(_ADDRESS)
        if not chosen:
            return
        begin, end = self._token()
        text = self.text()
        before = text[:begin] + (" " if begin else "")
        after = text[end:].lstrip(" ,")
        self.setText(f"{before}{chosen}, {after}")
        self.setCursorPosition(len(before) + len(chosen) + 2)
        self._popup.hide()
        self.edited.emit()

    def _token(self) -> tuple[int, int]:
        """Where the recipient at the cursor begins and ends; commas in quotes do not part."""
        text, cursor = self.text(), self.cursorPosition()
        begin, quoted = 0, False
        for place, letter in enumerate(text):
            if letter == '"':
                quoted = not quoted
            elif letter in ",;" and not quoted:
                if place >= cursor:
                    return begin, place
                begin = place + 1
        return begin, len(text)
