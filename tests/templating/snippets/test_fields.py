"""What a template asks for: kinds, order, defaults, answers that are known already."""

from datetime import date

import pytest

from app.rules.placeholders import visible
from app.templating.snippets.fields import Field, FieldKind, field_name, read_answer
from app.templating.snippets.language import check, compiled
from tests.templating.snippets.filling import rendered, text


def _only(source: str) -> Field:
    (field,) = compiled(source).fields
    return field


def test_an_unknown_name_becomes_a_field() -> None:
    field = _only("Hallo,\n<<Lieblings_Farbe>>")
    assert (field.name, field.label, field.kind) == ("lieblings_farbe", "Lieblings Farbe", "text")
    assert (field.line, field.column) == (2, 3)


@pytest.mark.parametrize(
    ("call", "kind", "choices"),
    [
        ('frage("Farbe")', FieldKind.TEXT, ()),
        ('ask("Farbe")', FieldKind.TEXT, ()),
        ('frage("Farbe", "rot|blau")', FieldKind.CHOICE, ("rot", "blau")),
        ('frage("Farbe", auswahl=" rot | blau |")', FieldKind.CHOICE, ("rot", "blau")),
        ('frage("Farbe", mehrere="rot|blau")', FieldKind.SEVERAL, ("rot", "blau")),
        ('ask("Farbe", "several: rot|blau")', FieldKind.SEVERAL, ("rot", "blau")),
        ('frage("Farbe", "lang")', FieldKind.LONG, ()),
        ('frage("Farbe", art="datum")', FieldKind.DATE, ()),
        ('ask("Farbe", kind="number")', FieldKind.NUMBER, ()),
        ('frage("Farbe", "ja/nein")', FieldKind.YES_NO, ()),
        ('ask("Farbe", "yes/no")', FieldKind.YES_NO, ()),
    ],
)
def test_a_question_says_what_it_asks_for(
    call: str, kind: FieldKind, choices: tuple[str, ...]
) -> None:
    field = _only(f"<<{call}>>")
    assert (field.name, field.label, field.kind, field.choices) == ("farbe", "Farbe", kind, choices)


def test_a_question_has_a_default_a_help_and_a_place_where_it_is_kept() -> None:
    field = _only('<<frage("Farbe", "rot|blau", "rot", hilfe="Welche?", merken="kontakt")>>')
    assert (field.default, field.help, field.keep) == ("rot", "Welche?", "contact")
    assert _only('<<ask("Colour", keep="ticket")>>').keep == "ticket"
    assert _only("<<ask('Colour', keep=true)>>").keep == "ticket"


def test_a_question_is_asked_once_however_often_it_occurs() -> None:
    filled = rendered('<<farbe>> <<frage("Farbe", "rot|blau")>> <<FARBE>>', {"farbe": "rot"})
    assert filled.text == "rot rot rot"
    assert [(f.name, f.kind) for f in filled.asked] == [("farbe", FieldKind.CHOICE)]


def test_fields_of_nested_snippets_are_asked_in_reading_order() -> None:
    snippets = {"b": '<<zwei>> <<baustein("c")>>', "c": "<<drei>><<eins>>"}
    filled = rendered('<<eins>> <<baustein("b")>> <<vier>>', snippets=snippets)
    assert [field.name for field in filled.missing] == ["eins", "zwei", "drei", "vier"]
    assert visible(filled.text) == "[Eins …] [Zwei …] [Drei …][Eins …] [Vier …]"


def test_only_fields_that_are_reached_are_asked() -> None:
    source = (
        '<<% if frage("Entschuldigen?", "ja/nein") %>><<grund>><<% else %>><<dank>><<% endif %>>'
    )
    assert [f.name for f in rendered(source).asked] == ["entschuldigen", "dank"]
    assert [f.name for f in rendered(source).missing] == ["dank"]
    apology = rendered(source, {"entschuldigen": True})
    assert [f.name for f in apology.asked] == ["entschuldigen", "grund"]
    assert [f.name for f in compiled(source).fields] == ["entschuldigen", "grund", "dank"]


def test_a_condition_that_waits_for_an_answer_leaves_an_open_place() -> None:
    source = '<<% if frage("Farbe", "rot|blau") == "rot" %>>Rot.<<% else %>>Blau.<<% endif %>>'
    filled = rendered(source)
    assert visible(filled.text) == "Blau.[Farbe …]"
    assert [field.name for field in filled.missing] == ["farbe"]
    assert text(source, {"farbe": "Rot"}) == "Rot."


def test_a_field_that_is_only_tested_may_stay_empty() -> None:
    source = "<<% if rabatt is defined %>>Rabatt: <<rabatt>><<% endif %>>."
    filled = rendered(source)
    assert (filled.text, filled.missing) == (".", ())
    assert [field.name for field in filled.asked] == ["rabatt"]
    assert text(source, {"rabatt": "5 %"}) == "Rabatt: 5 %."


def test_a_default_is_printed_but_still_asked() -> None:
    for source in ('<<frage("Farbe", default="rot")>>', '<<farbe|default("rot")>>'):
        filled = rendered(source)
        assert (filled.text, filled.missing) == ("rot", ())
        assert [field.default for field in filled.asked] == ["rot"]
        assert text(source, {"farbe": "blau"}) == "blau"


