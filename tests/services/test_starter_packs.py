"""The starter packs: whole, right, and without a gap for everybody they may be sent to."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from app.formats.snippets.imported import Imported
from app.i18n import set_language
from app.queries.snippets import snippet_ids, snippet_rows
from app.rules.enums import FormOfAddress, Gender
from app.rules.placeholders import visible
from app.rules.snippet_variants import Variant, best_variant
from app.services import snippets
from app.services.starter_packs import install_starter_pack, starter_pack, starter_pack_size
from app.templating.snippets.language import Nested, check, compiled, sample_snapshot
from app.templating.snippets.names import NAMES
from app.templating.snippets.values import Answer
from tests.desk_fixtures import Desk

SIE, DU, UNKNOWN = FormOfAddress.SIE, FormOfAddress.DU, FormOfAddress.UNKNOWN
EVERYTHING = frozenset(name.canonical for name in NAMES)
KNOWN_TO_A_TICKET = ("contact.name", "contact.first_name", "contact.last_name")
ONE_MISSING = [frozenset({name.canonical}) for name in NAMES if "." in name.canonical]
MISSING = [frozenset[str](), frozenset(KNOWN_TO_A_TICKET), EVERYTHING, *ONE_MISSING]
AWKWARD = re.compile(
    r"[ \t]{2}|[ \t][,.;:!?](?!\w)|,,|\.\.|\(\)|[ \t]\n|\n[ \t]|^[ \t\n,]|<<|%>>|\bNone\b"
)
MOMENTS = {
    "de": "hallo eingang angaben technik umweg erstattung verzug pardon rückruf vergriffen "
    "passwort rechnung storno beschwerde fertig zufrieden",
    "en": "hi receipt details tech workaround refund delay sorry callback outofstock "
    "password invoice cancel complaint done rating",
}


def pack(language: str) -> dict[str, Imported]:
    found = [each for each in starter_pack(language) if isinstance(each, Imported)]
    assert len(found) == starter_pack_size(language) >= 25
    return {each.abbreviation: each for each in found}


def nested(snippets_by: dict[str, Imported], variant: Variant) -> Nested:
    def body(abbreviation: str) -> str | None:
        known = snippets_by.get(abbreviation)
        found = known and best_variant(known.variants, language=variant.language, form=variant.form)
        return found.body if found else None

    return body


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_pack_has_the_usual_moments_in_folders_with_tags(language: str) -> None:
    found = pack(language)
    assert set(MOMENTS[language].split()) <= found.keys()
    assert all(each.folder and each.tags and each.title for each in found.values())
    assert len({each.folder for each in found.values()}) > 5
    bodies = [variant.body for each in found.values() for variant in each.variants]
    for needed in ("<<%", '"wt"' if language == "de" else '"wd"', "<<cursor>>", "fakt.|fact."):
        assert any(re.search(re.escape(part), b) for part in needed.split("|") for b in bodies)


def test_every_german_snippet_says_sie_and_du_in_texts_of_their_own() -> None:
    for each in pack("de").values():
        texts = {(v.language, v.form): v.body for v in each.variants}
        assert texts.keys() == {("de", SIE), ("de", DU)}, each.title
        assert texts["de", SIE] != texts["de", DU], each.title
        assert not re.search(r"\b(du|dir|dich|deine?[nmrs]?)\b", texts["de", SIE], re.IGNORECASE)
        assert not re.search(r"\b(Ihnen|Ihre?[nmrs]?)\b|[a-zäöüß,] Sie\b", texts["de", DU])


@pytest.mark.parametrize("interface", ["de", "en"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_snippet_is_without_a_mistake(language: str, interface: str) -> None:
    set_language(interface)
    found = pack(language)
    for each in found.values():
        for variant in each.variants:
            problems = check(variant.body, nested(found, variant), abbreviations=list(found))
            assert problems == (), (each.title, problems)


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_snippet_has_a_gap_for_anybody(language: str) -> None:
    found = pack(language)
    for each in found.values():
        for variant in each.variants:
            template = compiled(variant.body, nested(found, variant))
            for form, gender, missing in product((SIE, DU, UNKNOWN), Gender, MISSING):
                snapshot = sample_snapshot(language, form, gender, missing=missing)
                text = visible(template.render(snapshot, {}).text)
                awkward = AWKWARD.search(text.replace("\n\n\n\n", "\n\n"))
                assert not awkward, (each.title, form, gender, sorted(missing)[:3], text)


@pytest.mark.parametrize("language", ["de", "en"])
def test_answered_in_full_nothing_is_open(language: str) -> None:
    found = pack(language)
    for each in found.values():
        for variant, yes in product(each.variants, (True, False)):
            template = compiled(variant.body, nested(found, variant))
            snapshot = sample_snapshot(language, variant.form, Gender.FEMALE)
            answers: dict[str, Answer] = {}
            for _round in range(3):
                for field in template.render(snapshot, answers).asked:
                    answers[field.name] = answer(field.kind.value, field.choices, yes=yes)
            facts = dict.fromkeys(template.facts, "morgens")
            rendered = template.render(
                snapshot, answers | {f"fact.{k}": v for k, v in facts.items()}
            )
            assert rendered.missing == (), (each.title, rendered.missing)
            assert not AWKWARD.search(rendered.text.replace("\n\n\n\n", "\n\n")), rendered.text


def answer(kind: str, choices: tuple[str, ...], *, yes: bool) -> Answer:
    match kind:
        case "yes_no":
            return yes
        case "several":
            return choices[:2]
        case "choice":
            return choices[0]
        case "date":
            return "2026-04-02"
        case "number":
            return "12,50"
        case _:
            return "Etwas"


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_pack_is_installed_by_one_step_and_not_twice(desk: Desk, language: str) -> None:
    before = desk.dump()
    assert desk.do(install_starter_pack, language) == starter_pack_size(language)
    rows = desk.read(snippet_rows, desk.read(snippet_ids))
    assert len(rows) == starter_pack_size(language)
    assert sum(bool(row.category) for row in rows) == (0 if language == "de" else 20)
    assert desk.do(install_starter_pack, language) == 0
    desk.undo()
    assert desk.dump() == before
    desk.redo()
    assert len(desk.read(snippet_ids)) == starter_pack_size(language)


def test_a_pack_leaves_what_is_there_alone(desk: Desk) -> None:
    own = desk.do(
        snippets.create,
        title="Mine",
        abbreviation="receipt",
        variants=[Variant("en", UNKNOWN, "My own text")],
    )
    desk.do(install_starter_pack, "en")
    rows = desk.read(snippet_rows, desk.read(snippet_ids))
    named = {row.abbreviation: row.id for row in rows}
    assert named["receipt"] == own
    assert "receipt2" in named
