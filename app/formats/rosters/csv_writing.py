"""Tables of a plan as CSV, in UTF-8 with the mark that spreadsheets look for."""

import csv
import io
from collections.abc import Iterable, Sequence

from app.formats.table_text import guarded
from app.i18n import language


def table_file(rows: Iterable[Sequence[str | float | int]]) -> bytes:
    """The rows with the delimiter that spreadsheets of the interface's language expect.

    A text that a spreadsheet would take for a formula gets a ``'`` in front, which reading takes
    away; a lone ``-`` is none.
    """
    german = language() == "de"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if german else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(each, german=german) for each in row])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(value: str | float | int, *, german: bool) -> str:
    if isinstance(value, str):
        return value if value == "-" else guarded(value)
    return str(value).replace(".", ",") if german else str(value)
