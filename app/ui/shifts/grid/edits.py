"""Edits of the plan: cells as they shall be, by person and day."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.queries.shifts.cells import Cell
from app.rules.rosters.moving import Note, after_move
from app.rules.rosters.patterns import OFF, Cells, Content

EMPTY = Cell(None)
Edit = Mapping[str, Mapping[date, Cell]]


class Edits:
    """Cells as stored, and the edits on top of them that are still being stored."""

    def __init__(self, stored: Mapping[str, Mapping[date, Cell]]) -> None:
        self._stored = {person: dict(row) for person, row in stored.items()}
        self.waiting: list[Edit] = []

    def confirm(self, edit: Edit) -> None:
        """It is stored."""
        self.waiting = [each for each in self.waiting if each is not edit]
        for person, row in edit.items():
            self._stored.setdefault(person, {}).update(row)

    def drop(self, edit: Edit) -> Edit:
        """It was refused; the edit that leads back to what is stored."""
        self.waiting = [each for each in self.waiting if each is not edit]
        return by_person(
            (person, day, self._stored.get(person, {}).get(day, EMPTY))
            for person, row in edit.items()
            for day in row
        )


def content_of(cell: Cell) -> Content:
    """A key of a kind, ``OFF`` or None."""
    return cell.kind or (OFF if cell.off else None)


def with_content(cell: Cell, content: Content) -> Cell:
    """The cell with that content; its comment stays, its pin unless it is emptied."""
    filled = content is not None
    return Cell(content or None, content == OFF, cell.pinned and filled, cell.comment)


def with_shift_of(cell: Cell, origin: Cell) -> Cell:
    """The cell with what ``origin`` holds, its pin and its comment."""
    note = after_move(_note(cell), _note(origin))
    return Cell(origin.kind, origin.off, note.pinned, note.comment)


def _note(cell: Cell) -> Note:
    return Note(content_of(cell) is not None, cell.pinned, cell.comment)


def by_person(cells: Iterable[tuple[str, date, Cell]]) -> Edit:
    """Cells as an edit."""
    found: dict[str, dict[date, Cell]] = {}
    for person, day, cell in cells:
        found.setdefault(person, {})[day] = cell
    return found


def contents_of(edit: Edit) -> Cells:
    """What the cells hold, for the rules."""
    return {
        person: {day: content_of(cell) for day, cell in row.items()} for person, row in edit.items()
    }
