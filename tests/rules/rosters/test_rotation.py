"""Rotation patterns: read from letters, laid over people and days, series that go on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.rules.rosters.patterns import (
    OFF,
    Pattern,
    continued,
    even_stagger,
    laid_out,
    parse_pattern,
    written,
)

LETTERS = {"F": "1", "S": "2", "N": "3", "FD": "4"}
NAMES = {key: letter for letter, key in LETTERS.items()}
FIRST = date(2026, 6, 1)


def test_letters_days_off_and_days_to_leave_alone_are_read() -> None:
    assert parse_pattern("FS-.", LETTERS).slots == ("1", "2", OFF, None)


def test_blanks_commas_and_long_dashes_do_not_matter() -> None:
    assert parse_pattern("F F, S | – —", LETTERS) == parse_pattern("FFS--", LETTERS)


def test_the_longest_letter_is_taken() -> None:
    assert parse_pattern("FFDS", LETTERS).slots == ("1", "4", "2")


def test_small_letters_count_unless_another_kind_has_them() -> None:
    assert parse_pattern("fsn", LETTERS).slots == ("1", "2", "3")
    assert parse_pattern("fF", {"F": "1", "f": "5"}).slots == ("5", "1")


def test_an_unknown_letter_is_named_with_its_place() -> None:
    with pytest.raises(UserError, match="“X” at place 3"):
        parse_pattern("FFXS", LETTERS)


@pytest.mark.parametrize("text", ["", "  ", "...", ",|"])
def test_a_pattern_that_plans_nothing_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="FFSS-NN--"):
        parse_pattern(text, LETTERS)


def test_each_person_is_some_days_ahead_of_the_one_before() -> None:
    pattern = parse_pattern("FS-", LETTERS)
    found = laid_out(pattern, ["a", "b"], first=FIRST, last=date(2026, 6, 4), stagger=1)
    assert list(found["a"].values()) == ["1", "2", OFF, "1"]
    assert list(found["b"].values()) == ["2", OFF, "1", "2"]


def test_days_to_leave_alone_are_left_out() -> None:
    found = laid_out(parse_pattern("F.", LETTERS), ["a"], first=FIRST, last=date(2026, 6, 4))
    assert list(found["a"]) == [FIRST, date(2026, 6, 3)]


def test_the_pattern_of_nine_days_spreads_three_people_by_three() -> None:
    assert even_stagger(parse_pattern("FFSS-NN--", LETTERS), 3) == 3


def test_a_series_repeats_what_is_written_before_the_first_gap() -> None:
    row = ["1", "2", OFF, None, None, None, None]
    assert continued(row) == ["1", "2", OFF, "1", "2", OFF, "1"]
    assert continued([None, "1"]) == [None, "1"]


slots = st.lists(st.sampled_from(["1", "2", "3", "4", OFF, None]), min_size=1).filter(any)


@given(slots)
def test_what_is_written_is_read_as_it_was(content: list[str | None]) -> None:
    # Letters that begin alike need a blank between them.
    text = " ".join(written([slot], NAMES) for slot in content)
    assert list(parse_pattern(text, LETTERS).slots) == content


@given(slots, st.integers(0, 60), st.integers(0, 30), st.integers(1, 6))
def test_everybody_has_the_same_pattern_at_another_place(
    content: list[str | None], days: int, stagger: int, people: int
) -> None:
    pattern = Pattern(tuple(content))
    names = [str(number) for number in range(people)]
    last = FIRST + timedelta(days=days)
    found = laid_out(pattern, names, first=FIRST, last=last, stagger=stagger)
    for row, name in enumerate(names):
        for number in range(days + 1):
            day = FIRST + timedelta(days=number)
            assert found[name].get(day) == pattern.at(number + row * stagger)
