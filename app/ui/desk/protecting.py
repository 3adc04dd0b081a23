"""Protecting a desk, changing its passphrase, taking protection off: what is done and told."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from app import keychain
from app.i18n import _, ngettext
from app.storage.protection import Key, fresh_key
from app.ui.desk.rewrite_dialog import RewriteDialog, Rewritten
from app.ui.theme import Theme


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """A passphrase, and whether its key goes to the keychain."""

    passphrase: str
    keep_in_keychain: bool


def protected_anew(
    desk: Path, theme: Theme, *, old: Key | None, wanted: Wanted | None, second: Path | None
) -> Rewritten | None:
    """Write the closed desk and its backups anew, those in a ``second`` place too.

    None if the desk stays as it was, of which the person knows.
    """
    new = partial(fresh_key, wanted.passphrase) if wanted is not None else _no_key
    dialog = RewriteDialog(desk, theme, old=old, new=new, second=second)
    dialog.exec()
    dialog.deleteLater()
    if dialog.failure is not None:
        QMessageBox.warning(None, _("Protection"), str(dialog.failure))
    if dialog.rewritten is None:
        return None
    if old is not None:
        keychain.forget(old)
    if wanted is not None and wanted.keep_in_keychain and dialog.rewritten.key is not None:
        keychain.keep(dialog.rewritten.key)
    return dialog.rewritten


def tell_what_was_left(done: Rewritten) -> str:
    """What became of the desk and its backups."""
    told = _("This desk is protected.") if done.key else _("This desk is not protected any more.")
    if not done.left:
        return told
    more = ngettext(
        "{n} backup keeps what it had.", "{n} backups keep what they had.", len(done.left)
    )
    return f"{told} {more.format(n=len(done.left))}"


def _no_key() -> None:
    return None
