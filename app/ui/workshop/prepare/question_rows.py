"""The questions of a workshop, each in a line of its own; the last line adds one."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.workshop.workshops import Question
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton

_CTRL = Qt.KeyboardModifier.ControlModifier
_STEPS: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class QuestionRow(QWidget):
    """One question: Ctrl+Up and Ctrl+Down move it."""

    reworded = Signal(str)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._text = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Question {number}").format(number=number))
        self.line.editingFinished.connect(self._finished)
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        label = QLabel(str(number))
        label.setFixedWidth(theme.px(18))
        row.addWidget(label)
        row.addWidget(self.line, 1)
        for icon, text, act in (
            ("up", _("Move up (Ctrl+Up)"), lambda: self.moved.emit(-1)),
            ("down", _("Move down (Ctrl+Down)"), lambda: self.moved.emit(1)),
            ("close", _("Remove the question"), self.removed.emit),
        ):
            button = IconButton(icon, text, theme, size=14)
            button.clicked.connect(act)
            row.addWidget(button)

    def show_text(self, text: str) -> None:
        """Show what is saved, unless something else is being typed."""
        if self.line.text() == self._text or not self.line.hasFocus():
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self._text = text

    def _finished(self) -> None:
        text = self.line.text().strip()
        if text and text != self._text:
            self.reworded.emit(text)
        elif not text:
            self.line.setText(self._text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The line takes these keys for itself, so they are looked at before.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(event.key())
            if step is not None and event.modifiers() & _CTRL:
                self.moved.emit(step)
                return True
        return super().eventFilter(watched, event)


class QuestionRows(QWidget):
    """Tells by id what is to be done."""

    added = Signal(str)
    reworded = Signal(int, str)
    moved = Signal(int, int)
    """A question's id and its new place from 0."""
    removed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._questions: Sequence[Question] = ()
        self.rows: list[QuestionRow] = []
        self.new = QLineEdit()
        self.new.setPlaceholderText(_("One more question, then Enter"))
        self.new.setAccessibleName(_("New question"))
        self.new.returnPressed.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(self.new)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these in their order."""
        self._questions = questions
        while len(self.rows) > len(questions):
            self.rows.pop().deleteLater()
        while len(self.rows) < len(questions):
            number = len(self.rows)
            row = QuestionRow(number + 1, self._theme)
            row.reworded.connect(partial(self._reword, number))
            row.moved.connect(partial(self._move, number))
            row.removed.connect(partial(self._remove, number))
            self.rows.append(row)
            self._column.insertWidget(number, row)
        for row, question in zip(self.rows, questions, strict=True):
            row.show_text(question.text)

    def _add(self) -> None:
        text = self.new.text().strip()
        if text:
            self.new.clear()
            self.added.emit(text)

    def _reword(self, number: int, text: str) -> None:
        self.reworded.emit(self._questions[number].id, text)

    def _move(self, number: int, by: int) -> None:
        place = number + by
        if 0 <= place < len(self._questions):
            self.moved.emit(self._questions[number].id, place)
            self.rows[place].line.setFocus()

    def _remove(self, number: int) -> None:
        self.removed.emit(self._questions[number].id)
