"""The keyboard over the grid: letters of shifts, arrows, the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from app.errors import UserError
from app.rules.rosters.patterns import OFF, OFF_SIGN, Content
from app.ui.shifts.grid.cell_text import as_text, from_text, pasted, unknown_letter
from app.ui.shifts.grid.moves import moved
from app.ui.shifts.grid.selection import Place, Selection, spanned
from app.ui.shifts.grid.typed_letters import Reading, read_letters

if TYPE_CHECKING:
    from app.ui.shifts.grid.pointing import Pointing
    from app.ui.shifts.grid.view import RosterGrid

_WAIT_MS = 700
"""How long the rest of a letter is waited for, where one begins like another."""
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier


class Typing:
    """Understands keys; what is typed into one cell goes on to the next day."""

    def __init__(self, grid: "RosterGrid") -> None:
        self._grid = grid
        self._typed = ""
        self._wait = QTimer(grid)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._take_typed)

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False if it means nothing here."""
        return (
            self._edit(event)
            or self._move(event)
            or self._clipboard(event)
            or self._type(event.text(), event.modifiers())
        )

    def steer(self, event: QKeyEvent, hand: "Pointing") -> None:
        """Arrows move what the keyboard holds, Enter puts it down; with Ctrl it is copied."""
        if hand.carried is None:
            return
        copying = event.modifiers() & _CTRL
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            hand.carry(hand.carried, copying)
            hand.release()
        elif (target := self._target(event, hand.carried, far=False)) is not None:
            hand.carry(target, copying)

    def forget(self) -> bool:
        """Drop the beginning of a letter; False if there is none."""
        self._wait.stop()
        typed, self._typed = self._typed, ""
        return bool(typed)

    def _edit(self, event: QKeyEvent) -> bool:
        grid, key = self._grid, event.key()
        if event.modifiers() & (_CTRL | _ALT | _META):
            return False
        if key == Qt.Key.Key_Delete:
            grid.fill(None)
        elif key == Qt.Key.Key_Backspace:
            grid.fill(None)
            if grid.selection.single:
                self._step(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            grid.kinds_wanted.emit()
        else:
            return False
        self.forget()
        return True

    def _move(self, event: QKeyEvent) -> bool:
        grid = self._grid
        if event.modifiers() & (_ALT | _META):
            return False
        far = bool(event.modifiers() & _CTRL)
        target = self._target(event, grid.selection.cursor, far=far)
        if target is None:
            return False
        self._take_typed()
        extend = bool(event.modifiers() & _SHIFT)
        selection = grid.selection
        grid.select(selection.to(target) if extend else selection.at(target))
        return True

    def _target(self, event: QKeyEvent, place: Place, *, far: bool) -> Place | None:
        """The cell to which a key leads from a place."""
        grid = self._grid
        geometry = grid.geometry_now
        return moved(
            Qt.Key(event.key()),
            place,
            rows=len(grid.board.people),
            columns=len(grid.board.days),
            page=max(1, (geometry.height - geometry.top) // geometry.sizes.row - 1),
            far=far,
            filled=lambda each: grid.content(each) is not None,
        )

    def _clipboard(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self._grid.fill(None)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            board = self._grid.board
            last = (len(board.people) - 1, len(board.days) - 1)
            self._grid.select(Selection(last, (0, 0)), follow=False)
        else:
            return False
        return True

    def copy(self) -> None:
        """Put the chosen cells on the clipboard; further areas only span one with the first."""
        grid = self._grid
        places = grid.selection.places
        area = spanned(places[0], places[0])
        for place in places:
            area = spanned(
                (min(area.top, place[0]), min(area.left, place[1])),
                (max(area.bottom, place[0]), max(area.right, place[1])),
            )
        chosen = set(places)
        block: list[list[Content]] = [
            [
                grid.content((row, column)) if (row, column) in chosen else None
                for column in range(area.left, area.right + 1)
            ]
            for row in range(area.top, area.bottom + 1)
        ]
        letters = {key: kind.letter for key, kind in grid.board.kinds.items()}
        QGuiApplication.clipboard().setText(as_text(block, letters))

    def paste(self) -> None:
        """Write what is on the clipboard, from the cursor on or repeated over what is chosen."""
        grid, board = self._grid, self._grid.board
        text = QGuiApplication.clipboard().text()
        if not text:
            return
        try:
            block = from_text(text, board.letters)
        except UserError as error:
            grid.refused.emit(str(error))
            return
        size = {"rows": len(board.people), "columns": len(board.days)}
        grid.write(pasted(block, grid.selection.areas, **size))

    def _type(self, text: str, modifiers: Qt.KeyboardModifier) -> bool:
        if not text or not text.isprintable() or text.isspace() or modifiers & (_CTRL | _META):
            return False
        if text == OFF_SIGN and not self._typed:
            self._write(OFF)
            return True
        found = read_letters(self._typed + text, self._grid.board.letters)
        if found.reading is Reading.NOTHING and self._typed:
            # What was typed before is a letter of its own, and this the next one.
            self._take_typed()
            found = read_letters(text, self._grid.board.letters)
        if found.reading is Reading.NOTHING:
            if text.isalnum():
                self._grid.refused.emit(unknown_letter(text, self._grid.board.letters))
            return text.isalnum()
        self._typed += text
        if found.reading is Reading.WHOLE:
            self._take_typed()
        else:
            self._wait.start()
        return True

    def _take_typed(self) -> None:
        letters = self._grid.board.letters
        typed = read_letters(self._typed, letters) if self._typed else None
        self.forget()
        if typed is not None and typed.letter:
            self._write(letters[typed.letter])

    def _write(self, content: Content) -> None:
        self._grid.fill(content)
        if self._grid.selection.single:
            self._step(1)

    def _step(self, days: int) -> None:
        row, column = self._grid.selection.cursor
        column = max(0, min(len(self._grid.board.days) - 1, column + days))
        self._grid.select(Selection((row, column), (row, column)))
