"""Where an export is written to: a folder or a zip, complete or not there at all."""

import errno
import hashlib
import os
import shutil
import time
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.errors import UserError
from app.formats.desk_export.layout import MANIFEST
from app.formats.desk_export.manifest import FileSum
from app.i18n import _
from app.rules.synced import is_synced

_UNFINISHED = ".tresen-partial"
_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
"""Nobody else on this computer needs to read it."""
_LEVEL = 1
"""Of deflate: mails shrink to half already, and the others take several times as long."""


class HashedFile:
    """A file under way that knows its size and sum."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        """Append."""
        self._stream.write(content)
        self._digest.update(content)
        self.size += len(content)

    @property
    def sum(self) -> FileSum:
        """Of what was written so far."""
        return FileSum(self.size, self._digest.digest())


class Destination(ABC):
    """Takes files one after the other. All lies under another name until ``finish``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, FileSum] = {}
        # Of a name that is nobody else's: what was cut off may be removed without asking.
        self._partial = path.with_name(f".{path.name}{_UNFINISHED}")

    @contextmanager
    def file(self, name: str) -> Iterator[HashedFile]:
        """A new file; it is listed in ``files`` once it is whole."""
        with self._opened(name) as stream:
            hashed = HashedFile(stream)
            yield hashed
        self.files[name] = hashed.sum

    @abstractmethod
    def finish(self, manifest: bytes) -> None:
        """Add the manifest, last of all, and give the export its name."""

    @abstractmethod
    def discard(self) -> None:
        """Leave nothing behind. After ``finish`` it does nothing."""

    @abstractmethod
    def _opened(self, name: str) -> BinaryIO: ...


class FolderDestination(Destination):
    """A folder that is not there yet, or empty; only its owner may open it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._partial, ignore_errors=True)
        self._partial.mkdir(_FOLDER_MODE)

    def finish(self, manifest: bytes) -> None:
        with self.file(MANIFEST) as file:
            file.write(manifest)
        if self.path.exists():
            self.path.rmdir()
        self._partial.rename(self.path)

    def discard(self) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)

    def _opened(self, name: str) -> BinaryIO:
        target = self._partial / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("xb")


class ZipDestination(Destination):
    """One zip, of any size; only its owner may read it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._partial.unlink(missing_ok=True)
        self._partial.touch(_FILE_MODE)
        self._file = self._partial.open("wb")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._made = time.localtime()[:6]

    def finish(self, manifest: bytes) -> None:
        with self.file(MANIFEST) as file:
            file.write(manifest)
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._partial.rename(self.path)

    def discard(self) -> None:
        # What the zip still wants to write when it is closed may be what there is no room for.
        self._zip.fp = None
        self._file.close()
        self._partial.unlink(missing_ok=True)

    def _opened(self, name: str) -> BinaryIO:
        entry = zipfile.ZipInfo(name, self._made)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return self._zip.open(entry, "w", force_zip64=True)  # type: ignore[return-value]  # enough of one


def check_destination(path: Path) -> None:
    """``UserError`` where an export cannot or should not lie."""
    if is_synced(path.absolute()):
        raise UserError(
            _(
                "“{folder}” is synced to other computers, and an export can be read by everybody "
                "who gets it. Choose a folder that stays on this computer."
            ).format(folder=path.parent)
        )
    if path.is_dir() and not is_zip(path):
        if _holds_something(path):
            raise UserError(
                _("“{folder}” is not empty. Choose a new folder for the export.").format(
                    folder=path
                )
            )
    elif os.path.lexists(path):
        raise UserError(
            _("“{name}” is there already and is kept. Choose another name.").format(name=path)
        )


def _holds_something(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError as error:
        raise _unwritable(folder, error) from error


def is_zip(path: Path) -> bool:
    """Whether the name asks for one file instead of a folder."""
    return path.suffix.lower() == ".zip"


@contextmanager
def destination(path: Path) -> Iterator[Destination]:
    """A place for an export. What is not finished at the end is gone.

    ``UserError`` if it cannot be written, also in the middle.
    """
    made: Destination | None = None
    try:
        made = ZipDestination(path) if is_zip(path) else FolderDestination(path)
        yield made
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if made is not None:
            made.discard()


def _unwritable(path: Path, error: OSError) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            _("There is no room for the export in “{folder}”. Nothing was left there.").format(
                folder=path.parent
            )
        )
    return UserError(
        _("“{name}” could not be saved: {reason}. Choose another place.").format(
            name=path, reason=error.strerror
        )
    )
