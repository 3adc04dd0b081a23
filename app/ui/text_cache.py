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
        self._widths: dict[str, int] = {}
        self._whole: dict[str, Laid] = {}
        self._elided: dict[tuple[str, int, Qt.TextElideMode], Laid] = {}
        self._height = self._metrics.height()

    def width(self, text: str) -> int:
        """Pixels that the whole text takes."""
        found = self._widths.get(text)
        return self._measure(text) if found is None else found

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
        if self.width(text) > width:
            key = (text, width, elide)
            static, taken = self._elided.get(key) or self._lay_elided(key)
        else:
            static, taken = self._whole.get(text) or self._lay_whole(text)
        painter.setFont(self._font)
        x = left + width - taken if right else left
        painter.drawStaticText(x, top + (height - self._height) // 2, static)
        return taken

    def _lay_whole(self, text: str) -> Laid:
        if len(self._whole) >= _MOST:
            self._whole.clear()
        laid = self._whole[text] = self._lay(text), self.width(text)
        return laid

    def _lay_elided(self, key: tuple[str, int, Qt.TextElideMode]) -> Laid:
        if len(self._elided) >= _MOST:
            self._elided.clear()
        text, width, elide = key
        shown = self._metrics.elidedText(text, elide, width)
        laid = self._elided[key] = self._lay(shown), self._metrics.horizontalAdvance(shown)
        return laid

    def _measure(self, text: str) -> int:
        if len(self._widths) >= _MOST:
            self._widths.clear()
        found = self._widths[text] = self._metrics.horizontalAdvance(text)
        return found

    def _lay(self, text: str) -> QStaticText:
        static = QStaticText(text)
        # Else a subject like "<b>" would be taken for formatting.
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(QTransform(), self._font)
        return static
