"""Numbers for a list of options, checked while they are typed: hands, slips, dots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.workshop.audience.text_block import Style, TextBlock, TextBlocks

_MOST = 999
_WIDTH = 64
_BESIDE, _BETWEEN = 12, 6
_LEAST_TEXT = 160
_AT_ONCE = 3
"""Rows made between two keys: of a long list the first are there, the rest follows at once."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: QLineEdit
    text: str


class CountForm(QWidget):
    """``changed`` at every keystroke; Enter goes down and ``finished`` follows the last line.

    Texts are painted, and lines stand at places of their own: a layout of labels would measure
    all of a long list whenever a row is added.
    """

    changed = Signal()
    typed_on = Signal()
    """A key changed a number; ``changed`` tells of all other ways as well."""
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._blocks = TextBlocks(theme.font())
        self._rows: dict[str, _Row] = {}
        self._to_make: list[tuple[str, str]] = []
        self._half_typed: dict[str, str] = {}
        self._spare: list[QLineEdit] = []
        self._heights: dict[int, int] = {}
        self._making = QTimer(self, singleShot=True, interval=0)
        self._making.timeout.connect(self._make_some)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._fit)

    def show_options(self, options: Sequence[str], texts: Mapping[str, str]) -> None:
        """Empty lines for these options; the same ones keep what was typed. They are numbered as
        in ``texts``, so that a number stays when others drop out."""
        wanted, here = list(options), [*self._rows, *(option for option, _text in self._to_make)]
        if wanted == here:
            return
        stay = set(wanted)
        self._half_typed.clear()
        if wanted == [option for option in here if option in stay]:
            # Some dropped out: the others stay, with what was typed.
            self._to_make = [each for each in self._to_make if each[0] in stay]
            self._take_out([option for option in self._rows if option not in stay])
        else:
            self._take_out(list(self._rows))
            numbers = {option: number for number, option in enumerate(texts, start=1)}
            self._to_make = [
                (option, f"{numbers[option]}.  {texts.get(option, option)}") for option in wanted
            ]
            self._make_some()
        self._fit()
        for row in list(self._rows.values())[:1]:
            self.setFocusProxy(row.line)

    def empty(self) -> None:
        """Take out what was typed, as for the next round."""
        self._half_typed.clear()
        self.blockSignals(True)
        for row in self._rows.values():
            row.line.clear()
        self.blockSignals(False)
        self.changed.emit()

    @property
    def lines(self) -> list[QLineEdit]:
        """The lines from the first option down."""
        self._make_all()
        return [row.line for row in self._rows.values()]

    def fill(self, numbers: Mapping[str, int]) -> None:
        """Put numbers in, as those of a round that is corrected."""
        self._make_all()
        for option, row in self._rows.items():
            if option in numbers:
                row.line.setText(str(numbers[option]))

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the lines, by option; nothing for empty ones."""
        standing = {option: row.line.text() for option, row in self._rows.items()}
        return {option: text for option, text in standing.items() if text} | self._half_typed

    def type_again(self, typed: Mapping[str, str]) -> None:
        """Take numbers up that were typed before; those of lines yet to be made follow."""
        for option, text in typed.items():
            row = self._rows.get(option)
            if row is None:
                self._half_typed[option] = text
            elif not row.line.text():
                row.line.setText(text)

    @property
    def numbers(self) -> dict[str, int | None]:
        """What was typed, None where nothing was."""
        typed = {
            option: int(row.line.text()) if row.line.text() else None
            for option, row in self._rows.items()
        }
        return typed | {option: None for option, _text in self._to_make}

    # Rows

    def _make_all(self) -> None:
        while self._to_make:
            self._make_some()

    def _make_some(self) -> None:
        some, self._to_make = self._to_make[:_AT_ONCE], self._to_make[_AT_ONCE:]
        top = self._height(self.width())
        self._heights.clear()
        for option, text in some:
            self._rows[option] = row = _Row(self._line(text), text)
            if option in self._half_typed:
                row.line.setText(self._half_typed.pop(option))
            self._place(row, top)
            top += self._row_height(row, self.width()) + self._theme.px(_BETWEEN)
        self.update()
        if self._to_make:
            self._making.start()
        elif self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def _take_out(self, options: Sequence[str]) -> None:
        for option in options:
            line = self._rows.pop(option).line
            line.blockSignals(True)
            line.hide()
            line.clear()
            self._spare.append(line)

    def _line(self, text: str) -> QLineEdit:
        line = self._spare.pop() if self._spare else self._new_line()
        line.blockSignals(False)
        line.setAccessibleName(text)
        if self._rows:
            QWidget.setTabOrder(list(self._rows.values())[-1].line, line)
        line.show()
        return line

    def _new_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setValidator(QIntValidator(0, _MOST, line))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.textChanged.connect(self.changed)
        line.textEdited.connect(self.typed_on)
        line.installEventFilter(self)
        return line

    # Places

    def _words(self, row: _Row, width: int) -> TextBlock:
        room = width - self._theme.px(_WIDTH + _BESIDE)
        return self._blocks.block(row.text, Style(self._theme.font().pixelSize()), room)

    def _row_height(self, row: _Row, width: int) -> int:
        return max(row.line.sizeHint().height(), round(self._words(row, width).height))

    def _height(self, width: int) -> int:
        """Of the rows that are made, with the room below the last."""
        between = self._theme.px(_BETWEEN)
        if width not in self._heights:
            self._heights[width] = sum(
                self._row_height(row, width) + between for row in self._rows.values()
            )
        return self._heights[width]

    def _place(self, row: _Row, top: int) -> None:
        needed = row.line.sizeHint().height()
        y = top + (self._row_height(row, self.width()) - needed) // 2
        row.line.setGeometry(0, y, self._theme.px(_WIDTH), needed)

    def _place_all(self) -> None:
        top = 0
        for row in self._rows.values():
            self._place(row, top)
            top += self._row_height(row, self.width()) + self._theme.px(_BETWEEN)
        self.update()

    def _fit(self) -> None:
        """Other rows or sizes."""
        self._heights.clear()
        self._place_all()
        self.updateGeometry()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        return isinstance(watched, QLineEdit) and self._go(watched, event)

    def _go(self, line: QLineEdit, event: QKeyEvent) -> bool:
        key = event.key()
        place = [row.line for row in self._rows.values()].index(line)
        if self._to_make and place + 1 == len(self._rows):
            self._make_some()
        lines = [row.line for row in self._rows.values()]
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

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """With a line of its own for each row that is still to be made."""
        between = self._theme.px(_BETWEEN)
        first = next(iter(self._rows.values()), None)
        one = first.line.sizeHint().height() if first is not None else 0
        return self._height(width) + len(self._to_make) * (one + between) - between

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH + _BESIDE + _LEAST_TEXT), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._theme.colour(Role.TEXT)
        for row in self._rows.values():
            place, words = row.line.geometry(), self._words(row, self.width())
            y = place.center().y() - words.height / 2
            if y <= event.rect().bottom() and y + words.height >= event.rect().top():
                words.draw(painter, place.right() + 1 + self._theme.px(_BESIDE), y, ink)


def _enter(line: QLineEdit) -> None:
    line.setFocus()
    line.selectAll()
