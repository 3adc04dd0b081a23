"""Round by round: numbers of raised hands, what they mean, a word for what would drop out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.workshop.votes import Vote
from app.rules.voting import words
from app.rules.voting.entering import Entry
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.rows_widget import paragraph
from app.ui.workshop.vote.count_form import CountForm
from app.ui.workshop.vote.parts import beside, heading
from app.ui.workshop.vote.state import QuestionState, rescuable, standing


class RoundsPane(QWidget):
    """Either enters the next round, or asks before the strike whether somebody rescues."""

    entered = Signal(object)
    """The tally by option."""
    struck = Signal()
    rescued = Signal(str, str)
    """The option and the reason."""
    taken_back = Signal()
    discard_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._vote: Vote | None = None
        self._shown: tuple[int, int] | None = None
        self._rescuable: str | None = None
        self.title = heading(style=TextStyle.TITLE)
        self._before = paragraph("", TextStyle.MUTED)
        self.form = CountForm(theme)
        self.form.changed.connect(self._judge)
        self.form.finished.connect(self._enter)
        self.sum = paragraph("")
        self.enter_round = Button(_("&Enter the round"), theme, kind=ButtonKind.PRIMARY)
        self.enter_round.clicked.connect(self._enter)
        self._entering = self._entering_part()
        self.outcome = heading()
        self.strike = Button(_("&Strike it out"), theme, kind=ButtonKind.PRIMARY)
        self.strike.clicked.connect(self.struck)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Keep it, because …"))
        self.reason.setAccessibleName(_("Reason to keep it"))
        self.reason.textChanged.connect(self._judge_reason)
        self.reason.returnPressed.connect(self._rescue)
        self.rescue = Button(_("&Keep it"), theme)
        self.rescue.clicked.connect(self._rescue)
        self._striking = self._striking_part()
        self.take_back = Button(
            _("&Take the round back"), theme, kind=ButtonKind.QUIET, icon="undo"
        )
        self.take_back.clicked.connect(self.taken_back)
        discard = Button(_("&Discard the vote…"), theme, kind=ButtonKind.QUIET, icon="trash")
        discard.clicked.connect(self.discard_wanted)
        sheet = Button(_("Print &tally sheet…"), theme, kind=ButtonKind.QUIET, icon="print")
        sheet.clicked.connect(self.sheet_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self.title, self._before, self._entering, self._striking):
            column.addWidget(part)
        column.addSpacing(theme.px(8))
        column.addLayout(beside(theme, self.take_back, sheet, discard))
        column.addStretch(1)

    def show_vote(self, state: QuestionState, vote: Vote, *, struck: bool) -> None:
        """Show an open vote or run-off; ``struck`` when the last round's strike was agreed to."""
        self._vote = vote
        self._rescuable = None if struck else rescuable(vote)
        number = len(vote.entered) + 1
        rounds = vote.count.rounds if vote.count is not None else ()
        self.title.setText(
            _("Run-off")
            if vote.parent_id is not None
            else _("Round {number}").format(number=number)
        )
        self.take_back.setVisible(bool(vote.entered))
        last = words.why(rounds[-1], state.texts) if rounds else ""
        is_striking = self._rescuable is not None
        self._striking.setVisible(is_striking)
        self._entering.setVisible(not is_striking)
        self._before.setText("" if is_striking else last)
        self._before.setVisible(bool(self._before.text()))
        if is_striking:
            self.title.setText(_("Round {number}").format(number=number - 1))
            self.outcome.setText(last)
            self.reason.clear()
            self._judge_reason()
            self.setFocusProxy(self.strike)
            return
        if self._shown != (vote.id, number):
            self._shown = (vote.id, number)
            self.form.empty()
        self.form.show_options(standing(vote), state.texts)
        self.setFocusProxy(self.form)
        self._judge()

    def _entry(self) -> Entry:
        return Entry(self._vote.voters if self._vote is not None else 0, self.form.numbers)

    def _judge(self) -> None:
        """Say whether the numbers can be right."""
        entry = self._entry()
        self.enter_round.setEnabled(entry.is_possible)
        if entry.left < 0:
            style = TextStyle.DANGER
            text = ngettext(
                "{n} vote more than there are people. Count again.",
                "{n} votes more than there are people. Count again.",
                -entry.left,
            ).format(n=-entry.left)
        else:
            style = TextStyle.MUTED
            text = _("{counted} of {people} counted").format(
                counted=entry.counted, people=entry.electorate
            )
            if entry.is_possible and entry.left:
                text += ", " + words.abstained(entry.left)
        self.sum.setText(text)
        set_text_style(self.sum, style)

    def _judge_reason(self) -> None:
        self.rescue.setEnabled(bool(self.reason.text().strip()))

    def _enter(self) -> None:
        entry = self._entry()
        if entry.is_possible:
            self.entered.emit(entry.tally)

    def _rescue(self) -> None:
        if self._rescuable is not None and self.reason.text().strip():
            self.rescued.emit(self._rescuable, self.reason.text().strip())

    def _entering_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(
            paragraph(
                _(
                    "Everyone raises a hand for one idea, or puts one slip into the hat. "
                    "Type how many:"
                )
            )
        )
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.enter_round)
        row.addWidget(self.sum, 1)
        column.addLayout(row)
        return part

    def _striking_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(self.outcome)
        column.addWidget(
            paragraph(
                _(
                    "Can somebody say why it should stay? Then nothing is struck out and all "
                    "vote again."
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(self.strike)
        row.addSpacing(self._theme.px(16))
        row.addWidget(self.reason, 1)
        row.addWidget(self.rescue)
        column.addLayout(row)
        return part
