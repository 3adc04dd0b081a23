"""Numbers for a list of options, checked while they are typed: hands, slips, dots."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.ui.theme import Theme
from app.ui.widgets.rows_widget import paragraph

_MOST = 999
_WIDTH = 64
_AT_ONCE = 3
"""Lines made between two keys: of a long list the first are there, the rest follows at once."""


class CountForm(QWidget):
    """``changed`` at every keystroke; Enter goes down and ``finished`` follows the last line."""

    changed = Signal()
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: dict[str, QLineEdit] = {}
        self._words: dict[str, QLabel] = {}
        self._to_make: list[tuple[str, str]] = []
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)

    def show_options(self, options: Sequence[str], texts: Mapping[str, str]) -> None:
        """Empty lines for these options; the same ones keep what was typed. They are numbered as
        in ``texts``, so that a number stays when others drop out."""
        wanted, here = list(options), [*self._lines, *(option for option, _text in self._to_make)]
        if wanted == here:
            return
        stay = set(wanted)
        if wanted == [option for option in here if option in stay]:
            # Some dropped out: the others stay where they are.
            self._to_make = [each for each in self._to_make if each[0] in stay]
            self._take_out([option for option in self._lines if option not in stay])
        else:
            self._take_out(list(self._lines))
            numbers = {option: number for number, option in enumerate(texts, start=1)}
            self._to_make = [
                (option, f"{numbers[option]}.  {texts.get(option, option)}") for option in wanted
            ]
            self._make_some()
        for line in list(self._lines.values())[:1]:
            self.setFocusProxy(line)

    def empty(self) -> None:
        """Take out what was typed, as for the next round."""
        self.blockSignals(True)
        for line in self._lines.values():
            line.clear()
        self.blockSignals(False)
        self.changed.emit()

    @property
    def lines(self) -> list[QLineEdit]:
        """The lines from the first option down."""
        self._make_all()
        return list(self._lines.values())

    def fill(self, numbers: Mapping[str, int]) -> None:
        """Put numbers in, as those of a round that is corrected."""
        self._make_all()
        for option, line in self._lines.items():
            if option in numbers:
                line.setText(str(numbers[option]))

    @property
    def numbers(self) -> dict[str, int | None]:
        """What was typed, None where nothing was."""
        typed = {
            option: int(line.text()) if line.text() else None
            for option, line in self._lines.items()
        }
        return typed | {option: None for option, _text in self._to_make}

    # Lines

    def _make_all(self) -> None:
        while self._to_make:
            self._make_some()

    def _make_some(self) -> None:
        some, self._to_make = self._to_make[:_AT_ONCE], self._to_make[_AT_ONCE:]
        for option, text in some:
            row = self._grid.rowCount()
            words = self._words[option] = paragraph(text)
            self._grid.addWidget(self._line(option, text), row, 0)
            self._grid.addWidget(words, row, 1)
        if self._to_make:
            self._making.start()
        else:
            self._making.stop()

    def _take_out(self, options: Sequence[str]) -> None:
        for option in options:
            for widget in (self._lines.pop(option), self._words.pop(option)):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

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
