"""Texts laid out once and painted often: what makes scrolling a table smooth."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTransform

_MOST = 4096
_END = Qt.TextElideMode.ElideRight

Laid = tuple[QStaticText, int]
"""A laid-out text and its width in pixels."""


class TextCache:
    """Lays out texts in one font; forgets everything when it holds too many."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self._whole: dict[str, Laid] = {}
        self._elided: dict[tuple[str, int, Qt.TextElideMode], Laid] = {}
        self._height = self._metrics.height()

    def width(self, text: str) -> int:
        """Pixels that the whole text takes."""
        return (self._whole.get(text) or self._lay_whole(text))[1]

    def draw(
        self,
        painter: QPainter,
        text: str,
        *,
        left: int,
        top: int,
        width: int,
        height: int,
        right: bool = False,
        elide: Qt.TextElideMode = _END,
    ) -> int:
        """Write one line, centred in the height, with the painter's pen; returns its width."""
        laid = self._whole.get(text) or self._lay_whole(text)
        if laid[1] > width:
            key = (text, width, elide)
            laid = self._elided.get(key) or self._lay_elided(key)
        static, taken = laid
        painter.setFont(self._font)
        x = left + width - taken if right else left
        painter.drawStaticText(x, top + (height - self._height) // 2, static)
        return taken

    def _lay_whole(self, text: str) -> Laid:
        if len(self._whole) >= _MOST:
            self._whole.clear()
        laid = self._whole[text] = self._lay(text)
        return laid

    def _lay_elided(self, key: tuple[str, int, Qt.TextElideMode]) -> Laid:
        if len(self._elided) >= _MOST:
            self._elided.clear()
        text, width, elide = key
        laid = self._elided[key] = self._lay(self._metrics.elidedText(text, elide, width))
        return laid

    def _lay(self, text: str) -> Laid:
        static = QStaticText(text)
        # Else a subject like "<b>" would be taken for formatting.
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), self._font)
        return static, self._metrics.horizontalAdvance(text)
