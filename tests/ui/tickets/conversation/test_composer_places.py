"""Open places in the composer ask with the control that fits, and become what a form would make."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.queries.snippet_uses import uses_of
from app.rules.enums import DraftKind, FormOfAddress
from app.rules.placeholders import open_place
from app.rules.snippet_variants import Variant
from app.services import snippets
from app.ui.snippet_use.answer_fields import (
    AnswerField,
    ChoiceAnswer,
    DateAnswer,
    LongAnswer,
    NumberAnswer,
    SeveralAnswer,
    TextAnswer,
)
from app.ui.snippet_use.place_popover import PlacePopover
from app.ui.tickets.composer import Composer
from tests.ui.tickets.conversation.talk import Conversation
from tests.ui.tickets.conversation.test_composer_snippets import (
    form_of,
    own_words,
    snippet,
    start,
    type_and_tab,
)


def insert_open(talk: Conversation, body: str) -> Composer:
    """Put a snippet into an answer and leave all it asks open."""
    snippet(talk, body)
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    form_of(talk).pane.confirm()
    talk.settled()
    return composer


def ask(talk: Conversation, composer: Composer, place: int = 0) -> AnswerField:
    """Click on an open place; the control that asks."""
    composer.text.place_chosen.emit(composer.text.places.chips()[place])
    talk.settled()
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, PlacePopover)
    return popover.control


def press(control: AnswerField, key: Qt.Key, *, ctrl: bool = False) -> None:
    """Press a key where the keyboard is."""
    where: QWidget = control
    while (further := where.focusProxy()) is not None:
        where = further
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(where, key, held)


CASES = [
    ('<<frage("Farbe", "rot|blau")>>', ChoiceAnswer, "blau", "blau"),
    ('<<frage("Teile", "mehrere: Rad|Kette|Sattel")>>', SeveralAnswer, "Rad|Sattel", "Rad"),
    ('<<frage("Tag", "datum")|datum("lang")>>', DateAnswer, "24.12.2030", "24"),
    ('<<frage("Betrag", "zahl")|euro>>', NumberAnswer, "12,5", "€"),
    ('<<frage("Grund")>>', TextAnswer, "Regen", "Regen"),
]


@pytest.mark.parametrize(("body", "kind", "given", "printed"), CASES)
def test_a_place_asks_as_the_form_does_and_prints_what_the_form_prints(
    talk: Conversation, body: str, kind: type[AnswerField], given: str, printed: str
) -> None:
    composer = insert_open(talk, f"Also {body}, ja.")
    control = ask(talk, composer)
    assert type(control) is kind
    control.set_answer(given)
    press(control, Qt.Key.Key_Return)

    words = own_words(composer)
    assert words.startswith("Also ")
    assert words.endswith(", ja.")
    assert printed in words
    assert composer.text.places.chips() == ()


def test_a_long_answer_takes_enter_as_a_new_line_and_ctrl_enter_as_done(
    talk: Conversation,
) -> None:
    composer = insert_open(talk, '<<frage("Grund", "absatz")>>.')
    control = ask(talk, composer)
    assert isinstance(control, LongAnswer)
    QTest.keyClicks(control.text, "Rain")
    press(control, Qt.Key.Key_Return)
    QTest.keyClicks(control.text, "and snow")
    assert own_words(composer) == f"{open_place('Grund')}."
    press(control, Qt.Key.Key_Return, ctrl=True)
    assert composer.text.written().startswith("Rain\nand snow.")


def test_each_place_of_one_answer_prints_it_in_its_own_way(talk: Conversation) -> None:
    body = '<<tag|datum("lang")>> (<<tag|datum("kurz")>>) <<frage("Tag", "datum")|datum("iso")>>'
    composer = insert_open(talk, body)
    assert len(composer.text.places.chips()) == 3
    control = ask(talk, composer, place=1)
    control.set_answer("2030-12-24")
    press(control, Qt.Key.Key_Return)
    words = own_words(composer)
    assert words.endswith("2030-12-24")
    assert len({*words.replace("(", "").replace(")", "").split()}) > 3


def test_an_answer_that_decides_a_condition_writes_the_text_anew(talk: Conversation) -> None:
    body = (
        '<<frage("Farbe", "rot|blau")>>: '
        '<<% if farbe == "rot" %>>Warm.<<% else %>>Cold.<<% endif %>> Bye'
    )
    composer = insert_open(talk, body)
    control = ask(talk, composer)
    control.set_answer("rot")
    press(control, Qt.Key.Key_Return)
    assert own_words(composer) == "rot: Warm. Bye"


def test_what_was_written_around_a_place_stays(talk: Conversation) -> None:
    composer = insert_open(talk, 'Es ist <<frage("Farbe", "rot|blau")>>.')
    composer.text.textCursor().insertText("Guten Tag. ")
    control = ask(talk, composer)
    control.set_answer("rot")
    press(control, Qt.Key.Key_Return)
    assert own_words(composer).replace("Guten Tag. ", "") == "Es ist rot."
    assert "Guten Tag. " in own_words(composer)


def test_a_draft_taken_up_again_still_knows_what_a_place_asks(talk: Conversation) -> None:
    composer = insert_open(talk, 'Es ist <<frage("Farbe", "rot|blau")>>.')
    composer.put_away()
    talk.settled()
    talk.pane.start_answer(DraftKind.REPLY)
    talk.settled()
    control = ask(talk, composer)
    assert isinstance(control, ChoiceAnswer)
    control.set_answer("blau")
    press(control, Qt.Key.Key_Return)
    assert own_words(composer) == "Es ist blau."


def test_an_answer_given_at_a_place_is_recorded_and_kept(talk: Conversation) -> None:
    made: int = talk.desk.do(
        snippets.create,
        title="Parcel",
        abbreviation="sn",
        variants=[
            Variant("", FormOfAddress.UNKNOWN, 'No <<frage("Paket", "zahl", merken="ticket")>>.')
        ],
    )
    composer = start(talk)
    type_and_tab(talk, composer, "sn")
    form_of(talk).pane.confirm()
    talk.settled()
    control = ask(talk, composer)
    control.set_answer("4711")
    press(control, Qt.Key.Key_Return)
    talk.settled()
    composer.send()
    talk.settled()
    (use,) = talk.desk.read(uses_of, made)
    assert use.filled == (("paket", "4711"),)
    assert "4711" in str(talk.desk.rows("SELECT fields FROM ticket"))
