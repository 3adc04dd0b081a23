"""Take the whole desk out: ask once, write in the background, say where it lies."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Cancelled, UserError
from app.formats.desk_export.writing import is_zip
from app.i18n import _, ngettext
from app.rules.access import AccessKind
from app.rules.roles import Right
from app.storage.database import utc_now
from app.ui.desk.export_question import export_question
from app.ui.operations import Operations
from app.ui.progress import Progress
from app.ui.rights import with_right
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.services.desk_export import DeskExport
    from app.ui.queued_desk import QueuedDesk


class ExportFlow(QObject):
    """Exports of one desk; each is noted in its access log."""

    told = Signal(str)
    """A sentence for a toast."""
    finished = Signal(object)
    """The ``DeskExport`` that is there now."""

    def __init__(
        self, desk: Path, operations: Operations, theme: Theme, window: QWidget, *, protected: bool
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._operations = operations
        self._theme = theme
        self._window = window
        self._protected = protected

    def start(self) -> None:
        """Ask how, then where, if the agent in use may."""
        with_right(self._operations, Right.EXPORT, self._ask, owner=self)

    def write(self, path: Path) -> None:
        """Write it there, beside the work that goes on."""
        self._operations.work(
            _export,
            path,
            label=_("Exporting the desk"),
            owner=self,
            done=self._done,
            failed=self._failed,
        )

    def _ask(self) -> None:
        question = export_question(self._theme, self._window, protected=self._protected)
        question.accepted.connect(lambda: self._choose_place(as_zip=question.as_zip))
        question.finished.connect(question.deleteLater)
        question.open()

    def _choose_place(self, *, as_zip: bool) -> None:
        name = f"{self._desk.stem} {datetime.now():%Y-%m-%d}"
        path = self._named_zip(name) if as_zip else self._new_folder(name)
        if path is not None:
            self.write(path)

    def _named_zip(self, proposed: str) -> Path | None:
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("Export desk"),
            str(Path.home() / f"{proposed}.zip"),
            _("Zip files (*.zip)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        path = Path(name)
        return path if is_zip(path) else path.with_name(f"{path.name}.zip")

    def _new_folder(self, proposed: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(
            self._window, _("Export the desk into a new folder in…"), str(Path.home())
        )
        return Path(name) / proposed if name else None

    def _done(self, made: "DeskExport") -> None:
        from app.services.access import note_access

        self._operations.run(
            note_access,
            AccessKind.EXPORTED,
            count=made.contacts,
            now=utc_now(),
            label=_("Exported the desk"),
            toast=False,
        )
        self.told.emit(
            ngettext(
                "Exported with {n} ticket: {path}",
                "Exported with {n} tickets: {path}",
                made.tickets,
            ).format(n=made.tickets, path=made.path)
        )
        self.finished.emit(made)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.told.emit(_("The export was cancelled; nothing was left behind."))
        elif isinstance(error, UserError):
            self.told.emit(str(error))
        else:
            raise error


def _export(desk: "QueuedDesk", progress: Progress, path: Path) -> "DeskExport":
    from app.services.desk_export import export_desk

    return desk.read(export_desk, path, now=utc_now(), progress=progress.report)
