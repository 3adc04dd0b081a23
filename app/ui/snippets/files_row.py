"""The files that go along with a snippet, as chips."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from app.i18n import _
from app.queries.snippets import SnippetFile
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import size_text
from app.ui.widgets.button import Button
from app.ui.widgets.chip import Chip
from app.ui.widgets.flow_layout import FlowLayout


class FilesRow(QWidget):
    """Only says what is wanted; the editor stores it."""

    added = Signal(object)
    """Paths of files, a tuple of ``Path``."""
    removed = Signal(int)
    """The id of a file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[QWidget] = []
        self._flow = FlowLayout(self, spacing=theme.px(6))
        self._add = Button(_("Attach files…"), theme, icon="attachment")
        self._add.clicked.connect(self._ask)
        self._later = QLabel(_("Save the snippet first, then attach files."))
        set_text_style(self._later, TextStyle.CAPTION)
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._later)

    def show_files(self, files: Sequence[SnippetFile], *, stored: bool) -> None:
        """Show these."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, file in enumerate(files):
            chip = Chip(
                f"{file.name} · {size_text(file.size)}",
                self._theme,
                icon="attachment",
                removable=True,
                parent=self,
            )
            chip.removed.connect(partial(self.removed.emit, file.id))
            self._flow.insert_widget(place, chip)
            self._chips.append(chip)
            chip.show()
        self._add.setVisible(stored)
        self._later.setVisible(not stored)
        self.updateGeometry()

    def _ask(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, _("Attach files"), str(Path.home()))
        if names:
            self.added.emit(tuple(Path(name) for name in names))
