"""Marks in filled-in texts, and texts escaped to be templates."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.placeholders import (
    CURSOR,
    OPEN_END,
    OPEN_START,
    OpenSpan,
    escape,
    open_place,
    open_spans,
    visible,
    without_marks,
)


def test_open_places_are_found_with_their_labels() -> None:
    text = f"a {open_place('Farbe')} b {open_place('Kunden-Nr')}"
    assert open_spans(text) == (OpenSpan(2, 9, "Farbe"), OpenSpan(12, 23, "Kunden-Nr"))
    assert [text[span.start : span.end] for span in open_spans(text)] == [
        f"{OPEN_START}Farbe{OPEN_END}",
        f"{OPEN_START}Kunden-Nr{OPEN_END}",
    ]


def test_open_places_can_be_seen_outside_of_the_program() -> None:
    assert visible(f"a {open_place('Farbe')}{CURSOR} b") == "a [Farbe …] b"
    assert visible(f"half {OPEN_START}a mark") == "half a mark"


def test_a_label_is_one_line_without_marks() -> None:
    assert open_place(f"a\n{OPEN_END} b") == f"{OPEN_START}a b{OPEN_END}"


def test_only_runs_of_opening_signs_are_escaped() -> None:
    assert escape("a < b > c >> d") == "a < b > c >> d"
    assert escape("<<<x>>") == '<<"<<<">>x>>'


@given(st.text(st.sampled_from(f"ab <>{OPEN_START}{OPEN_END}{CURSOR}")))
def test_no_mark_is_left_in_what_is_shown(text: str) -> None:
    for shown in (visible(text), without_marks(text)):
        assert not set(shown) & {OPEN_START, OPEN_END, CURSOR}
