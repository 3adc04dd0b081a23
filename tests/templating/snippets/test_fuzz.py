"""Templates made by chance: what is checked can be filled in, what cannot is told why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.placeholders import CURSOR, open_spans
from app.templating.snippets.filter_table import BY_ALIAS
from app.templating.snippets.language import TemplateFault, check, compiled, tokens
from app.templating.snippets.names import ALIASES
from app.templating.snippets.values import Answer, Snapshot
from tests.templating.snippets.filling import ENGLISH, GERMAN

_names = st.one_of(
    st.sampled_from(sorted(ALIASES)), st.sampled_from(["farbe", "Größe", "fakt.zeiten", "a.b"])
)
_constants = st.one_of(
    st.integers(-3000, 3000).map(str),
    st.sampled_from(['"rot"', '"rot|blau"', "'wt'", '"h"', '"voll"', '"oder"', "true", "1.5"]),
)
_calls = st.sampled_from(
    [
        'frage("Farbe", "rot|blau")',
        'frage("Größe", "mehrere: S|M|L")',
        'frage("Wann", "datum", default="2026-02-28")',
        'frage("Wie viele", "zahl", merken="ticket")',
        'frage("Sicher?", "ja/nein")',
        'ask("Text", "long", help="?")',
    ]
)
_filters = st.builds(
    lambda name, arguments: f"|{name}" + (f"({', '.join(arguments)})" if arguments else ""),
    st.sampled_from([*sorted(BY_ALIAS), "attr", "format", "nope"]),
    st.lists(st.one_of(_constants, _names), max_size=2),
)
_primary = st.one_of(_names, _constants, _calls)
_values = st.builds(
    lambda base, chain: base + "".join(chain), _primary, st.lists(_filters, max_size=3)
)
_operators = st.sampled_from([" == ", " != ", " < ", " >= ", " in ", " not in ", " and ", " oder "])
_tests = st.recursive(
    st.one_of(_values, _names.map("{} is defined".format), _names.map("{} ist nicht leer".format)),
    lambda inner: st.one_of(
        st.builds("{}{}{}".format, inner, _operators, inner),
        inner.map("not ({})".format),
    ),
    max_leaves=5,
)
_pieces = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["\n", "<", "<<", ">>", "%>>", "<<#", "{{ x }}", "<<<", "  ", '"', "'"]),
    _values.map("<<{}>>".format),
    st.sampled_from(["<<cursor>>", '<<baustein("b")>>', "<<# x #>>", '<<baustein("c")>>']),
)
_bodies = st.recursive(
    st.lists(_pieces, max_size=4).map("".join),
    lambda inner: st.builds(
        "<<% if {} %>>{}<<% elif {} %>>{}<<% else %>>{}<<% endif %>>".format,
        *(_tests, inner, _tests, inner, inner),
    ),
    max_leaves=4,
)
_answers: st.SearchStrategy[dict[str, Answer]] = st.dictionaries(
    st.one_of(_names, st.sampled_from(["farbe", "größe", "wann", "wie_viele", "sicher", "text"])),
    st.one_of(st.text(max_size=6), st.booleans(), st.tuples(st.text(max_size=3))),
    max_size=4,
)
_SNIPPETS = {
    "b": "Gruß <<vorname>> <<farbe>>",
    "c": '<<baustein("b")>><<% if farbe %>>!<<% endif %>>',
}


def _mutated(source: str, cuts: list[tuple[int, int, str]]) -> str:
    for start, length, instead in cuts:
        place = start % (len(source) + 1)
        source = source[:place] + instead + source[place + length :]
    return source


_cuts = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 5), st.sampled_from(["", *'<>%#"|(),.x_ \n'])),
    max_size=4,
)


def _go_through(source: str, answers: dict[str, Answer], snapshot: Snapshot) -> None:
    problems = check(source, _SNIPPETS.get)
    severe = [problem for problem in problems if problem.severe]
    if severe:
        with pytest.raises(TemplateFault) as refused:
            compiled(source, _SNIPPETS.get)
        assert len(refused.value.problems) == len(severe)
        return
    template = compiled(source, _SNIPPETS.get)
    filled = template.render(snapshot, answers)
    assert len(open_spans(filled.text)) >= len(filled.missing)
    assert CURSOR not in filled.text
    assert filled.cursor is None or 0 <= filled.cursor <= len(filled.text)
    assert {field.name for field in filled.missing} <= {field.name for field in filled.asked}
    assert template.render(snapshot, answers) == filled
    template.render(snapshot, answers, html=True)


@given(_bodies, _answers, st.sampled_from([GERMAN, ENGLISH]))
def test_what_is_checked_can_be_filled_in(
    source: str, answers: dict[str, Answer], snapshot: Snapshot
) -> None:
    _go_through(source, answers, snapshot)


@given(_bodies, _cuts, _answers)
@settings(max_examples=200)
def test_damaged_templates_are_refused_or_filled_in(
    source: str, cuts: list[tuple[int, int, str]], answers: dict[str, Answer]
) -> None:
    _go_through(_mutated(source, cuts), answers, GERMAN)


@given(_bodies, _cuts)
def test_problems_and_tokens_lie_within_the_source(
    source: str, cuts: list[tuple[int, int, str]]
) -> None:
    damaged = _mutated(source, cuts).replace("\r", "")
    lines = damaged.split("\n")
    for problem in check(damaged, _SNIPPETS.get):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.length >= 1
        if problem.fix:
            assert 0 <= problem.fix.start <= problem.fix.start + problem.fix.length <= len(damaged)
    end = 0
    for token in tokens(damaged):
        assert token.start >= end
        assert token.length > 0
        end = token.start + token.length
    assert end <= len(damaged)
