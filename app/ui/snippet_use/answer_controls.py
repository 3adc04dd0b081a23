"""A line and a box that know the keys of the fill-in form."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from app.i18n import _


class OfferingLine(QLineEdit):
    """A line that offers earlier texts: all by ``Down``, those that fit while typing."""

    def __init__(self, last: Sequence[str]) -> None:
        super().__init__()
        if last:
            completer = QCompleter(QStringListModel(list(last), self), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
            self.setPlaceholderText(_("last: {answer}  (Down)").format(answer=last[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        completer = self.completer()
        if _is_shift_enter(event):
            event.ignore()
        elif event.key() == Qt.Key.Key_Down and completer is not None:
            completer.setCompletionPrefix(self.text())
            completer.complete()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                # Told by ``returnPressed`` already; the form shall not hear it twice.
                event.accept()


class ConfirmingBox(QComboBox):
    """Enter confirms the form; the list opens by ``Space``, ``Alt+Down`` or a click."""

    confirmed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_shift_enter(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)


def _is_shift_enter(event: QKeyEvent) -> bool:
    """The key that takes a text with its gaps is for the whole form."""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return shift and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
