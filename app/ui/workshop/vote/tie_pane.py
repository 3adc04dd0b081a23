"""A tie that people have to settle: run-off, one text of two, the lot, or the facilitator."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.workshop.votes import Vote
from app.rules.voting import words
from app.rules.voting.ties import DrawnLot, Merge, Ruling, Settlement
from app.rules.workshop.votes import Choice
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.rows_widget import RowsWidget, paragraph
from app.ui.widgets.wrapped_choice import WrappedChoice
from app.ui.workshop.vote.parts import beside, heading
from app.ui.workshop.vote.state import QuestionState, ways

_WAYS = (Choice.MERGE, Choice.LOT, Choice.FACILITATOR)


class TiePane(QWidget):
    """Offers what the agreed rules leave: the run-off first, then what people decide."""

    run_off_wanted = Signal()
    settled = Signal(object)
    """A ``Settlement``."""
    discard_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._vote: Vote | None = None
        self._tied: tuple[str, ...] = ()
        self._shown: tuple[int, int, tuple[str, ...]] | None = None
        self.radios: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._title = heading(_("A tie that decides"), TextStyle.TITLE)
        self._words = paragraph("")
        self.run_off = Button(_("Open the &run-off"), theme, kind=ButtonKind.PRIMARY, icon="vote")
        self.run_off.clicked.connect(self.run_off_wanted)
        self._run_off_part = self._first_part()
        self.merge_text = QPlainTextEdit()
        self.merge_text.setTabChangesFocus(True)
        self.merge_text.setAccessibleName(_("The text of both"))
        self.merge_text.textChanged.connect(self._judge)
        self.merge_text.setFixedHeight(theme.px(76))
        self._merge_hint = paragraph("", TextStyle.MUTED)
        self.merge = Button(_("&Merge the texts"), theme, icon="merge")
        self.merge.clicked.connect(self._tell_merge)
        self._lot_words = paragraph("")
        self.lot = Button(_("Take the &lot"), theme)
        self.lot.clicked.connect(lambda: self.settled.emit(DrawnLot()))
        self._choices = RowsWidget(theme)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Reason, for the record"))
        self.reason.setAccessibleName(_("Reason, for the record"))
        self.reason.textChanged.connect(self._judge)
        self.rule = Button(_("S&trike it out"), theme)
        self.rule.clicked.connect(self._tell_ruling)
        self._parts = {
            Choice.MERGE: self._merge_part(),
            Choice.LOT: self._lot_part(),
            Choice.FACILITATOR: self._ruling_part(),
        }
        discard = Button(_("&Discard the vote…"), theme, kind=ButtonKind.QUIET, icon="trash")
        discard.clicked.connect(self.discard_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for part in (self._title, self._words, self._run_off_part, *self._parts.values()):
            column.addWidget(part)
        column.addWidget(discard, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_tie(self, state: QuestionState, vote: Vote) -> None:
        """Show the tie that a count waits with; what was typed for the same one stays."""
        counted = vote.count
        if counted is None or counted.undecided is None:
            return
        self._vote, self._tied = vote, counted.undecided
        offered = ways(vote)
        self._words.setText(words.tie(counted.rounds[-1], state.texts))
        self._run_off_part.setVisible(Choice.RUN_OFF in offered)
        for way, part in self._parts.items():
            part.setVisible(way in offered)
        shown = (vote.id, len(counted.rounds), self._tied)
        if shown != self._shown:
            self._shown = shown
            self._fill(state.texts)
        self.setFocusProxy(self.run_off if Choice.RUN_OFF in offered else self.merge_text)

    def _fill(self, texts: dict[str, str]) -> None:
        first, second = self._pair()
        self.merge_text.setPlainText(f"{texts[first]}\n{texts[second]}")
        self._merge_hint.setText(
            _("One text that says both {options}. The votes of both count for it.").format(
                options=words.listed((first, second), texts)
            )
        )
        if self._vote is not None and self._vote.protocol.lot_order:
            drawn = max(self._tied, key=self._vote.protocol.lot_order.index)
            self._lot_words.setText(
                _("The order drawn before the vote puts {option} last of those tied.").format(
                    option=words.quoted(drawn, texts)
                )
            )
        self.reason.clear()
        self._show_choices(texts)
        self._judge()

    def _pair(self) -> tuple[str, str]:
        """The two that are merged: of those tied, the first two in the order of the options."""
        return self._tied[0], self._tied[1]

    def _show_choices(self, texts: dict[str, str]) -> None:
        self._choices.clear()
        self.radios = {option: QRadioButton() for option in self._tied}
        for option, radio in self.radios.items():
            self._group.addButton(radio)
            radio.toggled.connect(self._judge)
            self._choices.rows.addWidget(WrappedChoice(radio, texts[option], self._theme))

    def _judge(self) -> None:
        self.merge.setEnabled(bool(self.merge_text.toPlainText().strip()))
        self.rule.setEnabled(
            bool(self.reason.text().strip()) and self._group.checkedButton() is not None
        )

    def _tell_merge(self) -> None:
        into, dropped = self._pair()
        self._tell(Merge(dropped, into, self.merge_text.toPlainText().strip()))

    def _tell_ruling(self) -> None:
        for option, radio in self.radios.items():
            if radio.isChecked():
                self._tell(Ruling(option, self.reason.text().strip()))

    def _tell(self, settlement: Settlement) -> None:
        self.settled.emit(settlement)

    # Layout

    def _first_part(self) -> QWidget:
        return self._part(
            _("Run-off"),
            [
                paragraph(_("As agreed, all vote again on those tied. Who has fewest drops out.")),
                self.run_off,
            ],
        )

    def _merge_part(self) -> QWidget:
        return self._part(_("Merge the texts"), [self._merge_hint, self.merge_text, self.merge])

    def _lot_part(self) -> QWidget:
        return self._part(_("Take the lot"), [self._lot_words, self.lot])

    def _ruling_part(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        row.addWidget(self.reason, 1)
        row.addWidget(self.rule)
        words_first = paragraph(_("The facilitator decides who drops out, and says why."))
        return self._part(_("Decide"), [words_first, self._choices, line])

    def _part(self, title: str, widgets: Sequence[QWidget]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        column.addWidget(heading(title))
        for widget in widgets:
            if isinstance(widget, Button):
                column.addLayout(beside(self._theme, widget))
            else:
                column.addWidget(widget)
        return part
