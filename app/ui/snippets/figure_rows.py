"""A titled list of figures: a name, a bar that compares it with the others, and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.snippets.figures import ShareBar
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import number_text
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel

_NAME, _BAR, _NUMBER, _WORDS = range(4)
_NAME_WIDTH, _NUMBER_WIDTH = 240, 44


@dataclass(frozen=True, slots=True)
class FigureLine:
    """``number`` None has no bar; with ``snippet_id`` the snippet can be opened."""

    name: str
    number: int | None
    words: str
    snippet_id: int | None = None


class FigureRows(QWidget):
    """Hidden while there is nothing to list; with ``hidden_behind`` a button shows the lines."""

    opened = Signal(object)
    """The id of a snippet."""

    def __init__(self, title: str, theme: Theme, *, hidden_behind: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[FigureLine, ...] = ()
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        self.reveal = Button(hidden_behind, theme, kind=ButtonKind.LINK)
        self.reveal.setVisible(bool(hidden_behind))
        self.reveal.clicked.connect(self._show_all)
        self._body = QWidget()
        self._body.setVisible(not hidden_behind)
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(_NAME, theme.px(_NAME_WIDTH))
        self._grid.setColumnMinimumWidth(_NUMBER, theme.px(_NUMBER_WIDTH))
        self._grid.setColumnStretch(_WORDS, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(heading)
        column.addWidget(self.reveal)
        column.addWidget(self._body)
        self.hide()

    @property
    def lines(self) -> tuple[FigureLine, ...]:
        """What is listed, whether or not it is revealed."""
        return self._lines

    @property
    def is_revealed(self) -> bool:
        """Whether the lines are in view."""
        return not self._body.isHidden()

    def show_lines(self, lines: Sequence[FigureLine], *, rest: str = "") -> None:
        """List these, and ``rest`` below them."""
        self._lines = tuple(lines)
        self.setVisible(bool(lines))
        self._clear()
        most = max((each.number or 0 for each in lines), default=0)
        for row, line in enumerate(lines):
            self._add(row, line, most)
        if rest:
            self._grid.addWidget(_muted(rest), len(lines), _NAME)

    def _add(self, row: int, line: FigureLine, most: int) -> None:
        name: QWidget = ElidedLabel(line.name)
        if line.snippet_id is not None:
            name = Button(line.name, self._theme, kind=ButtonKind.LINK)
            name.setToolTip(_("Open “{title}”").format(title=line.name))
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            name.clicked.connect(partial(self.opened.emit, line.snippet_id))
        self._grid.addWidget(name, row, _NAME)
        if line.number is not None:
            number = QLabel(number_text(line.number))
            self._grid.addWidget(ShareBar(line.number / max(1, most), self._theme), row, _BAR)
            self._grid.addWidget(number, row, _NUMBER)
        self._grid.addWidget(_muted(line.words), row, _WORDS)

    def _show_all(self) -> None:
        self.reveal.hide()
        self._body.show()

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _muted(text: str) -> ElidedLabel:
    label = ElidedLabel(text)
    set_text_style(label, TextStyle.CAPTION)
    return label
