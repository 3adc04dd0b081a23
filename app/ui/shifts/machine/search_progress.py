"""How much of its time the machine has used."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style

_STEP_MS = 200
_SECOND_MS = 1000


class SearchProgress(QWidget):
    """A bar and the seconds that are left; without an end once the time is over."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._seconds = 0.0
        self._clock = QElapsedTimer()
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
        self._seconds = seconds
        self._clock.start()
        self._look.start()
        self._show()
        self.show()

    def stop(self) -> None:
        """Nothing is searched any more."""
        self._look.stop()
        self.hide()

    def _show(self) -> None:
        used = self._clock.elapsed()
        whole = round(self._seconds * _SECOND_MS)
        over = used >= whole
        self.bar.setRange(0, 0 if over else whole)
        self.bar.setValue(used)
        left = -(-(whole - used) // _SECOND_MS)
        self.left.setText("" if over else _("{seconds} s left").format(seconds=left))
