"""A text wrapped to a width in one size, laid out once and drawn often."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"
_MOST = 2048
LEADING = 1.22
"""From line to line in sizes of the font: some system fonts leave room for a third more."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is written; ``px`` is the size of its font."""

    px: int
    bold: bool = False
    struck: bool = False
    centred: bool = False

    def font(self, family: QFont) -> QFont:
        font = QFont(family)
        font.setPixelSize(self.px)
        font.setStrikeOut(self.struck)
        if self.bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font


class TextBlock:
    """Long words break where they must; ``lines`` are the stretches of the text, from top down.

    ``room`` is the width it was laid out for, ``width`` what it takes of that.
    """

    def __init__(self, text: str, style: Style, family: QFont, width: float) -> None:
        self.text = text
        self.px = style.px
        self.room = width
        self._layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), style.font(family))
        centre = Qt.AlignmentFlag.AlignHCenter
        option = QTextOption(centre if style.centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.lines: list[tuple[int, int]] = []
        self.height = 0.0
        self.width = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            leading = min(line.height(), style.px * LEADING)
            line.setPosition(QPointF(0, self.height + (leading - line.height()) / 2))
            self.height += leading
            self.width = max(self.width, line.naturalTextWidth())
            self.lines.append((line.textStart(), line.textLength()))
        self._layout.endLayout()

    @property
    def line_height(self) -> float:
        return self.height / max(1, len(self.lines))

    def parts(self, most_height: float) -> list[str]:
        """The text in pieces, each of which is at most that high; one line at least."""
        count = max(1, int(most_height / self.line_height)) if self.lines else 1
        pieces = []
        for at in range(0, len(self.lines), count):
            chosen = self.lines[at : at + count]
            start, end = chosen[0][0], chosen[-1][0] + chosen[-1][1]
            pieces.append(self.text[start:end].strip())
        return pieces

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x, y))


class EnoughForNowError(Exception):
    """More texts are to be laid out than one turn of the event loop has time for."""


class TextBlocks:
    """Makes blocks in one font family and keeps them, so that a page of ideas is laid out once."""

    def __init__(self, family: QFont) -> None:
        self._family = family
        self._kept: dict[tuple[str, Style, float], TextBlock] = {}
        self._allowed: int | None = None

    @contextmanager
    def at_most(self, count: int) -> Iterator[None]:
        """Within, ``block`` makes so many new blocks and raises ``EnoughForNowError`` at the next;
        those made are kept, so that who begins again gets further."""
        self._allowed = count
        try:
            yield
        finally:
            self._allowed = None

    def block(self, text: str, style: Style, width: float) -> TextBlock:
        key = (text, style, width)
        found = self._kept.get(key)
        if found is None:
            self._make_room()
            found = self._kept[key] = TextBlock(text, style, self._family, width)
        return found

    def _make_room(self) -> None:
        if self._allowed is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
        elif self._allowed == 0:
            raise EnoughForNowError
        else:
            self._allowed -= 1

    def advance(self, text: str, style: Style) -> float:
        """Width of one line."""
        return QFontMetricsF(style.font(self._family)).horizontalAdvance(text)
