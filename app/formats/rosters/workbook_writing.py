"""A plan as a workbook (XLSX): the coloured month, the list of shifts, the hours."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from app.formats.rosters.tables import cell_text, shift_list, totals, weekday_letters
from app.formats.sheet_writing import put_text, sheet_title
from app.i18n import _
from app.rules.rosters.sheet import Sheet

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

_FREE = "E4E4DE"
_HEADER = "EFEFEA"
_NAME_WIDTH, _DAY_WIDTH = 22, 5


def workbook(sheet: Sheet, colours: Mapping[str, str]) -> bytes:
    """The file; ``colours`` are tints (six hexadecimal digits) by the key of a kind of shift.

    Every text is written as a text, so that none is taken for a formula.
    """
    # Imported here: it takes a while, and only who writes a workbook needs it.
    from openpyxl import Workbook

    book = Workbook()
    month = book.worksheets[0]
    month.title = _("Plan")
    _write_month(month, sheet, colours)
    _write_table(book.create_sheet(_("Shifts")), shift_list(sheet), dates={1})
    _write_table(book.create_sheet(_("Hours")), totals(sheet))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def table_workbook(title: str, rows: Iterable[Sequence[str | float | int]]) -> bytes:
    """One table as a workbook, such as the surcharges of a month."""
    from openpyxl import Workbook

    book = Workbook()
    only = book.worksheets[0]
    only.title = sheet_title(title)
    _write_table(only, rows)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_month(page: "Worksheet", sheet: Sheet, colours: Mapping[str, str]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    middle, bold = Alignment(horizontal="center"), Font(bold=True)
    _put(page, 2, 1, _("Name"))
    for place, day in enumerate(sheet.days, start=2):
        weekday = _put(page, 1, place, weekday_letters(day.date))
        head = _put(page, 2, place, day.date)
        head.number_format = "DD.MM."
        for each in (weekday, head):
            each.alignment, each.font = middle, bold
            each.fill = _fill(_FREE if day.free else _HEADER)
        page.column_dimensions[get_column_letter(place)].width = _DAY_WIDTH + 2
    page.column_dimensions["A"].width = _NAME_WIDTH
    for line, row in enumerate(sheet.rows, start=3):
        _put(page, line, 1, row.name)
        for place, (day, cell) in enumerate(zip(sheet.days, row.cells, strict=True), start=2):
            where = _put(page, line, place, cell_text(cell))
            where.alignment = middle
            tint = colours.get(cell.kind.key) if cell.kind else None
            if tint or day.free:
                where.fill = _fill(tint or _FREE)
            if cell.comment:
                where.comment = Comment(cell.comment, "Tresen")
    page.freeze_panes = "B3"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 1
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_table(
    page: "Worksheet", rows: Iterable[Sequence[str | float | int]], *, dates: set[int] | None = None
) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {}
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if line > 1 and dates and place - 1 in dates and isinstance(value, str):
                cell = _put(page, line, place, date.fromisoformat(value))
                cell.number_format = "DD.MM.YYYY"
            else:
                cell = _put(page, line, place, value)
            if line == 1:
                cell.font = Font(bold=True)
            widths[place] = max(widths.get(place, 8), min(40, len(str(value)) + 2))
    for place, width in widths.items():
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"


def _put(page: "Worksheet", line: int, place: int, value: str | float | date) -> "Cell":
    cell = cast("Cell", page.cell(line, place))  # no sheet here has merged cells
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
    return cell


def _fill(colour: str) -> "PatternFill":
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=colour)
