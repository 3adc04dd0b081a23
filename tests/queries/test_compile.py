"""The SQL of a search finds what plain Python finds, in the same order whatever the way."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.queries import pages, text_pages
from app.queries.terms import (
    And,
    Choice,
    ChoiceField,
    Comparison,
    Fixed,
    Flag,
    Grouping,
    HasPart,
    IsFlagged,
    Not,
    NumberIs,
    OneOf,
    Or,
    Part,
    Phrase,
    Relative,
    Sort,
    Term,
    TextField,
    TextIn,
    TimeField,
    TimeIn,
    Unit,
    Word,
)
from app.queries.tickets import count_tickets, ticket_ids
from app.rules.enums import Channel, Level, Priority, Status
from app.storage.database import Database
from tests.queries.conftest import NOW, ZONE
from tests.queries.naive import Naive, naive

VIEWPOINT: dict[str, Any] = {"now": NOW, "zone": ZONE, "agent_id": 1}

_WORDS = """rechnung Grüße müller the Öl E04 and danke please umtausch regards 1003 1040 B PDF
    service ahornwerk example jana köhler xyzzy wir 4 Straße Yılmaz OR"""
_SOME_WORDS = st.sampled_from(_WORDS.split())
_TEXTS = st.one_of(_SOME_WORDS, st.text(max_size=6), st.sampled_from(["%", "_", "!", "a b", "@"]))
_CHOICES: dict[ChoiceField, tuple[Choice, ...]] = {
    ChoiceField.STATUS: tuple(Status),
    ChoiceField.PRIORITY: tuple(Priority),
    ChoiceField.CHANNEL: tuple(Channel),
    ChoiceField.LEVEL: tuple(Level),
}


@st.composite
def _one_of(draw: st.DrawFn) -> Term:
    field = draw(st.sampled_from(list(ChoiceField)))
    values = draw(st.sets(st.sampled_from(_CHOICES[field]), min_size=1))
    return OneOf(field, tuple(member for member in _CHOICES[field] if member in values))


_PERIODS = st.one_of(
    st.builds(Relative, st.sampled_from(list(Unit)), st.integers(-3, 3)),
    st.builds(Fixed, st.just(2026), st.integers(1, 4), st.integers(1, 28)),
    st.builds(Fixed, st.just(2026), st.integers(1, 4)),
    st.builds(Fixed, st.integers(1969, 2027)),
)
_LEAVES: st.SearchStrategy[Term] = st.one_of(
    st.builds(Word, _TEXTS, st.booleans()),
    st.builds(Phrase, st.one_of(_TEXTS, st.sampled_from(["Guten Tag", "kind regards"]))),
    _one_of(),
    st.builds(TextIn, st.sampled_from(list(TextField)), _TEXTS, st.booleans()),
    st.builds(HasPart, st.sampled_from(list(Part))),
    st.builds(IsFlagged, st.sampled_from(list(Flag))),
    st.builds(NumberIs, st.integers(995, 1155)),
    st.builds(
        TimeIn, st.sampled_from(list(TimeField)), st.sampled_from(list(Comparison)), _PERIODS
    ),
)
TERMS: st.SearchStrategy[Term] = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda terms: And(tuple(terms)), st.lists(inner, max_size=3)),
        st.builds(lambda terms: Or(tuple(terms)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def plain(demo: Database) -> Naive:
    return demo.read(naive)


@given(query=TERMS)
@settings(max_examples=400)
def test_a_search_finds_what_plain_python_finds(demo: Database, plain: Naive, query: Term) -> None:
    found = demo.read(ticket_ids, query, **VIEWPOINT)
    count = demo.read(count_tickets, query, **VIEWPOINT)
    expected = plain.ids(query, **VIEWPOINT)
    assert set(found) == expected
    assert len(found) == len(expected) == count


@given(
    query=st.one_of(st.none(), TERMS),
    sort=st.sampled_from(list(Sort)),
    descending=st.booleans(),
    grouping=st.sampled_from(list(Grouping)),
    limit=st.integers(1, 20),
)
@settings(max_examples=400)
def test_a_first_page_is_the_beginning_of_the_whole(
    demo: Database,
    query: Term | None,
    sort: Sort,
    descending: bool,
    grouping: Grouping,
    limit: int,
) -> None:
    order = {"sort": sort, "descending": descending, "grouping": grouping, **VIEWPOINT}
    whole = demo.read(ticket_ids, query, **order)
    page = demo.read(ticket_ids, query, limit=limit, **order)
    assert page == whole[:limit]


@given(
    query=st.one_of(st.none(), TERMS),
    sort=st.sampled_from(list(Sort)),
    descending=st.booleans(),
    limit=st.integers(1, 20),
    few=st.sampled_from([2, 30]),
    many=st.sampled_from([5, 1000]),
)
@settings(max_examples=400)
def test_a_first_page_is_the_same_on_a_desk_too_large_to_gather(
    demo: Database,
    query: Term | None,
    sort: Sort,
    descending: bool,
    limit: int,
    few: int,
    many: int,
) -> None:
    order = {"sort": sort, "descending": descending, **VIEWPOINT}
    whole = demo.read(ticket_ids, query, **order)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "_WALK", 5)
        patch.setattr(pages, "_LAZY_WALK", 9)
        patch.setattr(pages, "_FEW", 1)
        patch.setattr(pages, "_LONG_WALK", 50)
        patch.setattr(text_pages, "_FEW", few)
        patch.setattr(text_pages, "_NEWEST", 2)
        patch.setattr(text_pages, "_MANY", many)
        patch.setattr(text_pages, "_WALK", 40)
        patch.setattr(text_pages, "_SLICE", 7)
        page = demo.read(ticket_ids, query, limit=limit, **order)
    assert page == whole[:limit]
