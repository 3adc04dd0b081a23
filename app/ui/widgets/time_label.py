"""A label that says how long ago something was, and goes on saying it rightly."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.theme import TextStyle, set_text_style
from app.ui.times import exact_time, relative_time

_REFRESH_MS = 30_000


def utc_now() -> datetime:
    return datetime.now(UTC)


class TimeLabel(QLabel):
    """Relative in the text, exact in the tooltip; renewed every half minute while shown."""

    def __init__(
        self,
        moment: datetime | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
        style: TextStyle = TextStyle.CAPTION,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._moment = moment
        set_text_style(self, style)
        self._refresh = QTimer(self, interval=_REFRESH_MS)
        self._refresh.timeout.connect(self.renew)
        self._refresh.start()
        self.renew()

    def set_moment(self, moment: datetime | None) -> None:
        """Show another point in time (aware), or nothing."""
        self._moment = moment
        self.renew()

    def renew(self) -> None:
        """Say it anew, as after the language was switched."""
        if self._moment is None:
            self.setText("")
            self.setToolTip("")
            return
        self.setText(relative_time(self._moment, self._clock()))
        self.setToolTip(exact_time(self._moment))
