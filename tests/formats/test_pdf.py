"""The first page of PDFs as they come: whole, damaged, locked, hostile."""

import multiprocessing
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from app.errors import UserError
from app.formats import pdf
from app.formats.pdf import PdfPage, first_page


def blank(*, pages: int = 1, width: float = 595, height: float = 842) -> bytes:
    """A PDF of empty pages, sizes in points."""
    document = PdfDocument.new()
    for _page in range(pages):
        document.new_page(width, height)
    made = BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def drawing(stream: bytes) -> bytes:
    """A PDF of one page of 100 × 200 points with this content."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 200] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def pixel(page: PdfPage, x: int, y: int) -> tuple[int, int, int]:
    """Red, green, blue."""
    at = y * page.stride + 4 * x
    blue, green, red = page.pixels[at : at + 3]
    return red, green, blue


def test_the_first_page_is_drawn_in_its_colours_and_the_right_way_up() -> None:
    page = first_page(drawing(b"1 0 0 rg 0 100 100 100 re f"), widest=50)
    assert (page.width, page.height, page.pages) == (50, 100, 1)
    assert pixel(page, 25, 10) == (255, 0, 0)
    assert pixel(page, 25, 90) == (255, 255, 255)


def test_the_pages_are_counted() -> None:
    assert first_page(blank(pages=3), widest=100).pages == 3


def test_a_page_as_long_as_a_street_is_drawn_small() -> None:
    page = first_page(blank(width=1, height=14_400), widest=2000)
    assert len(page.pixels) <= 4 * 2000 * 8000
    assert page.height <= 8000


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"GIF89a", blank()[:150], b"\0" * 5000])
def test_what_is_no_whole_pdf_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UserError, match="damaged"):
        first_page(content, widest=100)


def test_a_pdf_without_a_page_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="damaged"):
        first_page(blank(pages=0), widest=100)


def test_a_locked_pdf_says_so() -> None:
    locked = blank().replace(
        b"trailer\r\n<<",
        b"trailer\r\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
        + b"aa" * 32
        + b"> /U <"
        + b"bb" * 32
        + b"> >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
    )
    assert b"/Encrypt" in locked
    with pytest.raises(UserError, match="password"):
        first_page(locked, widest=100)


def test_a_pdf_that_takes_for_ever_is_given_up_and_its_process_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "_answer", _run_for_ever)
    with pytest.raises(UserError, match="too long"):
        first_page(blank(), widest=100, patience=2)
    assert not multiprocessing.active_children()


def test_a_crash_of_the_library_costs_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_answer", _die)
    with pytest.raises(UserError, match="cannot be shown"):
        first_page(blank(), widest=100)


def _die(*_arguments: object) -> None:
    import os

    os._exit(139)


def _run_for_ever(*_arguments: object) -> None:
    while True:
        pass
