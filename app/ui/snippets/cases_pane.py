"""All cases side by side: every variant for a woman, a man, an unknown one, with values missing."""

from collections.abc import Sequence
from html import escape
from textwrap import fill

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableWidget, QWidget

from app.i18n import _
from app.rules.placeholders import CURSOR, open_spans
from app.rules.word_diff import Change, word_diff
from app.ui.colours import Role
from app.ui.snippets.previewing import Cell
from app.ui.snippets.words import variant_title
from app.ui.theme import Theme, set_style_property

_LINES = 5
"""Lines of a text in a cell; all of it is in the preview."""
_LEAST_COLUMN = 200
_WORDS_WIDTH = 16
"""Letters in a line of the names at the left."""
_MARGIN = 6
_MOST_SHOWN = 400


class CasesPane(QTableWidget):
    """One column per variant, one row per subject; what differs from the first row is marked."""

    opened = Signal(object)
    """The ``Cell`` that shall be seen whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: list[list[Cell]] = []
        self.setAccessibleName(_("All cases"))
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        )
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setMinimumSectionSize(theme.px(_LEAST_COLUMN))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.cellActivated.connect(self._open)
        self.cellDoubleClicked.connect(self._open)

    def show_cases(self, cells: Sequence[Cell]) -> None:
        """Show the cells, row by row as ``previewing.cases`` gives them."""
        variants = list(dict.fromkeys(each.variant for each in cells))
        width = max(1, len(variants))
        self._cells = [list(cells[at : at + width]) for at in range(0, len(cells), width)]
        self.setColumnCount(len(variants))
        self.setRowCount(len(self._cells))
        self.setHorizontalHeaderLabels([variant_title(each) for each in variants])
        self.setVerticalHeaderLabels(
            [fill(row[0].subject.title, _WORDS_WIDTH) for row in self._cells]
        )
        margins = 2 * self._theme.px(_MARGIN) + 1
        height = _LINES * self.fontMetrics().lineSpacing() + margins
        self.verticalHeader().setDefaultSectionSize(height)
        for row, line in enumerate(self._cells):
            for column, cell in enumerate(line):
                self.setCellWidget(row, column, self._label(cell, self._cells[0][column]))

    def spoken(self, row: int, column: int) -> str:
        """What a screen reader says of a case."""
        cell = self.cellWidget(row, column)
        return cell.accessibleName() if cell is not None else ""

    def _label(self, cell: Cell, first: Cell) -> QLabel:
        label = QLabel()
        set_style_property(label, "rich", True)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        px = self._theme.px
        label.setContentsMargins(px(3), px(_MARGIN), px(3), px(_MARGIN))
        if cell.rendered is None:
            label.setText(escape(_("This text has a fault")))
            label.setStyleSheet(f"color: {self._theme.colour(Role.DANGER).name()}")
            return label
        text = _shown(cell)
        against = _shown(first) if cell is not first and first.rendered is not None else text
        label.setText(self._html(against, text))
        label.setAccessibleName(f"{cell.subject.title}, {variant_title(cell.variant)}: {text}")
        return label

    def _html(self, first: str, text: str) -> str:
        strong = self._theme.colour(Role.ACCENT_SOFT).name()
        parts = []
        for each in word_diff(first, text):
            if each.change is Change.REMOVED:
                continue
            words = self._with_chips(each.text)
            if each.change is Change.ADDED:
                words = f'<span style="background:{strong}">{words}</span>'
            parts.append(words)
        return "".join(parts)

    def _with_chips(self, text: str) -> str:
        ink = self._theme.colour(Role.DANGER).name()
        tint = self._theme.colour(Role.DANGER_SOFT).name()
        pieces, place = [], 0
        for span in open_spans(text):
            pieces.append(escape(text[place : span.start]))
            label = escape(span.label)
            pieces.append(f'<span style="background:{tint};color:{ink}">[{label}]</span>')
            place = span.end
        pieces.append(escape(text[place:]))
        return "".join(pieces).replace("\n", "<br>")

    def _open(self, row: int, column: int) -> None:
        self.opened.emit(self._cells[row][column])


def _shown(cell: Cell) -> str:
    """The beginning of a text, cut where no open place is torn apart."""
    assert cell.rendered is not None
    lines = cell.rendered.text.replace(CURSOR, "").splitlines()
    text = "\n".join(line for line in lines if line.strip())
    end = _MOST_SHOWN
    for span in open_spans(text):
        if span.start < end < span.end:
            end = span.start
    return text if len(text) <= end else text[:end].rstrip() + " …"
