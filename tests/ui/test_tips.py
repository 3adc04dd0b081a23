"""Words of others in tooltips and labels, which Qt takes for HTML where they look like it."""

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme, set_style_property
from app.ui.tips import plain_tip
from tests.ui.read_as_html import TAG, read_as_html


@pytest.mark.parametrize("text", ["", "Printer & co", "a < b", "Printer\nsecond line"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert plain_tip(text) == text


def test_what_looks_like_html_is_shown_letter_by_letter() -> None:
    tip = plain_tip(f"{TAG}\n&amp;")
    assert tip == "<qt>&lt;img src=&#x27;//thief.invalid/share/a.png&#x27;&gt;<br>&amp;amp;</qt>"


def test_a_label_reads_no_html_unless_it_asks_to(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    plain, rich = QLabel(TAG), QLabel("<b>ours</b>")
    set_style_property(rich, "rich", True)
    column.addWidget(plain)
    column.addWidget(rich)
    assert [*read_as_html(window)] == [f"QLabel of QWidget: {TAG}"], "what is found before it shows"
    window.show()
    assert [*read_as_html(window)] == []
    assert plain.textFormat() is Qt.TextFormat.PlainText
    assert rich.textFormat() is Qt.TextFormat.RichText
