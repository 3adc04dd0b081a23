"""Toasts: what was done, at the bottom for six seconds, with *Undo* and its key."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QEnterEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.operations import Announcement
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.empty_state import Picture

SHOWN_MS = 6000
_MARGIN = 16


class Toast(QFrame):
    """One toast over the bottom of ``window``; stays while the mouse is on it."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        text: str,
        *,
        icon: str,
        role: Role,
        action: QAction | None,
        gone: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._gone = gone
        self.text = text
        self.setProperty("toast", True)
        self.setAutoFillBackground(True)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(len(text) > 90)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(6), theme.px(6))
        row.setSpacing(theme.px(8))
        row.addWidget(Picture(icon, theme, role=role))
        row.addWidget(label, 1)
        if action is not None:
            row.addWidget(self._button(action))
        cross = IconButton("close", _("Close"), theme, size=14)
        cross.clicked.connect(self.close_now)
        row.addWidget(cross)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.close_now)
        self._timer.start()

    def close_now(self) -> None:
        """Go away at once."""
        self._timer.stop()
        self.hide()
        self._gone()

    def _button(self, action: QAction) -> Button:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        label = _("Undo ({key})").format(key=key) if key else _("Undo")
        button = Button(label, self._theme, kind=ButtonKind.LINK, icon="undo")
        button.clicked.connect(action.trigger)
        button.clicked.connect(self.close_now)
        return button

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()


class Toasts(QObject):
    """Shows one toast at a time; a newer one replaces it. Screen readers hear each."""

    def __init__(
        self, window: QWidget, theme: Theme, *, undo: QAction, bottom_margin: Callable[[], int]
    ) -> None:
        """``bottom_margin`` is the height of what must stay visible below, as a status bar."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._undo = undo
        self._bottom_margin = bottom_margin
        self._toast: Toast | None = None
        window.installEventFilter(self)

    @property
    def text(self) -> str:
        """The text shown now; empty when there is none."""
        return self._toast.text if self._toast is not None else ""

    def announce(self, announcement: Announcement) -> None:
        """Say what was done."""
        undo = self._undo if announcement.undoable else None
        self._show(announcement.text, icon="check", role=Role.SUCCESS, action=undo)

    def tell(self, text: str) -> None:
        """Say a fact, such as that something was copied."""
        self._show(text, icon="info", role=Role.INFO, action=None)

    def refuse(self, error: Exception | str) -> None:
        """Say why something cannot be done, and the way out."""
        self._show(str(error), icon="warning", role=Role.WARNING, action=None)

    def dismiss(self) -> None:
        """Take the toast away, as when its step was undone by key."""
        if self._toast is not None:
            self._toast.close_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _show(self, text: str, *, icon: str, role: Role, action: QAction | None) -> None:
        self.dismiss()
        self._toast = Toast(
            self._window,
            self._theme,
            text,
            icon=icon,
            role=role,
            action=action,
            gone=self._forget,
        )
        self._place()
        self._toast.show()
        self._toast.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._toast, text))

    def _forget(self) -> None:
        if self._toast is not None:
            self._toast.deleteLater()
            self._toast = None

    def _place(self) -> None:
        if self._toast is None:
            return
        margin = self._theme.px(_MARGIN)
        widest = max(1, self._window.width() - 2 * margin)
        self._toast.setMaximumWidth(min(widest, self._theme.px(640)))
        self._toast.adjustSize()
        x = (self._window.width() - self._toast.width()) // 2
        y = self._window.height() - self._bottom_margin() - self._toast.height() - margin
        self._toast.move(x, y)
