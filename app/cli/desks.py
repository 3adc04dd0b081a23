"""The desk that a command reads or writes."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from app.storage.database import Database
    from app.storage.protection import Key


PASSPHRASE = "TRESEN_PASSPHRASE"
"""The environment variable with the passphrase of a protected desk, for scripts."""


class DeskInUse(UserError):  # noqa: N818 - a state, told by its own exit code
    """The desk is open in a window or another command that writes."""


def desk_path(arguments: argparse.Namespace) -> Path:
    """The desk named by ``--desk``, else the one in the user's data folder."""
    return (arguments.desk or paths.default_desk()).absolute()


def key_of(path: Path) -> "Key | None":
    """The key of a protected desk, from the environment, the keychain, or typed; None without."""
    from app import keychain
    from app.storage.connection import fits
    from app.storage.protection import is_protected, key_from_passphrase

    if not is_protected(path):
        return None
    passphrase = os.environ.get(PASSPHRASE)
    if passphrase is None:
        kept = keychain.key_for(path)
        if fits(path, kept):
            return kept
        if not sys.stdin.isatty():
            raise UserError(
                _(
                    "“{name}” is protected. Put its passphrase into the environment variable "
                    "{variable}."
                ).format(name=path.name, variable=PASSPHRASE)
            )
        passphrase = getpass.getpass(_("Passphrase of “{name}”: ").format(name=path.name))
    return key_from_passphrase(path, passphrase)


@contextmanager
def desk_to_read(arguments: argparse.Namespace) -> Iterator["Database"]:
    """The desk, beside an open window if there is one."""
    from app.storage.upgrade import open_desk

    path = desk_path(arguments)
    database = open_desk(path, key=key_of(path))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def desk_to_write(arguments: argparse.Namespace, *, create: bool = False) -> Iterator["Database"]:
    """The desk for this command alone; ``DeskInUse`` while a window or another one writes."""
    from app.services.opening import open_or_create
    from app.storage.upgrade import open_desk

    path = desk_path(arguments)
    with locked(path):
        database = (
            open_or_create(path, key=key_of(path)) if create else open_desk(path, key=key_of(path))
        )
        try:
            yield database
        finally:
            database.close()


@contextmanager
def locked(desk: Path) -> Iterator[None]:
    """Nobody else writes the desk meanwhile; ``DeskInUse`` while a window or another one does."""
    from app.storage.unfinished import sweep
    from app.storage.upgrade import make_folder_for
    from app.ui.lock import DeskLock, DeskLocked

    make_folder_for(desk)
    lock = DeskLock(desk)
    try:
        lock.acquire()
    except DeskLocked as error:
        raise DeskInUse(str(error)) from error
    sweep(desk)
    try:
        yield
    finally:
        lock.release()
