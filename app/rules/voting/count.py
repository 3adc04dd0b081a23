"""The count: round by round the option with the fewest drops out, until one is left.

Log and result are one value from one pass, so that a replay can never show another way than the
one by which the winner came about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.rules.voting.piles import Ballot, Piles
from app.rules.voting.rounds import Earlier, Round, TieProtocol, Waiting, decide, unless_rescued
from app.rules.voting.ties import Settlement, TieRule

Settled = Mapping[int, Sequence[Settlement]]
"""By number of the round (from 1) what people decided about it, in the order they did."""


@dataclass(frozen=True, slots=True)
class Count:
    """All rounds; either a winner, or the tied options that wait for a decision, or neither.

    Neither is the count without any options: the question stays open.
    """

    rounds: tuple[Round, ...]
    winner: str | None = None
    undecided: tuple[str, ...] | None = None
    next_rule: TieRule | None = None
    """What the undecided tie waits for; None if only people can decide it now."""

    @property
    def majority_round(self) -> int | None:
        """Number (from 1) of the round in which one option had more than half of what counted.

        With ranked ballots the winner cannot change from there on.
        """
        for number, each in enumerate(self.rounds, start=1):
            if 2 * max(each.tally.values()) > sum(each.tally.values()):
                return number
        return None

    @property
    def texts(self) -> dict[str, str]:
        """The texts that options got when two were made one."""
        return {each.into: each.text for each in self.rounds if each.into is not None}


def count(
    options: Sequence[str],
    ballots: Iterable[Ballot],
    protocol: TieProtocol | None = None,
    *,
    settled: Settled | None = None,
) -> Count:
    """Count ranked ballots down to one option.

    Where a decision of people is needed and missing the count stops with ``undecided``; rules
    after it are not applied.
    """
    protocol = protocol or TieProtocol()
    piles = Piles(options, ballots)
    rounds: list[Round] = []
    earlier = Earlier()
    for number in range(1, len(options) + 1):
        tally = piles.tally
        if len(tally) == 1:
            rounds.append(Round(tally, piles.exhausted))
            return Count(tuple(rounds), winner=next(iter(tally)))
        decisions = (settled or {}).get(number, ())
        each, waiting = decide(tally, piles.exhausted, earlier, protocol, decisions, piles=piles)
        rounds.append(each)
        if each.dropped is None:
            return _stopped(rounds, waiting)
        earlier.add(number, each)
        if each.into is None:
            piles.drop(each.dropped)
        else:
            piles.merge(each.dropped, into=each.into)
    return Count(())


def count_entered(
    tallies: Sequence[Mapping[str, int]],
    protocol: TieProtocol | None = None,
    *,
    electorate: int,
    settled: Settled | None = None,
) -> Count:
    """The same by rounds of raised hands: ``tallies`` holds the entered counts so far.

    Everyone votes anew each round, so only the numbers decide, not where ballots would go on to.
    Each tally names the options that still stood; ``ValueError`` if one does not, or counts more
    people than there are. Without a winner and without a tie the next round is awaited.
    """
    protocol = protocol or TieProtocol()
    rounds: list[Round] = []
    earlier = Earlier()
    standing: set[str] | None = None
    for number, tally in enumerate(tallies, start=1):
        if standing is not None and set(tally) != standing:
            raise ValueError(f"round {number} does not count the options that stand")
        if min(tally.values(), default=0) < 0 or sum(tally.values()) > electorate:
            raise ValueError(f"round {number} counts more people than there are")
        abstained = electorate - sum(tally.values())
        decisions = (settled or {}).get(number, ())
        each, waiting = decide(tally, abstained, earlier, protocol, decisions)
        each = unless_rescued(each, decisions, [before.rescued for before in rounds])
        rounds.append(each)
        if waiting is not None:
            return _stopped(rounds, waiting)
        earlier.add(number, each)
        standing = set(tally) - {each.dropped}
    winner = next(iter(standing)) if standing is not None and len(standing) == 1 else None
    return Count(tuple(rounds), winner=winner)


def _stopped(rounds: Sequence[Round], waiting: Waiting | None) -> Count:
    left, rule = (waiting.options, waiting.rule) if waiting is not None else (None, None)
    return Count(tuple(rounds), undecided=left, next_rule=rule)
