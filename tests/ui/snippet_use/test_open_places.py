"""Open places as chips: one step of the caret, marks again when the text is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from app.rules.placeholders import open_place
from app.ui.snippet_use.open_places import OpenPlaces, length_in_document
from app.ui.theme import Theme
from app.ui.tickets.composer_text import ComposerText

COLOUR, ORDER = open_place("Colour"), open_place("Order number")


@pytest.fixture
def text(qtbot: QtBot, theme: Theme) -> ComposerText:
    made = ComposerText(theme)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def test_a_text_with_open_places_reads_back_as_it_was_set(text: ComposerText) -> None:
    written = f"Dear {COLOUR},\n😀 your {ORDER}\n{COLOUR}"
    text.set_written(written)
    assert text.written() == written
    assert [chip.label for chip in text.places.chips()] == ["Colour", "Order number", "Colour"]


def test_the_caret_passes_a_chip_in_one_step(text: ComposerText) -> None:
    text.set_written(f"a{COLOUR}b")
    for _step in range(2):
        QTest.keyClick(text, Qt.Key.Key_Right)
    assert text.textCursor().position() == 2
    QTest.keyClick(text, Qt.Key.Key_Backspace)
    assert text.written() == "ab"


def test_one_undo_takes_an_inserted_text_back_with_its_chips(text: ComposerText) -> None:
    text.insertPlainText("Hello mfg")
    cursor = text.textCursor()
    left, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
    cursor.movePosition(left, keep, 3)
    text.places.insert(cursor, f"Regards\n{COLOUR} and {ORDER}")
    assert text.written() == f"Hello Regards\n{COLOUR} and {ORDER}"
    text.undo()
    assert text.written() == "Hello mfg"
    text.redo()
    assert text.written() == f"Hello Regards\n{COLOUR} and {ORDER}"


def test_filling_a_place_fills_every_place_with_its_label_in_one_step(text: ComposerText) -> None:
    text.set_written(f"{COLOUR}, {ORDER}, {COLOUR}")
    text.places.fill("Colour", ["red"])
    assert text.written() == f"red, {ORDER}, red"
    text.undo()
    assert text.written() == f"{COLOUR}, {ORDER}, {COLOUR}"


def test_words_typed_after_a_chip_are_plain_text(text: ComposerText) -> None:
    text.set_written(f"a {COLOUR}")
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(text, " b")
    assert text.written() == f"a {COLOUR} b"


def test_enter_on_a_chip_asks_for_it_and_elsewhere_begins_a_line(
    text: ComposerText, qtbot: QtBot
) -> None:
    text.set_written(f"a {COLOUR}")
    text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.written() == f"\na {COLOUR}"
    for _step in range(2):
        QTest.keyClick(text, Qt.Key.Key_Right)
    with qtbot.waitSignal(text.place_chosen) as asked:
        QTest.keyClick(text, Qt.Key.Key_Return)
    assert asked.args is not None
    assert asked.args[0].label == "Colour"


def test_a_double_click_on_a_chip_asks_for_it(text: ComposerText, qtbot: QtBot) -> None:
    text.set_written(f"a {COLOUR} b")
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.places.chips()[0].position)
    inside = text.cursorRect(cursor).center()
    inside.setX(inside.x() + 10)
    with qtbot.waitSignal(text.place_chosen):
        QTest.mouseDClick(text.viewport(), Qt.MouseButton.LeftButton, pos=inside)


def test_what_is_copied_with_a_gap_stays_in_the_program(text: ComposerText, qtbot: QtBot) -> None:
    text.set_written(f"a {COLOUR} b")
    text.selectAll()
    with qtbot.waitSignal(text.gaps_copied):
        text.copy()
    assert QGuiApplication.clipboard().text() == ""
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.paste()
    assert text.written() == f"a {COLOUR} ba {COLOUR} b"


def test_shift_copies_a_text_with_gaps_visibly(text: ComposerText) -> None:
    text.set_written(f"a {COLOUR} b")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(text, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "a [Colour …] b"


def test_pasted_text_brings_no_marks_of_its_own(text: ComposerText) -> None:
    QGuiApplication.clipboard().setText(f"x{COLOUR}y")
    text.paste()
    assert text.places.chips() == ()
    assert text.written() == "xColoury"


_PIECES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Co", "Cc"), exclude_characters="\ufffc"))
        .map(lambda each: each.replace("\u2028", "").replace("\u2029", "").replace("\xa0", " "))
        .filter(lambda each: not any("\ufdd0" <= one <= "\ufdef" for one in each)),
        st.sampled_from([COLOUR, ORDER, "\n", "😀"]),
    ),
    max_size=8,
)


def test_any_text_with_marks_survives_the_way_through_a_document(theme: Theme) -> None:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    places = OpenPlaces(document, theme)

    @given(_PIECES)
    def survives(pieces: list[str]) -> None:
        written = "".join(pieces)
        places.set_text(written)
        assert places.text() == written
        assert document.characterCount() - 1 == length_in_document(written)

    survives()
