"""How likely a tie is, said before the vote: many made-up votes of a room of this size."""

import random
from dataclasses import dataclass
from functools import lru_cache

from app.rules.voting.count import count
from app.rules.voting.piles import Ballot

VOTES = 400
"""Made-up votes; the shares are good to about five points, which is all that is told."""

_LIKENESS = 0.6
"""How alike people of one team rank (dispersion of Mallows' model; 1 would be pure chance)."""


@dataclass(frozen=True, slots=True)
class TieOdds:
    """Shares from 0 to 1: any tie for the last place; one that changes who wins."""

    any: float
    decisive: float


@lru_cache(maxsize=64)
def tie_odds(voters: int, options: int) -> TieOdds:
    """The odds for people who rank alike to a degree; the same numbers give the same answer."""
    if voters < 1 or options < 2:
        return TieOdds(0.0, 0.0)
    dice = random.Random(voters * 1_000 + options)
    names = tuple(f"{number:02}" for number in range(options))
    tied = decisive = 0
    for _vote in range(VOTES):
        counted = count(names, [Ballot(1, _ranking(names, dice)) for _voter in range(voters)])
        tied += any(each.tie for each in counted.rounds)
        decisive += counted.undecided is not None
    return TieOdds(tied / VOTES, decisive / VOTES)


def _ranking(names: tuple[str, ...], dice: random.Random) -> tuple[str, ...]:
    """One ranking around a common one, by repeated insertion (Doignon, Pekeč, Regenwetter 2004)."""
    ranking: list[str] = []
    for number, name in enumerate(names):
        weights = [_LIKENESS ** (number - place) for place in range(number + 1)]
        ranking.insert(dice.choices(range(number + 1), weights)[0], name)
    return tuple(ranking)
