"""The status bar: desk, work in the background with its progress, state of the backup."""

from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from app.i18n import _
from app.ui.actions import literal
from app.ui.colours import Role
from app.ui.progress import ProgressState
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.times import duration_text, number_text, size_text
from app.ui.widgets.button import IconButton, StatusButton

_POLL_MS = 200
_HEIGHT = 28


class WorkItem(QWidget):
    """Long work: what, how far, how fast, how long still, and a cross to cancel it."""

    clicked = Signal()

    def __init__(self, tasks: Tasks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._theme = theme
        self._text = StatusButton(theme)
        self._text.clicked.connect(self.clicked)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = IconButton("close", _("Cancel"), theme, size=14)
        self._cancel.clicked.connect(self._cancel_first)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._text)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cancel)
        self._bar.setFixedWidth(theme.px(120))
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._refresh)
        tasks.background_changed.connect(self._refresh)
        self._refresh()

    @property
    def text(self) -> str:
        return self._text.text()

    def _refresh(self) -> None:
        running = self._tasks.running
        self.setVisible(bool(running))
        if not running:
            self._poll.stop()
            return
        state = running[0].state
        others = len(running) - 1
        self._text.setText(literal(progress_text(state) + (f" +{others}" if others else "")))
        self._text.setToolTip("\n".join(progress_text(each.state) for each in running))
        self._bar.setRange(0, 1000 if state.total else 0)
        self._bar.setValue(1000 * state.done // state.total if state.total else 0)
        self._cancel.setEnabled(not state.cancelled)
        if not self._poll.isActive():
            self._poll.start()

    def _cancel_first(self) -> None:
        running = self._tasks.running
        if running:
            running[0].cancel()
        self._refresh()


class StatusBar(QFrame):
    """Each item can be clicked; the application says what happens then."""

    desk_clicked = Signal()
    backup_clicked = Signal()
    work_clicked = Signal()

    def __init__(self, tasks: Tasks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("status", True)
        self._desk = StatusButton(theme, icon="desk")
        self._desk.clicked.connect(self.desk_clicked)
        self.work = WorkItem(tasks, theme)
        self.work.clicked.connect(self.work_clicked)
        self._backup = StatusButton(theme, icon="backup-good")
        self._backup.clicked.connect(self.backup_clicked)
        self._backup.hide()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._desk)
        self._row.addStretch(1)
        self._row.addWidget(self.work)
        self._row.addWidget(self._backup)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def set_desk(self, name: str, path: str) -> None:
        """The desk that is open; its path is in the tooltip."""
        self._desk.setText(literal(name))
        self._desk.setToolTip(path)

    def set_backup(self, text: str, *, tooltip: str = "", good: bool = True) -> None:
        """How the last backup went, in words."""
        self._backup.setText(literal(text))
        self._backup.setToolTip(tooltip)
        icon, role = ("backup-good", Role.MUTED) if good else ("warning", Role.WARNING)
        self._backup.set_icon(icon, role)
        self._backup.show()

    def add_item(self, widget: QWidget) -> None:
        """Another item, before the work in the background."""
        self._row.insertWidget(1, widget)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(_HEIGHT))
        self._row.setContentsMargins(px(8), 0, px(8), 0)
        self._row.setSpacing(px(12))


def progress_text(state: ProgressState) -> str:
    """*Checking: 3,200 of 6,046 · 2,100/s · 2 s left*; bytes as *12.1 MB of 32.5 MB*."""
    if state.cancelled:
        return _("{work}: stopping…").format(work=state.label)
    said = size_text if state.in_bytes else number_text
    if state.total is None:
        counted = _("{done} done").format(done=said(state.done)) if state.done else ""
    else:
        counted = _("{done} of {total}").format(done=said(state.done), total=said(state.total))
    parts = [counted] if counted else []
    if state.rate >= 1:
        parts.append(_("{rate}/s").format(rate=said(round(state.rate))))
    if state.remaining is not None:
        parts.append(
            _("{time} left").format(time=duration_text(timedelta(seconds=state.remaining)))
        )
    return f"{state.label}: {' · '.join(parts)}" if parts else state.label
