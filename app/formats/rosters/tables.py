"""A plan as tables: people by days, the list of its shifts, what it comes to for each person."""

from collections.abc import Iterator
from datetime import date

from app.i18n import _
from app.rules.rosters.labels import absence_label
from app.rules.rosters.sheet import Sheet, SheetCell, SheetKind
from app.rules.rosters.values import DayPart

OFF = "-"


def grid(sheet: Sheet) -> Iterator[list[str]]:
    """People by days: letters of shifts, words of absences, ``-`` for a planned day off."""
    yield [_("Name"), *(each.date.isoformat() for each in sheet.days)]
    for row in sheet.rows:
        yield [row.name, *map(cell_text, row.cells)]


def shift_list(sheet: Sheet) -> Iterator[list[str]]:
    """One shift in a row, with its times, and each absence of a day."""
    yield [_("Name"), _("Date"), _("Shift"), _("Start"), _("End"), _("Comment")]
    for row in sheet.rows:
        for day, cell in zip(sheet.days, row.cells, strict=True):
            kind = cell.kind
            if kind is not None:
                yield [row.name, day.date.isoformat(), kind.name, *times(kind), cell.comment]
            elif cell.absence is not None or cell.comment or cell.off:
                yield [row.name, day.date.isoformat(), cell_text(cell), "", "", cell.comment]


def totals(sheet: Sheet) -> Iterator[list[str | float | int]]:
    """Hours as decimals, and how many nights, weekends and holidays."""
    yield [
        _("Name"), _("Planned hours"), _("Contract hours"), _("Balance"), _("Nights"),
        _("Weekends"), _("Public holidays"),
    ]  # fmt: skip
    for row in sheet.rows:
        hours = [round(each / 60, 2) for each in (row.planned, row.owed, row.balance)]
        yield [row.name, *hours, row.nights, row.weekends, row.holidays]


def cell_text(cell: SheetCell) -> str:
    """What a cell of the grid says; empty where nothing is planned."""
    if cell.kind is not None:
        return cell.kind.letter
    if cell.absence is not None:
        word = absence_label(cell.absence)
        return word if cell.part is DayPart.WHOLE else f"{word} ½"
    return OFF if cell.off else ""


def times(kind: SheetKind) -> tuple[str, str]:
    """Begin and end as ``08:00`` and ``24:00``."""
    end = "24:00" if (kind.end.hour, kind.end.minute) == (0, 0) else f"{kind.end:%H:%M}"
    return f"{kind.start:%H:%M}", end


def weekday_letters(day: date) -> str:
    """*Mo*, *Di* … in the language of the interface."""
    return (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))[day.weekday()]
