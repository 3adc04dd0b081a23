"""The command line writes tickets to files: PDF, mails, tables."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.app.conftest import Run

Mail = Callable[..., Path]


@pytest.fixture
def desk(run: Run, mail: Mail, tmp_path: Path) -> Path:
    path = tmp_path / "shop.desk"
    run("--desk", path, "import", mail("a"), mail("b", subject="=1+1"), "--keep-open")
    return path


def test_show_writes_a_pdf_and_the_mails(
    run: Run, desk: Path, tmp_path: Path, qapp: object
) -> None:
    pdf, bundle = tmp_path / "out.pdf", tmp_path / "out.zip"
    answer = run("--desk", desk, "show", 1001, "--pdf", pdf, "--eml", bundle, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["written"] == {
        "pdf": str(pdf),
        "eml": str(bundle),
        "mails": 1,
        "left_out": [],
    }
    with pypdfium2.PdfDocument(pdf) as document:
        assert "#1001" in document[0].get_textpage().get_text_bounded()
    with zipfile.ZipFile(bundle) as file:
        assert file.read(file.namelist()[0]).startswith(b"From: Eva")


def test_show_says_what_it_wrote(run: Run, desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    answer = run("--desk", desk, "show", 1001, "--eml", folder)
    assert (answer.code, answer.out) == (0, f"1 mail written: {folder}\n")
    assert len(list(folder.iterdir())) == 1
    again = run("--desk", desk, "show", 1001, "--eml", folder)
    assert (again.code, again.out) == (1, "")
    assert "mails" in again.err


def test_tickets_writes_a_table_of_what_matches(run: Run, desk: Path, tmp_path: Path) -> None:
    table, book = tmp_path / "list.csv", tmp_path / "list.xlsx"
    answer = run("--desk", desk, "tickets", "--csv", table, "--xlsx", book, "--json")
    assert answer.json == {"csv": str(table), "xlsx": str(book), "tickets": 2}
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert {each["Subject"] for each in rows} == {"'=1+1", "Printer"}
    (page,) = load_workbook(book).worksheets
    assert page.max_row == 3
    one = run("--desk", desk, "tickets", "subject:printer", "--csv", table)
    assert one.out == f"1 ticket written: {table}\n"


def test_a_table_in_a_file_of_another_kind_is_refused(run: Run, desk: Path, tmp_path: Path) -> None:
    answer = run("--desk", desk, "tickets", "--csv", tmp_path / "list.xlsx")
    assert (answer.code, answer.out) == (1, "")
    assert ".csv" in answer.err
