"""The German catalogue holds every text, and each German form can be filled like its English."""

import ast
import runpy
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.paths import resource

CATALOGUES = runpy.run_path(str(Path(__file__).parent.parent / ".ci" / "catalogues"))


class _AnyField(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"<{name}>"


def _pairs() -> list[tuple[str, str]]:
    """Every English text with its German; of plurals the last English with each German form."""
    pairs = []
    for message in CATALOGUES["german"]():
        plural = isinstance(message.id, tuple)
        english = message.id[-1] if plural else message.id
        forms = message.string if plural else (message.string,)
        pairs += [(english, form) for form in forms if english]
    return pairs


def test_every_text_has_its_german_and_the_compiled_catalogue_is_in_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert CATALOGUES["check"]() == 0, capsys.readouterr().out


def test_every_text_that_is_asked_for_is_in_the_catalogue() -> None:
    """Within f-strings, too, which a tool that reads the sources may pass over."""
    known = {text for message in CATALOGUES["german"]() for text in _forms(message.id)}
    asked = {
        (f"{name}:{call.lineno}", call.args[0].value)
        for name, call in _nodes()
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext")
        and isinstance(call.args[0], ast.Constant)
    }
    assert [place for place, text in sorted(asked) if text not in known] == []


def test_every_german_form_can_be_filled() -> None:
    for _english, german in _pairs():
        assert string.Formatter().vformat(german, (), _AnyField())


@pytest.mark.parametrize("sign", ["!", "'", "bitte ", "...", " - ", "z.B."])
def test_german_texts_keep_to_the_house_style(sign: str) -> None:
    assert [german for _english, german in _pairs() if sign in german.casefold()] == []


def test_straight_quotation_marks_stand_only_where_snippets_are_written_with_them() -> None:
    odd = [g for e, g in _pairs() if g.count('"') != e.count('"')]
    assert odd == []


def test_quotation_marks_in_german_open_and_close() -> None:
    odd = [g for _english, g in _pairs() if g.count("„") != g.count("“")]
    assert odd == []


def test_a_key_in_the_english_text_is_one_in_the_german_too() -> None:
    odd = [(e, g) for e, g in _pairs() if _mnemonics(e) != _mnemonics(g)]
    assert odd == []


def test_lists_of_files_keep_their_patterns() -> None:
    odd = [
        (english, german)
        for english, german in _pairs()
        if ";;" in english and _patterns(english) != _patterns(german)
    ]
    assert odd == []


def test_the_catalogue_is_where_the_program_looks_for_it() -> None:
    assert Path(CATALOGUES["MO"]).samefile(resource("locale") / "de/LC_MESSAGES/tresen.mo")


def test_plurals_and_contexts_are_written_where_they_are_asked_for() -> None:
    """A variable there is extracted as another entry than the one that is looked up."""
    hidden = [
        f"{name}:{call.lineno}"
        for name, call in _nodes()
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("ngettext", "pgettext")
        and not all(isinstance(argument, ast.Constant) for argument in call.args[:2])
    ]
    assert hidden == []


def test_quotation_marks_around_values_are_those_of_the_language() -> None:
    """``i18n.quoted`` knows them; in an f-string they would be English in German, too."""
    fixed = [
        f"{name}:{text.lineno}"
        for name, text in _nodes()
        if isinstance(text, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and "“" in str(part.value) for part in text.values)
    ]
    assert fixed == []


def _nodes() -> Iterator[tuple[str, ast.AST]]:
    for file in (Path(__file__).parent.parent / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            yield file.name, node


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def _mnemonics(text: str) -> int:
    return text.replace("&&", "").count("&")


def _patterns(text: str) -> list[str]:
    return [part.rpartition("(")[2] for part in text.split(";;")]
