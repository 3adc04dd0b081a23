"""Opens a protected desk: by its passphrase, or by the recovery key that was written down."""

from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app import keychain
from app.errors import UserError
from app.i18n import _, ngettext
from app.storage.connection import connect, try_key
from app.storage.database import Database
from app.storage.protection import Key, WrongKey, key_from_passphrase, key_from_recovery
from app.storage.upgrade import open_desk
from app.ui.tasks import Tasks
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.dialog_size import fit_to_width
from app.ui.widgets.empty_state import Picture
from app.ui.widgets.secret_field import SecretField
from app.ui.widgets.try_delay import TryDelay

WIDTH = 460


class UnlockDialog(QDialog):
    """``database`` is the open desk once accepted; ``failure`` what else keeps it from opening."""

    def __init__(
        self,
        desk: Path,
        theme: Theme,
        open_with: Callable[[Path, Key], Database | None],
        *,
        title: str,
        leave: str,
        parent: QWidget | None = None,
    ) -> None:
        """``open_with`` opens or only tries the key, and raises ``WrongKey``; ``leave`` names the
        button that does without."""
        super().__init__(parent)
        self.database: Database | None = None
        self.failure: UserError | None = None
        self._desk = desk
        self._open_with = open_with
        self._tasks = Tasks(self)
        self._by_recovery = False
        self.setWindowTitle(title)
        name = QLabel(desk.stem)
        set_text_style(name, TextStyle.TITLE)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lead = QLabel(wordWrap=True)
        self._lead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_text_style(self._lead, TextStyle.MUTED)
        self._secret = SecretField(theme, _("Passphrase"))
        self._recovery = QLineEdit()
        self._recovery.setAccessibleName(_("Recovery key"))
        self._recovery.setPlaceholderText("ABCD-EFGH-…")
        self._told = QLabel(wordWrap=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_text_style(self._told, TextStyle.DANGER)
        self._keep = QCheckBox(_("&Keep the key in this computer’s keychain"))
        self._keep.setVisible(keychain.is_there())
        self._open = Button(_("&Unlock"), theme, kind=ButtonKind.PRIMARY)
        self._open.setDefault(True)
        self._leave = Button(leave, theme)
        self._other = Button("", theme, kind=ButtonKind.LINK)
        self._delay = TryDelay(self)
        self._lay_out(theme, name)
        self._delay.changed.connect(self._tell_wait)
        self._open.clicked.connect(self._try)
        self._leave.clicked.connect(self.reject)
        self._other.clicked.connect(self._switch)
        for field in (self._secret.line, self._recovery):
            field.textChanged.connect(self._enable)
        self._show_way()

    def _lay_out(self, theme: Theme, name: QLabel) -> None:
        picture = Picture("lock", theme, size=40)
        buttons = QHBoxLayout()
        buttons.addWidget(self._other)
        buttons.addStretch()
        buttons.addWidget(self._leave)
        buttons.addWidget(self._open)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignCenter)
        for part in (name, self._lead, self._secret, self._recovery, self._told, self._keep):
            column.addWidget(part)
        column.addSpacing(theme.px(8))
        column.addLayout(buttons)
        self._width = theme.px(WIDTH)

    def _switch(self) -> None:
        self._by_recovery = not self._by_recovery
        self._show_way()

    def _show_way(self) -> None:
        self._told.setText("")
        self._secret.setVisible(not self._by_recovery)
        self._recovery.setVisible(self._by_recovery)
        if self._by_recovery:
            self._lead.setText(_("Type the recovery key as it was printed."))
            self._other.setText(_("Use the &passphrase"))
        else:
            self._lead.setText(_("This desk is protected. Type its passphrase."))
            self._other.setText(_("Use the &recovery key"))
        self._field.setFocus()
        self._enable()
        fit_to_width(self, self._width)

    @property
    def _field(self) -> QLineEdit:
        return self._recovery if self._by_recovery else self._secret.line

    def _enable(self) -> None:
        ready = self._delay.seconds == 0 and self._tasks.idle and bool(self._field.text())
        self._open.setEnabled(ready)

    def _try(self) -> None:
        """Deriving the key takes a moment on purpose, so it is done beside the window."""
        make = key_from_recovery if self._by_recovery else key_from_passphrase
        self._open.setEnabled(False)
        self._tasks.read(
            partial(self._opened, make, self._field.text()),
            owner=self,
            done=self._take,
            failed=self._refuse,
        )

    def _opened(self, make: Callable[[Path, str], Key], typed: str) -> tuple[Key, Database | None]:
        key = make(self._desk, typed)
        return key, self._open_with(self._desk, key)

    def _take(self, found: tuple[Key, Database | None]) -> None:
        key, self.database = found
        if self._keep.isChecked():
            keychain.keep(key)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, WrongKey):
            self._told.setText(str(error))
            self._field.selectAll()
            self._field.setFocus()
            self._delay.note_wrong()
        elif isinstance(error, UserError):
            self.failure = error
            self.reject()
        else:
            raise error

    def _tell_wait(self) -> None:
        wait = self._delay.seconds
        self._open.setText(
            ngettext("Wait {n} second", "Wait {n} seconds", wait).format(n=wait)
            if wait > 1
            else _("&Unlock")
        )
        self._enable()

    def done(self, result: int) -> None:
        """Nothing typed stays behind in the fields."""
        self._secret.line.clear()
        self._recovery.clear()
        self._tasks.shutdown()
        super().done(result)

    def reject(self) -> None:
        """Not while a try is under way, whose desk nobody would close."""
        if self._tasks.idle:
            super().reject()


def unlocked(desk: Path, theme: Theme, *, locked: bool = False) -> Database | None:
    """A protected desk, open; None if the person left it closed, ``UserError`` if it cannot be.

    The keychain answers first, except for a desk that was ``locked`` just now.
    """
    if not locked and (key := keychain.key_for(desk)) is not None:
        with suppress(WrongKey):
            return open_desk(desk, key=key)
    dialog = UnlockDialog(
        desk,
        theme,
        lambda path, key: open_desk(path, key=key),
        title=_("Tresen is locked") if locked else _("Open a protected desk"),
        leave=_("&Quit") if locked else _("Cancel"),
    )
    dialog.exec()
    dialog.deleteLater()
    if dialog.failure is not None:
        raise dialog.failure
    return dialog.database


def key_typed_for(file: Path, theme: Theme, *, title: str, parent: QWidget | None) -> Key | None:
    """The key of a desk or backup, tried on it; None if the person gave up."""
    tried: list[Key] = []

    def try_it(path: Path, key: Key) -> None:
        with closing(connect(path, key=key, mode="ro")) as raw:
            try_key(raw)
        tried.append(key)

    dialog = UnlockDialog(file, theme, try_it, title=title, leave=_("Cancel"), parent=parent)
    dialog.exec()
    dialog.deleteLater()
    return tried[0] if tried else None
