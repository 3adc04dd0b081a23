"""Asks who is at the keyboard: the PIN of the one to work as."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.queries.desk import AgentRow, is_pin_of
from app.rules.pins import LONGEST
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.secret_field import SecretField
from app.ui.widgets.try_delay import TryDelay

WIDTH = 380


class PinDialog(QDialog):
    """Accepted once the PIN was right; a wrong one is told alike each time, after a longer wait."""

    def __init__(
        self, row: AgentRow, operations: Operations, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Work as {name}").format(name=row.name))
        self._row = row
        self._operations = operations
        self._checking = False
        name = QLabel(row.name)
        set_text_style(name, TextStyle.TITLE)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pin = SecretField(theme, _("PIN"))
        self._pin.line.setMaxLength(LONGEST)
        self._pin.line.setPlaceholderText(_("PIN"))
        self._told = QLabel(wordWrap=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_text_style(self._told, TextStyle.DANGER)
        self._go_on = Button(_("&Go on"), theme, kind=ButtonKind.PRIMARY)
        self._go_on.setDefault(True)
        cancel = Button(_("Cancel"), theme)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._go_on)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        avatar = Avatar(theme, name=row.name, colour=row.colour)
        column.addWidget(avatar, 0, Qt.AlignmentFlag.AlignCenter)
        for part in (name, self._pin, self._told):
            column.addWidget(part)
        column.addLayout(buttons)
        self._delay = TryDelay(self)
        self._delay.changed.connect(self._enable)
        self._go_on.clicked.connect(self._try)
        cancel.clicked.connect(self.reject)
        self._pin.line.textChanged.connect(self._enable)
        fit_to_width(self, theme.px(WIDTH))
        self._enable()

    def _enable(self) -> None:
        wait = self._delay.seconds
        self._go_on.setText(
            ngettext("Wait {n} second", "Wait {n} seconds", wait).format(n=wait)
            if wait > 1
            else _("&Go on")
        )
        self._go_on.setEnabled(not wait and not self._checking and bool(self._pin.line.text()))

    def _try(self) -> None:
        self._checking = True
        self._enable()
        self._operations.read(
            is_pin_of, self._row.id, self._pin.line.text(), owner=self, done=self._answer
        )

    def _answer(self, right: bool) -> None:
        self._checking = False
        if right:
            self.accept()
            return
        self._told.setText(_("That is not the PIN."))
        self._pin.line.selectAll()
        self._pin.line.setFocus()
        self._delay.note_wrong()

    def done(self, result: int) -> None:
        """Nothing typed stays behind."""
        self._pin.line.clear()
        super().done(result)
