"""Make a desk of an export: choose both, build in the background, then open it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app import paths
from app.errors import Cancelled, UserError
from app.i18n import _, ngettext
from app.ui.desk.export_question import take_over_question
from app.ui.desk.work_dialog import WorkDialog
from app.ui.lock import DeskLock
from app.ui.operations import Operations
from app.ui.progress import Progress
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.services.desk_import import TakenOver
    from app.ui.queued_desk import QueuedDesk


class TakeOverFlow(QObject):
    """The desk that is open stays open until the other one is whole."""

    told = Signal(str)
    """A sentence for a toast."""
    finished = Signal(object)
    """The ``TakenOver``: the desk that is there now."""

    def __init__(self, operations: Operations, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window

    def start(self) -> None:
        """Ask for the export, then for a name of the desk."""
        question = take_over_question(self._theme, self._window)
        question.accepted.connect(lambda: self._choose(as_zip=question.as_zip))
        question.finished.connect(question.deleteLater)
        question.open()

    def choose_desk(self, export: Path) -> None:
        """Ask where the desk is to lie that is made of an export."""
        desk = new_desk_for(export, self._window)
        if desk is not None:
            self.take_over(export, desk)

    def take_over(self, export: Path, desk: Path) -> None:
        """Make a desk of the export, beside the work that goes on."""
        lock = DeskLock(desk)
        try:
            lock.acquire()
        except UserError as error:
            self.told.emit(str(error))
            return
        self._operations.work(
            _take_over,
            export,
            desk,
            label=_("Taking over an export"),
            owner=self,
            done=lambda taken: self._done(taken, lock),
            failed=lambda error: self._failed(error, lock),
        )

    def _choose(self, *, as_zip: bool) -> None:
        export = chosen_export(self._window, as_zip=as_zip)
        if export is not None:
            self.choose_desk(export)

    def _done(self, taken: "TakenOver", lock: DeskLock) -> None:
        lock.release()
        self.finished.emit(taken)

    def _failed(self, error: Exception, lock: DeskLock) -> None:
        lock.release()
        if isinstance(error, Cancelled):
            self.told.emit(_("Nothing was taken over."))
        elif isinstance(error, UserError):
            self.told.emit(str(error))
        else:
            raise error


def tell_what_came(taken: "TakenOver") -> str:
    """What is in the desk that was made."""
    return ngettext(
        "Taken over with {n} ticket: {path}", "Taken over with {n} tickets: {path}", taken.tickets
    ).format(n=taken.tickets, path=taken.desk)


def chosen_export(window: QWidget | None, *, as_zip: bool) -> Path | None:
    """The export that the person points at."""
    if not as_zip:
        name = QFileDialog.getExistingDirectory(window, _("Take over an export"))
    else:
        name, _filter = QFileDialog.getOpenFileName(
            window, _("Take over an export"), "", _("Zip files (*.zip);;All files (*)")
        )
    return Path(name) if name else None


def new_desk_for(export: Path, window: QWidget | None) -> Path | None:
    """Where the desk is to lie. A name that is taken is refused later, with the reason."""
    name, _filter = QFileDialog.getSaveFileName(
        window,
        _("Name of the new desk"),
        str(paths.data_folder() / f"{export.stem}.desk"),
        _("Desks (*.desk)"),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".desk")


def take_over_first(desk: Path, theme: Theme) -> bool:
    """Ask for an export and make the desk of it that nobody has open; whether that was done."""
    question = take_over_question(theme, None)
    wanted = question.exec()
    question.deleteLater()
    export = chosen_export(None, as_zip=question.as_zip) if wanted else None
    if export is None:
        return False
    waiting = WorkDialog(
        theme,
        title=_("Take over an export"),
        text=_("The export is checked and becomes a desk. Until it is whole there is none."),
        work=partial(_made, export=export, target=desk),
    )
    waiting.exec()
    waiting.deleteLater()
    if waiting.failure is not None:
        QMessageBox.warning(None, _("Take over an export"), str(waiting.failure))
    return waiting.found is not None


def _take_over(_desk: "QueuedDesk", progress: Progress, export: Path, target: Path) -> "TakenOver":
    return _made(progress, export, target)


def _made(progress: Progress, export: Path, target: Path) -> "TakenOver":
    from app.services.desk_import import take_over

    return take_over(export, target, progress=progress.report)
