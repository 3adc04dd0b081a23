"""Ranked ballots sorted into piles: each lies with its highest option that still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ballot:
    """``weight`` people who ranked alike, best option first; an empty ranking is an abstention."""

    weight: int
    ranking: tuple[str, ...]


class Piles:
    """The ballots of a count. ``drop`` moves only those of the option that goes."""

    def __init__(self, options: Iterable[str], ballots: Iterable[Ballot]) -> None:
        self._piles: dict[str, list[_Lying]] = {each: [] for each in options}
        self._people = dict.fromkeys(self._piles, 0)
        self.exhausted = 0
        """People whose ballot names nothing that still stands."""
        self._deal((ranking, 0, people) for ranking, people in merged(ballots).items())

    @property
    def tally(self) -> dict[str, int]:
        """People with each option that stands, in the options' order."""
        return dict(self._people)

    @property
    def size(self) -> int:
        """Different ballots that still name an option that stands."""
        return sum(map(len, self._piles.values()))

    def drop(self, option: str) -> None:
        """Strike the option out; its ballots go on to their next one."""
        del self._people[option]
        self._deal(self._piles.pop(option))

    def merge(self, option: str, *, into: str) -> None:
        """Make one option of two: whoever named ``option`` named ``into`` there."""
        self._people[into] += self._people.pop(option)
        self._piles[into] += self._piles.pop(option)
        for lying_with, pile in self._piles.items():
            self._piles[lying_with] = [
                (_as_one(ranking[place:], option, into), 0, people)
                for ranking, place, people in pile
            ]

    def without(self, option: str) -> "Piles":
        """The piles as they would be if the option dropped out, to try a way on."""
        twin = Piles((), ())
        twin._piles = {each: pile.copy() for each, pile in self._piles.items()}
        twin._people = self._people.copy()
        twin.exhausted = self.exhausted
        twin.drop(option)
        return twin

    def _deal(self, ballots: "Iterable[_Lying]") -> None:
        piles, counted = self._piles, self._people
        for ranking, start, people in ballots:
            for place in range(start, len(ranking)):
                option = ranking[place]
                if option in piles:
                    piles[option].append((ranking, place, people))
                    counted[option] += people
                    break
            else:
                self.exhausted += people


_Lying = tuple[tuple[str, ...], int, int]
"""A ranking, the place in it of the option it lies with, and the people who ranked so."""


def as_one(ballots: Iterable[Ballot], option: str, into: str) -> list[Ballot]:
    """The ballots after two options were made one."""
    return [Ballot(each.weight, _as_one(each.ranking, option, into)) for each in ballots]


def _as_one(ranking: tuple[str, ...], option: str, into: str) -> tuple[str, ...]:
    if option not in ranking:
        return ranking
    return tuple(dict.fromkeys(into if each == option else each for each in ranking))


def merged(ballots: Iterable[Ballot]) -> dict[tuple[str, ...], int]:
    """People by ranking, so that equal ballots are counted once."""
    people: dict[tuple[str, ...], int] = {}
    for ballot in ballots:
        people[ballot.ranking] = people.get(ballot.ranking, 0) + ballot.weight
    return people


def head_to_head_winner(options: Sequence[str], ballots: Iterable[Ballot]) -> str | None:
    """The option that more people prefer to each other one, pair by pair (Condorcet); often none.

    An option that a ballot does not name stands below all that it names.
    """
    ahead = {(one, other): 0 for one in options for other in options if one != other}
    for ranking, people in merged(ballots).items():
        named = set(ranking)
        for place, one in enumerate(ranking):
            for other in ranking[place + 1 :]:
                ahead[one, other] += people
            for other in options:
                if other not in named:
                    ahead[one, other] += people
    for one in options:
        others = [other for other in options if other != one]
        if all(ahead[one, other] > ahead[other, one] for other in others):
            return one
    return None
