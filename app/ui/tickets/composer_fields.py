"""The head of an answer: To, and Cc, Bcc and Subject when they are wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.i18n import _
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.recipient_field import RecipientField
from app.ui.widgets.button import Button, ButtonKind


class ComposerFields(QWidget):
    """``edited`` tells of typing, not of what the program filled in."""

    edited = Signal()

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.to = RecipientField(_("To"), operations)
        self.cc = RecipientField(_("Cc"), operations)
        self.bcc = RecipientField(_("Bcc"), operations)
        self.subject = QLineEdit()
        self.subject.setAccessibleName(_("Subject"))
        self._rows: dict[str, tuple[QLabel, QWidget]] = {}
        self._buttons: dict[str, Button] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        more = QHBoxLayout()
        more.setSpacing(0)
        for place, (name, words, field) in enumerate(
            (
                ("to", _("To"), self.to),
                ("cc", _("Cc"), self.cc),
                ("bcc", _("Bcc"), self.bcc),
                ("subject", _("Subject"), self.subject),
            )
        ):
            label = QLabel(words)
            set_text_style(label, TextStyle.MUTED)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setBuddy(field)
            self._grid.addWidget(label, place, 0)
            self._grid.addWidget(field, place, 1)
            self._rows[name] = (label, field)
            if name != "to":
                more.addWidget(self._button(name, words, theme))
        self._grid.addLayout(more, 0, 2)
        self._grid.setColumnStretch(1, 1)
        for each in (self.to, self.cc, self.bcc):
            each.edited.connect(self.edited)
        self.subject.textEdited.connect(lambda _text: self.edited.emit())

    def fill(self, *, to: str, cc: str, bcc: str, subject: str, show_subject: bool) -> None:
        """Set all of them; empty ones hide behind their buttons."""
        self.to.setText(to)
        self.cc.setText(cc)
        self.bcc.setText(bcc)
        self.subject.setText(subject)
        for line in (self.to, self.cc, self.bcc, self.subject):
            line.setCursorPosition(0)
        self._show("cc", shown=bool(cc))
        self._show("bcc", shown=bool(bcc))
        self._show("subject", shown=show_subject)

    def all_right(self) -> bool:
        """Mark what is no address; whether there is nothing to mark."""
        right = [each.show_wrong() for each in (self.to, self.cc, self.bcc)]
        return all(right)

    @property
    def wrong(self) -> tuple[str, ...]:
        """Everything typed that is no address."""
        return (*self.to.wrong, *self.cc.wrong, *self.bcc.wrong)

    def _button(self, name: str, words: str, theme: Theme) -> Button:
        button = Button(words, theme, kind=ButtonKind.LINK)
        button.setToolTip(_("Show the field “{name}”").format(name=words))
        button.clicked.connect(lambda _checked=False: self._open(name))
        self._buttons[name] = button
        return button

    def _open(self, name: str) -> None:
        self._show(name, shown=True)
        self._rows[name][1].setFocus()

    def _show(self, name: str, *, shown: bool) -> None:
        for widget in self._rows[name]:
            widget.setVisible(shown)
        self._buttons[name].setVisible(not shown)
