"""Writes a closed desk and its backups anew with another key, while the person waits.

Nothing else is open meanwhile, so the dialog stands alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from app.errors import Cancelled, UserError
from app.i18n import _
from app.storage import backup
from app.storage.conversion import rewrite, rewrite_backup
from app.storage.protection import Key
from app.ui.tasks import Progress, Tasks
from app.ui.theme import Theme
from app.ui.widgets.button import Button
from app.ui.widgets.dialog_size import fit_to_width

WIDTH = 460
_LOOK_MS = 100
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The key that the desk has now, and backups that kept another one."""

    key: Key | None
    left: tuple[Path, ...]


class RewriteDialog(QDialog):
    """``result_of`` is what was done, None if it was cancelled or failed (``failure``)."""

    def __init__(
        self,
        desk: Path,
        theme: Theme,
        *,
        old: Key | None,
        new: Callable[[], Key | None],
        second: Path | None,
    ) -> None:
        """``new`` makes the key; that takes a moment, so it is called beside the window.
        ``second`` is the other folder with copies of the backups."""
        super().__init__()
        self.rewritten: Rewritten | None = None
        self.failure: UserError | None = None
        self._tasks = Tasks(self)
        self._progress = Progress(_("Writing the desk anew"))
        self.setWindowTitle(_("Protection"))
        self._text = QLabel(
            _("The desk is written anew and checked. It stays as it is until then.")
        )
        self._text.setWordWrap(True)
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
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addLayout(buttons)
        fit_to_width(self, theme.px(WIDTH))
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        self._look.start()
        self._tasks.long(
            partial(_rewrite_all, desk, old, new, second, self._progress),
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

    def _take(self, rewritten: Rewritten) -> None:
        self.rewritten = rewritten
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


def _rewrite_all(
    desk: Path,
    old: Key | None,
    new: Callable[[], Key | None],
    second: Path | None,
    progress: Progress,
) -> Rewritten:
    key = new()
    rewrite(desk, old=old, new=key, progress=_told(progress), cancelled=lambda: progress.cancelled)
    left = []
    copies = backup.in_second_place(desk, second) if second is not None else []
    for each in (*backup.backups(desk), *copies):
        try:
            # From here on the desk has its new key; a backup more or less does not change that.
            rewrite_backup(each.path, old=old, new=key)
        except UserError:
            left.append(each.path)
    return Rewritten(key, tuple(left))


def _told(progress: Progress) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        """Without raising: the driver, which calls this, is told by its own question."""
        if not progress.cancelled:
            progress.report(done, total)

    return tell
