"""Titles, abbreviations and words of snippets; what is left of them in an answer."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.enums import Status
from app.rules.kept_text import still_holds
from app.rules.snippet_actions import (
    NO_ACTIONS,
    SnippetActions,
    actions_as_json,
    actions_from_json,
)
from app.rules.snippet_words import (
    abbreviation_key,
    saved_characters,
    saved_seconds,
    searched_words,
    title_from,
)

TEXT = "Thank you for your order. We send it on Monday, and you get a mail as soon as it leaves."


def test_case_and_the_way_an_umlaut_is_made_do_not_tell_abbreviations_apart() -> None:
    assert abbreviation_key(" GRÜSSE") == abbreviation_key("gru\u0308sse")
    assert abbreviation_key(":gr") != abbreviation_key("gr")


def test_a_title_is_the_first_line_that_says_something() -> None:
    assert title_from("<<anrede>>,\n\n– Ihre Bestellung –\nist da") == "Ihre Bestellung"
    assert title_from("<<% if a %>>\n<<b>>\n") == ""
    assert title_from("wort " * 30).endswith("wort …")
    assert len(title_from("wort " * 30)) <= 62


def test_words_are_folded_each_once_and_placeholders_left_out() -> None:
    assert searched_words(["Größe, größe! <<farbe>>", "die Maße"]) == "grosse die masse"
    long = searched_words([" ".join(f"wort{n}" for n in range(500))])
    assert 980 < len(long) <= 1000
    assert set(long.split()) < {f"wort{n}" for n in range(500)}


def test_time_saved_is_what_typing_the_rest_takes() -> None:
    assert saved_characters("x" * 203, "abc") == 200
    assert saved_seconds(200) == 60
    assert saved_characters("x", "longer") == 0


def test_a_text_that_was_adapted_is_still_there_and_one_that_was_deleted_is_not() -> None:
    adapted = TEXT.replace("Monday", "Tuesday") + "\n\nKind regards"
    assert still_holds(f"Hello Eva\n\n{adapted}", TEXT)
    assert not still_holds("Hello Eva, thank you for your patience. It is on its way.", TEXT)
    assert still_holds("Yours, Kim", "Yours,")
    assert not still_holds("Kim", "Yours,")
    assert still_holds("→ see above", "→")


@given(st.text(), st.text(), st.text())
def test_what_was_put_in_and_left_alone_is_there(before: str, text: str, after: str) -> None:
    assert still_holds(f"{before}\n{text}\n{after}", text)


@given(
    st.builds(
        SnippetActions,
        status=st.none() | st.sampled_from(Status),
        tags=st.lists(st.text(min_size=1)).map(tuple),
        category_id=st.none() | st.integers(1),
        snooze=st.booleans(),
    )
)
def test_actions_come_back_as_they_were_written(actions: SnippetActions) -> None:
    assert actions_from_json(actions_as_json(actions)) == actions
    assert bool(actions) == bool(actions_as_json(actions)) == (actions != NO_ACTIONS)
