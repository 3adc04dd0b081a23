"""Numbers for a list of options, checked while they are typed: hands, slips, dots."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.ui.theme import Theme
from app.ui.widgets.rows_widget import paragraph

_MOST = 999
_WIDTH = 64


class CountForm(QWidget):
    """``changed`` at every keystroke; Enter goes down and ``finished`` follows the last line."""

    changed = Signal()
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: dict[str, QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)

    def show_options(self, options: Sequence[str], texts: Mapping[str, str]) -> None:
        """Empty lines for these options; the same ones keep what was typed. They are numbered as
        in ``texts``, so that a number stays when others drop out."""
        if list(options) == list(self._lines):
            return
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = {}
        numbers = {option: number for number, option in enumerate(texts, start=1)}
        for row, option in enumerate(options):
            words = paragraph(f"{numbers[option]}.  {texts.get(option, option)}")
            self._grid.addWidget(self._line(option, texts.get(option, option)), row, 0)
            self._grid.addWidget(words, row, 1)
        for line in self.lines[:1]:
            self.setFocusProxy(line)

    @property
    def lines(self) -> list[QLineEdit]:
        """The lines from the first option down."""
        return list(self._lines.values())

    def fill(self, numbers: Mapping[str, int]) -> None:
        """Put numbers in, as those of a round that is corrected."""
        for option, line in self._lines.items():
            if option in numbers:
                line.setText(str(numbers[option]))

    @property
    def numbers(self) -> dict[str, int | None]:
        """What was typed, None where nothing was."""
        return {
            option: int(line.text()) if line.text() else None
            for option, line in self._lines.items()
        }

    def _line(self, option: str, text: str) -> QLineEdit:
        line = QLineEdit()
        line.setValidator(QIntValidator(0, _MOST, line))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setFixedWidth(self._theme.px(_WIDTH))
        line.setAccessibleName(text)
        line.textChanged.connect(self.changed)
        line.installEventFilter(self)
        self._lines[option] = line
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        return isinstance(watched, QLineEdit) and self._go(watched, event)

    def _go(self, line: QLineEdit, event: QKeyEvent) -> bool:
        lines, key = self.lines, event.key()
        place = lines.index(line)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if place + 1 < len(lines):
                _enter(lines[place + 1])
            elif not event.isAutoRepeat():
                self.finished.emit()
            return True
        if key not in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return False
        step = 1 if key == Qt.Key.Key_Down else -1
        _enter(lines[min(max(0, place + step), len(lines) - 1)])
        return True


def _enter(line: QLineEdit) -> None:
    line.setFocus()
    line.selectAll()
