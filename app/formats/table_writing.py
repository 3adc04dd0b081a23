"""Tables for spreadsheets, row by row: CSV and XLSX in which no text is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from app.errors import UserError
from app.formats.table_text import guarded
from app.i18n import _, language

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_Page = Any
"""A sheet of openpyxl that is written row by row; its stubs lack most of what it has."""

Value = str | int | float | datetime | timedelta | None
"""What stands in a cell; a datetime is wall time without a zone, as spreadsheets know it."""

MOST_XLSX_ROWS = 1_048_576
"""Lines a sheet can have, the head among them."""
_LONGEST_XLSX_TEXT = 32_767
_NEVER_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_TITLES = str.maketrans("", "", "[]:*?/\\")


def write_csv(path: Path, rows: Iterable[Sequence[Value]]) -> None:
    """Write the rows in UTF-8 with the mark that spreadsheets look for; OSError may rise."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        put_csv(file, rows)


def put_csv(file: TextIO, rows: Iterable[Sequence[Value]]) -> None:
    """The rows with the delimiter that spreadsheets of the interface's language expect.

    A text that a spreadsheet would take for a formula gets a ``'`` in front, which reading takes
    away; a lone ``-`` is none. Times are *2026-03-02 09:00*, spans *1:30*.
    """
    german = language() == "de"
    writer = csv.writer(file, delimiter=";" if german else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_csv_cell(each, german=german) for each in row])


def csv_content(rows: Iterable[Sequence[Value]]) -> bytes:
    """What ``write_csv`` writes."""
    text = io.StringIO(newline="")
    put_csv(text, rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(
    path: Path,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    widths: Sequence[int],
) -> None:
    """Write one sheet as it comes, so that a table of any length fits into memory.

    Times are real times, spans real spans; ``widths`` are in characters. ``UserError`` for more
    rows than a sheet can have; OSError may rise.
    """
    # Imported here: it takes a while, and only who writes a workbook needs it.
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page: _Page = book.create_sheet(sheet_title(title))
    try:
        page.freeze_panes = "A2"
        for place, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        lines = 1
        page.append(_head(page, head))
        cells = _Cells(page, len(head))
        for row in rows:
            lines += 1
            if lines > MOST_XLSX_ROWS:
                raise UserError(
                    _("A workbook has room for {count} rows. Save the list as CSV.").format(
                        count=MOST_XLSX_ROWS - 1
                    )
                )
            page.append(cells.of(row))
        page.auto_filter.ref = f"A1:{get_column_letter(len(head))}{lines}"
        book.save(path)
    finally:
        _forget(page)


def put_text(cell: "Cell", text: str) -> None:
    """Write a text that stays one: what begins with "=" would else be a formula.

    Where it could be taken for one it is also marked as a text, for who edits the cell later.
    """
    cell.value = sheet_text(text)
    cell.data_type = "s"
    if guarded(text) != text:
        cell.quotePrefix = True


def sheet_text(text: str) -> str:
    """``text`` without what no workbook may hold."""
    return _NEVER_IN_XML.sub("", text)[:_LONGEST_XLSX_TEXT]


def sheet_title(text: str) -> str:
    """``text`` as the name of a sheet."""
    return sheet_text(text).translate(_FORBIDDEN_IN_TITLES).strip("' ")[:31] or "Tresen"


class _Cells:
    """One cell for each column and kind of value, filled anew for each row."""

    def __init__(self, page: _Page, columns: int) -> None:
        from openpyxl.cell import WriteOnlyCell

        day = "DD.MM.YYYY" if language() == "de" else "YYYY-MM-DD"
        # Apart, because openpyxl keeps the style of a cell by reference: it may never change.
        self._texts = [WriteOnlyCell(page) for _column in range(columns)]
        self._risky = [WriteOnlyCell(page) for _column in range(columns)]
        self._times = [WriteOnlyCell(page) for _column in range(columns)]
        self._spans = [WriteOnlyCell(page) for _column in range(columns)]
        for each in self._times:
            each.number_format = f"{day} HH:MM"
        for each in self._spans:
            each.number_format = "[h]:mm"

    def of(self, row: Sequence[Value]) -> "list[Cell | int | float | None]":
        """The cells of one row, good until the next is asked for."""
        return [self._cell(place, value) for place, value in enumerate(row)]

    def _cell(self, place: int, value: Value) -> "Cell | int | float | None":
        if isinstance(value, str):
            if not value:
                return None
            cell = (self._texts if guarded(value) == value else self._risky)[place]
            put_text(cell, value)
            return cell
        if isinstance(value, datetime):
            self._times[place].value = value
            return self._times[place]
        if isinstance(value, timedelta):
            self._spans[place].value = value
            return self._spans[place]
        return value


def _head(page: _Page, titles: Sequence[str]) -> "list[Cell]":
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cells = []
    for title in titles:
        cell = WriteOnlyCell(page)
        put_text(cell, title)
        cell.font = Font(bold=True)
        cells.append(cell)
    return cells


def _forget(page: _Page) -> None:
    """Remove what openpyxl has laid into the folder for temporary files; it waits for the exit."""
    if not page.closed:
        page.close()
    if Path(page._writer.out).exists():
        page._writer.cleanup()


def _csv_cell(value: Value, *, german: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value == "-" else guarded(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value).replace(".", ",") if german else str(value)
