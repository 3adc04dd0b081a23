"""The agenda and the slips of a workshop: all is there, as text, on the pages meant for it."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from app.templating.workshop_sheets import Agenda, AgendaPhase, agenda_html, slips_html
from app.ui.paper import save_pdf

AGENDA = Agenda(
    title="Mission <b>",
    facts="24 November 2026 · 8 people",
    questions_head="Questions",
    questions=("What is it for?", "What matters & why?"),
    plan_head="Plan",
    phases=(AgendaPhase("5 min", "Welcome", "Who is here"), AgendaPhase("10 min", "Ideas", "")),
    notes_head="Notes",
    notes="Pens\n\nPaper",
)


def _pages(html: str, path: Path) -> list[str]:
    save_pdf(html, path, title="Sheets")
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        shown = page.get_textpage()
        texts.append(shown.get_text_range())
        shown.close()
        page.close()
    document.close()
    return texts


def test_the_agenda_says_everything_on_one_page(qapp: QApplication, tmp_path: Path) -> None:
    (page,) = _pages(agenda_html(AGENDA), tmp_path / "agenda.pdf")
    for said in ("Mission <b>", "1. What is it for?", "What matters & why?", "10 min", "Paper"):
        assert said in page


def test_without_notes_there_is_no_head_for_them() -> None:
    assert "Notes" not in agenda_html(replace(AGENDA, notes=""))


@pytest.mark.parametrize("question", ["Why?", "Why " * 30, "Why " * 45])
def test_each_question_has_a_page_of_eight_slips(
    qapp: QApplication, tmp_path: Path, question: str
) -> None:
    pages = _pages(slips_html("Mission", [question, "Second"]), tmp_path / "slips.pdf")
    assert [page.count("Second") for page in pages] == [0, 8]