def test_an_emptied_answer_is_missing_even_with_a_default() -> None:
    filled = rendered('<<frage("Farbe", default="rot")>>', {"farbe": " "})
    assert [field.name for field in filled.missing] == ["farbe"]


def test_an_answer_that_was_kept_is_not_asked_again() -> None:
    filled = rendered("<<seriennummer>>", kept={"seriennummer": "A-1"})
    assert (filled.text, filled.asked) == ("A-1", ())
    assert text("<<seriennummer>>", {"seriennummer": "B-2"}, kept={"seriennummer": "A-1"}) == "B-2"


def test_a_kept_answer_stands_in_for_a_value_that_is_missing() -> None:
    assert text("<<produkt>>", values={}, kept={"ticket.product": "X1"}) == "X1"


def test_what_is_asked_for_goes_before_what_is_known() -> None:
    source = '<<frage("Uhrzeit")>> <<uhrzeit>>'
    assert visible(text(source)) == "[Uhrzeit …] [Uhrzeit …]"
    assert text(source, {"uhrzeit": "15 Uhr"}) == "15 Uhr 15 Uhr"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<<bis|datum>>", FieldKind.DATE),
        ('<<bis|plus(2, "wt")|datum>>', FieldKind.DATE),
        ("<<preis|euro>>", FieldKind.NUMBER),
        ("<<menge|zahl>>", FieldKind.NUMBER),
        ("<<% if eilig %>>!<<% endif %>>", FieldKind.YES_NO),
        ("<<% if not eilig and schwer %>>!<<% endif %>>", FieldKind.YES_NO),
        ("<<% if eilig %>><<eilig>><<% endif %>>", FieldKind.TEXT),
    ],
)
def test_the_kind_of_an_unknown_name_follows_from_its_use(source: str, kind: FieldKind) -> None:
    assert {field.kind for field in compiled(source).fields} == {kind}


def test_the_name_of_a_field_can_be_given() -> None:
    assert _only('<<frage("Welche Farbe?", name="farbe")>>').name == "farbe"
    assert _only('<<frage("Welche Farbe?")>>').name == "welche_farbe"


@pytest.mark.parametrize(
    ("kind", "answer", "value"),
    [
        (FieldKind.TEXT, " a ", "a"),
        (FieldKind.TEXT, "", None),
        (FieldKind.TEXT, ("a", "b"), "a, b"),
        (FieldKind.YES_NO, True, True),
        (FieldKind.YES_NO, "Nein", False),
        (FieldKind.YES_NO, "vielleicht", None),
        (FieldKind.SEVERAL, ("a", ""), ("a",)),
        (FieldKind.SEVERAL, "a|b", ("a", "b")),
        (FieldKind.SEVERAL, (), None),
        (FieldKind.DATE, "2026-12-24", date(2026, 12, 24)),
        (FieldKind.DATE, "24.12.26", date(2026, 12, 24)),
        (FieldKind.DATE, "31.2.2026", None),
        (FieldKind.NUMBER, "2,5", 2.5),
        (FieldKind.NUMBER, "zwei", None),
        (FieldKind.LONG, "a\nb", "a\nb"),
        (FieldKind.TEXT, "\ue000x\ue001", "x"),
    ],
)
def test_answers_are_read_by_their_kind(
    kind: FieldKind, answer: str | bool | tuple[str, ...], value: object
) -> None:
    assert read_answer(Field("x", "x", kind), answer) == value


def test_names_of_fields_are_folded() -> None:
    assert field_name("Größe (cm)") == field_name("GRÖSSE  cm")
    assert text("<<größe>> <<GRÖSSE>>", {"Größe": "M"}) == "M M"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<<frage()>>", "needs what it asks for"),
        ('<<frage("")>>', "needs what it asks for"),
        ('<<frage("Farbe", "rott")>>', "no kind of field"),
        ('<<frage("Farbe", auswahl="rot")>>', "two choices"),
        ('<<frage("Farbe", "rot|blau", default="gelb")>>', "does not fit"),
        ('<<frage("Tag", "datum", default="bald")>>', "does not fit"),
        ('<<frage("Farbe", farbe="x")>>', "has no"),
        ('<<frage("Farbe", merken="nirgends")>>', "is kept on"),
        ('<<frage("Farbe", default="a", vorgabe="b")>>', "twice"),
        ("<<frage(name)>>", "fixed text"),
        ('<<frage("a" "b")>>', "is missing here"),
        ('<<frage("?!")>>', "no letter"),
        ('<<frage("a", "b", "c", "d", "e")>>', "too many"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_why(source: str, words: str) -> None:
    (problem,) = check(source)
    assert words in problem.message
    assert problem.severe


def test_fields_are_one_whether_their_umlauts_are_spelled_out_or_not() -> None:
    template = "<<größe>> <<groesse>> <<Größe>>"
    assert [field.name for field in compiled(template).fields] == ["groesse"]
    for written in ("größe", "groesse", "GRÖSSE"):
        assert text(template, {written: "XL"}) == "XL XL XL"


@pytest.mark.parametrize("name", ["fact.hours", "fakt.hours", "Fakt.Hours"])
def test_a_fact_is_answered_under_any_of_its_names(name: str) -> None:
    assert text("<<fakt.hours>>", {name: "9-17"}) == "9-17"


@pytest.mark.parametrize("name", ["status", "ticket.status", "Status"])
def test_the_state_of_a_ticket_needs_no_root(name: str) -> None:
    assert text(f"<<{name}>>") == "offen"
