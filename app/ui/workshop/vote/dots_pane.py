"""Dots: the numbers from the wall, and which few ideas they leave for the vote."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.workshop.votes import Vote
from app.rules.voting.dots import FEWEST, MOST, Shortlist, dots_each, shortlist
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.rows_widget import paragraph
from app.ui.widgets.wrapped_choice import WrappedChoice
from app.ui.workshop.vote.count_form import CountForm
from app.ui.workshop.vote.parts import beside, heading, labelled
from app.ui.workshop.vote.state import QuestionState

_USUAL = 5


class DotsPane(QWidget):
    """Where the last place is shared and there is room for some only, people choose who goes on."""

    shortened = Signal(object, object)
    """The dots by option, and the options that are kept."""
    discard_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._texts: dict[str, str] = {}
        self._voters = 0
        self._choices: dict[str, QCheckBox] = {}
        self._hint = paragraph("")
        self.form = CountForm(theme)
        self.form.changed.connect(self._judge)
        self.wanted = with_margin(QSpinBox(), theme)
        self.wanted.setRange(FEWEST, MOST)
        self.wanted.setValue(_USUAL)
        self.wanted.setAccessibleName(_("Ideas that stay"))
        self.wanted.valueChanged.connect(self._judge)
        self.sum = paragraph("", TextStyle.MUTED)
        self._outcome = paragraph("")
        self._border = QWidget()
        self._border_column = QVBoxLayout(self._border)
        self._border_column.setContentsMargins(0, 0, 0, 0)
        self.shorten = Button(_("&Shorten the list"), theme, kind=ButtonKind.PRIMARY)
        self.shorten.clicked.connect(self._tell)
        discard = Button(_("&Discard the vote…"), theme, kind=ButtonKind.QUIET, icon="trash")
        discard.clicked.connect(self.discard_wanted)
        title = heading(_("Dots shorten the list"), TextStyle.TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (title, self._hint, self.form, self.sum):
            column.addWidget(part)
        column.addWidget(labelled(theme, _("&Ideas that stay"), self.wanted))
        column.addWidget(self._outcome)
        column.addWidget(self._border)
        column.addLayout(beside(theme, self.shorten, discard))
        column.addStretch(1)
        self.setFocusProxy(self.form)

    def show_vote(self, state: QuestionState, vote: Vote) -> None:
        """Show an open vote by dots."""
        self._texts, self._voters = state.texts, vote.voters
        each = dots_each(len(vote.options))
        self._hint.setText(
            _(
                "Everyone sticks {dots} dots, at most three on one idea. Type the sums. What does "
                "not stay goes into the basket and can come back."
            ).format(dots=each)
        )
        self.form.show_options([option.key for option in vote.options], state.texts)
        if vote.entered:
            self.form.fill(vote.entered[0])
        self._judge()

    def _judge(self) -> None:
        numbers = self.form.numbers
        total = sum(number or 0 for number in numbers.values())
        most = self._voters * dots_each(max(1, len(numbers)))
        self.sum.setText(
            _("{dots} dots of at most {most}").format(dots=total, most=most)
            if total <= most
            else _("{dots} dots are more than the {most} that were given out.").format(
                dots=total, most=most
            )
        )
        set_text_style(self.sum, TextStyle.MUTED if total <= most else TextStyle.DANGER)
        is_complete = None not in numbers.values() and total <= most
        found = self._shortlist() if is_complete else Shortlist((), ())
        self._show_border(found)
        self._outcome.setText(_outcome(found) if is_complete else "")
        self._judge_choice()

    def _shortlist(self) -> Shortlist:
        return shortlist(self._dots(), self.wanted.value())

    def _dots(self) -> dict[str, int]:
        return {option: number or 0 for option, number in self.form.numbers.items()}

    def _show_border(self, found: Shortlist) -> None:
        if set(found.border) == set(self._choices):
            return
        while (item := self._border_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._choices = {option: QCheckBox() for option in found.border}
        for option, box in self._choices.items():
            box.toggled.connect(self._judge_choice)
            words = self._texts.get(option, option)
            self._border_column.addWidget(WrappedChoice(box, words, self._theme))

    def _judge_choice(self) -> None:
        self.shorten.setEnabled(bool(self._outcome.text()) and FEWEST <= len(self._kept()) <= MOST)

    def _kept(self) -> list[str]:
        chosen = {option for option, box in self._choices.items() if box.isChecked()}
        kept = {*self._shortlist().kept, *chosen}
        return [option for option in self.form.numbers if option in kept]

    def _tell(self) -> None:
        self.shortened.emit(self._dots(), self._kept())


def _outcome(found: Shortlist) -> str:
    kept = ngettext("{n} idea stays.", "{n} ideas stay.", len(found.kept)).format(n=len(found.kept))
    if not found.border:
        return kept
    return (
        kept
        + " "
        + _(
            "These have equally many dots. Choose together which of them stay, {room} at most:"
        ).format(room=MOST - len(found.kept))
    )
