"""Copies of files that were handed to other programs: private, and gone when the program is."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.rules.file_names import numbered


class OpenedFiles(QObject):
    """A folder that only this user can read, made with the first file."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: Path | None = None

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
            self._folder = Path(tempfile.mkdtemp(prefix="tresen-"))
            application = QCoreApplication.instance()
            if application is not None:
                application.aboutToQuit.connect(self.forget)
        return self._folder

    def forget(self) -> None:
        """Remove the copies; programs that still hold one keep it."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def unused_path(folder: Path, name: str) -> Path:
    """A path in ``folder`` where there is no file yet: *offer.pdf*, *offer (2).pdf*."""
    path = folder / name
    number = 2
    while path.exists():
        path = folder / numbered(name, number)
        number += 1
    return path
