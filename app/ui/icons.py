"""Icons by meaning: glyphs of the icon font, painted in a colour asked for when painting."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
)

from app.ui.glyphs import GLYPHS

_EM = 24.0
_ASCENT = _EM * 448 / 512
"""Of the font: its em is 512 units, its ascent 448."""
_DISABLED_OPACITY = 0.45


class GlyphEngine(QIconEngine):
    """Paints one glyph at any size; asks for its colour each time, so themes switch live."""

    def __init__(self, meaning: str, colour: Callable[[], QColor]) -> None:
        super().__init__()
        self._meaning = meaning
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * _DISABLED_OPACITY)
        paint_glyph(painter, QRectF(rect), self._meaning, self._colour())
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        if size.isEmpty():
            # A button that is squeezed to nothing asks for it; nothing can be painted on it.
            return pixmap
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> "GlyphEngine":
        return GlyphEngine(self._meaning, self._colour)


def glyph_icon(meaning: str, colour: Callable[[], QColor]) -> QIcon:
    """The icon for ``meaning`` (a key of ``GLYPHS``; KeyError otherwise)."""
    if meaning not in GLYPHS:
        raise KeyError(meaning)
    return QIcon(GlyphEngine(meaning, colour))


def paint_glyph(painter: QPainter, rect: QRectF, meaning: str, colour: QColor) -> None:
    """Paint the glyph centred in ``rect``, as large as its shorter side."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / _EM, side / _EM)
    painter.fillPath(glyph_path(meaning), colour)
    painter.restore()


@cache
def glyph_path(meaning: str) -> QPainterPath:
    """The outline in a square of 24 × 24."""
    font = _font()
    index = font.glyphIndexesForString(chr(GLYPHS[meaning].code))[0]
    return font.pathForGlyph(index).translated(0, _ASCENT)


def font_file() -> Path:
    """The icon font of the installed package, found without importing it."""
    spec = find_spec("fonticon_mdi7")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fonticon_mdi7")
    return Path(spec.origin).parent / "fonts" / "materialdesignicons-webfont.ttf"


@cache
def _font() -> QRawFont:
    font = QRawFont(str(font_file()), _EM, QFont.HintingPreference.PreferNoHinting)
    if not font.isValid():
        raise FileNotFoundError(font_file())
    return font
