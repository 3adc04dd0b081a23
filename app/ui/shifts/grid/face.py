"""What one cell looks like, as a value: equal cells are painted once."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.rules.rosters.demand import Wish
from app.rules.rosters.patterns import OFF, Content
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import AbsenceKind, DayPart, ShiftKind
from app.ui.shifts.grid.board import Board


class Sign(StrEnum):
    """A wish at the edge of a cell."""

    NONE = ""
    WANTED = "+"
    UNWANTED = "−"
    AGREED = "="
    AGREED_NOT = "≠"


@dataclass(frozen=True, slots=True)
class Face:
    """``letter`` empty: no shift; ``off``: planned free. ``ghost``: only a preview.

    ``moved``: other than published. ``strength`` is that of the worst rule broken here.
    """

    letter: str = ""
    colour: int = 0
    times: str = ""
    off: bool = False
    absence: AbsenceKind | None = None
    part: DayPart = DayPart.WHOLE
    pinned: bool = False
    comment: bool = False
    wish: Sign = Sign.NONE
    strength: Strength = Strength.OFF
    moved: bool = False
    ghost: bool = False


NOTHING = Face()


class Faces:
    """The faces of a board's cells, each made once until something of its person changes."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._rows: dict[str, tuple[int, dict[date, Face]]] = {}
        self._plain = {
            key: Face(kind.letter, kind.colour, times_text(kind.kind))
            for key, kind in board.kinds.items()
        }

    def row(self, person: str) -> dict[date, Face]:
        """The faces made so far of a person; missing ones are added by ``at``."""
        edition = self.board.editions.get(person, 0)
        found = self._rows.get(person)
        if found is None or found[0] != edition:
            found = self._rows[person] = edition, {}
        return found[1]

    def at(self, row: dict[date, Face], person: str, day: date) -> Face:
        """The face of a cell, kept in its row."""
        found = row.get(day)
        if found is None:
            found = row[day] = self._made(person, day)
        return found

    def _made(self, person: str, day: date) -> Face:
        board = self.board
        cell = board.cell(person, day)
        away = board.absences(person, day)
        found = board.violations(person, day)
        wishes = board.wishes(person, day)
        told, before = board.published_kind(person, day)
        moved = told and before != cell.kind
        plain = NOTHING if cell.kind is None else self._plain.get(cell.kind, NOTHING)
        if not (away or found or wishes or moved or cell.off or cell.pinned or cell.comment):
            return plain
        hard = any(each.strength is Strength.HARD for each in found)
        return replace(
            plain,
            off=cell.off,
            absence=away[0].kind if away else None,
            part=away[0].part if len(away) == 1 else DayPart.WHOLE,
            pinned=cell.pinned,
            comment=bool(cell.comment),
            wish=_sign(wishes[0]) if wishes else Sign.NONE,
            strength=Strength.HARD if hard else Strength.SOFT if found else Strength.OFF,
            moved=moved,
        )


def face(board: Board, person: str, day: date) -> Face:
    """The face of one cell."""
    faces = Faces(board)
    return faces.at(faces.row(person), person, day)


def ghost(board: Board, content: Content, strength: Strength = Strength.OFF) -> Face:
    """The face of a content that is only shown to see what it would do, and break."""
    kind = board.kinds.get(content) if content else None
    if kind is None:
        return Face(off=content == OFF, ghost=True, strength=strength)
    return Face(kind.letter, kind.colour, times_text(kind.kind), ghost=True, strength=strength)


def times_text(kind: ShiftKind) -> str:
    """*08–16*, *16–24*, *08:30–17*: as short as a column is narrow."""
    ends_at_midnight = not kind.end.hour and not kind.end.minute
    end = "24" if ends_at_midnight else _clock(kind.end.hour, kind.end.minute)
    return f"{_clock(kind.start.hour, kind.start.minute)}–{end}"


def _clock(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}" if minute else f"{hour:02}"


def _sign(wish: Wish) -> Sign:
    if wish.fixed:
        return Sign.AGREED if wish.on else Sign.AGREED_NOT
    return Sign.WANTED if wish.on else Sign.UNWANTED
