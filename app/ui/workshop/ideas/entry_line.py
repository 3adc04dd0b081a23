"""The line where ideas are typed: Enter adds and stays, Shift+Enter begins a line, Tab goes on."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.rules.workshop.pasted_ideas import pasted_ideas
from app.ui.theme import Theme

_MOST_LINES = 5
_OF_THE_ROOM = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class EntryLine(QPlainTextEdit):
    """Grows with its text. It never clears by itself but when a text was entered."""

    entered = Signal(str)
    column_wanted = Signal(int)
    """To the next (1) or previous (-1) question."""
    last_wanted = Signal()
    """The arrow up in an empty line: reword what was added last."""
    several_pasted = Signal(object)
    """A list of texts, one idea each."""
    given_up = Signal()
    """Esc."""
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._text_changed)
        theme.changed.connect(self.updateGeometry)

    def take_text(self) -> str:
        """The text, and an empty line in its place."""
        text = self.toPlainText().strip()
        self.clear()
        return text

    # Qt

    def sizeHint(self) -> QSize:
        lines = min(_MOST_LINES, max(1, self._shown_lines()))
        height = lines * self.fontMetrics().lineSpacing() + self._theme.px(20)
        return QSize(self._theme.px(160), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoing = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
                QKeySequence.StandardKey.Redo
            )
            if undoing and self.document().isEmpty():
                # Nothing typed to take back: the key belongs to the desk.
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        empty = self.document().isEmpty()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _SHIFT:
            if self.toPlainText().strip():
                self.entered.emit(self.take_text())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not event.modifiers() & _CTRL:
            back = key == Qt.Key.Key_Backtab or event.modifiers() & _SHIFT
            self.column_wanted.emit(-1 if back else 1)
        elif key == Qt.Key.Key_Up and empty:
            self.last_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
            event.ignore()
        elif self._is_of_the_room(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_of_the_room(self, event: QKeyEvent) -> bool:
        key = event.key()
        to_column = event.modifiers() & _CTRL and Qt.Key.Key_0 <= key <= Qt.Key.Key_9
        starts_clock = key == Qt.Key.Key_Space and self.document().isEmpty()
        return bool(to_column) or starts_clock or key in _OF_THE_ROOM

    def insertFromMimeData(self, source: QMimeData) -> None:
        texts = pasted_ideas(source.text()) if source.hasText() else []
        if len(texts) > 1:
            self.several_pasted.emit(texts)
        else:
            super().insertFromMimeData(source)

    def _text_changed(self) -> None:
        self.updateGeometry()
        self.typed.emit(self.toPlainText())

    def _shown_lines(self) -> int:
        block, count = self.document().firstBlock(), 0
        while block.isValid():
            count += max(1, block.layout().lineCount())
            block = block.next()
        return count
