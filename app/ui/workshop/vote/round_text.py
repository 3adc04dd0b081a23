"""One round of a count as text, laid out once: numbers before ideas, sentences below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.workshop.audience.text_block import Style, TextBlock, TextBlocks

_NUMBERS = 40
"""Pixels at 100 % before what has a number."""
_BETWEEN = 4
_LEAST_WIDTH = 160
_MOST_WIDTHS = 4
"""That are kept: a layout asks for some before it settles."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A line, wrapped where it is long; with a ``number`` it stands in the column behind it."""

    text: str
    number: str = ""
    heading: bool = False
    bold: bool = False
    struck: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    top: float
    line: RoundLine
    block: TextBlock


class RoundText(QWidget):
    """A label for each line would be laid out anew at every key: a long count has thousands."""

    def __init__(self, theme: Theme, blocks: TextBlocks) -> None:
        super().__init__()
        self._theme = theme
        self._blocks = blocks
        self._lines: Sequence[RoundLine] = ()
        self._laid: dict[int, tuple[list[_Placed], int]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_lines(self, lines: Sequence[RoundLine]) -> None:
        """Show these below each other."""
        self._lines = lines
        self._laid.clear()
        self.setAccessibleName(self.told)
        self.updateGeometry()
        self.update()

    @property
    def told(self) -> str:
        """All that stands here."""
        return "\n".join(f"{each.number} {each.text}".strip() for each in self._lines)

    def _lay(self, width: int) -> tuple[list[_Placed], int]:
        """Each line at its place for a width, and the height of all."""
        if width not in self._laid:
            if len(self._laid) >= _MOST_WIDTHS:
                self._laid.clear()
            y, placed = 0.0, []
            for line in self._lines:
                room = width - (self._theme.px(_NUMBERS) if line.number else 0)
                block = self._blocks.block(line.text, self._style(line), room)
                placed.append(_Placed(y, line, block))
                y += block.height + self._theme.px(_BETWEEN)
            self._laid[width] = (placed, round(y))
        return self._laid[width]

    def _style(self, line: RoundLine) -> Style:
        size = TextStyle.SECTION if line.heading else TextStyle.BODY
        bold = line.bold or line.heading
        return Style(self._theme.font(size).pixelSize(), bold=bold, struck=line.struck)

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(2 * _LEAST_WIDTH), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top, bottom = event.rect().top(), event.rect().bottom()
        for each in self._lay(self.width())[0]:
            if each.top > bottom or each.top + each.block.height < top:
                continue
            line = each.line
            ink = self._theme.colour(Role.MUTED if line.muted else Role.TEXT)
            x = 0
            if line.number:
                x = self._theme.px(_NUMBERS)
                style = Style(each.block.px, bold=True)
                self._blocks.block(line.number, style, x).draw(painter, 0, each.top, ink)
            each.block.draw(painter, x, each.top, ink)
