"""What is wrong, where, and how it is mended."""

import pytest

from app.templating.snippets.language import (
    Problem,
    TemplateFault,
    TokenKind,
    check,
    compiled,
    tokens,
)


def _mended(source: str, problem: Problem) -> str:
    assert problem.fix is not None
    start = problem.fix.start
    return source[:start] + problem.fix.replacement + source[start + problem.fix.length :]


@pytest.mark.parametrize(
    ("source", "place", "mended"),
    [
        ("<<Kunden-Nr>>", (1, 3, 9), "<<kunden_nr>>"),
        ("a <<Kunden Nr>>", (1, 5, 9), "a <<kunden_nr>>"),
        ("<<Kunden - Nr|gross>>", (1, 3, 11), "<<kunden_nr|gross>>"),
        ("<<Lieblings Farbe 2>>", (1, 3, 17), "<<lieblings_farbe_2>>"),
        ("<<name|grosss>>", (1, 8, 6), "<<name|gross>>"),
        ("<<heute|datm>>", (1, 9, 4), "<<heute|datum>>"),
        ("x\ny <<kontakt.vornmae>>", (2, 5, 15), "x\ny <<kontakt.vorname>>"),
        ("<<kunde2.farbe>>", (1, 3, 12), "<<kunde2_farbe>>"),
        ("<<name", (1, 1, 6), "<<name>>"),
        ("Hallo <<vorname, wie geht es", (1, 7, 9), "Hallo <<vorname>>, wie geht es"),
        ("<<% if name %>>x", (1, 1, 15), "<<% if name %>>x<<% endif %>>"),
        ("a\n<<% iff name %>>x<<% endif %>>", (2, 5, 3), "a\n<<% if name %>>x<<% endif %>>"),
        ("x<<% endif %>>", (1, 2, 13), "x"),
        ("<<% if x = 1 %>>a<<% endif %>>", (1, 10, 1), "<<% if x == 1 %>>a<<% endif %>>"),
        ("<<frage(„Farbe“)>>", (1, 9, 1), '<<frage("Farbe")>>'),
        ('<<frge("Farbe")>>', (1, 3, 4), '<<frage("Farbe")>>'),
        ('<<frage("Farbe", "datm")>>', (1, 18, 6), '<<frage("Farbe", "datum")>>'),
        ('<<frage("Farbe", hife="x")>>', (1, 18, 4), '<<frage("Farbe", hilfe="x")>>'),
        ('<<heute|plus(3, "wrktage")>>', (1, 17, 9), '<<heute|plus(3, "werktage")>>'),
        ("<<Guten Tag!>>", (1, 12, 1), '<<"<<">>Guten Tag!>>'),
        ("<<# offen", (1, 1, 3), '<<"<<">># offen'),
        ("<<% if offen", (1, 1, 6), '<<"<<">>% if offen'),
        ("<<name.>>", (1, 8, 1), '<<"<<">>name.>>'),
    ],
)
def test_a_problem_has_a_place_and_a_way_out(
    source: str, place: tuple[int, int, int], mended: str
) -> None:
    problem, *others = [each for each in check(source) if each.severe]
    assert (problem.line, problem.column, problem.length) == place
    assert _mended(source, problem) == mended
    if not others:
        assert [each for each in check(mended) if each.severe] == []
    with pytest.raises(TemplateFault, match=f"Line {place[0]}, column {place[1]}: "):
        compiled(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<<name|>>", "name of a filter"),
        ("<<name|plus>>", "needs a value"),
        ("<<name|gross(1)>>", "too many values"),
        ('<<heute|plus("zwei")>>', "is a number"),
        ('<<heute|plus(300, "wt")>>', "At most 260"),
        ('<<heute|datum("schön")>>', "no form of a date"),
        ('<<heute|datum("kurz", "fr")>>', "language"),
        ('<<jetzt|uhrzeit("25")>>', "no form of a time"),
        ('<<x|liste("vielleicht")>>', "no form of a list"),
        ("<<x|zahl(9)>>", "decimals"),
        ("<<name name.vorname>>", "not expected"),
        ("<<name + 1>>", "means nothing"),
        ("<<not>>", "Something is missing"),
        ("<<in>>", "cannot be a name"),
        ("<<name(1)>>", "means nothing here"),
        ("<<cursor|gross>>", "stands alone"),
        ("<<frage('a)>>", "never closed"),
        ("<<a if b>>", "“else” is missing"),
        ("<<% if a == b == c %>>x<<% endif %>>", "not expected"),
        ("<<% if a is big %>>x<<% endif %>>", "“defined”"),
        ('<<% if "a" is defined %>>x<<% endif %>>', "Only a name"),
        ("<<% if %>>x<<% endif %>>", "condition is missing"),
        ("<<% %>>", "condition is missing"),
        ("<<% if a %>>x<<% else b %>>y<<% endif %>>", "Nothing comes after"),
        ("<<% if a %>>x<<% else %>>y<<% else %>>z<<% endif %>>", "second “else”"),
        ("<<% if a %>>x<<% else %>>y<<% elif c %>>z<<% endif %>>", "comes “endif”"),
        ("<<% else %>>", "“if” is missing"),
        ("<<% for a in b %>>x<<% endfor %>>", "not known"),
        ("<<kontakt.haarfarbe>>", "There is no value"),
        ("<<name._private>>", "A name is missing"),
        ("x" * 40_000, "too long"),
        ("<<a>>" * 501, "too many placeholders"),
        ("<<% if a %>>" * 13 + "<<% endif %>>" * 13, "nested too deeply"),
    ],
)
def test_a_problem_is_told_in_plain_words(source: str, words: str) -> None:
    severe = [each for each in check(source) if each.severe]
    assert words in severe[0].message


