"""Workbooks (XLSX) read as tables of text."""

import io
import zipfile
import zlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from app.errors import UserError
from app.i18n import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MARK = b"PK\x03\x04"
_MOST_UNPACKED = 30_000_000
_MOST_ROWS, _MOST_COLUMNS = 20_000, 800


def is_workbook(content: bytes) -> bool:
    """Whether the file is packed as workbooks are; a table of text never begins so."""
    return content.startswith(_MARK)


def sheets_of(content: bytes) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """Name and rows that are not empty, with their numbers, of each sheet; formulas by result.

    Raises UserError for what is no workbook, or one that would fill the memory.
    """
    # Imported here: it takes a while, and only who reads a workbook needs it.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    refused = UserError(_("This is no workbook that can be read. Save it as .xlsx or .csv."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise UserError(_("This workbook is too large. Save the sheet as .csv."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return [(each.title, _rows(each)) for each in book.worksheets]
        finally:
            book.close()
    except (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError,
        OSError, SyntaxError, AttributeError, IndexError, RuntimeError, zlib.error,
    ) as error:  # fmt: skip
        raise refused from error


def _rows(sheet: "Worksheet") -> list[tuple[int, list[str]]]:
    found = []
    values = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    for number, row in enumerate(values, start=1):
        cells = [_text(each) for each in row]
        if any(cells):
            found.append((number, cells))
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
