"""Before a vote: what will be frozen, how it is taken, how likely a tie is and what settles it."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Workshop
from app.rules.voting import words
from app.rules.voting.dots import FEWEST
from app.rules.voting.odds import TieOdds, tie_odds
from app.rules.voting.secrecy import limits
from app.rules.voting.ties import TieRule
from app.rules.workshop.votes import VoteMode
from app.ui.tasks import Task, Tasks
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.rows_widget import paragraph
from app.ui.widgets.wrapped_choice import WrappedChoice
from app.ui.workshop.audience.text_block import TextBlocks
from app.ui.workshop.vote.leave_page import MOST_VOTERS
from app.ui.workshop.vote.parts import beside, heading, labelled
from app.ui.workshop.vote.round_text import RoundText, numbered
from app.ui.workshop.vote.state import LONG_LIST, QuestionState

_BESIDE_FROM = 560
"""Pixels at 100 % from which ideas and agreements stand side by side."""
_RULES = (TieRule.PREVIOUS_ROUNDS, TieRule.RUN_OFF, TieRule.LOT)


class BeforePane(QWidget):
    """``open_wanted`` asks for the vote on this question, or with ``together`` for one ballot on
    all that are ready."""

    open_wanted = Signal()
    slips_wanted = Signal()
    tally_sheet_wanted = Signal()

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._theme = theme
        self._tasks = tasks
        self._options = 0
        self._asked: Task | None = None
        self._agreed_for: int | None = None
        self._ideas = RoundText(theme, TextBlocks(theme.font()))
        self.voters = with_margin(QSpinBox(), theme)
        self.voters.setRange(1, MOST_VOTERS)
        self.voters.setAccessibleName(_("People who vote"))
        self.voters.valueChanged.connect(self._show_room)
        self._modes = QButtonGroup(self)
        self._radios = {mode: QRadioButton() for mode in VoteMode}
        self.rules = {rule: QCheckBox() for rule in _RULES}
        self.together = QCheckBox()
        self._together = WrappedChoice(self.together, _("&All questions on one ballot"), theme)
        self.together.setToolTip(_("Everybody answers all questions that are ready in one go"))
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(12)
        self.pin.setAccessibleName(_("PIN of the facilitator"))
        self.pin.setPlaceholderText(_("none"))
        self.pin.setFixedWidth(theme.px(120))
        self.pin.setToolTip(
            _("Asked for before the ballots can be left. It is kept nowhere but in this room.")
        )
        self._pin = labelled(theme, _("P&IN to leave the ballots"), self.pin)
        self.odds = paragraph("", TextStyle.MUTED)
        self.secrecy = MessageBar(theme, closable=False)
        self._mirror = paragraph(
            _(
                "If the projector shows the same picture as this laptop, blank it or switch it "
                "off while ballots are filled in."
            ),
            TextStyle.MUTED,
        )
        self._long = MessageBar(theme, closable=False)
        self._long.acted.connect(lambda: self.choose_mode(VoteMode.DOTS))
        self.start = Button("", theme, kind=ButtonKind.PRIMARY, icon="vote")
        self.start.clicked.connect(self.open_wanted)
        self._slips = Button(_("Print &slips…"), theme, kind=ButtonKind.QUIET, icon="print")
        self._slips.clicked.connect(self.slips_wanted)
        self._sheet = Button(_("Print &tally sheet…"), theme, kind=ButtonKind.QUIET, icon="print")
        self._sheet.clicked.connect(self.tally_sheet_wanted)
        self.setFocusProxy(self.start)
        self._lay_out()
        self._modes.buttonToggled.connect(self._show_mode)

    @property
    def mode(self) -> VoteMode:
        """How the vote is to be taken."""
        return next(mode for mode, radio in self._radios.items() if radio.isChecked())

    @property
    def tie_rules(self) -> tuple[TieRule, ...]:
        """The rules agreed on, in the order in which they are applied."""
        return tuple(rule for rule, box in self.rules.items() if box.isChecked())

    def show_question(self, state: QuestionState, workshop: Workshop, *, ready: int) -> None:
        """Show a question that can be voted on; ``ready`` is how many there are."""
        self._options = len(state.question.ideas)
        self._ideas.show_lines(numbered(idea.text for idea in state.question.ideas))
        if self._agreed_for != workshop.id:
            # Once: what is chosen here afterwards stays for the questions to come.
            self._agreed_for = workshop.id
            self.voters.setValue(workshop.people)
            self._radios[workshop.vote_mode].setChecked(True)
            for rule, box in self.rules.items():
                box.setChecked(rule in workshop.tie_rules)
        self._together.setVisible(ready > 1)
        self._radios[VoteMode.DOTS].setEnabled(self._options > FEWEST)
        if self._options <= FEWEST and self.mode is VoteMode.DOTS:
            self._radios[VoteMode.RANKED].setChecked(True)
        self._show_mode()

    def ahead(self, state: QuestionState) -> Iterator[None]:
        """Steps that lay out the ideas of a question which is shown later."""
        return self._ideas.ahead(numbered(idea.text for idea in state.question.ideas))

    def choose_mode(self, mode: VoteMode) -> None:
        """Take the vote in this way."""
        self._radios[mode].setChecked(True)

    def show_people(self, people: int) -> None:
        """Somebody came or left: the number of voters of the next vote."""
        self.voters.setValue(people)

    def _show_mode(self) -> None:
        mode = self.mode
        ranked = mode is VoteMode.RANKED
        for widget in (self._pin, self._mirror):
            widget.setVisible(ranked)
        self.together.setEnabled(ranked)
        if not ranked:
            self.together.setChecked(False)
        for button in (self._slips, self._sheet):
            button.setVisible(mode is VoteMode.ROUNDS)
        dots = mode is VoteMode.DOTS
        self._ties.setVisible(not dots)
        if self._options >= LONG_LIST and not dots:
            self._long.show_message(
                ngettext(
                    "{n} idea is a long list to rank. Dots shorten it first.",
                    "{n} ideas are a long list to rank. Dots shorten it first.",
                    self._options,
                ).format(n=self._options),
                action=_("Shorten it with dots"),
            )
        else:
            self._long.hide()
        self.start.setText(_("&Enter the dots") if dots else _("&Open the vote"))
        self._show_room()

    def _show_room(self) -> None:
        """Odds and limits of secrecy for so many people."""
        voters, options = self.voters.value(), self._options
        found = limits(voters) if self.mode is VoteMode.RANKED else ()
        if found:
            text = " ".join(map(words.limit, found))
            self.secrecy.show_message(text, severity=Severity.WARNING)
        else:
            self.secrecy.hide()
        if self._asked is not None:
            self._asked.drop()
        self._asked = self._tasks.read(
            lambda: (voters, options, tie_odds(voters, options)), owner=self, done=self._show_odds
        )

    def _show_odds(self, told: tuple[int, int, TieOdds]) -> None:
        voters, options, odds = told
        if (voters, options) == (self.voters.value(), self._options):
            self.odds.setText(words.odds(odds))

    # Layout

    def _lay_out(self) -> None:
        px = self._theme.px
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(px(24))
        self._halves.addLayout(self._left(), 1)
        self._halves.addLayout(self._right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._long)
        column.addWidget(self.secrecy)
        column.addLayout(self._halves)
        column.addSpacing(px(8))
        column.addLayout(beside(self._theme, self.start, self._slips, self._sheet))
        column.addStretch(1)

    def _left(self) -> QVBoxLayout:
        column = _column(self._theme)
        column.addWidget(heading(_("We vote on")))
        column.addWidget(self._ideas)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        px = self._theme.px
        column = _column(self._theme)
        column.addWidget(heading(_("How we vote")))
        column.addWidget(labelled(self._theme, _("&People who vote"), self.voters))
        for mode, radio in self._radios.items():
            self._modes.addButton(radio)
            column.addWidget(WrappedChoice(radio, mode.label, self._theme))
        self._radios[VoteMode.RANKED].setChecked(True)
        column.addWidget(self._together)
        column.addWidget(self._pin)
        column.addWidget(self._mirror)
        column.addSpacing(px(8))
        self._ties = QWidget()
        inner = _column(self._theme, self._ties)
        inner.addWidget(heading(_("If ideas tie for the last place")))
        inner.addWidget(self.odds)
        for rule, box in self.rules.items():
            inner.addWidget(WrappedChoice(box, words.rule_label(rule), self._theme))
        inner.addWidget(
            paragraph(
                _(
                    "Ties that change nothing are settled at once. What is still tied in the end "
                    "you settle together: merge the two texts, take the lot, or you decide and "
                    "say why. The lot is drawn and shown when the vote opens."
                ),
                TextStyle.MUTED,
            )
        )
        column.addWidget(self._ties)
        column.addStretch(1)
        return column

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._theme.px(_BESIDE_FROM)
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)


def _column(theme: Theme, parent: QWidget | None = None) -> QVBoxLayout:
    column = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    return column
