"""A ballot in words, painted: a label would parse it, and lay a table out, between two keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QStaticText, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme

_READ = 16
"""Pixels at 100 %."""
_CELL, _BETWEEN, _PARAGRAPH = 4, 2, 12
"""Pixels around a rank and its idea, between two of them, and above a paragraph."""
_MOST_NAMED = 12
"""Of ideas without a rank: of a long list the rest is counted."""
_LEAST_WIDTH = 160
_LINE_SEPARATOR = "\u2028"


class BallotPage:
    """One question of a ballot in words; ``repr`` stays silent about it."""

    __slots__ = ("question", "ranked", "rest")

    def __init__(self, question: str, ranked: Sequence[str], rest: Sequence[str]) -> None:
        self.question = question
        self.ranked = ranked
        self.rest = rest

    def spoken(self) -> str:
        """The order in one line, for those who hear the screen."""
        ranked = (f"{rank}: {text}" for rank, text in enumerate(self.ranked, start=1))
        return "; ".join(ranked)

    def without_rank(self) -> str:
        """What has no rank, as a sentence; empty where everything has one."""
        if not self.rest:
            return ""
        named = "; ".join(self.rest[:_MOST_NAMED])
        more = len(self.rest) - _MOST_NAMED
        if more <= 0:
            return _("Without a rank: {ideas}").format(ideas=named)
        return _("Without a rank: {ideas} and {n} more").format(ideas=named, n=more)


@dataclass(frozen=True, slots=True, repr=False)
class _Placed:
    x: float
    y: float
    words: QStaticText
    below: int = 0
    bold: bool = False

    @property
    def bottom(self) -> float:
        return self.y + self.words.size().height() + self.below


class BallotText(QWidget):
    """Shows pages of a ballot below each other; nothing of it can be marked or copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: Sequence[BallotPage] = ()
        self._laid: tuple[int, list[_Placed]] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._lay_anew)

    def show_pages(self, pages: Sequence[BallotPage]) -> None:
        """Show these; none to leave nothing of a ballot here."""
        self._pages = pages
        self._lay_anew()

    @property
    def told(self) -> str:
        """All that stands here."""
        return "\n".join(each.words.text() for each in self._lay(self.width()))

    def _lay_anew(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()

    # Places

    def _lay(self, width: int) -> list[_Placed]:
        """All texts at their places for a width."""
        if self._laid is None or self._laid[0] != width:
            placed: list[_Placed] = []
            for page in self._pages:
                if len(self._pages) > 1:
                    placed.append(self._paragraph(page.question, placed, width, bold=True))
                if page.ranked:
                    self._put_order(page.ranked, placed, width)
                    rest = page.without_rank()
                else:
                    rest = _("No idea is ranked: an abstention.")
                if rest:
                    placed.append(self._paragraph(rest, placed, width))
            self._laid = (width, placed)
        return self._laid[1]

    def _put_order(self, ranked: Sequence[str], placed: list[_Placed], width: int) -> None:
        """Ranks in a column of their own, each with its idea beside it."""
        ranks = [self._words(f"{rank}.", None) for rank in range(1, len(ranked) + 1)]
        wide = ceil(max(rank.size().width() for rank in ranks))
        left = wide + 3 * _CELL + 2 * _BETWEEN
        for rank, text in zip(ranks, ranked, strict=True):
            y = _end(placed) + _BETWEEN + _CELL
            placed.append(_Placed(_BETWEEN + _CELL + wide - rank.size().width(), y, rank))
            placed.append(_Placed(left, y, self._words(text, width - left - _CELL), _CELL))

    def _paragraph(
        self, text: str, above: list[_Placed], width: int, *, bold: bool = False
    ) -> _Placed:
        y = _end(above) + _PARAGRAPH + (_BETWEEN if above[-1].below else 0) if above else 0.0
        return _Placed(0, y, self._words(text, width, bold=bold), bold=bold)

    def _words(self, text: str, width: float | None, *, bold: bool = False) -> QStaticText:
        words = QStaticText(text.replace("\n", _LINE_SEPARATOR))
        words.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        words.setTextOption(option)
        if width is not None:
            words.setTextWidth(max(1.0, width))
        words.prepare(font=self._font(bold=bold))
        return words

    def _font(self, *, bold: bool = False) -> QFont:
        font = QFont(self._theme.font(bold=bold))
        font.setPixelSize(self._theme.px(_READ))
        return font

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(_end(self._lay(width)))

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour(Role.TEXT))
        top, bottom = event.rect().top(), event.rect().bottom()
        for each in self._lay(self.width()):
            if each.y <= bottom and each.bottom >= top:
                painter.setFont(self._font(bold=each.bold))
                painter.drawStaticText(QPointF(each.x, each.y), each.words)


def _end(placed: list[_Placed]) -> float:
    return placed[-1].bottom if placed else 0.0
