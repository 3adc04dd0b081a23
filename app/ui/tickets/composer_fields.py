"""The head of an answer: To, and Cc, Bcc and Subject when they are wanted."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QMenu, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.recipient_field import RecipientField
from app.ui.widgets.button import Button, ButtonKind, IconButton

_NARROW = 460
"""Pixels at 100 % below which the names of hidden fields move into a menu."""


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
        self._theme = theme
        self._links = QWidget()
        more = QHBoxLayout(self._links)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(0)
        self._menu = IconButton("more", _("More fields"), theme, role=Role.MUTED)
        self._menu.clicked.connect(self._show_menu)
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
        self._grid.addWidget(self._links, 0, 2)
        self._grid.addWidget(self._menu, 0, 3)
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
    def names(self) -> tuple[str, ...]:
        """The names of all recipients, as far as they are given."""
        return (*self.to.names, *self.cc.names, *self.bcc.names)

    @property
    def wrong(self) -> tuple[str, ...]:
        """Everything typed that is no address."""
        return (*self.to.wrong, *self.cc.wrong, *self.bcc.wrong)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the menu; the names of hidden fields give way."""
        return QSize(self._theme.px(220), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow, the recipient needs the room of the other fields' names."""
        narrow = self.width() < self._theme.px(_NARROW)
        self._links.setVisible(not narrow)
        self._menu.setVisible(narrow and bool(self._hidden()))

    def _hidden(self) -> list[str]:
        return [name for name, (_label, field) in self._rows.items() if field.isHidden()]

    def _show_menu(self) -> None:
        menu = QMenu(self)
        for name in self._hidden():
            action = menu.addAction(self._rows[name][0].text())
            action.triggered.connect(partial(self._open, name))
        menu.exec(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))
        menu.deleteLater()

    def _button(self, name: str, words: str, theme: Theme) -> Button:
        button = Button(words, theme, kind=ButtonKind.LINK)
        button.setToolTip(_("Show the field “{name}”").format(name=words))
        button.clicked.connect(partial(self._open, name))
        self._buttons[name] = button
        return button

    def _open(self, name: str, _checked: bool = False) -> None:
        self._show(name, shown=True)
        self._rows[name][1].setFocus()

    def _show(self, name: str, *, shown: bool) -> None:
        for widget in self._rows[name]:
            widget.setVisible(shown)
        if name in self._buttons:
            self._buttons[name].setVisible(not shown)
        self._fit()
