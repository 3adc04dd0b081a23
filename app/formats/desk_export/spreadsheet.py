"""Tables for a spreadsheet, written row by row: CSV that Excel opens, in which nothing is run."""

import csv
import re
from collections.abc import Sequence
from datetime import datetime, tzinfo

from app.formats.desk_export.writing import HashedFile
from app.formats.table_text import guarded
from app.i18n import language

_LONGEST = 32_000
"""Characters; a cell of Excel holds 32,767, and of more it makes several rows."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Cell = str | int | datetime | None


class Spreadsheet:
    """Rows into a file, moments by the clock of ``zone``.

    A text that would be taken for a formula gets a ``'`` in front, a very long one is cut.
    """

    def __init__(self, file: HashedFile, headings: Sequence[str], zone: tzinfo) -> None:
        self._file = file
        self._zone = zone
        delimiter = ";" if language() == "de" else ","
        self._writer = csv.writer(self, delimiter=delimiter, lineterminator="\r\n")
        file.write("\ufeff".encode())
        self._writer.writerow(headings)

    def row(self, *cells: Cell) -> None:
        """One more row."""
        self._writer.writerow([self._text(each) for each in cells])

    def write(self, text: str) -> None:
        """What the writer of CSV calls."""
        self._file.write(text.encode("utf-8", "replace"))

    def _text(self, value: Cell) -> str:
        match value:
            case None:
                return ""
            case datetime():
                return f"{value.astimezone(self._zone):%Y-%m-%d %H:%M}"
            case str():
                text = _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
                return guarded(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
        return str(value)
