"""Files of messages on their way to the disk: saved where the person says, or opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.conversation import attachment_content
from app.rules.file_names import is_program, safe_name
from app.ui.opened_files import OpenedFiles, unused_path
from app.ui.operations import Announcement, Operations
from app.ui.theme import Theme
from app.ui.tickets.attachments import AttachmentAct, File
from app.ui.tickets.preview import PreviewDialog
from app.ui.tickets.preview_reading import read_preview


class AttachmentOpening(QObject):
    """Reads the content off the GUI thread, then saves, opens or previews it."""

    def __init__(
        self, operations: Operations, theme: Theme, opened: OpenedFiles, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self._opened = opened
        self._widget = parent

    def act(self, act: AttachmentAct, file: File, all_files: Sequence[File]) -> None:
        """Do what was asked for with one file of ``all_files``."""
        if act is AttachmentAct.SAVE_ALL:
            self.save_all(all_files)
        elif act is AttachmentAct.SAVE:
            self.save(file)
        elif act is AttachmentAct.OPEN:
            self.open(file)
        elif act is AttachmentAct.PREVIEW:
            self.preview(file)

    def preview(self, file: File) -> None:
        """Show a picture, a text or the first page of a PDF in a window of its own."""
        dialog = PreviewDialog(file, self._theme, self._widget)
        dialog.save_wanted.connect(partial(self.save, file))
        dialog.open_wanted.connect(partial(self.open, file))
        dialog.open()
        self._operations.read(read_preview, file, owner=dialog, done=dialog.show_preview)

    def open(self, file: File) -> None:
        """Hand a document to its program; what may run is refused, it can be saved."""
        if is_program(_name(file)):
            self._operations.refused.emit(
                UserError(
                    _(
                        "“{name}” may run programs, so it is not opened from here. "
                        "Save it if you trust its sender."
                    ).format(name=_name(file))
                )
            )
            return
        self._read(file, partial(self._open_content, file))

    def save(self, file: File) -> None:
        """Ask where to, then save."""
        target, _kind = QFileDialog.getSaveFileName(
            self._widget, _("Save attachment"), str(Path.home() / _name(file))
        )
        if target:
            self._read(file, partial(self._save_one, Path(target)))

    def save_all(self, files: Sequence[File]) -> None:
        """Ask for a folder, then save all; no file there is overwritten."""
        folder = QFileDialog.getExistingDirectory(
            self._widget, _("Save all attachments"), str(Path.home())
        )
        if folder:
            saving = _Saving(Path(folder), waiting=len(files))
            for file in files:
                self._read(file, partial(self._save_next, saving, _name(file)))

    def _read(self, file: File, done: Callable[[bytes], None]) -> None:
        self._operations.read(attachment_content, file.id, owner=self, done=done)

    def _open_content(self, file: File, content: bytes) -> None:
        try:
            opened = self._opened.open(_name(file), content)
        except OSError as error:
            self._tell_unsaved(_name(file), error)
            return
        if not opened:
            self._operations.refused.emit(
                UserError(_("No program opens “{name}”. Save it instead.").format(name=_name(file)))
            )

    def _save_one(self, path: Path, content: bytes) -> None:
        self._write(path, content)

    def _save_next(self, saving: "_Saving", name: str, content: bytes) -> None:
        """After the last one say how many are there; what could not be saved was named."""
        saving.saved += self._write(unused_path(saving.folder, name), content)
        saving.waiting -= 1
        if saving.saved and not saving.waiting:
            text = ngettext("Saved {count} file", "Saved {count} files", saving.saved)
            self._operations.announced.emit(
                Announcement(text.format(count=saving.saved), undoable=False)
            )

    def _write(self, path: Path, content: bytes) -> bool:
        try:
            path.write_bytes(content)
        except OSError as error:
            self._tell_unsaved(path.name, error)
            return False
        return True

    def _tell_unsaved(self, name: str, error: OSError) -> None:
        self._operations.refused.emit(
            UserError(
                _("“{name}” could not be saved: {reason}. Choose another place.").format(
                    name=name, reason=error.strerror
                )
            )
        )


@dataclass(slots=True)
class _Saving:
    """Several files on their way into a folder."""

    folder: Path
    waiting: int
    saved: int = 0


def _name(file: File) -> str:
    return safe_name(file.name, fallback=_("attachment"))
