"""Another file in the place of the desk: a backup of it, or itself with another protection."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import UserError
from app.i18n import _
from app.storage.connection import fits
from app.storage.database import utc_now
from app.storage.protection import Key, is_protected
from app.storage.restoring import restore
from app.ui.desk.protecting import Wanted, protected_anew, tell_what_was_left
from app.ui.desk.recovery_dialog import RecoveryDialog
from app.ui.desk.unlock_dialog import key_typed_for
from app.ui.lock import DeskLock
from app.ui.theme import Theme


class Seat(Protocol):
    """What is needed of ``app.program.Program``, which no desk is open in meanwhile."""

    theme: Theme

    @property
    def window(self) -> QWidget | None: ...

    def open(self, desk: Path, *, locked: bool = False, key: Key | None = None) -> bool: ...

    def tell(self, text: str) -> None: ...


def open_from_backup(seat: Seat, chosen: Path, desk: Path, key: Key | None = None) -> bool:
    """Whether the desk is open afterwards, from the backup or, if that failed, as it was.

    ``key`` is that of the desk; a backup from before it was changed asks for its own.
    """
    own = key
    if is_protected(chosen) and not fits(chosen, own):
        own = key_typed_for(chosen, seat.theme, title=_("Restore a backup"), parent=None)
        if own is None:
            return seat.open(desk, key=key)
    try:
        # Nobody else may open it meanwhile.
        with DeskLock(desk):
            aside = restore(chosen, desk, utc_now(), key=own)
    except UserError as error:
        QMessageBox.warning(None, _("Restore a backup"), str(error))
        return seat.open(desk, key=key)
    if not seat.open(desk, key=own):
        return False
    seat.tell(_("Restored. The desk as it was is kept as “{name}”.").format(name=aside.name))
    return True


def open_protected_anew(
    seat: Seat, desk: Path, *, old: Key | None, wanted: Wanted | None, second: Path | None
) -> None:
    """Write the desk anew with another passphrase, or with none, and open it."""
    with DeskLock(desk):
        done = protected_anew(desk, seat.theme, old=old, wanted=wanted, second=second)
    seat.open(desk, key=done.key if done is not None else old)
    if done is not None:
        seat.tell(tell_what_was_left(done))
        if done.key is not None:
            show_recovery(seat, desk, done.key)


def typed_key(seat: Seat, desk: Path, title: str) -> Key | None:
    """The key of the open desk, typed again: who passes by must not change its protection."""
    return key_typed_for(desk, seat.theme, title=title, parent=seat.window)


def show_recovery(seat: Seat, desk: Path, key: Key) -> None:
    """Show the recovery key, to be printed or written down."""
    dialog = RecoveryDialog(desk, key, seat.theme, seat.window)
    dialog.exec()
    dialog.deleteLater()
