"""A small plan as a sheet."""

from datetime import date, time, timedelta

from app.rules.rosters.sheet import Sheet, SheetCell, SheetDay, SheetKind, SheetRow
from app.rules.rosters.values import AbsenceKind

FIRST = date(2026, 6, 1)
EARLY = SheetKind("1", "F", "Früh", time(8), time(16), 0)
LATE = SheetKind("2", "S", "Spät", time(16), time(0), 1)
NIGHT = SheetKind("3", "N", "Nacht", time(0), time(8), 2)
KINDS = (EARLY, LATE, NIGHT)
_CELLS = {
    **{each.letter: SheetCell(each) for each in KINDS},
    "-": SheetCell(off=True),
    "u": SheetCell(absence=AbsenceKind.VACATION),
    " ": SheetCell(),
}


def row(key: str, name: str, letters: str) -> SheetRow:
    """A person's days as letters; ``u`` is vacation, a blank nothing."""
    return SheetRow(key, name, tuple(_CELLS[each] for each in letters), planned=len(letters) * 480)


def sheet(**letters: str) -> Sheet:
    """People by name with a letter a day from 1 June 2026 on."""
    length = len(next(iter(letters.values())))
    days = tuple(SheetDay(FIRST + timedelta(days=n)) for n in range(length))
    rows = tuple(row(str(n), name, text) for n, (name, text) in enumerate(letters.items()))
    return Sheet("Tresen", days, rows, KINDS)
