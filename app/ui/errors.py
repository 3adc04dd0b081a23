"""Errors nobody caught: logged, shown once per place, with a report that names no person."""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import app
from app.errors import Cancelled, UserError
from app.i18n import _
from app.log import is_ours, quiet_trace, shown_path
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind

_LOG = logging.getLogger(__name__)


class Crash(NamedTuple):
    """An error on its way to the GUI thread; ``place`` is where in our code it arose."""

    error: BaseException
    place: str
    report: str


class ErrorReporter(QObject):
    """Takes over ``sys.excepthook`` and ``threading.excepthook`` between install and uninstall."""

    _arrived = Signal(object)

    def __init__(
        self,
        theme: Theme,
        *,
        tell: Callable[[str], None],
        parent_window: Callable[[], QWidget | None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        """``tell`` shows the text of a UserError, as a toast does."""
        super().__init__(parent)
        self._theme = theme
        self._tell = tell
        self._parent_window = parent_window
        self._shown: set[str] = set()
        self._open: CrashDialog | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._exception
        threading.excepthook = self._thread_exception

    def uninstall(self) -> None:
        sys.excepthook, threading.excepthook = self._hooks

    def _exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
        elif isinstance(error, UserError):
            self._arrived.emit(Crash(error, "", ""))
        elif not isinstance(error, Cancelled):
            _LOG.error("unexpected error", exc_info=(kind, error, trace))
            self._arrived.emit(Crash(error, place_of(error), report_of(error)))

    def _thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, crash: Crash) -> None:
        if isinstance(crash.error, UserError):
            self._tell(str(crash.error))
        elif crash.place not in self._shown and self._open is None:
            self._shown.add(crash.place)
            self._open = CrashDialog(crash.report, self._theme, self._parent_window())
            self._open.finished.connect(self._closed)
            self._open.open()

    def _closed(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
            self._open = None


class CrashDialog(QDialog):
    """Says that something went wrong and what was kept, and offers the report."""

    def __init__(self, report: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(_("Something went wrong"))
        title = QLabel(_("This did not work, and it is a fault of the program"))
        set_text_style(title, TextStyle.SECTION)
        text = QLabel(
            _(
                "Everything that was confirmed is safe in the desk. You can go on working. "
                "The report below holds no names, addresses or texts of yours."
            )
        )
        text.setWordWrap(True)
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName(_("Report"))
        details.setTabChangesFocus(True)
        self._copy = Button(_("Copy report"), theme, icon="copy")
        self._copy.clicked.connect(self._copy_report)
        close = Button(_("Go on working"), theme, kind=ButtonKind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        for widget in (title, text, details):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(theme.px(560), theme.px(380))
        close.setFocus()

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(_("Copied"))


def place_of(error: BaseException) -> str:
    """Kind of the error and where in our code it arose, the innermost such line."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if is_ours(each.filename)] or frames[-1:]
    where = f"{shown_path(ours[-1].filename)}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} {where}"


def report_of(error: BaseException) -> str:
    """Versions, kinds of errors and code lines; no message, for it may quote a person."""
    lines = [
        f"Tresen {app.__version__}, Python {platform.python_version()}, PySide6 {pyside_version}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
        quiet_trace(error),
    ]
    return "\n".join(lines)
