"""Dots shorten a list to three to seven options and never leave the last place to chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.voting.dots import FEWEST, MOST, Shortlist, dots_each, shortlist

dots = st.dictionaries(st.text("abcdefghijkl", min_size=1, max_size=2), st.integers(0, 6))


def test_the_options_with_the_most_dots_go_on_in_the_order_of_the_list() -> None:
    found = shortlist({"A": 1, "B": 9, "C": 3, "D": 5, "E": 0}, 3)
    assert found == Shortlist(("B", "C", "D"), ("A", "E"))


def test_all_who_share_the_last_place_go_on_while_there_is_room_for_seven() -> None:
    assert shortlist({"A": 9, "B": 2, "C": 2, "D": 2, "E": 1}, 3).kept == ("A", "B", "C", "D")


def test_else_none_of_them_goes_on_while_there_are_three() -> None:
    many = {"A": 9, "B": 8, "C": 7, "D": 6} | {f"x{number}": 1 for number in range(6)}
    assert shortlist(many, 6).kept == ("A", "B", "C", "D")


def test_else_people_say_who_of_the_border_goes_on() -> None:
    many = {"A": 9, "B": 8} | {f"x{number}": 1 for number in range(6)} | {"Z": 0}
    found = shortlist(many, 5)
    assert (found.kept, found.out, found.room) == (("A", "B"), ("Z",), 3)
    assert len(found.border) == 6


def test_a_short_list_stays_as_it_is() -> None:
    assert shortlist({"A": 0, "B": 1}, 5) == Shortlist(("A", "B"), ())


@pytest.mark.parametrize(("options", "each"), [(6, 3), (9, 3), (10, 4), (20, 7)])
def test_everyone_has_a_third_as_many_dots_as_there_are_options(options: int, each: int) -> None:
    assert dots_each(options) == each


@given(dots, st.integers(0, 12))
def test_nothing_is_lost_and_nobody_goes_on_before_one_with_more_dots(
    made: dict[str, int], wanted: int
) -> None:
    found = shortlist(made, wanted)
    assert sorted((*found.kept, *found.out, *found.border)) == sorted(made)
    if len(made) > MOST:
        assert len(found.kept) + found.room <= MOST
        assert len(found.kept) + found.room >= FEWEST
    for kept in found.kept:
        assert all(made[kept] >= made[other] for other in (*found.out, *found.border))
