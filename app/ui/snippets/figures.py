"""Figures about snippets as they are shown: a number with its words, a bar, time saved."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import number_text


class Figure(QWidget):
    """A number with what it counts below."""

    def __init__(self, figure: str, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        number = QLabel(figure)
        set_text_style(number, TextStyle.TITLE)
        below = QLabel(words)
        set_text_style(below, TextStyle.CAPTION)
        column.addWidget(number)
        column.addWidget(below)


class ShareBar(QWidget):
    """How much ``part`` (0 to 1) is of the whole."""

    def __init__(self, part: float, theme: Theme) -> None:
        super().__init__()
        self._part = part
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(self._theme.colour(Role.BORDER))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if not self._part:
            return
        painter.setBrush(self._theme.colour(Role.ACCENT))
        width = max(float(self.height()), self.width() * self._part)
        painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)


def saved_words(seconds: int) -> str:
    """*45 s*, *12 min*, *3 h*."""
    if seconds < 60:
        return _("{seconds} s").format(seconds=seconds)
    if seconds < 5_400:
        return _("{minutes} min").format(minutes=round(seconds / 60))
    return _("{hours} h").format(hours=number_text(round(seconds / 3_600)))
