"""Spelling of German and English, on the word lists that the program ships with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.paths import resource
from app.ui.theme import Theme
from app.ui.tickets.composer_text import ComposerText
from app.ui.tickets.spelling import Spelling, load_spelling, words_of


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Spelling]:
    """Read the lists once; each test gets words of its own."""
    loaded = load_spelling(
        extra_words=resource("spelling", "words.txt"),
        own_words=tmp_path_factory.mktemp("words") / "own.txt",
    )
    return lambda path: Spelling(loaded._lists, extra=loaded._extra, own_words=path)


@pytest.fixture
def spelling(lists: Callable[[Path], Spelling], tmp_path: Path) -> Spelling:
    return lists(tmp_path / "config" / "own.txt")


_RIGHT_GERMAN = """
guten tag frau müller vielen dank für ihre anfrage kundennummer bestellnummer rechnungsnummer
passwort benutzername zugangsdaten garantieantrag rücksendeetikett erstattungsbetrag
kontoverbindung vertragslaufzeit kündigungsbestätigung terminvereinbarung ansprechpartnerin
versandbestätigung sendungsnummer rechnungskopie druckertreiber netzwerkkabel servicetechniker
zahlungserinnerung mahngebühren bestellübersicht lieferzeit ersatzteil bedienungsanleitung
widerrufsfrist retourenschein serverausfall tonerkartusche e-mail-adresse zurückgesetzt update
browser
"""
_WRONG_GERMAN = """
nähmlich standart garnicht seperat entgültig reperatur rhytmus rechnug kudnen liferung bestelung
entschuldignug unanehmlichkeiten rückmeldug freundlcihen zurrück kundenumer rechnugsadresse
lieferverzögrung passwrot überweisugn fehlermeldug gewährleistng
"""
_RIGHT_ENGLISH = """
thank you for your email we have shipped the parcel tracking number refund screenshot apologise
colour don't customer's username workaround dropdown
"""
_WRONG_ENGLISH = """
recieve seperate definately occured untill adress begining beleive embarass goverment neccessary
recomend succesful tommorow invocie
"""


@pytest.mark.parametrize("word", _RIGHT_GERMAN.split())
def test_right_german_words_and_compounds_pass(spelling: Spelling, word: str) -> None:
    assert spelling.is_right(word, "de")


@pytest.mark.parametrize("word", _WRONG_GERMAN.split())
def test_wrong_german_words_are_found(spelling: Spelling, word: str) -> None:
    assert not spelling.is_right(word, "de")


@pytest.mark.parametrize("word", _RIGHT_ENGLISH.split())
def test_right_english_words_pass(spelling: Spelling, word: str) -> None:
    assert spelling.is_right(word, "en")


@pytest.mark.parametrize("word", _WRONG_ENGLISH.split())
def test_wrong_english_words_are_found(spelling: Spelling, word: str) -> None:
    assert not spelling.is_right(word, "en")


def test_the_language_is_that_of_most_words(spelling: Spelling) -> None:
    assert spelling.language_of("Vielen Dank für Ihre Nachricht, das Update hilft.") == "de"
    assert spelling.language_of("Thank you for your message, Herr Müller.") == "en"


def test_suggestions_keep_the_capital(spelling: Spelling) -> None:
    assert spelling.suggestions("Rechnug", "de")[0] == "Rechnung"
    assert spelling.suggestions("recieve", "en")[0] == "receive"


def test_codes_addresses_quotes_and_placeholders_are_no_prose() -> None:
    text = "See https://x.example/abc and a@b.example, order X-123\n> qoted\n<<platzhaltr>> done"
    assert [each.text for each in words_of(text)] == ["See", "and", "order", "done"]


def test_a_learned_word_stays_and_an_ignored_one_lasts_for_this_run(
    spelling: Spelling, lists: Callable[[Path], Spelling], tmp_path: Path
) -> None:
    spelling.learn("Ahornwerk")
    spelling.ignore("Werkhofstr")
    assert spelling.is_right("ahornwerk", "de")
    assert spelling.is_right("Werkhofstr", "en")
    again = lists(tmp_path / "config" / "own.txt")
    assert again.is_right("Ahornwerk", "en")
    assert not again.is_right("Werkhofstr", "en")


def marked(text: ComposerText) -> list[str]:
    """The words with a wavy line."""
    found: list[str] = []
    block = text.document().begin()
    wavy = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    while block.isValid():
        found += [
            block.text()[each.start : each.start + each.length]
            for each in block.layout().formats()
            if each.format.underlineStyle() == wavy
        ]
        block = block.next()
    return found


def test_wrong_words_are_marked_and_replaced_from_the_menu(
    spelling: Spelling, theme: Theme, qtbot: QtBot
) -> None:
    text = ComposerText(theme)
    qtbot.addWidget(text)
    text.setPlainText("Ihre Rechnug liegt bereit.\n\n-- \nBrnd Brg\n> qoted")
    text.check_spelling(spelling, QColor("red"))
    qtbot.waitUntil(lambda: marked(text) == ["Rechnug"])
    menu = QMenu()
    qtbot.addWidget(menu)
    text.add_suggestions(menu, 6)
    menu.actions()[0].trigger()
    assert text.toPlainText().startswith("Ihre Rechnung liegt")
    qtbot.waitUntil(lambda: marked(text) == [])
    text.undo()
    assert text.toPlainText().startswith("Ihre Rechnug liegt")


def test_a_word_is_not_marked_while_it_is_written(
    spelling: Spelling, theme: Theme, qtbot: QtBot
) -> None:
    text = ComposerText(theme)
    qtbot.addWidget(text)
    text.setPlainText("Die ")
    text.check_spelling(spelling, QColor("red"))
    text.moveCursor(text.textCursor().MoveOperation.End)
    text.insertPlainText("Rechnug")
    assert marked(text) == []
    qtbot.waitUntil(lambda: marked(text) == ["Rechnug"], timeout=3000)
