"""Before a vote it is said how likely a tie is."""

import pytest

from app.rules.voting.odds import tie_odds


@pytest.mark.parametrize(
    ("voters", "options", "decisive"), [(5, 5, 0.09), (7, 5, 0.11), (8, 5, 0.28), (8, 6, 0.30)]
)
def test_the_odds_agree_with_an_independent_simulation(
    voters: int, options: int, decisive: float
) -> None:
    """From 4,000 counts each; within four standard errors of ours."""
    assert tie_odds(voters, options).decisive == pytest.approx(decisive, abs=0.09)


def test_a_tie_that_changes_the_winner_is_a_tie() -> None:
    odds = tie_odds(8, 5)
    assert 0 < odds.decisive <= odds.any <= 1


def test_one_option_or_nobody_cannot_tie() -> None:
    assert tie_odds(8, 1).any == 0
    assert tie_odds(0, 5).any == 0


def test_the_same_room_is_told_the_same() -> None:
    first = tie_odds(6, 4)
    tie_odds.cache_clear()
    assert tie_odds(6, 4) == first
