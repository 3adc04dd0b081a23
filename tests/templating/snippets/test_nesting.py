"""Snippets within snippets."""

import pytest

from app.templating.snippets.language import TemplateFault, check, compiled
from tests.templating.snippets.filling import text


def test_a_snippet_stands_in_place_of_its_name() -> None:
    snippets = {"gruss": "Viele Grüße\n<<agent>>\n"}
    assert (
        text('a\n<<baustein("gruss")>>\nb', snippets=snippets) == "a\nViele Grüße\nJonas Weber\nb"
    )
    assert text("<<snippet('gruss')>>", snippets=snippets) == "Viele Grüße\nJonas Weber"


def test_what_a_snippet_asks_for_holds_in_those_around_it() -> None:
    snippets = {"b": '<<frage("Farbe", "rot|blau", default="rot")>>'}
    assert text('<<farbe>> <<baustein("b")>>', snippets=snippets) == "rot rot"


def test_a_template_tells_all_it_nests_and_names() -> None:
    snippets = {"b": '<<baustein("c")>> <<fakt.zeiten>>', "c": "<<vorname>> <<farbe>>"}
    template = compiled('<<baustein("b")>> <<anrede>>', snippets.get)
    assert template.nested == ("b", "c")
    assert template.names == ("contact.first_name", "greeting")
    assert template.facts == ("zeiten",)
    assert [field.name for field in template.fields] == ["farbe"]


def test_a_snippet_that_contains_itself_is_told_with_its_way() -> None:
    snippets = {"a": '<<baustein("b")>>', "b": 'x <<Baustein("A")>>', "A": '<<baustein("b")>>'}
    (problem,) = check('hier: <<baustein("a")>>', snippets.get)
    assert "a → b → A" in problem.message
    assert (problem.line, problem.column, problem.length) == (1, 7, 17)


def test_snippets_can_be_nested_eight_deep() -> None:
    snippets = {str(n): f'<<baustein("{n + 1}")>>' for n in range(20)} | {"20": "x"}
    assert text('<<baustein("13")>>', snippets=snippets) == "x"
    (problem,) = check('<<baustein("12")>>', snippets.get)
    assert "too deeply" in problem.message


def test_an_unknown_snippet_is_a_problem_with_a_suggestion() -> None:
    (problem,) = check(
        '<<baustein("grus")>>', lambda _abbreviation: None, abbreviations=["gruss", "dank"]
    )
    assert "“grus”" in problem.message
    assert problem.fix is not None
    assert problem.fix.replacement == '<<baustein("gruss")>>'
    with pytest.raises(TemplateFault, match="grus"):
        compiled('<<baustein("grus")>>')


def test_without_a_library_nested_snippets_are_not_looked_into() -> None:
    assert check('<<baustein("grus")>>') == ()


def test_a_problem_of_a_nested_snippet_lies_where_it_is_named() -> None:
    (problem,) = check('a\n<<baustein("b")>>', {"b": "x\n<<name|grosss>>"}.get)
    assert (problem.line, problem.column) == (2, 1)
    assert "“b”, line 2" in problem.message


def test_a_template_is_kept_until_something_it_nests_changes() -> None:
    snippets = {"b": "eins"}
    source = 'nur hier <<baustein("b")>>'
    first = compiled(source, snippets.get)
    assert compiled(source, snippets.get) is first
    snippets["b"] = "zwei"
    assert text(source, snippets=snippets) == "nur hier zwei"
    assert compiled(source, snippets.get) is not first


@pytest.mark.parametrize(
    "source",
    ["<<baustein()>>", '<<baustein("")>>', '<<baustein("a", "b")>>', '<<baustein("a")|gross>>',
     '<<% if baustein("a") %>>x<<% endif %>>', '<<baustein(name)>>', '<<frage(baustein("a"))>>'],
)  # fmt: skip
def test_a_snippet_is_named_by_one_text_and_stands_alone(source: str) -> None:
    assert [problem.severe for problem in check(source, {"a": "x"}.get)] == [True]
