"""Protection of the desk file: passphrase, recovery key, keychain, locking."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from app import keychain
from app.i18n import _, ngettext
from app.rules.roles import Right
from app.storage.protection import Key
from app.ui.desk.passphrase_dialog import PassphraseDialog
from app.ui.desk.protecting import Wanted
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.rights import with_right
from app.ui.settings.section import SettingsSection
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.flow_layout import FlowLayout

_MINUTES = (0, 1, 5, 10, 15, 30, 60)


class ProtectionSection(SettingsSection):
    """Asks the program for what takes the desk to be closed; the rest it does itself.

    The passphrase is everybody's who works here, so only who may change rules sets it.
    """

    protection_wanted = Signal(object)
    """A ``Wanted`` passphrase to write the desk anew with, None to take protection off."""
    recovery_wanted = Signal()
    lock_wanted = Signal()

    def __init__(
        self, key: Key | None, operations: Operations, preferences: Preferences, theme: Theme
    ) -> None:
        super().__init__(
            _("Protection"),
            _(
                "A protected desk is encrypted with a passphrase. Who finds or steals the computer "
                "reads nothing of it, nor of its backups."
            ),
            theme,
        )
        self._operations = operations
        self._preferences = preferences
        state = QLabel(
            _("This desk is protected.") if key else _("This desk is not protected."), wordWrap=True
        )
        set_text_style(state, TextStyle.SECTION)
        self.column.addWidget(state)
        self._buttons = FlowLayout(spacing=theme.px(8))
        self.column.addLayout(self._buttons)
        if key is None:
            self._add(_("&Protect this desk…"), self._protect, kind=ButtonKind.PRIMARY, icon="lock")
            self.add_hint(
                _(
                    "If the passphrase and the recovery key are both lost, nobody can open the "
                    "desk again: not you, not the makers of Tresen."
                )
            )
        else:
            self._build_for(key)

    def _build_for(self, key: Key) -> None:
        self._add(_("&Lock now"), self.lock_wanted.emit, kind=ButtonKind.PRIMARY, icon="lock")
        self._add(_("Change the &passphrase…"), self._change)
        self._add(_("Show the &recovery key…"), self.recovery_wanted.emit)
        self._add(_("&Take protection off…"), self._take_off, kind=ButtonKind.QUIET)
        form = self.add_form()
        form.addRow(_("Lock after an &idle time of"), self._lock_after())
        if keychain.is_there():
            self._add_keychain(key)
        else:
            self.add_hint(_("This computer offers no keychain that could keep the key."))

    def _add(
        self,
        text: str,
        act: Callable[[], object],
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        icon: str | None = None,
    ) -> None:
        button = Button(text, self.theme, kind=kind, icon=icon)
        button.clicked.connect(lambda _checked=False: act())
        self._buttons.addWidget(button)

    def _lock_after(self) -> QWidget:
        box = QComboBox()
        for minutes in _MINUTES:
            text = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
            box.addItem(text if minutes else _("Never"), minutes)
        box.setCurrentIndex(max(0, box.findData(self._preferences.current.lock_after)))
        box.currentIndexChanged.connect(
            lambda _index: self._preferences.update(lock_after=box.currentData())
        )
        return box

    def _add_keychain(self, key: Key) -> None:
        box = QCheckBox(_("&Keep the key in this computer’s keychain"))
        box.setChecked(keychain.holds(key))
        box.toggled.connect(lambda on: keychain.keep(key) if on else keychain.forget(key))
        self.column.addWidget(box)

    def _protect(self) -> None:
        self._with_right(
            partial(
                self._ask,
                _("Protect this desk"),
                _("Choose a passphrase. It is asked for whenever the desk is opened or unlocked."),
                _("&Protect"),
            )
        )

    def _change(self) -> None:
        self._with_right(
            partial(
                self._ask,
                _("Change the passphrase"),
                _(
                    "The desk and its backups are written anew with the new passphrase. There is "
                    "a new recovery key then; the old one is of no use any more."
                ),
                _("&Change"),
            )
        )

    def _take_off(self) -> None:
        self._with_right(partial(self.protection_wanted.emit, None))

    def _with_right(self, act: Callable[[], object]) -> None:
        with_right(self._operations, Right.CHANGE_RULES, act, owner=self)

    def _ask(self, title: str, lead: str, button: str) -> None:
        dialog = PassphraseDialog(
            self.theme, title=title, lead=lead, button=button, parent=self.window()
        )
        dialog.accepted.connect(partial(self._choose, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, dialog: PassphraseDialog) -> None:
        self.protection_wanted.emit(
            Wanted(dialog.passphrase, keep_in_keychain=dialog.keep_in_keychain)
        )
