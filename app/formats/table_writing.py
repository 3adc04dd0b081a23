"""Tables for spreadsheets as CSV, row by row, in which no text is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from app.formats.table_text import guarded
from app.i18n import language

Value = str | int | float | datetime | timedelta | None
"""What stands in a cell; a datetime is wall time without a zone, as spreadsheets know it."""


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
