"""Which branch is printed."""

from datetime import date

import pytest

from app.rules.enums import FormOfAddress
from app.templating.snippets.language import check
from app.templating.snippets.values import Value
from tests.templating.snippets.filling import ENGLISH, text


def _holds(test: str) -> bool:
    answers = {"x": "5", "farbe": "rot", "leer": ""}
    source = f"<<% if {test} %>>ja<<% else %>>nein<<% endif %>>"
    return text(source, answers).startswith("ja")


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ('farbe == "rot"', True),
        ('farbe == "ROT"', True),
        ('farbe != "rot"', False),
        ('farbe in ["rot", "blau"]', True),
        ('farbe in ("gelb", "blau")', False),
        ('farbe not in ["gelb"]', True),
        ('farbe nicht in ["rot"]', False),
        ('"ot" in farbe', True),
        ("x > 4", True),
        ("x >= 5 and x <= 5", True),
        ("x < 5 or x == 5", True),
        ("x > 10", False),
        ('x > "10"', False),
        ("not x > 10", True),
        ("nicht (x > 10 oder x < 0)", True),
        ("telefon is defined", True),
        ("telefon ist definiert", True),
        ("telefon is not defined", False),
        ("telefon ist leer", False),
        ("leer is defined", False),
        ("leer is empty", True),
        ("produkt and telefon", True),
        ("wahr", True),
        ("false or falsch", False),
        ('"drucker" in ticket.tags', True),
        ('"maus" in ticket.tags', False),
        ('heute == "2026-03-12"', True),
        ('heute < "24.12.2026"', True),
        ("morgen > heute", True),
        ("eingang < heute", True),
        ('heute|plus(3, "t")|datum("wochentag") == "Sonntag"', True),
        ('betreff|gross == "DRUCKER DRUCKT NICHT"', True),
        ("betreff > 3", False),
        ("ticket == 1042", True),
        ('ticket == "1042"', True),
        ('x == "fünf"', False),
    ],
)
def test_conditions_compare_what_is_meant(test: str, holds: bool) -> None:
    assert _holds(test) is holds
    assert [p for p in check(f"<<% if {test} %>>a<<% endif %>>") if p.severe] == []


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ('geschlecht == "weiblich"', True),
        ('geschlecht == "female"', True),
        ('geschlecht == "Frau"', True),
        ('gender in ["male", "diverse"]', False),
        ('ticket.status == "offen"', True),
        ('ticket.status == "open"', True),
        ('ansprache == "Sie"', True),
        ('sprache == "de"', True),
        ('sprache == "Englisch"', False),
    ],
)
def test_members_of_closed_sets_are_compared_in_either_language(test: str, holds: bool) -> None:
    assert _holds(test) is holds


def test_a_word_that_a_closed_set_does_not_have_is_a_problem() -> None:
    (problem,) = check('<<% if geschlecht == "feminin" %>>a<<% endif %>>')
    assert "feminin" in problem.message
    assert "weiblich" in problem.message


def test_the_form_of_address_is_that_of_the_variant() -> None:
    source = '<<% if ansprache == "du" %>>Dein<<% else %>>Ihr<<% endif %>>'
    assert text(source) == "Ihr"
    assert text(source, form=FormOfAddress.DU) == "Dein"
    assert text(source, form=FormOfAddress.UNKNOWN) == "Ihr"


def test_a_missing_value_is_equal_to_nothing() -> None:
    none: dict[str, Value] = {}
    assert text('<<% if telefon == "1" %>>a<<% else %>>b<<% endif %>>', values=none) == "b"
    assert text('<<% if telefon != "1" %>>a<<% else %>>b<<% endif %>>', values=none) == "a"
    assert text("<<% if telefon %>>a<<% endif %>>", values=none) == ""


@pytest.mark.parametrize(
    "source",
    [
        "<<% if x %>>a<<% elif y %>>b<<% else %>>c<<% endif %>>",
        "<<% wenn x %>>a<<% sonst wenn y %>>b<<% sonst %>>c<<% ende %>>",
        "<<%if x%>>a<<%elseif y%>>b<<%else%>>c<<%end%>>",
        "<<% falls x %>>a<<% sonst falls y %>>b<<% sonst %>>c<<% endif %>>",
        "<<% IF x %>>a<<% else if y %>>b<<% ELSE %>>c<<% EndIf %>>",
    ],
)
def test_conditions_have_branches_in_both_languages(source: str) -> None:
    assert text(source, {"x": True}) == "a"
    assert text(source, {"x": False, "y": True}) == "b"
    assert text(source, {"x": "nein", "y": "no"}) == "c"


def test_conditions_may_stand_in_each_other() -> None:
    source = "<<% if a %>><<% if b %>>ab<<% else %>>a<<% endif %>><<% else %>>-<<% endif %>>"
    assert [text(source, {"a": a, "b": b}) for a in (True, False) for b in (True, False)] == (
        ["ab", "a", "-", "-"]
    )


def test_a_value_may_be_chosen_within_a_placeholder() -> None:
    source = '<<"Frau" if geschlecht == "weiblich" else "Herr">> <<nachname>>'
    assert text(source) == "Frau Müller"
    assert text('<<"a" wenn x > 1 sonst "b" wenn x == 1 sonst "c">>', {"x": "1"}) == "b"


def test_a_question_of_yes_and_no_opens_a_paragraph() -> None:
    source = 'a\n<<% if frage("Mit Dank?", "ja/nein", default="ja") %>>\nDanke.\n<<% endif %>>\nb'
    assert text(source) == "a\nDanke.\nb"
    assert text(source, {"mit_dank": False}) == "a\nb"


def test_yes_and_no_are_printed_in_the_language() -> None:
    source = '<<frage("Neu", "ja/nein")>>'
    assert text(source, {"neu": True}) == "ja"
    assert text(source, {"neu": True}, on=ENGLISH) == "yes"


def test_days_that_were_asked_for_are_compared_as_days() -> None:
    source = '<<% if frage("Tag", "datum") < heute %>>vorbei<<% else %>>kommt<<% endif %>>'
    assert text(source, {"tag": "2026-03-11"}) == "vorbei"
    assert text(source, {"tag": date(2026, 12, 1).isoformat()}) == "kommt"
