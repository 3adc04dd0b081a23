"""What a file from a mail may be called here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.file_names import is_program, numbered, safe_name, shown_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("offer.pdf", "offer.pdf"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("C:\\Windows\\a.txt", "C__Windows_a.txt"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (" .. ", "file"),
        ("", "file"),
        ("Müller Rechnung.pdf", "Müller Rechnung.pdf"),
        ("a\x00b\n.txt", "ab.txt"),
    ],
)
def test_a_name_from_a_mail_becomes_a_plain_file_name(name: str, expected: str) -> None:
    assert safe_name(name, fallback="file") == expected


@given(st.text(max_size=400))
def test_no_name_leaves_its_folder_or_grows_too_long(name: str) -> None:
    safe = safe_name(name, fallback="file")
    assert safe
    assert len(safe) <= 140
    assert not set(safe) & set('/\\:\x00\n"')
    assert safe.strip(". ") == safe


@pytest.mark.parametrize("name", ["a.exe", "A.PDF.SCR", "page.html", "x.docm", "link.lnk", "a.svg"])
def test_files_that_may_run_are_programs(name: str) -> None:
    assert is_program(name)


@pytest.mark.parametrize("name", ["a.pdf", "photo.jpeg", "table.xlsx", "readme.txt"])
def test_documents_are_no_programs(name: str) -> None:
    assert not is_program(name)


def test_a_second_file_of_the_same_name_gets_a_number() -> None:
    assert numbered("offer.pdf", 2) == "offer (2).pdf"
    assert numbered("offer", 3) == "offer (3)"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Müller  Rechnung.pdf", "Müller Rechnung.pdf"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x1b[31m\u2028b.txt", "a[31m b.txt"),
        ("\u200b\u200e", ""),
    ],
)
def test_a_name_is_shown_in_one_line_of_what_can_be_seen(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(st.text(max_size=600))
def test_a_shown_name_is_short_and_keeps_its_ending(name: str) -> None:
    shown = shown_name(f"{name}.exe")
    assert shown.endswith(".exe")
    assert len(shown) <= 200
    assert shown_name(shown) == shown
