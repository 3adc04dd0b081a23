"""How long a text is and how easily it reads, as a bar and in words."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.rules.workshop.reading_ease import AIM, MOST, Ease, Length, Reading
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style


class Meter(QWidget):
    """Length and reading ease: a bar up to where a statement is too long, and both in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bar = _Bar(theme)
        self.words = QLabel()
        self.words.setWordWrap(True)
        set_text_style(self.words, TextStyle.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._bar)
        column.addWidget(self.words)
        self.setAccessibleName(_("Length and reading ease"))

    def show_reading(self, reading: Reading) -> None:
        """Show the figures of the whole draft."""
        self._bar.show_words(reading)
        words = ngettext("{n} word", "{n} words", reading.words).format(n=reading.words)
        if not reading.words:
            self.words.setText(_("Up to {count} words can be known by heart.").format(count=AIM))
            return
        sentences = ngettext("{n} sentence", "{n} sentences", reading.sentences)
        self.words.setText(
            _("{words}, {sentences}: {length}. Reading ease {score}: {ease}.").format(
                words=words,
                sentences=sentences.format(n=reading.sentences),
                length=reading.length.label,
                score=round(reading.score),
                ease=reading.ease.label,
            )
        )
        self.words.setToolTip(
            _(
                "By the formulas of Flesch (English) and Amstad (German): from 60 on everyone "
                "reads it at once, below 40 it is read twice."
            )
        )


class _Bar(QWidget):
    """Words on the way to too many, with a mark where one still knows them by heart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._reading = Reading(0, 0, 0, 0.0)
        self.setFixedHeight(theme.px(8))

    def show_words(self, reading: Reading) -> None:
        self._reading = reading
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Role.RAISED))
        painter.drawRoundedRect(whole, radius, radius)
        hard = self._reading.ease is Ease.HARD and self._reading.words > 0
        role = {
            Length.SHORT: Role.WARNING if hard else Role.SUCCESS,
            Length.LONG: Role.WARNING,
            Length.TOO_LONG: Role.DANGER,
        }[self._reading.length]
        share = min(1.0, self._reading.words / MOST)
        if share:
            painter.setBrush(self._theme.colour(role))
            filled = QRectF(whole.topLeft(), QPointF(whole.width() * share, whole.bottom()))
            painter.drawRoundedRect(filled, radius, radius)
        mark = whole.width() * AIM / MOST
        painter.fillRect(
            QRectF(mark, whole.top(), 2, whole.height()), self._theme.colour(Role.TEXT)
        )
