"""Tables as text: which encoding and which delimiter a file has."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

_DELIMITERS = (";", ",", "\t", "|")
_RISKY = re.compile(r"'*(?:[=@\t\r+-]|$)")
_EXCEL_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def decoded(content: bytes) -> str:
    """``content`` as text: by its byte order mark, else UTF-8, else as Windows writes it.

    UTF-16 without a mark is known by its zero bytes.
    """
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return content.removeprefix(mark).decode(codec, "replace")
    sample = content[:2000]
    if sample.count(0) * 3 > len(sample):
        codec = "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"
        return content.decode(codec, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that are not empty, each with the number of the line it begins in.

    The delimiter is the one that ``sep=`` names as Excel writes it, else the most frequent in the
    first line outside of quotes. A cell may be of any length.
    """
    text = text.replace("\0", "")
    named = _EXCEL_SEPARATOR.match(text)
    delimiter = named[1] if named else _delimiter(text)
    skipped = 1 if named else 0
    lines = io.StringIO(text[named.end() :] if named else text, newline="")
    before = csv.field_size_limit(max(len(text), 1 << 17))
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        begin = 1
        for row in reader:
            if any(cell.strip() for cell in row):
                yield skipped + begin, row
            begin = reader.line_num + 1
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    unquoted = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=unquoted.count)


def guarded(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula: with a ``'`` in front of one."""
    return f"'{text}" if text and _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """What ``guarded`` was given."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
