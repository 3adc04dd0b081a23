"""Ties for the last place: which are harmless, and by which rule the others are settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.rules.voting.piles import Piles

SEARCHED = 10
"""Tied options up to which all ways on are searched; more count as decisive."""

_WORK = 10_000_000
"""Ballots times ways on after which a search ends and the tie counts as decisive: some seconds,
and far beyond what a room full of people can bring about."""


class TieRule(StrEnum):
    """What a team may agree on before the vote, applied in the order it chose."""

    PREVIOUS_ROUNDS = "previous_rounds"
    RUN_OFF = "run_off"
    LOT = "lot"


class Rule(StrEnum):
    """Why an option dropped out of a round in which several had the fewest."""

    ORDER_IRRELEVANT = "order_irrelevant"
    """All tied together have less than the next option, so all of them go whatever the order."""
    SAME_WINNER = "same_winner"
    """Whichever of them goes, the same option wins in the end."""
    PREVIOUS_ROUNDS = "previous_rounds"
    RUN_OFF = "run_off"
    LOT = "lot"
    MERGE = "merge"
    """Two of the tied texts were made one; the votes of both count for it."""
    FACILITATOR = "facilitator"
    RESCUE = "rescue"
    """Nobody dropped out: someone spoke for the option that would have, and all vote again."""


def last(tally: Mapping[str, int]) -> tuple[str, ...]:
    """The options with the fewest people, in the options' order."""
    fewest = min(tally.values())
    return tuple(option for option, people in tally.items() if people == fewest)


def order_irrelevant(tally: Mapping[str, int], tied: Sequence[str]) -> bool:
    """All tied ones together have less than the next option: nothing can save any of them."""
    others = [people for option, people in tally.items() if option not in tied]
    return bool(others) and sum(tally[option] for option in tied) < min(others)


def same_winner(piles: Piles, tied: Sequence[str]) -> bool:
    """Every way to go on from here, through this tie and all later ones, has one winner."""
    if len(tied) > SEARCHED:
        return False
    try:
        return len(_Search(piles).winners_after(piles, tied)) == 1
    except _TooMany:
        return False


def by_previous_rounds(
    tied: Sequence[str], earlier: Mapping[int, Mapping[str, int]]
) -> tuple[tuple[str, ...], int | None]:
    """Those with the fewest people in the latest earlier round in which they differ.

    ``earlier`` holds tallies by number of the round. If several are left, still earlier rounds go
    on between them. Returns who is left and the number of the round that decided last, None if none
    tells them apart.
    """
    left, decided = tuple(tied), None
    for number in sorted(earlier, reverse=True):
        tally = earlier[number]
        fewest = min(tally[option] for option in left)
        behind = tuple(option for option in left if tally[option] == fewest)
        if len(behind) < len(left):
            left, decided = behind, number
        if len(left) == 1:
            break
    return left, decided


@dataclass(frozen=True, slots=True)
class RunOff:
    """The outcome of a run-off in a round: people for each of the tied options."""

    votes: Mapping[str, int]

    def behind(self, tied: Sequence[str]) -> tuple[str, ...]:
        """The tied ones with the fewest people in the run-off."""
        return last({option: self.votes.get(option, 0) for option in tied})


@dataclass(frozen=True, slots=True)
class Ruling:
    """The facilitator's choice of who drops out of a tie, with the reason that is recorded."""

    dropped: str
    reason: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Two of the tied options made one: ``dropped`` goes, its votes go to ``into`` with ``text``.

    The team agrees on the text, so no rule that was agreed before stands above it.
    """

    dropped: str
    into: str
    text: str


@dataclass(frozen=True, slots=True)
class DrawnLot:
    """The team takes the lot that was drawn before the vote, though it had not agreed to before."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """Someone speaks for the option that would drop out; it can be saved once in a vote."""

    option: str
    reason: str


Settlement = RunOff | Ruling | Merge | DrawnLot | Rescue


class _TooMany(Exception):  # noqa: N818 - not an error, the end of a search
    pass


class _Search:
    """All winners that can come of a state; a state is the set of options that stand."""

    def __init__(self, piles: Piles) -> None:
        self._known: dict[frozenset[str], frozenset[str]] = {}
        self._most = _WORK // max(1, piles.size)

    def winners_after(self, piles: Piles, tied: Sequence[str]) -> frozenset[str]:
        """The winners over all ways to strike one of the tied options; two of them are enough."""
        found: frozenset[str] = frozenset()
        standing = frozenset(piles.tally)
        for option in tied:
            left = standing - {option}
            known = self._known.get(left)
            if known is None:
                known = self._known[left] = self._winners(piles.without(option))
            found |= known
            if len(found) > 1:
                break
        return found

    def _winners(self, piles: Piles) -> frozenset[str]:
        tally = piles.tally
        if len(tally) == 1:
            return frozenset(tally)
        if len(self._known) > self._most:
            raise _TooMany
        tied = last(tally)
        if len(tied) > SEARCHED:
            raise _TooMany
        return self.winners_after(piles, tied)
