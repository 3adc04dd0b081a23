"""The desk that a command reads or writes."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.errors import UserError

if TYPE_CHECKING:
    from app.storage.database import Database


class DeskInUse(UserError):  # noqa: N818 - a state, told by its own exit code
    """The desk is open in a window or another command that writes."""


def desk_path(arguments: argparse.Namespace) -> Path:
    """The desk named by ``--desk``, else the one in the user's data folder."""
    return (arguments.desk or paths.default_desk()).absolute()


@contextmanager
def desk_to_read(arguments: argparse.Namespace) -> Iterator["Database"]:
    """The desk, beside an open window if there is one."""
    from app.storage.upgrade import open_desk

    database = open_desk(desk_path(arguments))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def desk_to_write(arguments: argparse.Namespace, *, create: bool = False) -> Iterator["Database"]:
    """The desk for this command alone; ``DeskInUse`` while a window or another one writes."""
    from app.services.opening import open_or_create
    from app.storage.upgrade import make_folder_for, open_desk
    from app.ui.lock import DeskLock, DeskLocked

    path = desk_path(arguments)
    make_folder_for(path)
    lock = DeskLock(path)
    try:
        lock.acquire()
    except DeskLocked as error:
        raise DeskInUse(str(error)) from error
    try:
        database = open_or_create(path) if create else open_desk(path)
        try:
            yield database
        finally:
            database.close()
    finally:
        lock.release()
