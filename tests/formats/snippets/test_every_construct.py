"""What is imported from any program is a snippet of ours without a mistake, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.formats.snippets.imported import Imported
from app.i18n import set_language
from app.rules.enums import FormOfAddress, Gender
from app.rules.placeholders import visible
from app.rules.snippet_words import abbreviation_key
from app.templating.snippets.language import Nested, check, compiled, sample_snapshot
from tests.formats.snippets.files import ALL_FILES, imported, read_text, skipped


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("en")


@pytest.mark.parametrize("name", ALL_FILES)
def test_every_imported_body_checks_and_renders(tmp_path: Path, name: str, language: str) -> None:
    snippets = imported(read_text(tmp_path, name, ALL_FILES[name]))
    nested = _nested_in(snippets)
    snapshot = sample_snapshot(language, FormOfAddress.SIE, Gender.FEMALE)
    assert snippets
    for snippet in snippets.values():
        assert snippet.title
        for variant in snippet.variants:
            faults = [each for each in check(variant.body) if each.severe]
            assert not faults, (snippet.name, variant.body, faults)
            if ":a1" not in variant.body and ":b1" not in variant.body:
                text = visible(compiled(variant.body, nested).render(snapshot, {}).text)
                assert "<<" not in text.replace("<<", "", _literal_signs(snippet.original)), text


def _literal_signs(original: str) -> int:
    return original.count("<<") + original.count("&lt;&lt;") + 1


def _nested_in(snippets: dict[str, Imported]) -> Nested:
    bodies = {
        abbreviation_key(each.abbreviation): each.variants[0].body
        for each in snippets.values()
        if each.abbreviation
    }
    return lambda abbreviation: bodies.get(abbreviation_key(abbreviation))


@pytest.mark.parametrize("name", ALL_FILES)
def test_nothing_that_is_left_out_goes_without_a_reason(tmp_path: Path, name: str) -> None:
    assert all(skipped(read_text(tmp_path, name, ALL_FILES[name])).values())
