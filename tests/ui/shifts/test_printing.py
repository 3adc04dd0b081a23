"""Sheets on paper: one page each, whatever their size."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from app.i18n import set_language
from app.rules.rosters.sheet import Cover, Sheet
from app.templating.roster_print import month_html, person_html
from app.ui.shifts.out.one_page import save_pdf
from app.ui.shifts.out.sheet_words import printed_month, printed_person, state_words, tint
from tests.formats.rosters.sheets import EARLY, sheet


def pages_of(path: Path) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def large(people: int) -> Sheet:
    """A month of so many people."""
    return sheet(**{f"Person {n:02}": "FSN-u FSN-u FSN-u FSN-u FSN-u F" for n in range(people)})


@pytest.mark.parametrize("people", [1, 20, 50])
def test_a_month_fits_on_one_page(qtbot: QtBot, tmp_path: Path, people: int) -> None:
    html = month_html(printed_month(large(people), title="June 2026", printed_on="today"))
    save_pdf([html], tmp_path / "month.pdf", title="June", wide=True)
    (text,) = pages_of(tmp_path / "month.pdf")
    assert f"Person {people - 1:02}" in text
    assert "today" in text
    assert "F Früh 08:00" in text


def test_each_person_gets_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    made = large(3)
    pages = [
        person_html(printed_person(made, row, title="June 2026", printed_on="today"))
        for row in made.rows
    ]
    save_pdf(pages, tmp_path / "people.pdf", title="June", wide=False)
    texts = pages_of(tmp_path / "people.pdf")
    assert [f"Person {n:02}" in text for n, text in enumerate(texts)] == [True] * 3
    assert "16:00–24:00" in texts[0]


def test_sheets_of_the_month_and_of_a_person_are_in_german_too_on_one_page_each(
    qtbot: QtBot, tmp_path: Path
) -> None:
    set_language("de")
    made = large(20)
    month = month_html(printed_month(made, title="Juni 2026", printed_on="heute"))
    save_pdf([month], tmp_path / "month.pdf", title="Juni", wide=True)
    (text,) = pages_of(tmp_path / "month.pdf")
    assert "Entwurf, nicht veröffentlicht" in text
    assert "Stunden" in text
    person = person_html(printed_person(made, made.rows[0], title="Juni", printed_on="heute"))
    save_pdf([person], tmp_path / "person.pdf", title="Juni", wide=False)
    (text,) = pages_of(tmp_path / "person.pdf")
    assert "Donnerstag" in text
    assert "Geplante Stunden" in text
    assert "Urlaub" in text


def test_the_state_says_draft_version_and_change(qtbot: QtBot) -> None:
    made = sheet(Ana="FS")
    assert state_words(made) == "Draft, not published"
    assert state_words(replace(made, version=3)) == "Version 3"
    cells = (replace(made.rows[0].cells[0], changed=True), made.rows[0].cells[1])
    changed = replace(made, version=3, rows=(replace(made.rows[0], cells=cells),))
    assert state_words(changed) == "Version 3, changed since (*)"
    printed = printed_month(changed, title="June", printed_on="")
    assert [each.text for each in printed.rows[0].cells] == ["F*", "S"]


def test_too_few_people_are_marked_without_colour(qtbot: QtBot) -> None:
    made = replace(sheet(Ana="FS"), cover=(Cover(EARLY, (1, 2), (2, 2)),))
    printed = printed_month(made, title="June", printed_on="")
    assert [each.text for each in printed.cover[0].cells] == ["1!", "2"]
    assert any("! fewer people" in note for note in printed.notes)


def test_black_letters_are_readable_on_every_tint() -> None:
    for colour in range(12):
        parts = [int(tint(colour)[n : n + 2], 16) for n in (1, 3, 5)]
        assert min(parts) > 200
