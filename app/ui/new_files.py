"""Files from the disk, to go along with an answer or a snippet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeDatabase

from app.errors import UserError
from app.i18n import _
from app.services.messages import NewFile

_LARGEST_FILE = 100_000_000


def read_files(paths: Sequence[str]) -> tuple[NewFile, ...]:
    """Files from the disk; ``UserError`` for what cannot be read or is too large for a mail."""
    kinds = QMimeDatabase()
    files = []
    for path in map(Path, paths):
        try:
            if path.stat().st_size > _LARGEST_FILE:
                raise UserError(
                    _("“{name}” is larger than 100 MB. Share it another way.").format(
                        name=path.name
                    )
                )
            content = path.read_bytes()
        except OSError as error:
            raise UserError(
                _("“{name}” could not be read: {reason}.").format(
                    name=path.name, reason=error.strerror
                )
            ) from error
        files.append(NewFile(path.name, kinds.mimeTypeForFile(path.name).name(), content))
    return tuple(files)
