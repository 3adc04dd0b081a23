"""Copies of files that were handed to other programs: private, and gone when the desk is."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app import paths
from app.rules.file_names import numbered

_LOCK = ".open"


class OpenedFiles(QObject):
    """A folder that only this user can read, made with the first file.

    It goes with its parent, at the latest with the program; that of a program that was killed goes
    when the next one makes its own.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._lock: QLockFile | None = None

    def open(self, name: str, content: bytes) -> bool:
        """Write a copy and open it in its program; False if there is none. OSError may rise."""
        path = unused_path(self.folder, name)
        path.write_bytes(content)
        path.chmod(0o400)
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @property
    def folder(self) -> Path:
        """Where the copies lie."""
        if self._folder is None:
            wipe_left_behind()
            above = paths.opened_folder()
            above.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(dir=above))
            lock = QLockFile(str(folder / _LOCK))
            lock.setStaleLockTime(0)
            lock.tryLock(0)
            self._folder, self._lock = folder, lock
            application = QCoreApplication.instance()
            if application is not None:
                application.aboutToQuit.connect(self.forget)
            self.destroyed.connect(lambda _gone: _wipe(folder, lock))
        return self._folder

    def forget(self) -> None:
        """Remove the copies; programs that still hold one keep it."""
        if self._folder is not None:
            _wipe(self._folder, self._lock)
            self._folder = self._lock = None


def wipe_left_behind() -> None:
    """Remove copies of programs that ended without doing so."""
    for folder in paths.opened_folder().glob("*"):
        lock = QLockFile(str(folder / _LOCK))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            _wipe(folder, lock)


def _wipe(folder: Path, lock: QLockFile | None) -> None:
    if lock is not None:
        lock.unlock()
    shutil.rmtree(folder, ignore_errors=True)


def unused_path(folder: Path, name: str) -> Path:
    """A path in ``folder`` where there is no file yet: *offer.pdf*, *offer (2).pdf*."""
    path = folder / name
    number = 2
    while path.exists():
        path = folder / numbered(name, number)
        number += 1
    return path
