"""Tables for spreadsheets: rows as they come, real times, no formulas."""

import csv
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app import i18n
from app.errors import UserError
from app.formats import sheet_writing
from app.formats.sheet_writing import sheet_text, sheet_title, write_xlsx
from app.formats.table_text import unguarded
from app.formats.table_writing import csv_content, write_csv

HEAD = ("Number", "Subject", "Due", "Worked")
ROWS = [
    (1001, '=HYPERLINK("http://evil.example")', datetime(2026, 3, 2, 9, 5), timedelta(hours=30)),
    (1002, "+49 30 1", None, None),
    (1003, "#REF!", None, None),
    (1004, "Grüße\x00\x0b\ud800", None, None),
]


def sheet(path: Path) -> list[list[object]]:
    """The cells of the only sheet."""
    book = load_workbook(path)
    (page,) = book.worksheets
    assert page.freeze_panes == "A2"
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, to see that nothing is left in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_workbook_holds_real_times_and_no_formula(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, "All: open?", HEAD, iter(ROWS), widths=(8, 40, 16, 8))
    head, first, second, third, fourth = sheet(path)
    assert head == list(HEAD)
    assert first == [1001, ROWS[0][1], datetime(2026, 3, 2, 9, 5), timedelta(hours=30)]
    assert [second[1], third[1], fourth[1]] == ["+49 30 1", "#REF!", "Grüße"]
    (page,) = load_workbook(path).worksheets
    assert page.title == "All open"
    assert {page.cell(line, 2).data_type for line in range(2, 6)} == {"s"}
    assert page["B2"].quotePrefix
    assert not page["B5"].quotePrefix
    assert page["C2"].is_date
    assert page["C2"].number_format == "YYYY-MM-DD HH:MM"
    assert page.auto_filter.ref == "A1:D5"
    with zipfile.ZipFile(path) as file:
        assert "$A$1:$D$5<" in file.read("xl/workbook.xml").decode()
        assert file.testzip() is None
    assert list(temporary.iterdir()) == []


def test_what_fails_half_way_leaves_no_temporary_file(tmp_path: Path, temporary: Path) -> None:
    def rows() -> Iterator[tuple[str, ...]]:
        yield ("one", "two", "", "")
        raise KeyError

    with pytest.raises(KeyError):
        write_xlsx(tmp_path / "list.xlsx", "List", HEAD, rows(), widths=(8, 8, 8, 8))
    assert list(temporary.iterdir()) == []


def test_more_rows_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_writing, "MOST_ROWS", 3)
    write_xlsx(tmp_path / "list.xlsx", "List", ("A",), [("x",)] * 2, widths=(8,))
    with pytest.raises(UserError, match="room for 2 rows"):
        write_xlsx(tmp_path / "list.xlsx", "List", ("A",), [("x",)] * 3, widths=(8,))


def test_a_csv_file_guards_formulas_and_writes_times_as_spreadsheets_read_them(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, [HEAD, *ROWS[:2]])
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(content.decode("utf-8-sig").splitlines())
    assert head == list(HEAD)
    assert first == ["1001", "'" + str(ROWS[0][1]), "2026-03-02 09:05", "30:00"]
    assert second == ["1002", "'+49 30 1", "", ""]


def test_german_spreadsheets_get_their_delimiter_dates_and_comma(tmp_path: Path) -> None:
    i18n.set_language("de")
    assert csv_content([("a", 1.5)]).decode("utf-8-sig") == "a;1,5\r\n"
    path = tmp_path / "list.xlsx"
    write_xlsx(path, "Liste", HEAD, ROWS, widths=(8, 8, 8, 8))
    (page,) = load_workbook(path).worksheets
    assert page["C2"].number_format == "DD.MM.YYYY HH:MM"


@pytest.mark.parametrize(
    ("title", "written"), [("a/b[c]*", "abc"), ("x" * 40, "x" * 31), ("?", "Tresen")]
)
def test_every_title_names_a_sheet(title: str, written: str) -> None:
    assert sheet_title(title) == written


@settings(max_examples=60)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_text_is_a_formula_in_any_file_and_all_are_read_back(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_xlsx(path, "List", ["x"], [(each,) for each in texts], widths=(8,))
        (page,) = load_workbook(path).worksheets
        for line, text in enumerate(texts, 2):
            cell = page.cell(line, 1)
            assert cell.data_type in ("s", "n", "inlineStr")  # an empty one
            assert cell.value == (sheet_text(text) or None)
    content = csv_content([(each, "end") for each in texts]).decode("utf-8-sig")
    for row, text in zip(csv.reader(content.split("\r\n")), texts, strict=False):
        if "\r" in text or "\n" in text:
            break
        if row[0] != "-":
            assert not row[0].startswith(("=", "+", "-", "@", "\t"))
            assert unguarded(row[0]) == text
