"""What comes into the desk as files and what leaves it whole: each kind by its own way."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.i18n import _
from app.ui.main_window import MainWindow
from app.ui.operations import Operations
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.desk.export_flow import ExportFlow
    from app.ui.desk.import_flow import ImportFlow
    from app.ui.desk.take_over_flow import TakeOverFlow

_SNIPPET_FILES = frozenset({".yml", ".yaml", ".json", ".btbackup", ".xml"})
"""Files that hold snippets and nothing else that the program takes."""
_ADDRESS_BOOKS = frozenset({".vcf", ".csv"})

TakeFiles = Callable[[Sequence[Path]], object]


class Gate(QObject):
    """The flows load when they are first needed."""

    taken_over = Signal(object)
    """The ``TakenOver`` desk that was made of an export, to be opened instead."""

    def __init__(
        self,
        path: Path,
        operations: Operations,
        theme: Theme,
        window: MainWindow,
        *,
        protected: bool,
        back_up: Callable[[], object],
        take_snippets: TakeFiles,
        take_contacts: TakeFiles,
    ) -> None:
        """``back_up`` makes a backup before large imports; the others open a page with files."""
        super().__init__(window)
        self._path = path
        self._operations = operations
        self._theme = theme
        self._window = window
        self._protected = protected
        self._back_up = back_up
        self._take_snippets = take_snippets
        self._take_contacts = take_contacts
        self._imports: ImportFlow | None = None
        self._exports: ExportFlow | None = None
        self._taking_over: TakeOverFlow | None = None

    def take(self, paths: Sequence[Path]) -> None:
        """Bring mail in, contacts from address books, snippets from files of other programs.

        On the page of snippets everything is taken for snippets. The export of a whole desk
        becomes a desk of its own.
        """
        from app.formats.desk_export.reading import is_export

        if len(paths) == 1 and is_export(paths[0]):
            self._take_over_flow().choose_desk(paths[0])
            return
        if self._window.current_page == "snippets":
            self._take_snippets(paths)
            return
        snippets = [path for path in paths if path.suffix.lower() in _SNIPPET_FILES]
        books = [path for path in paths if path.suffix.lower() in _ADDRESS_BOOKS]
        mails = [path for path in paths if path not in books and path not in snippets]
        for found, take in (
            (snippets, self._take_snippets),
            (books, self._take_contacts),
            (mails, self._take_mails),
        ):
            if found:
                take(found)

    def ask_for_mails(self) -> None:
        """Choose mails and mailboxes to import."""
        names, _filter = QFileDialog.getOpenFileNames(
            self._window,
            _("Import mail"),
            "",
            _("Mails (*.eml *.msg *.mbox *.emlx);;All files (*)"),
        )
        if names:
            self.take([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Choose a folder of mails to import."""
        name = QFileDialog.getExistingDirectory(self._window, _("Import a folder of mail"))
        if name:
            self.take([Path(name)])

    def export(self) -> None:
        """Write the whole desk so that other programs can read it."""
        if self._exports is None:
            from app.ui.desk.export_flow import ExportFlow

            self._exports = ExportFlow(
                self._path, self._operations, self._theme, self._window, protected=self._protected
            )
            self._exports.told.connect(self._window.toasts.tell)
        self._exports.start()

    def take_over(self) -> None:
        """Make a desk of an export."""
        self._take_over_flow().start()

    def _take_mails(self, mails: Sequence[Path]) -> None:
        if self._imports is None:
            from app.ui.desk.import_flow import ImportFlow

            self._imports = ImportFlow(
                self._operations, self._theme, self._window, back_up=self._back_up
            )
            self._imports.told.connect(self._window.toasts.tell)
        self._imports.start(mails)

    def _take_over_flow(self) -> "TakeOverFlow":
        if self._taking_over is None:
            from app.ui.desk.take_over_flow import TakeOverFlow

            self._taking_over = TakeOverFlow(self._operations, self._theme, self._window)
            self._taking_over.told.connect(self._window.toasts.tell)
            # Later: the desk that is open is closed then, and this comes out of its own work.
            self._taking_over.finished.connect(self.taken_over, Qt.ConnectionType.QueuedConnection)
        return self._taking_over
