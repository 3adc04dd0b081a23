"""The words of the parser itself are in the language of the interface."""

import argparse
from collections.abc import Iterator

import pytest

from app import cli, i18n
from app.cli import usage_words

_WRONG = (
    ["show"],
    ["show", "12", "--nonsense"],
    ["tickets", "--limit"],
    ["tickets", "--limit", "many"],
    ["dance"],
    ["--demo=yes"],
    ["--de", "x"],
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Everything that parsers ask for meanwhile; each answer is the text between brackets."""
    texts: set[str] = set()

    def answer(text: str) -> str:
        texts.add(text)
        return f"[{text}]"

    plain = vars(argparse)["_"]
    monkeypatch.setattr(cli, "speak", lambda: usage_words.speak(answer))
    yield texts
    vars(argparse)["_"] = plain


def test_every_word_of_the_parser_that_can_be_read_is_in_the_catalogue(
    asked: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    parser = cli.parser()
    for arguments in (["--help"], ["tickets", "--help"], *_WRONG):
        with pytest.raises(SystemExit):
            parser.parse_args(arguments)
    said = capsys.readouterr()
    assert "[options]" in said.out
    assert "[unrecognized arguments: --nonsense]" in said.err
    assert len(asked) > 8
    assert asked <= usage_words.WORDS


def test_help_and_errors_are_german_where_the_interface_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    i18n.set_language("de")
    try:
        parser = cli.parser()
        with pytest.raises(SystemExit):
            parser.parse_args(["dance"])
        german = i18n._("usage: ")
        assert capsys.readouterr().err.startswith(german)
    finally:
        i18n.set_language("en")
        cli.parser()
