"""Long lists as text, laid out once, as a round of a count: numbers before ideas, sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.workshop.audience.text_block import LEADING, Style, TextBlock, TextBlocks

_NUMBERS = 40
"""Pixels at 100 % before what has a number."""
_BETWEEN = 4
_LEAST_WIDTH = 160
_MOST_WIDTHS = 4
"""That are kept: a layout asks for some before it settles."""
_AT_ONCE = 12
"""Lines laid out between two keys: the first are there, the rest follows at once."""
_SHORT = 24
"""Lines that are measured as a whole, so that nothing below them moves."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A line, wrapped where it is long; with a ``number`` it stands in the column behind it."""

    text: str
    number: str = ""
    heading: bool = False
    bold: bool = False
    struck: bool = False
    muted: bool = False


def numbered(texts: Iterable[str]) -> list[RoundLine]:
    """A list with numbers from 1."""
    return [RoundLine(text, number=f"{number}.") for number, text in enumerate(texts, start=1)]


@dataclass(frozen=True, slots=True)
class _Placed:
    top: float
    line: RoundLine
    block: TextBlock
    number: TextBlock | None


class RoundText(QWidget):
    """A label for each line would be laid out anew at every key: a long count has thousands.

    What is not laid out yet counts as a line of its own, until all are.
    """

    def __init__(self, theme: Theme, blocks: TextBlocks) -> None:
        super().__init__()
        self._theme = theme
        self._blocks = blocks
        self._lines: Sequence[RoundLine] = ()
        self._laid: dict[int, list[_Placed]] = {}
        self._whole: dict[int, int] = {}
        """Heights by width, where all was laid out."""
        self._laying = QTimer(self, singleShot=True, interval=0)
        self._laying.timeout.connect(self._go_on)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._lay_anew)

    def show_lines(self, lines: Sequence[RoundLine]) -> None:
        """Show these below each other."""
        if lines == self._lines:
            return
        self._lines = lines
        self.setAccessibleName(self.told)
        self._lay_anew()

    def ahead(self, lines: Sequence[RoundLine]) -> Iterator[None]:
        """Steps that lay out lines which are shown here later, in the present width."""
        for at in range(0, len(lines), _AT_ONCE):
            for line in lines[at : at + _AT_ONCE]:
                self._placed(line, 0.0, self.width())
            yield

    def _lay_anew(self) -> None:
        self._laid.clear()
        self._whole.clear()
        self.updateGeometry()
        self._go_on()

    @property
    def is_laid_out(self) -> bool:
        """Nothing follows any more; what is hidden is laid out once it is shown."""
        placed = self._laid.get(self.width(), ())
        return not self.isVisible() or len(placed) == len(self._lines)

    @property
    def told(self) -> str:
        """All that stands here."""
        return "\n".join(f"{each.number} {each.text}".strip() for each in self._lines)

    def _go_on(self) -> None:
        """Lay out some lines for the present width; the rest follows."""
        if not self.isVisible():
            return
        placed = self._lay(self.width())
        if len(placed) < len(self._lines):
            self._laying.start()
        elif self._height(placed) != self.height():
            self.updateGeometry()
        self.update()

    def _lay(self, width: int) -> list[_Placed]:
        """Some more lines at their places for a width, below those that are there."""
        if width not in self._laid and len(self._laid) >= _MOST_WIDTHS:
            # What is painted stays, whatever else a layout asks about.
            self._laid = {each: self._laid[each] for each in self._laid if each == self.width()}
        placed = self._laid.setdefault(width, [])
        y = self._end(placed)
        for line in self._lines[len(placed) : len(placed) + _AT_ONCE]:
            placed.append(self._placed(line, y, width))
            y = self._end(placed)
        return placed

    def _placed(self, line: RoundLine, y: float, width: int) -> _Placed:
        style = self._style(line)
        if not line.number:
            return _Placed(y, line, self._blocks.block(line.text, style, width), None)
        left = self._theme.px(_NUMBERS)
        number = self._blocks.block(line.number, Style(style.px, bold=True), left)
        return _Placed(y, line, self._blocks.block(line.text, style, width - left), number)

    def _end(self, placed: list[_Placed]) -> float:
        """Where the next line begins."""
        if not placed:
            return 0.0
        return placed[-1].top + placed[-1].block.height + self._theme.px(_BETWEEN)

    def _height(self, placed: list[_Placed]) -> int:
        px = self._theme.font(TextStyle.BODY).pixelSize()
        missing = len(self._lines) - len(placed)
        return round(self._end(placed) + missing * (px * LEADING + self._theme.px(_BETWEEN)))

    def _style(self, line: RoundLine) -> Style:
        size = TextStyle.SECTION if line.heading else TextStyle.BODY
        bold = line.bold or line.heading
        return Style(self._theme.font(size).pixelSize(), bold=bold, struck=line.struck)

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        found = self._whole.get(width)
        if found is not None:
            return found
        placed = self._laid.get(width)
        if placed is None:
            placed = self._lay(width) if len(self._lines) <= _SHORT else []
        if len(placed) < len(self._lines) <= _SHORT:
            placed = self._lay(width)
        height = self._height(placed)
        if len(placed) == len(self._lines):
            self._whole[width] = height
        return height

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(2 * _LEAST_WIDTH), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._go_on()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._go_on()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top, bottom = event.rect().top(), event.rect().bottom()
        for each in self._laid.get(self.width(), ()):
            if each.top > bottom or each.top + each.block.height < top:
                continue
            line = each.line
            ink = self._theme.colour(Role.MUTED if line.muted else Role.TEXT)
            x = 0
            if each.number is not None:
                x = self._theme.px(_NUMBERS)
                each.number.draw(painter, 0, each.top, ink)
            each.block.draw(painter, x, each.top, ink)
