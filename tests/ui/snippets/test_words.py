"""Small pieces: offsets, first words, colours of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from app.ui.colours import Role
from app.ui.snippet_use.highlighter import SnippetHighlighter
from app.ui.snippet_use.units import to_text, to_units
from app.ui.snippets.table import first_words
from app.ui.theme import Theme


@given(st.text(alphabet="aß€😀\n"), st.data())
def test_offsets_of_qt_and_python_lead_to_each_other(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))

    units = to_units(text, offset)

    assert units == len(text[:offset].encode("utf-16-le")) // 2
    assert to_text(text, units) == offset


@pytest.mark.parametrize(
    ("preview", "words"),
    [
        ("<<anrede>>, vielen Dank für <<ticket>>.", "vielen Dank für …."),
        ("Kind regards", "Kind regards"),
        ("<<anrede>>", "…"),
        ("Hello <<na", "Hello …"),
    ],
)
def test_the_list_shows_how_a_text_begins_after_its_greeting(preview: str, words: str) -> None:
    assert first_words(preview) == words


def _inks(document: QTextDocument) -> dict[str, str]:
    block, found = document.begin(), {}
    while block.isValid():
        for look in block.layout().formats():
            start = to_text(block.text(), look.start)
            end = to_text(block.text(), look.start + look.length)
            found[block.text()[start:end]] = look.format.foreground().color().name()
        block = block.next()
    return found


def test_names_questions_and_notes_have_colours_of_their_own(theme: Theme) -> None:
    document = QTextDocument()
    document.setPlainText("😀 <<name>> <<colour>>\n<<# one\ntwo #>> end")
    SnippetHighlighter(document, theme).rehighlight()

    inks = _inks(document)

    assert inks["name"] == theme.colour(Role.ACCENT).name()
    assert inks["colour"] == theme.colour(Role.WARNING).name()
    assert inks["two #>>"] == theme.colour(Role.MUTED).name()
    assert not any("end" in text for text in inks)
