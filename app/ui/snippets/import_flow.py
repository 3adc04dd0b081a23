"""Bring snippets in: read the files, show what would happen, then do it in the background."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Cancelled, UserError
from app.i18n import _, ngettext
from app.services.snippet_import import ImportPlan, SnippetImport
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.progress import Progress
from app.ui.snippets.import_dialog import ImportDialog
from app.ui.snippets.import_report import import_report, unread_report
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.queued_desk import QueuedDesk

SUFFIXES = frozenset({".yml", ".yaml", ".json", ".xml", ".btbackup"})
"""Files that are snippets and nothing else that the program takes."""


def choose_files(parent: QWidget) -> list[Path]:
    """Ask which files to look into."""
    names, _filter = QFileDialog.getOpenFileNames(
        parent,
        _("Import snippets"),
        "",
        _("Snippets (*.yml *.yaml *.json *.btbackup *.xml *.csv *.txt);;All files (*)"),
    )
    return [Path(name) for name in names]


class ImportFlow(QObject):
    """One import from the files to its report."""

    told = Signal(str)
    """A sentence for a toast."""

    def __init__(self, operations: Operations, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window

    def start(self, paths: Sequence[Path]) -> None:
        """Look what is in the paths, then ask."""
        self._operations.work(
            _plan,
            tuple(paths),
            label=_("Reading snippets"),
            owner=self,
            done=self.ask,
            failed=self._failed,
        )

    def ask(self, plan: ImportPlan) -> None:
        """Show what would happen."""
        if not plan.items and not plan.facts:
            if plan.skipped:
                unread_report(plan, self._theme, self._window).open()
            else:
                self.told.emit(_("There are no snippets in what you chose."))
            return
        dialog = ImportDialog(plan, self._theme, self._window)
        dialog.accepted.connect(lambda: self._carry_out(dialog.plan))
        dialog.open()

    def _carry_out(self, plan: ImportPlan) -> None:
        self._operations.work(
            _import,
            plan,
            agent_id=self._operations.agent_id,
            label=_("Importing snippets"),
            owner=self,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, found: SnippetImport) -> None:
        words = ngettext("Imported {n} snippet", "Imported {n} snippets", found.imported)
        self.told.emit(words.format(n=found.imported))
        if found.skipped or found.warnings or found.merged:
            import_report(found, self._theme, self._window).open()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.told.emit(_("Stopped. What was imported so far can be undone in one step."))
        elif isinstance(error, UserError):
            self.told.emit(str(error))
        else:
            raise error


def _plan(desk: "QueuedDesk", progress: Progress, paths: tuple[Path, ...]) -> ImportPlan:
    from app.services.snippet_import import plan

    return plan(desk, paths, progress=progress.report)


def _import(
    desk: "QueuedDesk", progress: Progress, plan: ImportPlan, *, agent_id: int | None
) -> SnippetImport:
    from app.services.snippet_import import carry_out

    return carry_out(
        desk,
        plan,
        agent_id=agent_id,
        now=utc_now(),
        label=_("Imported snippets"),
        progress=progress.report,
    )