def test_every_mistake_is_told_not_only_the_first() -> None:
    source = "<<name|grosss>>\n<<a-b>>\n<<% if x %>>\n<<kontakt.vornmae>>"
    assert [problem.line for problem in check(source)] == [1, 2, 3, 4]


def test_an_unclosed_condition_is_told_where_it_opens() -> None:
    source = "a\n<<% if x %>>\nb\n<<% if y %>>c<<% endif %>>\nd\n"
    (problem,) = check(source)
    assert (problem.line, problem.column) == (2, 1)


def test_a_slip_of_a_known_name_is_hinted_at_but_can_be_used() -> None:
    (hint,) = check("Hallo <<vornmae>>")
    assert not hint.severe
    assert (hint.line, hint.column, hint.length) == (1, 9, 7)
    assert _mended("Hallo <<vornmae>>", hint) == "Hallo <<vorname>>"
    assert compiled("Hallo <<vornmae>>").fields[0].name == "vornmae"


def test_places_count_every_kind_of_newline_once() -> None:
    (problem,) = check("a\r\nb\r<<a-b>>")
    assert (problem.line, problem.column) == (3, 3)


def test_tokens_tell_what_each_stretch_is() -> None:
    source = '<<Name|gross>> x <<farbe|datum("voll")>><<# c #>><<% if fakt.x and y is defined %>>'
    source += '<<frage("a", merken=true)>><<cursor>><<a|nix>><<"<<">>'
    found = [
        (token.kind, source[token.start : token.start + token.length]) for token in tokens(source)
    ]
    words = [(kind, text) for kind, text in found if kind is not TokenKind.SIGN]
    assert words == [
        (TokenKind.NAME, "Name"),
        (TokenKind.FILTER, "gross"),
        (TokenKind.FIELD, "farbe"),
        (TokenKind.FILTER, "datum"),
        (TokenKind.STRING, '"voll"'),
        (TokenKind.COMMENT, "<<# c #>>"),
        (TokenKind.KEYWORD, "if"),
        (TokenKind.FACT, "fakt.x"),
        (TokenKind.KEYWORD, "and"),
        (TokenKind.FIELD, "y"),
        (TokenKind.KEYWORD, "is"),
        (TokenKind.KEYWORD, "defined"),
        (TokenKind.CALL, "frage"),
        (TokenKind.STRING, '"a"'),
        (TokenKind.KEYWORD, "merken"),
        (TokenKind.KEYWORD, "true"),
        (TokenKind.CALL, "cursor"),
        (TokenKind.FIELD, "a"),
        (TokenKind.ERROR, "nix"),
        (TokenKind.STRING, '"<<"'),
    ]
