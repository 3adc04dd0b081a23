"""The consent: each statement once more, and whether anyone cannot live with it."""

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Question, Workshop
from app.rules.workshop.phases import Phase
from app.ui.theme import TextStyle
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.rows_widget import paragraph
from app.ui.workshop.ahead import polished
from app.ui.workshop.audience.scene import BLANK, Scene, Words
from app.ui.workshop.phase_panel import PhasePanel, Stage
from app.ui.workshop.vote import scenes
from app.ui.workshop.vote.acts import VoteActs
from app.ui.workshop.vote.parts import beside, heading
from app.ui.workshop.vote.question_list import QuestionList
from app.ui.workshop.vote.state import QuestionState, questions
from app.ui.workshop.vote.statement_edit import StatementEdit


class ConsentPanel(PhasePanel):
    """Objections are written down, one a line; the words of a statement may be polished."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._workshop: Workshop | None = None
        self._states: tuple[QuestionState, ...] = ()
        self._chosen: int | None = None
        self._shown: tuple[int, str] | None = None
        self._acts = VoteActs(stage, self)
        theme = stage.theme
        self.list = QuestionList(theme)
        self.list.chosen.connect(self._choose)
        self._question = heading()
        self.statement = StatementEdit(theme)
        self.statement.finished.connect(self._reword)
        self._ask = heading(_("Can anyone not live with this?"), TextStyle.TITLE)
        self.agreed = Button(_("&Nobody objects"), theme, kind=ButtonKind.PRIMARY, icon="check")
        self.agreed.clicked.connect(lambda: self._record(()))
        self.objections = QPlainTextEdit()
        self.objections.setPlaceholderText(_("Objections, one a line"))
        self.objections.setAccessibleName(_("Objections, one a line"))
        self.objections.setTabChangesFocus(True)
        self.objections.setFixedHeight(theme.px(96))
        self.objections.textChanged.connect(self._judge)
        self.note = Button(_("&Write the objections down"), theme)
        self.note.clicked.connect(lambda: self._record(self._lines()))
        self.answer = MessageBar(theme, closable=False)
        self._lay_out()

    @cached_property
    def empty(self) -> EmptyState:
        """As long as no question is answered; made when that is shown."""
        empty = EmptyState(
            self.stage.theme,
            icon="vote",
            text=_("No question is answered yet"),
            hint=_("Once a vote has a winner, its statement is here."),
            primary=_("Go to the vote"),
        )
        empty.primary_clicked.connect(self._go_to_vote)
        self._row.addWidget(empty, 1)
        return empty

    # What the room asks

    def ahead(self, workshop: Workshop, size: QSize) -> Iterator[None]:
        yield from polished(self.empty)
        yield
        yield from super().ahead(workshop, size)

    def show_workshop(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._states = tuple(each for each in questions(workshop) if each.question.statement)
        if self._chosen not in [each.question.id for each in self._states]:
            unasked = [each for each in self._states if each.question.consent is None]
            found = (unasked or list(self._states))[:1]
            self._chosen = found[0].question.id if found else None
        self._show()

    def scene(self) -> Scene:
        question = self.question
        if question is None:
            return BLANK if self._workshop is None else Scene(self._workshop.title, Words(""))
        return scenes.consent(question)

    def enter(self) -> None:
        self.agreed.setFocus()

    def leave(self) -> None:
        self._reword()

    def step(self, by: int) -> bool:
        ids = [each.question.id for each in self._states]
        if self._chosen not in ids:
            return False
        place = ids.index(self._chosen) + by
        if not 0 <= place < len(ids):
            return False
        self._choose(ids[place])
        return True

    @property
    def question(self) -> Question | None:
        """The question whose statement is shown."""
        found = (each.question for each in self._states if each.question.id == self._chosen)
        return next(found, None)

    # What is shown

    def _choose(self, question_id: int) -> None:
        self._chosen = question_id
        self._show()

    def _show(self) -> None:
        question = self.question
        if question is None:
            self.empty.show()
        elif "empty" in vars(self):
            self.empty.hide()
        self._scroll.setVisible(question is not None)
        self.list.show_questions(self._states, self._chosen)
        if question is not None:
            self._show_question(question)
        self.changed.emit()

    def _show_question(self, question: Question) -> None:
        self._question.setText(question.text)
        if self._shown != (question.id, question.statement):
            self._shown = (question.id, question.statement)
            self.statement.setPlainText(question.statement)
            said = question.consent.objections if question.consent is not None else ()
            self.objections.setPlainText("\n".join(said))
        self._judge()
        if question.consent is None:
            self.answer.hide()
        elif question.consent.objections:
            count = len(question.consent.objections)
            self.answer.show_message(
                ngettext(
                    "{n} objection is written down. Reword the statement, or vote again.",
                    "{n} objections are written down. Reword the statement, or vote again.",
                    count,
                ).format(n=count),
                severity=Severity.WARNING,
            )
        else:
            self.answer.show_message(_("Everybody can live with it."), severity=Severity.SUCCESS)

    def _judge(self) -> None:
        self.note.setEnabled(bool(self._lines()))

    def _lines(self) -> list[str]:
        lines = self.objections.toPlainText().splitlines()
        return [line.strip() for line in lines if line.strip()]

    # Acting

    def _record(self, objections: object) -> None:
        if self._chosen is not None and isinstance(objections, list | tuple):
            self._acts.consent(self._chosen, objections)

    def _reword(self) -> None:
        question, text = self.question, self.statement.toPlainText().strip()
        if question is None or not text or text == question.statement:
            return
        self._acts.reword(question.id, text)

    def _go_to_vote(self) -> None:
        if self._workshop is not None:
            places = [each.phase for each in self._workshop.plan]
            if Phase.VOTE in places:
                self.stage.go_to(places.index(Phase.VOTE))

    # Layout

    def _lay_out(self) -> None:
        px = self.stage.theme.px
        content = QWidget()
        content.setProperty("scrolled", True)
        column = QVBoxLayout(content)
        column.setContentsMargins(px(24), px(8), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(self._question)
        column.addWidget(self.statement)
        column.addSpacing(px(8))
        column.addWidget(self._ask)
        column.addWidget(
            paragraph(
                _("Not whether it is everybody’s favourite: whether somebody has a serious reason"),
                TextStyle.MUTED,
            )
        )
        column.addLayout(beside(self.stage.theme, self.agreed))
        column.addSpacing(px(8))
        column.addWidget(self.objections)
        column.addLayout(beside(self.stage.theme, self.note))
        column.addWidget(self.answer)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._scroll, 1)
