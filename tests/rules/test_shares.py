"""Shares of few cases carry their uncertainty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.shares import share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (3, 60, 1.7, 13.7),
        (15, 300, 3.1, 8.1),
        (30, 600, 3.5, 7.0),
        (10, 400, 1.4, 4.5),
        (0, 75, 0.0, 4.9),
    ],
)
def test_known_intervals(part: int, whole: int, low: float, high: float) -> None:
    found = share(part, whole)
    assert (round(100 * found.low, 1), round(100 * found.high, 1)) == (low, high)


def test_nothing_counted_says_nothing() -> None:
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)


def test_a_part_larger_than_the_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="part"):
        share(2, 1)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(case: tuple[int, int]) -> None:
    found = share(*case)
    assert 0 <= found.low <= found.share + 1e-12
    assert found.share - 1e-12 <= found.high <= 1
