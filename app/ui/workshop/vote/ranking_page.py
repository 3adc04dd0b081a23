"""The open ballot: ideas on the left, the person's order on the right, by keys, click or drag."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.voting.sitting import Sitting
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.key_cap import KeyCap
from app.ui.workshop.vote.option_list import Line, OptionList

KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The key of each option in the order it is seen; those beyond have none."""
_STRONG = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class RankingPage(QWidget):
    """Shows a sitting at the moment of ranking and says what the person wants changed in it."""

    taken = Signal(str)
    placed = Signal(str, int)
    moved = Signal(str, int)
    taken_out = Signal(str)
    cleared = Signal()
    confirmed = Signal()
    back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._options: tuple[str, ...] = ()
        self._head = QLabel()
        set_text_style(self._head, TextStyle.MUTED)
        self._question = QLabel()
        self._question.setWordWrap(True)
        set_text_style(self._question, TextStyle.TITLE)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self.ideas = OptionList(_("Ideas"), theme, ranked=False)
        self.order = OptionList(_("Your order"), theme, ranked=True)
        self.ideas.taken.connect(self.taken)
        self.ideas.dropped.connect(lambda option, _place: self.taken_out.emit(option))
        self.order.dropped.connect(self.placed)
        self.order.itemDoubleClicked.connect(self._take_out_current)
        self._order_head = _heading(_("Your order"))
        self._empty = QLabel(_("The best idea comes first."))
        set_text_style(self._empty, TextStyle.MUTED)
        self._keys = self._key_line()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._head, self._question, self._hint):
            column.addWidget(widget)
        column.addSpacing(theme.px(8))
        column.addLayout(self._lists(), 1)
        column.addWidget(self._keys)
        column.addSpacing(theme.px(8))
        column.addLayout(self._buttons())

    def show_sitting(
        self, sitting: Sitting, question: str, texts: Mapping[str, str], *, current: str | None
    ) -> None:
        """Show the page of a ballot that is being ranked; ``current`` was acted on last."""
        self._options = sitting.on_page
        self._show_head(sitting, question)
        ranks = {option: number for number, option in enumerate(sitting.ranking, start=1)}
        self.ideas.show_lines(
            [self._idea(place, option, texts, ranks) for place, option in enumerate(self._options)],
            current=current,
        )
        self.order.show_lines(
            [
                Line(option, texts[option], str(rank), _rank_spoken(rank, texts[option]))
                for option, rank in ranks.items()
            ],
            current=current,
        )
        self._empty.setVisible(not ranks)
        self._clear.setEnabled(bool(ranks))
        self._confirm.setText(_("&Continue") if ranks else _("&Abstain"))
        self._back.setVisible(sitting.page > 0)

    def forget(self) -> None:
        """Leave nothing of a ballot in any widget."""
        self._options = ()
        for each in (self.ideas, self.order):
            each.clear()

    def _show_head(self, sitting: Sitting, question: str) -> None:
        head = _("Person {number} of {people}").format(number=sitting.person, people=sitting.voters)
        if len(sitting.papers) > 1:
            head += " · " + _("Question {number} of {questions}").format(
                number=sitting.page + 1, questions=len(sitting.papers)
            )
        self._head.setText(head)
        self._question.setText(question)
        one = sitting.most == 1
        self._hint.setText(
            _("Run-off: choose the one idea that shall stay.")
            if one
            else _("Rank the ideas, the best first. You need not rank all of them.")
        )
        self._choose_key.setVisible(one)
        for key in (self._rank_key, self._move_key):
            key.setVisible(not one)
        self.ideas.setAccessibleDescription(f"{head}. {question} {self._hint.text()}")
        self._order_head.setText(_("Your choice") if one else _("Your order"))

    def _idea(
        self, place: int, option: str, texts: Mapping[str, str], ranks: Mapping[str, int]
    ) -> Line:
        rank = ranks.get(option)
        if rank is not None:
            spoken = _rank_spoken(rank, texts[option])
            return Line(option, texts[option], str(rank), spoken, quiet=True)
        key = KEYS[place] if place < len(KEYS) else ""
        return Line(option, texts[option], key, f"{key}: {texts[option]}")

    def _take_out_current(self) -> None:
        option = self.order.current_option
        if option is not None:
            self.taken_out.emit(option)

    # Layout

    def _lists(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(24))
        grid.setVerticalSpacing(self._theme.px(4))
        grid.addWidget(_heading(_("Ideas")), 0, 0)
        grid.addWidget(self._order_head, 0, 1)
        grid.addWidget(self.ideas, 1, 0)
        grid.addWidget(self.order, 1, 1)
        grid.addWidget(self._empty, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        return grid

    def _key_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(16))
        self._choose_key = self._key(["1", "2", "…"], _("choose"))
        self._rank_key = self._key(["1", "2", "…"], _("rank"))
        self._move_key = self._key([_("Ctrl+↑"), _("Ctrl+↓")], _("move"))
        others = [self._key([_("Del")], _("take out")), self._key(["←", "→"], _("other list"))]
        for key in (self._choose_key, self._rank_key, self._move_key, *others):
            row.addWidget(key)
        row.addStretch(1)
        return line

    def _key(self, keys: Sequence[str], words: str) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        label = QLabel(words)
        set_text_style(label, TextStyle.CAPTION)
        row.addWidget(KeyCap(keys, self._theme))
        row.addWidget(label)
        return part

    def _buttons(self) -> QHBoxLayout:
        self._back = Button(_("&Back"), self._theme, icon="left")
        self._clear = Button(_("&Start over"), self._theme, kind=ButtonKind.QUIET, icon="undo")
        self._confirm = Button(_("&Continue"), self._theme, kind=ButtonKind.PRIMARY)
        self._confirm.setAutoDefault(False)
        self._confirm.setToolTip(_("Enter"))
        self._back.clicked.connect(self.back)
        self._clear.clicked.connect(self.cleared)
        self._confirm.clicked.connect(self.confirmed)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(self._back)
        row.addWidget(self._clear)
        row.addStretch(1)
        row.addWidget(self._confirm)
        return row

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys of the ballot; lists and buttons leave to it what they do not need."""
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, strong = event.key(), bool(event.modifiers() & _STRONG)
        option = self._focused_option()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not strong:
            # Held down, Enter would seal ballots that nobody saw.
            if not event.isAutoRepeat():
                self._press_focused_or_confirm()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and strong and option is not None:
            self.moved.emit(option, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and option is not None:
            self.taken_out.emit(option)
        elif key == Qt.Key.Key_Space and option is not None:
            self.taken.emit(option)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            (self.ideas if key == Qt.Key.Key_Left else self.order).setFocus()
        elif not strong and (place := KEYS.find(event.text().upper())) >= 0 and event.text():
            if place < len(self._options):
                self.taken.emit(self._options[place])
        else:
            return False
        return True

    def _press_focused_or_confirm(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Button) and focused.hasFocus():
            focused.click()
        else:
            self.confirmed.emit()

    def _focused_option(self) -> str | None:
        return self.order.current_option if self.order.hasFocus() else self.ideas.current_option


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    set_text_style(label, TextStyle.SECTION)
    return label


def _rank_spoken(rank: int, text: str) -> str:
    return _("Rank {rank}: {text}").format(rank=rank, text=text)
