"""Workbooks (XLSX): texts that stay texts, and a table of any length written row by row.

openpyxl makes the workbook around an empty sheet; the rows are written into that sheet as they
come (ECMA-376 part 1, 18.3.1), which is eight times as fast as by openpyxl and needs no memory.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from app.errors import UserError
from app.formats.table_text import guarded
from app.formats.table_writing import Value
from app.i18n import _, language

if TYPE_CHECKING:
    from openpyxl.cell import Cell

MOST_ROWS = 1_048_576
"""Lines a sheet can have, the head among them."""
_LONGEST_TEXT = 32_767
_NEVER_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_TITLES = str.maketrans("", "", "[]:*?/\\")
_SHEET = "xl/worksheets/sheet1.xml"
_BOOK = "xl/workbook.xml"
_PATTERNS = re.compile(r'<row r="2".*?</row>|<dimension [^>]*/>', re.DOTALL)
_END = "</sheetData>"
_FIRST_DAY = datetime(1899, 12, 30)
"""Day 0 of the dates of a workbook, as all spreadsheets count from March 1900 on."""
_DAY = timedelta(days=1)


def write_xlsx(
    path: Path,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    widths: Sequence[int],
) -> None:
    """Write one sheet as its rows come, so that a table of any length fits into memory.

    Times are real times, spans real spans; ``widths`` are in characters. ``UserError`` for more
    rows than a sheet can have; OSError may rise.
    """
    empty = _empty_workbook(title, head, widths)
    with (
        zipfile.ZipFile(io.BytesIO(empty)) as around,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for each in around.infolist():
            if each.filename not in (_SHEET, _BOOK):
                file.writestr(each, around.read(each))
        sheet = _PATTERNS.sub("", around.read(_SHEET).decode())
        before, _mark, after = sheet.partition(_END)
        form = _Form.of(around.read(_SHEET).decode(), columns=len(head))
        lines = 1
        with file.open(_SHEET, "w", force_zip64=True) as target:
            target.write(before.encode())
            for row in rows:
                lines += 1
                if lines > MOST_ROWS:
                    raise UserError(
                        _("A workbook has room for {count} rows. Save the list as CSV.").format(
                            count=MOST_ROWS - 1
                        )
                    )
                target.write(form.row(lines, row).encode())
            # What can be filtered reaches to the last line, which is known only now.
            column = form.columns[-1]
            after = after.replace(f'ref="A1:{column}1"', f'ref="A1:{column}{lines}"', 1)
            target.write(f"{_END}{after}".encode())
        book = around.read(_BOOK).decode()
        file.writestr(_BOOK, book.replace(f":${column}$1<", f":${column}${lines}<", 1))


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
    return _NEVER_IN_XML.sub("", text)[:_LONGEST_TEXT]


def sheet_title(text: str) -> str:
    """``text`` as the name of a sheet."""
    return sheet_text(text).translate(_FORBIDDEN_IN_TITLES).strip("' ")[:31] or "Tresen"


def _empty_workbook(title: str, head: Sequence[str], widths: Sequence[int]) -> bytes:
    """A sheet with its head, and a second row of patterns: a risky text, a time and a span."""
    # Imported here: it takes a while, and only who writes a workbook needs it.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet_title(title)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(head))}1"
    for place, (text, width) in enumerate(zip(head, widths, strict=True), 1):
        page.column_dimensions[get_column_letter(place)].width = width
        cell = cast("Cell", page.cell(1, place))  # nothing is merged here
        put_text(cell, text)
        cell.font = Font(bold=True)
    put_text(cast("Cell", page.cell(2, 1)), "=")
    day = "DD.MM.YYYY" if language() == "de" else "YYYY-MM-DD"
    for place, pattern in ((2, f"{day} HH:MM"), (3, "[h]:mm")):
        cell = cast("Cell", page.cell(2, place))
        cell.value, cell.number_format = 0, pattern
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Form:
    """Names of columns, and the numbers of the styles that the row of patterns has."""

    columns: tuple[str, ...]
    risky: str
    time: str
    span: str

    @classmethod
    def of(cls, sheet: str, *, columns: int) -> "_Form":
        """Read from the sheet with the row of patterns."""
        from openpyxl.utils import get_column_letter

        risky, time, span = (
            re.findall(rf'<c r="{place}2" s="(\d+)"', sheet)[0] for place in ("A", "B", "C")
        )
        letters = tuple(get_column_letter(place) for place in range(1, columns + 1))
        return cls(letters, risky, time, span)

    def row(self, line: int, values: Sequence[Value]) -> str:
        """One row of cells."""
        return f'<row r="{line}">{"".join(self._cells(line, values))}</row>'

    def _cells(self, line: int, values: Sequence[Value]) -> Iterator[str]:
        for column, value in zip(self.columns, values, strict=True):
            if isinstance(value, str):
                if text := sheet_text(value):
                    style = f' s="{self.risky}"' if guarded(value) != value else ""
                    yield (
                        f'<c r="{column}{line}"{style} t="inlineStr">'
                        f'<is><t xml:space="preserve">{escape(text)}</t></is></c>'
                    )
            elif isinstance(value, datetime):
                days = (value - _FIRST_DAY) / _DAY
                yield f'<c r="{column}{line}" s="{self.time}"><v>{days!r}</v></c>'
            elif isinstance(value, timedelta):
                yield f'<c r="{column}{line}" s="{self.span}"><v>{value / _DAY!r}</v></c>'
            elif value is not None:
                yield f'<c r="{column}{line}"><v>{value!r}</v></c>'
