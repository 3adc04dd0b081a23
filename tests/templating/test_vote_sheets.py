"""Slips and tally sheet of a vote round by round are printed."""

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextDocument

from app.templating.vote_sheets import Slips, TallySheet, slips_html, tally_html

SLIPS = Slips("What for?", "Round", "Idea number", "Leave it empty to abstain.")
SHEET = TallySheet(
    title="What for?",
    facts="8 people vote",
    ideas_head="Idea",
    ideas=("Trust", "Fun & <b>games</b>", "Time"),
    round="R",
    abstained="Abstained",
    total="Sum",
    rules_head="Agreed for ties",
    rules=("Earlier rounds", "Run-off"),
    footer="Until one is left.",
)


@pytest.mark.parametrize(("people", "options", "slips"), [(8, 6, 40), (3, 2, 4), (1, 1, 2)])
def test_there_is_a_slip_for_everyone_in_every_round(people: int, options: int, slips: int) -> None:
    assert slips_html(SLIPS, people=people, options=options).count("Idea number") == slips


def test_no_slip_can_be_told_from_another() -> None:
    html = slips_html(SLIPS, people=8, options=6)
    cells = re.findall(r"<td.*?</td>", html)
    assert len(set(cells)) == 1


def test_slips_fill_whole_pages_before_the_next_one(qapp: object) -> None:
    html = slips_html(SLIPS, people=8, options=6)
    assert html.count("page-break-before") == 2


def test_the_sheet_has_a_line_for_each_idea_and_a_column_for_each_round() -> None:
    html = tally_html(SHEET)
    assert html.count("<tr>") == 1 + 3 + 2
    assert "R 2" in html
    assert "R 3" not in html
    assert "1. Earlier rounds" in html


def test_a_long_list_has_as_many_rounds_as_the_page_takes() -> None:
    html = tally_html(replace(SHEET, ideas=tuple(f"Idea {number}" for number in range(20))))
    assert "R 9" in html
    assert "R 10" not in html


def test_every_text_is_text(qapp: object) -> None:
    document = QTextDocument()
    document.setHtml(tally_html(SHEET))
    assert "Fun & <b>games</b>" in document.toPlainText()
