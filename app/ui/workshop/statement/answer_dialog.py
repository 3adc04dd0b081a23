"""One person's answer entered by hand, as told in the corridor or written on paper."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.rules.workshop.feedback import Answer, Inquiry, Remark, trimmed, wording
from app.rules.workshop.statements import Source, Verdict
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.calm_wheel import CalmWheel
from app.ui.widgets.form_scroll import FormScroll, keep_on_screen


class AnswerDialog(QDialog):
    """A line for each sentence, one for each question about the whole."""

    def __init__(self, inquiry: Inquiry, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Enter an answer"))
        self._theme = theme
        self._inquiry = inquiry
        self.source = QComboBox()
        for source in Source:
            self.source.addItem(source.label, source)
        self.verdicts = [self._verdict_box(place) for place in range(len(inquiry.sentences))]
        self.comments = [self._line(_("Comment")) for _each in inquiry.sentences]
        words = wording(inquiry.language)
        self.questions = {key: self._line("") for key in words.questions}
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        for box in self.verdicts:
            box.currentIndexChanged.connect(self._enable)
        for line in (*self.comments, *self.questions.values()):
            line.textChanged.connect(self._enable)
        self._lay_out()
        self._enable()

    @property
    def answer(self) -> Answer:
        """What was entered."""
        remarks = [
            Remark(place, _verdict(box), line.text())
            for place, (box, line) in enumerate(zip(self.verdicts, self.comments, strict=True))
        ]
        remarks += [Remark(None, None, line.text(), key) for key, line in self.questions.items()]
        return trimmed(Answer(Source(self.source.currentData()), tuple(remarks)))

    def _verdict_box(self, place: int) -> QComboBox:
        box = QComboBox()
        box.addItem(_("says nothing"), None)
        for verdict in Verdict:
            box.addItem(verdict.label, verdict)
        box.setAccessibleName(_("Sentence {number}").format(number=place + 1))
        return box

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        return line

    def _enable(self) -> None:
        save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(self.answer.remarks))

    def _lay_out(self) -> None:
        px = self._theme.px
        words = wording(self._inquiry.language)
        rows = QVBoxLayout()
        rows.setSpacing(px(4))
        who = QHBoxLayout()
        label = QLabel(_("&From"))
        label.setBuddy(self.source)
        who.addWidget(label)
        who.addWidget(self.source)
        who.addStretch(1)
        rows.addLayout(who)
        for place, sentence in enumerate(self._inquiry.sentences):
            text = QLabel(
                _("Sentence {number}: {text}").format(number=place + 1, text=sentence.text)
            )
            text.setWordWrap(True)
            set_text_style(text, TextStyle.SECTION)
            line = QHBoxLayout()
            line.setSpacing(px(8))
            line.addWidget(self.verdicts[place])
            line.addWidget(self.comments[place], 1)
            rows.addSpacing(px(8))
            rows.addWidget(text)
            rows.addLayout(line)
        for key, question in words.questions.items():
            self.questions[key].setAccessibleName(question)
            text = QLabel(question.partition(" ")[2])
            set_text_style(text, TextStyle.SECTION)
            rows.addSpacing(px(8))
            rows.addWidget(text)
            rows.addWidget(self.questions[key])
        rows.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(FormScroll(rows), 1)
        column.addWidget(self._buttons)
        CalmWheel(self)
        keep_on_screen(self, px(640))


def _verdict(box: QComboBox) -> Verdict | None:
    """Qt makes a plain word of an enum of words."""
    chosen = box.currentData()
    return Verdict(chosen) if chosen is not None else None
