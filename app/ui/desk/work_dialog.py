"""Work that a person waits for while no desk is open: a bar, a way to stop, and what came of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from app.errors import Cancelled, UserError
from app.i18n import _
from app.ui.progress import Progress
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.widgets.button import Button
from app.ui.widgets.dialog_size import fit_to_width

WIDTH = 460
_LOOK_MS = 100
_THOUSAND = 1000


class WorkDialog(QDialog):
    """Accepted once the work is done: ``found`` is what it gave. Else that is None.

    ``failure`` is the reason, None if the work was cancelled.
    """

    def __init__(
        self, theme: Theme, *, title: str, text: str, work: Callable[[Progress], object]
    ) -> None:
        """``work`` is done beside the window; it may raise ``UserError`` and ``Cancelled``."""
        super().__init__()
        self.found: Any = None
        self.failure: UserError | None = None
        self._tasks = Tasks(self)
        self._progress = Progress(title)
        self.setWindowTitle(title)
        words = QLabel(text)
        words.setWordWrap(True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("Progress"))
        self._leave = Button(_("Cancel"), theme)
        self._leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._leave)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(16))
        column.addWidget(words)
        column.addWidget(self._bar)
        column.addLayout(buttons)
        fit_to_width(self, theme.px(WIDTH))
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        self._look.start()
        self._tasks.long(
            partial(work, self._progress),
            self._progress,
            owner=self,
            done=self._take,
            failed=self._fail,
        )

    def reject(self) -> None:
        """Asks the work to stop; the dialog closes when it has."""
        self._leave.setEnabled(False)
        self._progress.cancel()

    def _show_progress(self) -> None:
        state = self._progress.state
        if state.total:
            self._bar.setRange(0, _THOUSAND)
            self._bar.setValue(_THOUSAND * state.done // state.total)

    def _take(self, found: object) -> None:
        self.found = found
        super().accept()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failure = error
        elif not isinstance(error, Cancelled):
            super().reject()
            raise error
        super().reject()

    def done(self, result: int) -> None:
        """The threads end with the dialog."""
        self._tasks.shutdown()
        super().done(result)
