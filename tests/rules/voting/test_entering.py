"""Raised hands are checked while they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.voting.entering import Entry

counts = st.dictionaries(st.sampled_from("ABCDE"), st.none() | st.integers(0, 9), min_size=2)


def test_a_round_is_possible_once_every_option_has_a_count() -> None:
    entry = Entry.empty("AB", electorate=8).put("A", 5)
    assert (entry.missing, entry.left, entry.is_possible) == (("B",), 3, False)
    assert entry.put("B", 0).is_possible


def test_more_hands_than_people_are_not_possible() -> None:
    entry = Entry.empty("AB", electorate=8).put("A", 5).put("B", 4)
    assert (entry.left, entry.is_possible) == (-1, False)
    with pytest.raises(ValueError, match="more people"):
        entry.tally  # noqa: B018 - the property refuses


def test_only_what_stands_can_be_counted() -> None:
    with pytest.raises(ValueError, match="no count"):
        Entry.empty("AB", electorate=8).put("C", 1)
    with pytest.raises(ValueError, match="no count"):
        Entry.empty("AB", electorate=8).put("A", -1)


@given(counts, st.integers(1, 20))
def test_what_is_possible_adds_up(made: dict[str, int | None], electorate: int) -> None:
    entry = Entry(electorate, made)
    assert entry.counted + entry.left == electorate
    if entry.is_possible:
        assert sum(entry.tally.values()) + entry.left == electorate
        assert entry.left >= 0
