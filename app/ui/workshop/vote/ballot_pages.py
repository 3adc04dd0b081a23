"""The other screens of a sitting: the laptop goes on, is that right, all are in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.rules.voting.sitting import Sitting
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.empty_state import Picture
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.workshop.vote.ballot_text import BallotPage, BallotText


class NeutralPage(QWidget):
    """Tells nothing of any ballot: the laptop goes to the next person, or all ballots are in."""

    ready = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = Picture("vote", theme, size=64, role=Role.ACCENT)
        self._title = _centred(TextStyle.HUGE)
        self._words = _centred(TextStyle.SECTION)
        self._ready = Button("", theme, kind=ButtonKind.PRIMARY)
        self._ready.setMinimumWidth(theme.px(260))
        # Enter goes to the page, which knows whether the key is held down.
        self._ready.setAutoDefault(False)
        self._ready.clicked.connect(self.ready)
        self.setFocusProxy(self._ready)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(16))
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(theme.px(8))
        column.addWidget(self._ready, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_hand_over(self, sitting: Sitting) -> None:
        """The next one's turn."""
        self._picture.set_icon("vote", Role.ACCENT)
        self._title.setText(
            _("Laptop to person {number} of {people}").format(
                number=sitting.person, people=sitting.voters
            )
        )
        self._words.setText(
            _("Nobody else looks at the screen, and nobody can look up a ballot later.")
        )
        self._ready.setText(_("I am &ready"))
        self._speak()

    def show_all_in(self, sitting: Sitting) -> None:
        """Everyone has voted."""
        self._picture.set_icon("check", Role.SUCCESS)
        self._title.setText(
            ngettext("{n} ballot is sealed", "All {n} ballots are sealed", sitting.sealed).format(
                n=sitting.sealed
            )
        )
        self._words.setText(_("Laptop back to whoever leads the workshop."))
        self._ready.setText(_("&On to the count"))
        self._speak()

    def _speak(self) -> None:
        """For those who hear the screen: only what has the focus is read to them."""
        self._ready.setAccessibleDescription(f"{self._title.text()}. {self._words.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.ready.emit()
        else:
            super().keyPressEvent(event)


class ConfirmPage(QWidget):
    """The ballot in words, to be sealed or mended. Sealing cannot be taken back."""

    sealed = Signal()
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._head = QLabel()
        set_text_style(self._head, TextStyle.MUTED)
        self._title = QLabel()
        set_text_style(self._title, TextStyle.TITLE)
        self._bar = MessageBar(theme, closable=False)
        self._words = BallotText(theme)
        self._words.setProperty("scrolled", True)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._words)
        self._note = QLabel()
        self._note.setWordWrap(True)
        set_text_style(self._note, TextStyle.MUTED)
        self._back = Button(_("&Change it"), theme, icon="left")
        self._seal = Button(_("&Seal the ballot"), theme, kind=ButtonKind.PRIMARY, icon="lock")
        self._seal.setAutoDefault(False)
        self._back.clicked.connect(self.back)
        self._seal.clicked.connect(self.sealed)
        self.setFocusProxy(self._seal)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._seal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._head, self._title, self._bar):
            column.addWidget(widget)
        column.addSpacing(theme.px(8))
        column.addWidget(scroll, 1)
        column.addWidget(self._note)
        column.addSpacing(theme.px(8))
        column.addLayout(row)

    def show_ballot(self, sitting: Sitting, pages: Sequence[BallotPage]) -> None:
        """Ask whether this is right."""
        self._bar.hide()
        self._head.setText(
            _("Person {number} of {people}").format(number=sitting.person, people=sitting.voters)
        )
        if sitting.abstains:
            self._title.setText(_("You abstain. Is that right?"))
        elif sitting.most == 1:
            self._title.setText(_("This is your choice. Is that right?"))
        else:
            self._title.setText(_("This is your order. Is that right?"))
        self._words.show_pages(pages)
        spoken = [self._title.text(), *(each.spoken() for each in pages)]
        self._seal.setAccessibleDescription(". ".join(spoken))
        self._note.setText(_("Once it is sealed nobody can read or change it, you included."))
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While the ballot is being written nothing can be pressed."""
        for button in (self._back, self._seal):
            button.setEnabled(not busy)

    def show_failure(self, words: str) -> None:
        """It could not be sealed; say why in words that tell nothing of it."""
        self.set_busy(False)
        self._seal.setFocus()
        self._bar.show_message(words, severity=Severity.ERROR)

    def forget(self) -> None:
        """Leave nothing of a ballot in any widget."""
        self._title.clear()
        self._words.show_pages(())
        self._seal.setAccessibleDescription("")
        self._bar.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._seal.isEnabled():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                (self.back if self._back.hasFocus() else self.sealed).emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.back.emit()
        else:
            super().keyPressEvent(event)


def _centred(style: TextStyle) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    set_text_style(label, style)
    return label
