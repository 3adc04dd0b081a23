"""The interval of a count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.counts import count_interval


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390),
     (100, 81.36, 121.63)],
)  # fmt: skip
def test_the_limits_are_those_of_garwoods_table(count: int, low: float, high: float) -> None:
    found = count_interval(count)
    assert found[0] == pytest.approx(low, rel=0.01, abs=0.015)
    assert found[1] == pytest.approx(high, rel=0.01)


@given(st.integers(0, 100_000))
def test_the_count_lies_within_and_more_makes_both_limits_higher(count: int) -> None:
    low, high = count_interval(count)
    assert low <= count <= high
    following = count_interval(count + 1)
    assert low < following[0]
    assert high < following[1]


def test_a_count_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        count_interval(-1)
