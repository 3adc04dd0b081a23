"""What is imported from any program is a snippet of ours without a mistake, in both languages."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

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


def espanso(text: str) -> str:
    return json.dumps(
        {"matches": [{"trigger": "x", "label": "x", "replace": text}]}, ensure_ascii=False
    )


def beeftext(text: str) -> str:
    combo = {"keyword": "x", "name": "x", "snippet": text}
    return json.dumps({"fileFormatVersion": 10, "combos": [combo]})


def quicktext(text: str) -> str:
    entry = {"name": "x", "text": text, "type": "text/plain"}
    return json.dumps({"templates": {"groups": [{"name": "g"}], "texts": [[entry]]}})


def zendesk(text: str) -> str:
    action = {"field": "comment_value", "value": text}
    return json.dumps({"macros": [{"title": "x", "actions": [action]}]})


def table(text: str) -> str:
    return 'title;body\nx;"' + text.replace('"', '""') + '"\n'


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(
        st.one_of(
            st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp")),
            st.sampled_from("<>\n%#\"'|x"),
        ),
        min_size=1,
    ).filter(lambda text: text.strip() != "" and not set(text) & set("{}[]$")),
    write=st.sampled_from([espanso, beeftext, quicktext, zendesk, table]),
)
@example(text="<<name>> <<% if x %>> <<# #>> <<<<", write=espanso)
@example(text="1 << 2 >> 3 <<EOF\n<", write=table)
def test_text_without_variables_comes_out_as_it_went_in(
    tmp_path: Path, text: str, write: Callable[[str], str]
) -> None:
    name = "a.csv" if write is table else "a.yml" if write is espanso else "a.json"
    [found] = imported(read_text(tmp_path, name, write(text))).values()
    rendered = compiled(found.variants[0].body).render(
        sample_snapshot("en", FormOfAddress.SIE, Gender.FEMALE), {}
    )
    assert rendered.text == text
    assert rendered.asked == ()


@given(
    before=st.text(st.sampled_from("<>a \n"), max_size=6),
    after=st.text(st.sampled_from("<>a \n"), max_size=6),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(before="State<", after=">")
def test_signs_around_a_placeholder_stay_as_they_are(
    tmp_path: Path, before: str, after: str
) -> None:
    text = espanso(f"{before}{{{{who}}}}{after}")
    [found] = imported(read_text(tmp_path, "a.yml", text)).values()
    snapshot = sample_snapshot("en", FormOfAddress.SIE, Gender.FEMALE)
    rendered = compiled(found.variants[0].body).render(snapshot, {"who": "Eva"})
    assert rendered.text == f"{before}Eva{after}"


@pytest.mark.parametrize("name", ALL_FILES)
def test_nothing_that_is_left_out_goes_without_a_reason(tmp_path: Path, name: str) -> None:
    assert all(skipped(read_text(tmp_path, name, ALL_FILES[name])).values())
