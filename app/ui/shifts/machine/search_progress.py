"""How much of its time the machine has used, beside the plan and in the status bar."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from app.i18n import _
from app.ui.progress import Progress, ProgressState
from app.ui.tasks import Tasks
from app.ui.theme import TextStyle, Theme, set_text_style

_STEP_MS = 200


class TimedProgress(Progress):
    """Work that ends when its ``seconds`` are over, or soon after."""

    def __init__(
        self, label: str, seconds: float, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(label, clock=clock)
        self._seconds = seconds

    @property
    def used(self) -> float:
        """Seconds since the start."""
        return self._clock() - self.started

    @property
    def left(self) -> float | None:
        """Seconds; None once the time is over."""
        left = self._seconds - self.used
        return left if left > 0 else None

    @property
    def state(self) -> ProgressState:
        """Seconds used of those given; they have no rate."""
        left = self.left
        total = round(self._seconds) if left is not None else None
        done = int(self.used) if left is not None else 0
        return ProgressState(self.label, done, total, 0.0, left, self.cancelled)


class SearchProgress(QWidget):
    """A bar and the seconds that are left; without an end once the time is over.

    ``cancelled`` when the person stops it in the status bar.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._progress: TimedProgress | None = None
        self._look = QTimer(self)
        self._look.setInterval(_STEP_MS)
        self._look.timeout.connect(self._show)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(4))
        self.bar.setAccessibleName(_("Time used"))
        self.left = QLabel()
        set_text_style(self.left, TextStyle.CAPTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.left)
        self.hide()

    def start(self, seconds: float) -> None:
        """Begin to count."""
        self.stop()
        self._progress = TimedProgress(_("Plan by machine"), seconds)
        self._tasks.watch(self._progress)
        self._look.start()
        self._show()
        self.show()

    def stop(self) -> None:
        """Nothing is searched any more."""
        self._look.stop()
        self.hide()
        if self._progress is not None:
            self._tasks.unwatch(self._progress)
            self._progress = None

    def _show(self) -> None:
        progress = self._progress
        if progress is None:
            return
        state = progress.state
        self.bar.setRange(0, 1000 * (state.total or 0))
        self.bar.setValue(round(1000 * progress.used))
        left = "" if progress.left is None else round(progress.left + 0.5)
        self.left.setText(_("{seconds} s left").format(seconds=left) if left else "")
        if progress.cancelled:
            self.cancelled.emit()
