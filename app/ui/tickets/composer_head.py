"""The head of the composer: what is being written, how long, and the ways out of it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.i18n import _
from app.rules.enums import DraftKind, label
from app.ui.colours import Role
from app.ui.preferences import Preferences
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.work_clock import WorkClock
from app.ui.widgets.button import IconButton

_ICONS = {
    DraftKind.REPLY: "reply",
    DraftKind.REPLY_ALL: "reply-all",
    DraftKind.FORWARD: "forward",
    DraftKind.NOTE: "note",
}


class ComposerHead(QWidget):
    """Shows the clock, and stops it with a click."""

    discard_wanted = Signal()
    fold_wanted = Signal()

    def __init__(
        self,
        clock: WorkClock,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._preferences = preferences
        self._theme = theme
        self._sign = QLabel()
        self._title = QLabel()
        set_text_style(self._title, TextStyle.SECTION)
        self._time = IconButton("timer", "", theme, role=Role.MUTED)
        self._time.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._time.clicked.connect(self._pause)
        discard = IconButton("trash", _("Discard draft"), theme, role=Role.MUTED)
        discard.clicked.connect(self.discard_wanted)
        fold = IconButton("expand", _("Close and keep the draft (Esc)"), theme)
        fold.clicked.connect(self.fold_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget in (self._sign, self._title):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self._time, discard, fold):
            row.addWidget(button)
        clock.ticked.connect(self._show_time)
        self._show_time()

    def show_kind(self, kind: DraftKind) -> None:
        """Say what is being written."""
        self._title.setText(label(kind))
        side = self._theme.px(16)
        self._sign.setPixmap(self._theme.icon(_ICONS[kind]).pixmap(QSize(side, side)))

    def _show_time(self) -> None:
        minutes, seconds = divmod(self._clock.seconds, 60)
        self._time.setVisible(self._preferences.current.measure_time)
        self._time.setText(f"{minutes}:{seconds:02}")
        if self._clock.paused:
            words = _("The clock is stopped; click to go on")
        else:
            words = _("Time worked on this answer; click to stop the clock")
        self._time.set_label(words)

    def _pause(self) -> None:
        self._clock.set_paused(not self._clock.paused)
