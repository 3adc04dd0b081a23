"""An open vote with ballots: how many are sealed, the lot that was drawn, what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.workshop.votes import Vote
from app.rules.voting import words
from app.rules.voting.secrecy import limits
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.rows_widget import RowsWidget, paragraph
from app.ui.workshop.audience.text_block import TextBlocks
from app.ui.workshop.vote.leave_page import MOST_VOTERS
from app.ui.workshop.vote.parts import beside, heading
from app.ui.workshop.vote.round_text import RoundText, numbered
from app.ui.workshop.vote.state import QuestionState


class BallotsPane(QWidget):
    """Shows numbers only; the ballots themselves are in a window of their own."""

    hand_round_wanted = Signal()
    count_wanted = Signal()
    voters_chosen = Signal(int)
    discard_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._before = 0
        self._shown: tuple[int, tuple[str, ...]] | None = None
        self._sealed = heading(style=TextStyle.TITLE)
        self._words = paragraph("")
        self._secrecy = MessageBar(theme, closable=False)
        self._frozen = RowsWidget(theme)
        self._frozen.rows.setContentsMargins(0, 0, 0, 0)
        self._voters = with_margin(QSpinBox(), theme)
        self._voters.setAccessibleName(_("People who vote"))
        self._change = Button(_("C&hange"), theme)
        self._change.clicked.connect(lambda: self.voters_chosen.emit(self._voters.value()))
        self._voters.valueChanged.connect(self._compare)
        self.hand_round = Button(
            _("Hand the &laptop round"), theme, kind=ButtonKind.PRIMARY, icon="vote"
        )
        self.hand_round.clicked.connect(self.hand_round_wanted)
        self.count = Button(_("&Count the ballots"), theme, kind=ButtonKind.PRIMARY, icon="check")
        self.count.clicked.connect(self.count_wanted)
        self.discard = Button(_("&Discard the vote…"), theme, kind=ButtonKind.QUIET, icon="trash")
        self.discard.clicked.connect(self.discard_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._sealed)
        column.addWidget(self._words)
        column.addWidget(self._secrecy)
        column.addSpacing(theme.px(8))
        column.addLayout(beside(theme, self.hand_round, self.count, self.discard))
        column.addSpacing(theme.px(8))
        column.addWidget(paragraph(_("Somebody came, or left without having voted?")))
        column.addLayout(beside(theme, self._voters, self._change))
        column.addSpacing(theme.px(8))
        column.addWidget(self._frozen)
        column.addStretch(1)

    def show_vote(self, state: QuestionState, vote: Vote) -> None:
        """Show an open vote or run-off."""
        missing = vote.voters - vote.sealed
        self._sealed.setText(
            _("{sealed} of {voters} ballots are sealed").format(
                sealed=vote.sealed, voters=vote.voters
            )
        )
        self._words.setText(_what(state, vote))
        self.hand_round.setVisible(missing > 0)
        self.count.setVisible(missing <= 0)
        self.setFocusProxy(self.hand_round if missing > 0 else self.count)
        self._before = vote.voters
        self._voters.setRange(max(1, vote.sealed), MOST_VOTERS)
        self._voters.setValue(vote.voters)
        self._compare()
        found = limits(vote.voters)
        if found:
            self._secrecy.show_message(words.limit(found[0]), severity=Severity.WARNING)
        else:
            self._secrecy.hide()
        self._show_frozen(state, vote)

    def _compare(self) -> None:
        self._change.setEnabled(self._voters.value() != self._before)

    def _show_frozen(self, state: QuestionState, vote: Vote) -> None:
        rows, texts = self._frozen, state.texts
        frozen = (vote.id, tuple(texts.values()))
        if frozen == self._shown:
            return
        self._shown = frozen
        rows.clear()
        if vote.parent_id is not None:
            rows.add_text(_("Run-off between"), TextStyle.SECTION)
            rows.add_text("\n".join(option.text for option in vote.options))
            return
        rows.add_text(_("Agreed for ties"), TextStyle.SECTION)
        for rule in vote.protocol.rules:
            rows.add_text(words.rule_label(rule))
        rows.add_text(_("The lot, drawn when the vote opened"), TextStyle.SECTION)
        lot = RoundText(self._theme, TextBlocks(self._theme.font()))
        lot.show_lines(numbered(texts.get(key, key) for key in vote.protocol.lot_order))
        rows.rows.addWidget(lot)


def _what(state: QuestionState, vote: Vote) -> str:
    if vote.parent_id is not None:
        return _("Run-off: everyone chooses one of those tied, in secret again.")
    if len(state.papers) > 1:
        return ngettext(
            "One ballot on {n} question", "One ballot on {n} questions", len(state.papers)
        ).format(n=len(state.papers))
    return _("Ideas and rules are frozen now. What is sealed stays sealed.")
