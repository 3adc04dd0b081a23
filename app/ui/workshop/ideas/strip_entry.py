"""The entry line of the private strip: a question and an idea for it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.i18n import _
from app.queries.workshop.workshops import Question
from app.ui.theme import Theme
from app.ui.workshop.ideas.entry_line import EntryLine


class StripEntry(QWidget):
    """Tab goes to the next question, Enter adds."""

    added = Signal(int, object)
    """A question's id and a list of texts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._offered: list[tuple[str, int]] = []
        self.questions = QComboBox()
        self.questions.setAccessibleName(_("Question"))
        self.questions.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.questions.setMinimumContentsLength(16)
        self.entry = EntryLine(theme)
        self.entry.setPlaceholderText(_("An idea, then Enter"))
        self.entry.setAccessibleName(_("Idea"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.questions)
        row.addWidget(self.entry, 1)
        self.entry.entered.connect(lambda text: self._add([text]))
        self.entry.several_pasted.connect(self._add)
        self.entry.column_wanted.connect(self._go_beside)
        self.setFocusProxy(self.entry)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Offer these; the one chosen stays."""
        offered = [(each.text, each.id) for each in questions]
        if offered == self._offered:
            return
        self._offered = offered
        chosen = self.questions.currentData()
        self.questions.clear()
        for text, question_id in offered:
            self.questions.addItem(text, question_id)
        self.questions.setCurrentIndex(max(0, self.questions.findData(chosen)))

    def _add(self, texts: Sequence[str]) -> None:
        self.added.emit(self.questions.currentData(), list(texts))

    def _go_beside(self, by: int) -> None:
        count = self.questions.count()
        self.questions.setCurrentIndex((self.questions.currentIndex() + by) % max(1, count))
