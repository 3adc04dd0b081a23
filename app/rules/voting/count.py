"""The count: round by round the option with the fewest drops out, until one is left.

Log and result are one value from one pass, so that a replay can never show another way than the
one by which the winner came about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.rules.voting.piles import Ballot, Piles
from app.rules.voting.ties import (
    Rule,
    Ruling,
    RunOff,
    Settlement,
    TieRule,
    by_previous_rounds,
    last,
    order_irrelevant,
    same_winner,
)


@dataclass(frozen=True, slots=True)
class Round:
    """One round. ``dropped`` is None in the last one: one option is left, or a tie stopped it.

    ``tie`` holds the options that shared the last place, empty if one stood there alone;
    ``rule`` says what settled it, ``decided_by`` the number of the earlier round that did.
    """

    tally: Mapping[str, int]
    exhausted: int
    dropped: str | None = None
    tie: tuple[str, ...] = ()
    rule: Rule | None = None
    decided_by: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """All rounds; either a winner, or the tied options that wait for a decision, or neither.

    Neither is the count without any options: the question stays open.
    """

    rounds: tuple[Round, ...]
    winner: str | None = None
    undecided: tuple[str, ...] | None = None
    next_rule: TieRule | None = None
    """What the undecided tie waits for; None if only the facilitator is left."""

    @property
    def majority_round(self) -> int | None:
        """Number (from 1) of the round in which one option had more than half of what counted.

        From there on the winner cannot change.
        """
        for number, each in enumerate(self.rounds, start=1):
            if 2 * max(each.tally.values()) > sum(each.tally.values()):
                return number
        return None


@dataclass(frozen=True, slots=True)
class TieProtocol:
    """What was agreed before the vote. In ``lot_order`` the option drawn first stands strongest:
    of those tied, the one that comes last in it drops out."""

    rules: tuple[TieRule, ...] = ()
    lot_order: tuple[str, ...] = ()


def count(
    options: Sequence[str],
    ballots: Iterable[Ballot],
    protocol: TieProtocol | None = None,
    *,
    settled: Mapping[int, Sequence[Settlement]] | None = None,
) -> Count:
    """Count ranked ballots down to one option.

    ``settled`` holds by number of the round (from 1) what people decided about its tie: run-offs in
    their order, or the facilitator's ruling. Where such a decision is needed and missing the count
    stops with ``undecided``; rules after it are not applied.
    """
    protocol = protocol or TieProtocol()
    piles = Piles(options, ballots)
    rounds: list[Round] = []
    earlier = _Earlier()
    for number in range(1, len(options) + 1):
        tally = piles.tally
        if len(tally) == 1:
            rounds.append(Round(tally, piles.exhausted))
            return Count(tuple(rounds), winner=next(iter(tally)))
        verdict = _verdict(tally, earlier.tallies, protocol, (settled or {}).get(number, ()), piles)
        earlier.add(number, tally, verdict)
        rounds.append(
            Round(
                tally,
                piles.exhausted,
                verdict.dropped,
                verdict.tie,
                verdict.rule,
                verdict.decided_by,
                verdict.reason,
            )
        )
        if verdict.dropped is None:
            return Count(tuple(rounds), undecided=verdict.left, next_rule=verdict.next_rule)
        piles.drop(verdict.dropped)
    return Count(())


def count_entered(
    tallies: Sequence[Mapping[str, int]],
    protocol: TieProtocol | None = None,
    *,
    electorate: int,
    settled: Mapping[int, Sequence[Settlement]] | None = None,
) -> Count:
    """The same by rounds of raised hands: ``tallies`` holds the entered counts so far.

    Everyone votes anew each round, so only the numbers decide, not where ballots would go on to.
    Each tally names the options that still stood; ``ValueError`` if one does not, or counts more
    people than there are.
    """
    protocol = protocol or TieProtocol()
    rounds: list[Round] = []
    earlier = _Earlier()
    standing: set[str] | None = None
    for number, tally in enumerate(tallies, start=1):
        if standing is not None and set(tally) != standing:
            raise ValueError(f"round {number} does not count the options that stand")
        if min(tally.values(), default=0) < 0 or sum(tally.values()) > electorate:
            raise ValueError(f"round {number} counts more people than there are")
        abstained = electorate - sum(tally.values())
        decisions = (settled or {}).get(number, ())
        verdict = _verdict(tally, earlier.tallies, protocol, decisions, None)
        earlier.add(number, tally, verdict)
        rounds.append(
            Round(
                tally,
                abstained,
                verdict.dropped,
                verdict.tie,
                verdict.rule,
                verdict.decided_by,
                verdict.reason,
            )
        )
        if verdict.dropped is None:
            return Count(tuple(rounds), undecided=verdict.left, next_rule=verdict.next_rule)
        standing = set(tally) - {verdict.dropped}
    winner = next(iter(standing)) if standing is not None and len(standing) == 1 else None
    return Count(tuple(rounds), winner=winner)


@dataclass(frozen=True, slots=True)
class _Verdict:
    dropped: str | None
    tie: tuple[str, ...] = ()
    rule: Rule | None = None
    decided_by: int | None = None
    reason: str = ""
    left: tuple[str, ...] = ()
    next_rule: TieRule | None = None


class _Earlier:
    """The tallies that later ties may look back at.

    While a group whose order is irrelevant drops out one by one, the tallies between depend on that
    order. They are left out, so that the order stays irrelevant for what comes later as well.
    """

    def __init__(self) -> None:
        self.tallies: dict[int, Mapping[str, int]] = {}
        self._dropping: set[str] = set()

    def add(self, number: int, tally: Mapping[str, int], verdict: _Verdict) -> None:
        self._dropping &= tally.keys()
        if not self._dropping:
            self.tallies[number] = tally
        if verdict.rule is Rule.ORDER_IRRELEVANT:
            self._dropping |= set(verdict.tie)


def _verdict(
    tally: Mapping[str, int],
    earlier: Mapping[int, Mapping[str, int]],
    protocol: TieProtocol,
    settled: Sequence[Settlement],
    piles: Piles | None,
) -> _Verdict:
    """Who drops out of this round and why."""
    tied = last(tally)
    if len(tied) == 1:
        return _Verdict(tied[0])
    if order_irrelevant(tally, tied):
        return _Verdict(tied[-1], tied, Rule.ORDER_IRRELEVANT)
    if piles is not None and same_winner(piles, tied):
        return _Verdict(tied[-1], tied, Rule.SAME_WINNER)
    return _settle(tied, earlier, protocol, settled)


def _settle(
    tied: tuple[str, ...],
    earlier: Mapping[int, Mapping[str, int]],
    protocol: TieProtocol,
    settled: Sequence[Settlement],
) -> _Verdict:
    """The agreed rules one after the other, each going on with those the one before left tied."""
    left = tied
    run_offs: Iterator[RunOff] = (each for each in settled if isinstance(each, RunOff))
    waiting: TieRule | None = None
    for rule in protocol.rules:
        decided_by: int | None = None
        if rule is TieRule.PREVIOUS_ROUNDS:
            left, decided_by = by_previous_rounds(left, earlier)
        elif rule is TieRule.RUN_OFF:
            run_off = next(run_offs, None)
            if run_off is None:
                waiting = rule
                break
            left = run_off.behind(left)
        else:
            left = (max(left, key=protocol.lot_order.index),)
        if len(left) == 1:
            return _Verdict(left[0], tied, Rule(rule.value), decided_by)
    for each in settled:
        if isinstance(each, Ruling) and each.dropped in left:
            return _Verdict(each.dropped, tied, Rule.FACILITATOR, reason=each.reason)
    return _Verdict(None, tied, left=left, next_rule=waiting)
