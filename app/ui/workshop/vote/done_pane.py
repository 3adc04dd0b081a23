"""A question on which nobody votes now: without ideas, with one only, or answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.rules.voting import words
from app.rules.voting.secrecy import limits
from app.rules.workshop.votes import VoteMode
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.rows_widget import paragraph
from app.ui.workshop.vote.parts import beside, heading
from app.ui.workshop.vote.state import QuestionState, Stand


class DonePane(QWidget):
    """Says why there is no vote and what can be done."""

    accept_wanted = Signal()
    count_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = heading(style=TextStyle.TITLE)
        self._statement = heading()
        self._words = paragraph("", TextStyle.MUTED)
        self.limits = MessageBar(theme, closable=False)
        self.accept = Button(_("&Accept it"), theme, kind=ButtonKind.PRIMARY, icon="check")
        self.accept.clicked.connect(self.accept_wanted)
        self.show_count = Button(_("&Show the count"), theme, kind=ButtonKind.PRIMARY, icon="play")
        self.show_count.clicked.connect(self.count_wanted)
        self._discard = Button(_("&Discard the vote…"), theme, kind=ButtonKind.QUIET, icon="trash")
        self._discard.clicked.connect(self.discard_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (self._title, self._statement, self._words, self.limits):
            column.addWidget(part)
        column.addLayout(beside(theme, self.accept, self.show_count, self._discard))
        column.addStretch(1)

    def show_question(self, state: QuestionState) -> None:
        """Show one of these states."""
        question, vote = state.question, state.vote
        self.accept.setVisible(state.stand is Stand.ONE_IDEA)
        self.show_count.setVisible(state.may_be_told)
        self._discard.setVisible(vote is not None)
        self._statement.setText(question.statement)
        self.limits.hide()
        if state.stand is Stand.NO_IDEAS:
            self._say(_("No ideas"), _("The question stays open."))
        elif state.stand is Stand.ONE_IDEA:
            self._statement.setText(question.ideas[0].text)
            self._say(
                _("One idea"), _("There is nothing to choose: it is accepted without a vote.")
            )
        elif vote is None:
            self._say(_("Accepted without a vote"), _("It was the only idea."))
        else:
            self._say(_("The vote is over"), "")
            self._show_limits(state)
        self._statement.setVisible(bool(self._statement.text()))

    @property
    def said(self) -> str:
        """What is said about the question."""
        return f"{self._title.text()}\n{self._words.text()}"

    def _say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._words.setText(text)
        self._words.setVisible(bool(text))

    def _show_limits(self, state: QuestionState) -> None:
        vote = state.vote
        if vote is None or vote.mode is not VoteMode.RANKED:
            return
        found = limits(vote.voters, vote.count)
        if found:
            text = " ".join(map(words.limit, found))
            self.limits.show_message(text, severity=Severity.WARNING)
