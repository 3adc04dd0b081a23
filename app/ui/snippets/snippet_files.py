"""Snippets that come from files and packs, and leave in files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.operations import Operations
from app.ui.theme import Theme


class SnippetFiles(QObject):
    """Each flow is loaded when it is first wanted: it brings the formats with it."""

    told = Signal(str)
    """A text for a toast."""

    def __init__(self, operations: Operations, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window

    def choose_and_import(self) -> None:
        """Ask for files, then look what snippets are in them."""
        from app.ui.snippets.import_flow import choose_files

        paths = choose_files(self._window)
        if paths:
            self.import_files(paths)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Look what snippets are in the files, and ask before any is taken."""
        from app.ui.snippets.import_flow import ImportFlow

        flow = ImportFlow(self._operations, self._theme, self._window)
        flow.told.connect(self.told)
        flow.start(paths)

    def export(self, ids: Sequence[int] | None) -> None:
        """Ask for a format and write snippets; with None all, facts and empty folders too."""
        from app.ui.snippets.export_flow import export_snippets

        export_snippets(self._window, self._operations, self._theme, ids, tell=self.told.emit)

    def add_pack(self, language: str) -> None:
        """Add the starter pack of a language."""
        from app.ui.snippets.starter_flow import add_pack

        add_pack(self._window, self._operations, language)

    def ask_for_pack(self, language: str) -> None:
        """Ask which starter pack is wanted; that of ``language`` comes first."""
        from app.ui.snippets.starter_flow import ask_for_pack

        ask_for_pack(self._window, self._operations, self._theme, language)
