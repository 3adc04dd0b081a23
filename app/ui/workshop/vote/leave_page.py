"""For the facilitator within a sitting: behind the PIN, who comes or goes, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.rules.voting.sitting import Sitting
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.number_field import with_margin

MOST_VOTERS = 60
_WIDTH = 520


class LeavePage(QWidget):
    """Asks who is there first; only then can the number of voters be changed or the vote be left.

    A ballot that was begun is thrown away at that moment, which is said before.
    """

    unlocked = Signal()
    """It is the facilitator: a ballot that was begun goes."""
    back = Signal()
    voters_chosen = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pin = ""
        self._title = _label(_("For the facilitator"), TextStyle.TITLE)
        self._words = _label("", TextStyle.BODY)
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setAccessibleName(_("PIN"))
        self._line.setPlaceholderText(_("PIN"))
        self._line.setMaximumWidth(theme.px(160))
        self._wrong = _label(_("That is not the PIN."), TextStyle.DANGER)
        self.unlock = Button(_("I am the &facilitator"), theme)
        self.unlock.clicked.connect(self._try)
        self._asking = QWidget()
        asked = _column(self._asking, theme)
        for widget in (self._line, self._wrong, self.unlock):
            asked.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.voters = with_margin(QSpinBox(), theme)
        self.voters.setAccessibleName(_("People who vote"))
        self.leave = Button(_("&Leave the ballots"), theme)
        self.leave.clicked.connect(self._leave_with_number)
        self._deciding = QWidget()
        deciding = _column(self._deciding, theme)
        deciding.addWidget(_label(_("Somebody came, or left without having voted?"), None))
        number = QHBoxLayout()
        number.addWidget(QLabel(_("People who vote")))
        number.addWidget(self.voters)
        number.addStretch(1)
        deciding.addLayout(number)
        deciding.addWidget(
            _label(
                _(
                    "Whoever has voted already and leaves stays counted: "
                    "a sealed ballot cannot be taken out."
                ),
                TextStyle.MUTED,
            )
        )
        deciding.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self._back = Button("", theme, kind=ButtonKind.PRIMARY)
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self._go_back)
        frame = QWidget()
        frame.setFixedWidth(theme.px(_WIDTH))
        inner = _column(frame, theme)
        for part in (self._title, self._words, self._asking, self._deciding):
            inner.addWidget(part)
        inner.addSpacing(theme.px(8))
        inner.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        # Stretches and no alignment, so that the height of texts follows their width.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(frame)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)

    def ask(self, sitting: Sitting, pin: str) -> None:
        """Ask whether it is the facilitator, by PIN if one was set."""
        self._pin = pin
        self._line.clear()
        self._line.setVisible(bool(pin))
        self._wrong.hide()
        self._words.setText(
            _("The ballot that was begun is thrown away. Nothing of it is kept.")
            if sitting.is_open
            else _("Between two ballots somebody may come or go, or the vote may be left.")
        )
        self._back.setText(_("&Back to the ballot") if sitting.is_open else _("&Back"))
        self._asking.show()
        self._deciding.hide()
        (self._line if pin else self._back).setFocus()

    def show_choices(self, sitting: Sitting) -> None:
        """It is the facilitator: what can be done."""
        self._asking.hide()
        self._deciding.show()
        self._words.setText(
            ngettext(
                "{n} of {voters} ballots is sealed.",
                "{n} of {voters} ballots are sealed.",
                sitting.sealed,
            ).format(n=sitting.sealed, voters=sitting.voters)
        )
        self.voters.setRange(max(1, sitting.sealed), MOST_VOTERS)
        self.voters.setValue(sitting.voters)
        self._back.setText(_("&Go on with the vote"))
        self._back.setFocus()

    def _try(self) -> None:
        right = self._line.text() == self._pin
        self._wrong.setVisible(not right)
        self._line.clear()
        if right:
            self.unlocked.emit()
        else:
            self._line.setFocus()

    def _go_back(self) -> None:
        if not self._deciding.isHidden():
            self.voters_chosen.emit(self.voters.value())
        self.back.emit()

    def _leave_with_number(self) -> None:
        self.voters_chosen.emit(self.voters.value())
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._line.hasFocus():
                self._try()
            elif self.leave.hasFocus():
                self._leave_with_number()
            elif self.unlock.hasFocus():
                self._try()
            else:
                self._go_back()
        else:
            super().keyPressEvent(event)


def _label(words: str, style: TextStyle | None) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    if style is not None:
        set_text_style(label, style)
    return label


def _column(widget: QWidget, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(8))
    return column
