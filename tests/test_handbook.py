"""The handbook says what the program does: pages, links, pictures, keys, commands, search words."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import MagicMock

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from app import i18n, paths
from app.cli import command_names
from app.formats.mail.inspect import inspect
from app.formats.mail.message import parse as parse_mail
from app.i18n import _
from app.queries.json_rows import ticket_json
from app.queries.language import parse
from app.queries.vocabulary import CHOICES, FLAGS, KEYS, PARTS, Spelling
from app.rules.threading import ThreadedBy
from app.rules.times import parse_when
from app.screens import Scenes
from app.ui.action_table import ACTIONS
from app.ui.language import qt_texts

LANGUAGES = ("en", "de")
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)

_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
_PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
_MENU_PATH = re.compile(r"\*([^*\n]+ ▸ [^*\n]+)\*")


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The interface, Qt's own texts included, in the language of the test."""
    i18n.set_language(request.param)
    translators = qt_texts(request.param)
    for each in translators:
        QCoreApplication.installTranslator(each)
    yield request.param
    for each in translators:
        QCoreApplication.removeTranslator(each)


in_the_language_of_the_interface = pytest.mark.parametrize("language", LANGUAGES, indirect=True)


def pages(language: str) -> dict[str, str]:
    folder = paths.handbook(language)
    return {each.name: each.read_text("utf-8") for each in sorted(folder.glob("*.md"))}


def tables(text: str) -> list[list[list[str]]]:
    """Rows of cells of each table, its head left out."""
    bodies = re.findall(r"^\| ---.*\n((?:\|.*\n)+)", text, flags=re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in body.splitlines()]
        for body in bodies
    ]


def section(text: str, number: int, *, level: str = "##") -> str:
    """What is below the heading of that place, up to the next of the same level."""
    return re.split(rf"^{level} ", text, flags=re.MULTILINE)[number]


def texts_of_the_interface(language: str) -> set[str]:
    """Every text a person reads, without the marks of menus."""
    catalogue = paths.resource("locale", "de", "LC_MESSAGES", "tresen.po")
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file, locale="de") if message.id]
    written: list[str | Sequence[str]] = [
        cast(Any, each.string if language == "de" else each.id) for each in messages
    ]
    forms = (text for each in written for text in ([each] if isinstance(each, str) else each))
    return {_plain(text) for text in forms}


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…").strip()


def test_both_languages_have_the_same_pages() -> None:
    assert list(pages("en")) == list(pages("de"))
    assert "index.md" in pages("en")


@in_both_languages
def test_the_first_page_leads_to_every_other(language: str) -> None:
    book = pages(language)
    assert set(_LINK.findall(book["index.md"])) == set(book) - {"index.md"}


@in_both_languages
def test_every_link_leads_to_a_page(language: str) -> None:
    book = pages(language)
    for name, text in book.items():
        for target in _LINK.findall(text):
            assert target in book, f"{name} links to {target}"


@in_both_languages
def test_every_picture_is_one_that_the_program_takes_in_this_language(language: str) -> None:
    scenes = Scenes(cast(Any, SimpleNamespace(workbench=object())), Path(), "")._scenes()
    taken = {
        f"../pictures/{scene}-{language}-{scheme}.png"
        for scene in scenes
        for scheme in ("light", "dark")
    }
    named = [(name, each) for name, text in pages(language).items() for each in _picture(text)]
    assert len(named) > 10
    assert [each for each in named if each[1] not in taken] == []


def _picture(text: str) -> list[str]:
    return _PICTURE.findall(text)


def test_both_languages_show_the_same_pictures() -> None:
    for name, english in pages("en").items():
        german = pages("de")[name]
        assert [each.replace("-en-", "-de-") for each in _picture(english)] == _picture(german)


@in_both_languages
def test_both_languages_have_the_same_headings_and_tables(language: str) -> None:
    other = pages("en" if language == "de" else "de")
    for name, text in pages(language).items():
        assert _outline(text) == _outline(other[name]), name


def _outline(text: str) -> list[str]:
    return re.findall(r"^#+(?= )|^\| ---.*$", text, flags=re.MULTILINE)


@in_the_language_of_the_interface
def test_the_page_of_keys_names_every_action_with_its_keys(qapp: object, language: str) -> None:
    text = pages(language)["keys.md"]
    rows = {cells[0]: cells[1] for table in tables(text) for cells in table}
    for action in ACTIONS:
        keys = [
            f"`{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}`"
            for key in action.keys
        ]
        if action.id.startswith("view.page_"):
            assert keys[0] in text
        else:
            assert rows[_plain(_(action.text))] == (", ".join(keys) or "–"), action.id


@in_both_languages
def test_the_page_of_the_command_line_names_every_command(language: str) -> None:
    text = pages(language)["command-line.md"]
    named = {each.split()[0] for each in _CODE.findall(section(text, 1))}
    assert named >= set(command_names())


@in_both_languages
def test_the_page_of_the_command_line_names_every_field_and_value(language: str) -> None:
    named = set(_CODE.findall(pages(language)["command-line.md"]))
    mail = inspect(parse_mail(b"From: anna@example.org\n\nHello"), "")
    fields = {*mail, *ticket_json(MagicMock(tags=())), "direction", "threaded_by"}
    assert fields | {each.value for each in ThreadedBy} <= named


@in_both_languages
def test_every_field_of_the_search_is_named_in_every_spelling(language: str) -> None:
    named = set(_CODE.findall(section(pages(language)["queue.md"], 3)))
    spellings = {f"{each}:" for key in KEYS.spellings.values() for each in key.all}
    assert spellings <= named


@in_both_languages
def test_every_value_of_the_search_is_named(language: str) -> None:
    named = set(_CODE.findall(section(pages(language)["queue.md"], 3)))
    spellings: list[Spelling] = [*PARTS.spellings.values(), *FLAGS.spellings.values()]
    for names in CHOICES.values():
        spellings += names.spellings.values()
    assert {each.offered(language) for each in spellings} <= named


@in_both_languages
def test_every_search_of_the_handbook_is_understood(language: str) -> None:
    examples, fields, _values, days = tables(section(pages(language)["queue.md"], 3))
    searches = [each for cells in examples for each in _CODE.findall(cells[0])]
    searches += [
        each if ":" in each else f"created:{each}"
        for cells in days
        for each in _CODE.findall(cells[0])
    ]
    assert len(searches) > 20
    assert len(fields) == len(KEYS.spellings)
    assert [each for each in searches if parse(each).errors] == []


@in_both_languages
def test_every_time_of_the_handbook_is_understood(language: str) -> None:
    (times,) = tables(section(pages(language)["queue.md"], 5))
    now = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    written = [each for cells in times for each in _CODE.findall(cells[0])]
    assert len(written) > 15
    assert [each for each in written if parse_when(each, now=now, zone=UTC) is None] == []


@in_both_languages
def test_every_menu_of_the_handbook_is_called_so_in_the_program(language: str) -> None:
    known = texts_of_the_interface(language)
    named = [
        step
        for name, text in pages(language).items()
        if name != "capture.md"  # it also leads through the menus of operating systems
        for path in _MENU_PATH.findall(text)
        for step in path.split(" ▸ ")
    ]
    assert len(named) > 20
    assert [step for step in named if _plain(step) not in known] == []
