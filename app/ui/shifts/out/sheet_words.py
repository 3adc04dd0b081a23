"""Sheets in words to print: the month of all, the month of one."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from app.formats.rosters.tables import times
from app.i18n import _
from app.rules.rosters.labels import absence_label, absence_mark
from app.rules.rosters.sheet import Cover, Sheet, SheetCell, SheetDay, SheetKind, SheetRow
from app.rules.rosters.values import AbsenceKind
from app.templating.roster_print import (
    PrintedCell,
    PrintedDay,
    PrintedMonth,
    PrintedPerson,
    PrintedRow,
)
from app.ui.colours import PERSON_COLOURS
from app.ui.shifts.grid.figures import hours_text
from app.ui.shifts.periods import near_date, weekday_letters
from app.ui.times import locale

_GREY, _PALE = "#DCDCDC", "#EFEFEF"
_SHARE = 0.16
_CHANGED = "*"
_TOO_FEW = "!"
_SEPARATOR = "  ·  "


def printed_month(sheet: Sheet, *, title: str, printed_on: str) -> PrintedMonth:
    """Everybody's days on one page."""
    return PrintedMonth(
        title=f"{sheet.desk} · {title}" if sheet.desk else title,
        state=state_words(sheet),
        weekdays=tuple(PrintedCell(weekday_letters(d.date), _ground(d)) for d in sheet.days),
        numbers=tuple(
            PrintedCell(str(each.date.day), _ground(each), strong=True) for each in sheet.days
        ),
        figures=(_("Hours"), _("±"), _("N"), _("WE"), _("PH")),
        rows=tuple(_row(sheet, row) for row in sheet.rows),
        cover=tuple(_cover(sheet, each) for each in sheet.cover if any(each.least + each.planned)),
        notes=tuple(_notes(sheet)),
        footer=printed_on,
    )


def printed_person(sheet: Sheet, row: SheetRow, *, title: str, printed_on: str) -> PrintedPerson:
    """One person's days as a calendar with whole weeks."""
    cells = dict(zip(sheet.days, row.cells, strict=True))
    by_date = {day.date: (day, cell) for day, cell in cells.items()}
    first = sheet.first - timedelta(days=sheet.first.weekday())
    weeks = []
    while first <= sheet.last:
        week = [first + timedelta(days=n) for n in range(7)]
        weeks.append(tuple(_printed_day(by_date.get(day), day) for day in week))
        first += timedelta(days=7)
    names = QLocale.FormatType.LongFormat
    return PrintedPerson(
        title=f"{row.name} · {title}",
        state=state_words(sheet),
        weekdays=tuple(locale().standaloneDayName(n, names) for n in range(1, 8)),
        weeks=tuple(weeks),
        facts=(
            (_("Hours planned"), hours_text(row.planned)),
            (_("Balance"), hours_text(row.balance, signed=True)),
            (_("Nights"), str(row.nights)),
            (_("Weekends"), str(row.weekends)),
            (_("Public holidays"), str(row.holidays)),
        ),
        footer=printed_on,
    )


def state_words(sheet: Sheet) -> str:
    """Which version this is, and whether it was changed since."""
    if sheet.version is None:
        return _("Draft, not published")
    changed = sum(cell.changed for row in sheet.rows for cell in row.cells)
    words = _("Version {number}").format(number=sheet.version)
    return f"{words}, {_('changed since ({mark})').format(mark=_CHANGED)}" if changed else words


def cell_mark(cell: SheetCell) -> str:
    """A letter or a mark; a star where the team was told otherwise."""
    star = _CHANGED if cell.changed else ""
    if cell.kind is not None:
        return cell.kind.letter + star
    return (absence_mark(cell.absence) if cell.absence else "–" if cell.off else "") + star


def kind_words(kind: SheetKind) -> str:
    """*F Früh 08:00–16:00*."""
    begin, end = times(kind)
    words = f"{kind.letter} {kind.name} {begin}–{end}"
    return f"{words} ({_('on call')})" if kind.on_call else words


def tint(colour: int) -> str:
    """The colour of a kind of shift, pale enough for black letters on any printer."""
    light = PERSON_COLOURS[colour % len(PERSON_COLOURS)].fill.light
    parts = (int(light[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - each) * _SHARE):02X}" for each in parts)


def _row(sheet: Sheet, row: SheetRow) -> PrintedRow:
    return PrintedRow(
        row.name,
        tuple(_cell(day, cell) for day, cell in zip(sheet.days, row.cells, strict=True)),
        (
            hours_text(row.planned),
            hours_text(row.balance, signed=True),
            str(row.nights),
            str(row.weekends),
            str(row.holidays),
        ),
    )


def _cell(day: SheetDay, cell: SheetCell) -> PrintedCell:
    ground = tint(cell.kind.colour) if cell.kind else _ground(day)
    return PrintedCell(cell_mark(cell), ground, strong=cell.kind is not None)


def _cover(sheet: Sheet, cover: Cover) -> PrintedRow:
    """People of a kind of shift; *1!* where that is too few."""
    cells = []
    for day, planned, least in zip(sheet.days, cover.planned, cover.least, strict=True):
        missing = planned < least
        text = f"{planned}{_TOO_FEW}" if missing else str(planned) if planned else ""
        cells.append(PrintedCell(text, _ground(day) or _PALE, strong=missing))
    return PrintedRow(f"{cover.kind.letter} {cover.kind.name}", tuple(cells))


def _notes(sheet: Sheet) -> Iterator[str]:
    if sheet.kinds:
        yield _SEPARATOR.join(kind_words(each) for each in sheet.kinds)
    marks = [f"{absence_mark(each)} {absence_label(each)}" for each in _absences(sheet)]
    if any(n < m for c in sheet.cover for n, m in zip(c.planned, c.least, strict=True)):
        marks.append(_("{mark} fewer people than needed").format(mark=_TOO_FEW))
    if marks:
        yield _SEPARATOR.join(marks)
    holidays = [f"{near_date(each.date)}: {each.holiday}" for each in sheet.days if each.holiday]
    if holidays:
        yield _SEPARATOR.join(holidays)
    for row in sheet.rows:
        for day, cell in zip(sheet.days, row.cells, strict=True):
            if cell.comment:
                yield f"{row.name}, {near_date(day.date)}: {cell.comment}"


def _absences(sheet: Sheet) -> Sequence[AbsenceKind]:
    found = {cell.absence for row in sheet.rows for cell in row.cells}
    return [each for each in AbsenceKind if each in found]


def _printed_day(found: tuple[SheetDay, SheetCell] | None, day: date) -> PrintedDay:
    if found is None:
        return PrintedDay()
    head, cell = found
    number = f"{day.day}. {head.holiday}" if head.holiday else f"{day.day}."
    lines = []
    if cell.kind is not None:
        lines.append("–".join(times(cell.kind)))
        if cell.kind.on_call:
            lines.append(_("on call"))
    shift = f"{cell.kind.letter}  {cell.kind.name}" if cell.kind else _("off") if cell.off else ""
    if cell.absence is not None:
        word = absence_label(cell.absence)
        if shift and not cell.off:
            lines.append(word)
        else:
            shift = word
    if cell.comment:
        lines.append(cell.comment)
    ground = tint(cell.kind.colour) if cell.kind else _ground(head)
    return PrintedDay(number, shift + (_CHANGED if cell.changed else ""), tuple(lines), ground)


def _ground(day: SheetDay) -> str:
    if day.free:
        return _GREY
    return _PALE if day.date.weekday() > 4 or day.holiday else ""
