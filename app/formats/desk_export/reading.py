"""An export as it was given: a folder or a zip, listed with care and read file by file."""

import stat
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from app.errors import UserError
from app.formats.desk_export import manifest
from app.formats.desk_export.layout import MANIFEST, is_harmful, is_litter, shown
from app.formats.desk_export.manifest import Manifest
from app.i18n import _

_BEGINNING = 200
_MOST_FOLDERS_DEEP = 4
_PACKED_TIMES = 150
"""No export shrinks to so little; what unpacks to more was made to fill the disk."""
_MANIFEST_TIMES, _LARGE_MANIFEST = 20, 10_000_000
"""Nor does a list of digests, of so many bytes at least."""
_SUSPICIOUS = 1 << 30
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


class Source(ABC):
    """The files of an export by name, each with its size. Nothing is unpacked to the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: Mapping[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """One of ``files``, to be read from its beginning; ``UserError`` if that fails."""
        try:
            with self._opened(name) as stream:
                yield stream
        except (OSError, *_BROKEN) as error:
            raise UserError(
                _("“{name}” of the export cannot be read. Make the export anew.").format(name=name)
            ) from error

    def manifest(self) -> Manifest:
        """What the export says of itself; ``UserError`` if that cannot be understood."""
        with self.file(MANIFEST) as stream:
            return manifest.read(stream.read(manifest.LONGEST))

    @abstractmethod
    def close(self) -> None:
        """Let go of the files."""

    @abstractmethod
    def _opened(self, name: str) -> BinaryIO: ...


class FolderSource(Source):
    """A folder; ``UserError`` if something in it leads out of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.files = dict(self._found(path, ""))

    def close(self) -> None:
        """Files are closed as they are read."""

    def _opened(self, name: str) -> BinaryIO:
        return (self.path / name).open("rb")

    def _found(self, folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
        if prefix.count("/") > _MOST_FOLDERS_DEEP:
            raise _harmful(prefix)
        for each in folder.iterdir():
            name = prefix + each.name
            kind = each.lstat()
            if is_harmful(name) or not (stat.S_ISDIR(kind.st_mode) or stat.S_ISREG(kind.st_mode)):
                raise _harmful(name)
            if stat.S_ISDIR(kind.st_mode):
                yield from self._found(each, f"{name}/")
            elif not is_litter(name):
                yield name, kind.st_size


class ZipSource(Source):
    """A zip; ``UserError`` if it is damaged, made to do harm, or needs a password.

    Where somebody packed a folder, the folder's name is before all names and is left out.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, *_BROKEN) as error:
            raise UserError(_("“{name}” is damaged or no zip.").format(name=path.name)) from error
        try:
            entries = [each for each in self._zip.infolist() if not each.is_dir()]
            _check_entries(entries, path)
            prefix = _common_folder(entries)
            self._entries = {each.filename.removeprefix(prefix): each for each in entries}
            self.files = {name: each.file_size for name, each in self._entries.items()}
        except BaseException:
            self._zip.close()
            raise

    def close(self) -> None:
        self._zip.close()

    def _opened(self, name: str) -> BinaryIO:
        return self._zip.open(self._entries[name])  # type: ignore[return-value]  # enough of one


def is_export(path: Path) -> bool:
    """Whether a folder or a zip looks like an export of a desk; it may still be damaged."""
    # Of a zip with a password, and of one without the file.
    with suppress(OSError, RuntimeError, KeyError, *_BROKEN):
        if path.is_dir():
            with (path / MANIFEST).open("rb") as stream:
                return manifest.is_manifest(stream.read(_BEGINNING))
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as found:
                prefix = _common_folder(found.infolist())
                with found.open(prefix + MANIFEST) as packed:
                    return manifest.is_manifest(packed.read(_BEGINNING))
    return False


def source(path: Path) -> Source:
    """The export at ``path``; ``UserError`` if there is none that can be listed."""
    try:
        made: Source = FolderSource(path) if path.is_dir() else ZipSource(path)
    except OSError as error:
        raise UserError(
            _("“{path}” cannot be read: {reason}").format(path=path, reason=error.strerror)
        ) from error
    if MANIFEST not in made.files:
        made.close()
        raise UserError(_("“{name}” is no export of a desk.").format(name=path.name))
    return made


def _check_entries(entries: list[zipfile.ZipInfo], path: Path) -> None:
    names = set()
    for each in entries:
        # The name as it stands in the file: the library cleans it up where it is read.
        kind = stat.S_IFMT(each.external_attr >> 16)
        if is_harmful(each.orig_filename) or kind not in (0, stat.S_IFREG):
            raise _harmful(each.orig_filename)
        if each.filename in names:
            raise UserError(_("“{name}” is in the zip twice.").format(name=each.filename))
        if each.flag_bits & 1 or each.compress_type not in _METHODS:
            raise UserError(
                _("“{name}” is packed in a way that this program does not unpack.").format(
                    name=each.filename
                )
            )
        names.add(each.filename)
    size = sum(each.file_size for each in entries)
    if size > max(_SUSPICIOUS, _PACKED_TIMES * path.stat().st_size) or _is_padded(entries):
        raise UserError(
            _(
                "The zip would unpack to {megabytes} MB, which is more than an export can. "
                "Nothing was unpacked."
            ).format(megabytes=size // 1_000_000)
        )


def _is_padded(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether a large manifest packs better than digests can; it is read whole."""
    found = [each for each in entries if each.filename.rpartition("/")[2] == MANIFEST]
    large = [each for each in found if each.file_size > _LARGE_MANIFEST]
    return any(each.file_size > _MANIFEST_TIMES * each.compress_size for each in large)


def _common_folder(entries: list[zipfile.ZipInfo]) -> str:
    """The one folder that all lies in, with its slash; empty where there is no such."""
    first = {each.filename.partition("/")[0] for each in entries if "/" in each.filename}
    loose = any("/" not in each.filename for each in entries)
    return "" if loose or len(first) != 1 else f"{first.pop()}/"


def _harmful(name: str) -> UserError:
    return UserError(
        _("“{name}” in the export leads out of it. Nothing was read.").format(name=shown(name))
    )
