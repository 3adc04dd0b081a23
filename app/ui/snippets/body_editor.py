"""The text of one variant: placeholders in colour, faults underlined, names completed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.i18n import _
from app.templating.snippets.problems import Problem
from app.ui.colours import Role
from app.ui.snippet_use.highlighter import SnippetHighlighter
from app.ui.snippet_use.units import to_text, to_units
from app.ui.snippets.completer import PlaceholderCompleter
from app.ui.snippets.completion import Proposal, Vocabulary, insertion, place_of, proposals
from app.ui.theme import Theme

_PAUSE_MS = 180
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class BodyEditor(QPlainTextEdit):
    """``paused`` comes a moment after the last key. Tab leaves the field."""

    paused = Signal()
    left = Signal()
    """Esc: the person is done with the text for now."""
    problem_here = Signal(object)
    """The ``Problem`` at the caret, or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problems: tuple[Problem, ...] = ()
        self._vocabulary = Vocabulary()
        self.highlighter = SnippetHighlighter(self.document(), theme)
        self._completer = PlaceholderCompleter(theme, self)
        self._completer.activated.connect(self._take_marked)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Text of the snippet"))
        self.setPlaceholderText(
            _("Write the answer. Type << for a value of the ticket or a question of your own.")
        )
        self.textChanged.connect(self._pause.start)
        self.cursorPositionChanged.connect(self._tell_problem)
        theme.changed.connect(self._mark_problems)

    def show_body(self, text: str) -> None:
        """Show another text; there is nothing to undo afterwards."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._pause.stop()

    def height_of_lines(self, lines: int) -> int:
        """The height with which so many lines are in view."""
        margins = self.height() - self.viewport().height()
        around = margins + 2 * round(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + around

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """What is completed from now on."""
        self._vocabulary = vocabulary

    # Faults

    @property
    def problem(self) -> Problem | None:
        """The fault at the caret, else the first one."""
        return self._problem_at_caret() or (self._problems[0] if self._problems else None)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Underline these."""
        self._problems = tuple(problems)
        self._mark_problems()
        self._tell_problem()

    def mend(self, problem: Problem) -> None:
        """Do what its fix says, as one step of undo."""
        if problem.fix is None:
            return
        fix = problem.fix
        self._replace(fix.start, fix.start + fix.length, fix.replacement)

    def go_to(self, problem: Problem) -> None:
        """Put the caret at a fault."""
        cursor = self.textCursor()
        cursor.setPosition(to_units(self.toPlainText(), _offset(self.toPlainText(), problem)))
        self.setTextCursor(cursor)
        self.setFocus()

    def _mark_problems(self) -> None:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        look.setUnderlineColor(self._theme.colour(Role.DANGER))
        look.setBackground(self._theme.colour(Role.DANGER_SOFT))
        text = self.toPlainText()
        marks = []
        for each in self._problems:
            start = _offset(text, each)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self.textCursor()
            mark.cursor.setPosition(to_units(text, start))
            mark.cursor.setPosition(
                to_units(text, min(len(text), start + max(1, each.length))),
                QTextCursor.MoveMode.KeepAnchor,
            )
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)

    def _tell_problem(self) -> None:
        self.problem_here.emit(self.problem)

    def _problem_at_caret(self) -> Problem | None:
        text = self.toPlainText()
        caret = to_text(text, self.textCursor().position())
        for each in self._problems:
            start = _offset(text, each)
            if start <= caret <= start + max(1, each.length):
                return each
        return None

    # Completing

    def insert_proposal(self, proposal: Proposal) -> None:
        """Write a placeholder at the caret, with its arrows where the caret is in plain text."""
        self._write(proposal)
        self.setFocus()

    def _before(self) -> str:
        text = self.toPlainText()
        return text[: to_text(text, self.textCursor().position())]

    def _take_marked(self) -> None:
        proposal = self._completer.chosen_proposal
        if proposal is not None and place_of(self._before()) is not None:
            self._write(proposal)

    def _write(self, proposal: Proposal) -> None:
        before = self._before()
        made = insertion(proposal, before, self.toPlainText()[len(before) :])
        self._replace(len(before) - made.replaced, len(before), made.text)
        if made.back:
            cursor = self.textCursor()
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, made.back
            )
            self.setTextCursor(cursor)

    def _replace(self, start: int, end: int, by: str) -> None:
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(to_units(text, start))
        cursor.setPosition(to_units(text, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(by)
        self.setTextCursor(cursor)

    @property
    def completes(self) -> bool:
        """Whether the list of what fits is open."""
        return self._completer.is_open

    def complete(self) -> None:
        """Open the list of what fits at the caret, if anything does."""
        place = place_of(self._before())
        found = proposals(place, self._vocabulary) if place is not None else ()
        self._completer.show_found(found, self.cursorRect().translated(0, self._theme.px(4)))

    # Qt

    def focusNextPrevChild(self, next: bool) -> bool:
        if self._completer.is_open:
            self._completer.close()
            self._take_marked()
            return True
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._completer.is_open:
            if Qt.Key(event.key()) in _TAKING:
                self._completer.close()
                self._take_marked()
                return
            if event.key() == Qt.Key.Key_Escape:
                self._completer.close()
                return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        asked = event.key() == Qt.Key.Key_Space and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if asked:
            self.complete()
            return
        super().keyPressEvent(event)
        if (event.text() and event.text().isprintable()) or self._completer.is_open:
            self.complete()


def _offset(text: str, problem: Problem) -> int:
    """Where a fault begins: its line and column count from 1."""
    start = 0
    for _line in range(problem.line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return min(len(text), start + problem.column - 1)
