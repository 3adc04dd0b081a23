"""Sentences told apart, and the ideas behind them kept while they are reworded and moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.workshop.sentences import (
    Sentence,
    linked,
    parts_of,
    sentences_as_json,
    sentences_from_json,
    sentences_of,
    text_of,
)
from app.rules.workshop.statements import Part


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("No end", ["No end"]),
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("Wir helfen z. B. Händlern. Sofort.", ["Wir helfen z. B. Händlern.", "Sofort."]),
        ("Wir sind da, usw. Und zwar gern.", ["Wir sind da, usw. Und zwar gern."]),
        ("Open 24/7. 24 hours a day.", ["Open 24/7.", "24 hours a day."]),
        ("“Nobody waits.” We say so.", ["“Nobody waits.”", "We say so."]),
        ("In 2.5 hours we answer.", ["In 2.5 hours we answer."]),
        ("A line\nanother line", ["A line", "another line"]),
        ("  Much   space.\n\n  Here. ", ["Much space.", "Here."]),
    ],
)
def test_sentences_end_where_a_reader_would_say_so(text: str, found: list[str]) -> None:
    assert sentences_of(text) == found


@given(st.text())
def test_no_word_of_a_text_is_lost_between_its_sentences(text: str) -> None:
    assert "".join("".join(sentences_of(text)).split()) == "".join(text.split())


def test_a_reworded_or_moved_sentence_keeps_its_ideas_and_a_new_one_has_none() -> None:
    before = (
        Sentence(Part.MARKET, "We help small shops.", (1,)),
        Sentence(Part.CONTRIBUTION, "Nobody waits alone with a problem.", (2, 3)),
    )
    after = linked(
        {
            Part.MARKET: "We help small shops. Brand new words!",
            Part.DISTINCTION: "Nobody is left alone with a problem.",
        },
        before,
    )
    assert after == (
        Sentence(Part.MARKET, "We help small shops.", (1,)),
        Sentence(Part.MARKET, "Brand new words!"),
        Sentence(Part.DISTINCTION, "Nobody is left alone with a problem.", (2, 3)),
    )


def test_an_unchanged_sentence_is_itself_before_another_may_be_it_reworded() -> None:
    before = (Sentence(Part.MARKET, "We help all shops.", (1,)),)
    after = linked({Part.MARKET: "We help all big shops. We help all shops."}, before)
    assert [each.ideas for each in after] == [(), (1,)]


def test_a_sentence_that_was_made_much_longer_keeps_its_ideas() -> None:
    before = (Sentence(Part.MARKET, "We keep our word.", (1,)), Sentence(Part.MARKET, "Yes.", (2,)))
    longer = "We keep our word, and give none that we cannot keep. Yes, we do all of it every day."
    assert [each.ideas for each in linked({Part.MARKET: longer}, before)] == [(1,), ()]


def test_a_sentence_twice_keeps_the_ideas_of_each() -> None:
    before = (Sentence(Part.MARKET, "Yes.", (1,)), Sentence(Part.MARKET, "Yes.", (2,)))
    assert linked({Part.MARKET: "Yes. Yes."}, before) == before


_SENTENCES = st.lists(
    st.builds(
        Sentence,
        st.sampled_from(list(Part)),
        st.sampled_from(["We help.", "Nobody waits.", "Always honest!", "Why us?"]),
        st.lists(st.integers(1, 9), max_size=3, unique=True).map(tuple),
    ),
    max_size=6,
)


@given(_SENTENCES)
def test_what_did_not_change_keeps_every_link(sentences: list[Sentence]) -> None:
    ordered = [each for part in Part for each in sentences if each.part is part]
    unique = list({each.text: each for each in ordered}.values())
    unique = [each for part in Part for each in unique if each.part is part]
    assert list(linked(parts_of(unique), unique)) == unique
    assert list(sentences_from_json(sentences_as_json(unique))) == unique


def test_the_whole_text_has_a_paragraph_for_each_part() -> None:
    sentences = (
        Sentence(Part.DISTINCTION, "Last."),
        Sentence(Part.MARKET, "First."),
        Sentence(Part.MARKET, "Second."),
    )
    assert text_of(sentences) == "First. Second.\n\nLast."
