"""The files of a draft: added by dialog, drop and paste, shown as chips, taken off again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.conversation import AttachmentRow
from app.queries.drafts import DraftFileRow, draft_files
from app.services.messages import NewFile
from app.ui.new_files import read_files
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.tickets.attachments import AttachmentAct, AttachmentChips
from app.ui.tickets.composer_reading import files_to_forward
from app.ui.tickets.draft_keeper import DraftKeeper


class ComposerFiles(QWidget):
    """``files`` are those in the desk; a file that is being read is not among them yet."""

    failed = Signal(object)
    """The error for which a file could not be attached."""

    def __init__(
        self,
        operations: Operations,
        keeper: DraftKeeper,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._keeper = keeper
        self._theme = theme
        self._now = now
        self.files: tuple[DraftFileRow, ...] = ()
        self.chips: AttachmentChips | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_files(self, files: tuple[DraftFileRow, ...]) -> None:
        """Show the files of another draft, or of the same after a change."""
        self.files = files
        if self.chips is not None:
            self._column.removeWidget(self.chips)
            self.chips.hide()
            self.chips.deleteLater()
            self.chips = None
        if files:
            self.chips = AttachmentChips(files, self._theme, removable=True)
            self.chips.acted.connect(self._acted)
            self._column.addWidget(self.chips)
        self.setVisible(bool(files))

    def ask(self) -> None:
        """Let the person choose files."""
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Attach files"), str(Path.home()))
        if paths:
            self.attach_paths(tuple(paths))

    def attach_paths(self, paths: Sequence[str]) -> None:
        """Attach files from the disk."""
        self._operations.tasks.read(
            partial(read_files, tuple(paths)),
            owner=self,
            done=self.attach,
            failed=self.failed.emit,
        )

    def attach_picture(self, png: bytes) -> None:
        """Attach a picture that has no name."""
        name = _("picture {time}.png").format(time=f"{self._now().astimezone():%H-%M-%S}")
        self.attach((NewFile(name, "image/png", png),))

    def attach_forwarded(self, files: Sequence[AttachmentRow]) -> None:
        """Attach the files of a message that is forwarded."""
        if files:
            self._operations.read(files_to_forward, files, owner=self, done=self.attach)

    def attach(self, files: Sequence[NewFile]) -> None:
        """Attach files that are read already."""
        if files:
            self._keeper.attach(files, self._read)

    def _acted(self, act: AttachmentAct, file: DraftFileRow) -> None:
        if act is AttachmentAct.REMOVE:
            self._keeper.detach(file.id, self._read)

    def _read(self) -> None:
        if self._keeper.draft_id is not None:
            self._operations.read(
                draft_files, self._keeper.draft_id, owner=self, key="files", done=self.show_files
            )
