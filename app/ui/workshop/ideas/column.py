"""One question in the ideas phase: its words, its ideas, and its own line to type in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Idea, Question
from app.ui.tasks import Tasks
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.rows_widget import paragraph
from app.ui.workshop.ideas.entry_line import EntryLine
from app.ui.workshop.ideas.idea_list import IdeaList
from app.ui.workshop.ideas.similar_hint import SimilarHint


class IdeaColumn(QFrame):
    """Tells what is typed by ``added`` and ``reworded``; the panel does it."""

    added = Signal(int, object)
    """A question's id and a list of texts."""
    reworded = Signal(int, str)
    """An idea's id and its new words."""

    def __init__(
        self, number: int, theme: Theme, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self._editing: int | None = None
        self._others: Sequence[Idea] = ()
        self._shown: Question | None = None
        self.question_id = 0
        self._heading = paragraph("", TextStyle.SECTION)
        self._count = QLabel()
        set_text_style(self._count, TextStyle.CAPTION)
        self.list = IdeaList(theme)
        self.entry = EntryLine(theme)
        self.hint = SimilarHint(tasks)
        column = QVBoxLayout(self)
        px = theme.px
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        column.addWidget(self._heading)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addWidget(self.entry)
        self.setMinimumWidth(px(160))
        self.entry.entered.connect(self._enter)
        self.entry.last_wanted.connect(self._edit_last)
        self.entry.given_up.connect(self._give_up)
        self.entry.typed.connect(self._look_for_similar)
        self.list.edit_wanted.connect(self.edit)

    def show_question(self, question: Question, everywhere: Sequence[Idea]) -> None:
        """Show a question; ``everywhere`` are the ideas of all questions, to hint at similar."""
        self._others = everywhere
        if question == self._shown:
            return
        self._shown = question
        self.question_id = question.id
        self._heading.setText(question.text)
        count = len(question.ideas)
        self._count.setText(
            ngettext("{n} idea", "{n} ideas", count).format(n=count)
            + "  ·  "
            + _("Ctrl+{number}").format(number=self._number)
        )
        self.list.setAccessibleName(question.text)
        self.entry.setAccessibleName(_("Idea for: {question}").format(question=question.text))
        self.list.show_ideas(question.ideas)
        if self._editing is not None and all(each.id != self._editing for each in question.ideas):
            self._stop_editing()
        elif self._editing is None:
            self._name_entry()

    @property
    def half_typed(self) -> str:
        """The idea in the entry line that is not added yet."""
        return self.entry.toPlainText().strip() if self._editing is None else ""

    def edit(self, idea: Idea) -> None:
        """Reword an idea in the entry line; a half-typed one is added first."""
        if self.half_typed:
            self.added.emit(self.question_id, [self.half_typed])
        self._editing = idea.id
        self.entry.setPlainText(idea.text)
        self.entry.selectAll()
        self._name_entry()
        self.entry.setFocus()

    def _enter(self, text: str) -> None:
        editing = self._editing
        self._stop_editing()
        if editing is None:
            self.added.emit(self.question_id, [text])
        else:
            self.reworded.emit(editing, text)

    def _edit_last(self) -> None:
        if self.list.ideas:
            self.edit(max(self.list.ideas, key=lambda each: each.id))

    def _give_up(self) -> None:
        if self._editing is not None:
            self.entry.clear()
            self._stop_editing()

    def _stop_editing(self) -> None:
        self._editing = None
        self._name_entry()

    def _name_entry(self) -> None:
        if self._editing is not None:
            self.entry.setPlaceholderText(_("New words"))
        else:
            self.entry.setPlaceholderText(_("An idea, then Enter"))

    def _look_for_similar(self, text: str) -> None:
        self.hint.look_for(text, [each for each in self._others if each.id != self._editing])
