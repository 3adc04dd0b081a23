"""One round of a count: who drops out of it and why, or what its tie waits for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.rules.voting.piles import Piles
from app.rules.voting.ties import (
    DrawnLot,
    Merge,
    Rescue,
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
class TieProtocol:
    """What was agreed before the vote. In ``lot_order`` the option drawn first stands strongest:
    of those tied, the one that comes last in it drops out."""

    rules: tuple[TieRule, ...] = ()
    lot_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One round. ``dropped`` is None where one option is left, a tie stopped the count, or someone
    ``rescued`` what would have dropped out.

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
    run_off: Mapping[str, int] | None = None
    """People for each of those tied, where a run-off took place, whether or not it settled it."""
    into: str | None = None
    """With which option the dropped one was made one, and below the text of both."""
    text: str = ""
    rescued: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Options whose tie nothing has settled, and the agreed rule whose turn it is."""

    options: tuple[str, ...]
    rule: TieRule | None
    """None if only what people decide now is left: merge, lot, facilitator."""


class Earlier:
    """The tallies that later ties may look back at.

    While a group whose order is irrelevant drops out one by one, the tallies between depend on that
    order. They are left out, so that the order stays irrelevant for what comes later as well. Those
    of two options that were made one are added up.
    """

    def __init__(self) -> None:
        self.tallies: dict[int, Mapping[str, int]] = {}
        self._dropping: set[str] = set()

    def add(self, number: int, each: Round) -> None:
        """Remember a round that was decided."""
        self._dropping &= each.tally.keys()
        if not self._dropping:
            self.tallies[number] = each.tally
        if each.rule is Rule.ORDER_IRRELEVANT:
            self._dropping |= set(each.tie)
        if each.dropped is not None and each.into is not None:
            self._merge(each.dropped, each.into)

    def _merge(self, dropped: str, into: str) -> None:
        for number, tally in self.tallies.items():
            left = {option: people for option, people in tally.items() if option != dropped}
            self.tallies[number] = left | {into: tally[into] + tally[dropped]}


def decide(
    tally: Mapping[str, int],
    exhausted: int,
    earlier: Earlier,
    protocol: TieProtocol,
    settled: Sequence[Settlement],
    *,
    piles: Piles | None = None,
) -> tuple[Round, Waiting | None]:
    """Decide a round in which at least two options stand.

    ``settled`` holds what people decided about it, ``piles`` the ballots where they are known.
    """
    tied = last(tally)
    if len(tied) == 1:
        return Round(tally, exhausted, tied[0]), None
    found = Round(tally, exhausted, tie=tied)
    if order_irrelevant(tally, tied):
        return replace(found, dropped=tied[-1], rule=Rule.ORDER_IRRELEVANT), None
    if piles is not None and same_winner(piles, tied):
        return replace(found, dropped=tied[-1], rule=Rule.SAME_WINNER), None
    return _settle(found, earlier.tallies, protocol, settled)


def _settle(
    found: Round,
    earlier: Mapping[int, Mapping[str, int]],
    protocol: TieProtocol,
    settled: Sequence[Settlement],
) -> tuple[Round, Waiting | None]:
    """The agreed rules one after the other, each going on with those the one before left tied."""
    left = found.tie
    run_offs = [each for each in settled if isinstance(each, RunOff)]
    if run_offs:
        found = replace(found, run_off=run_offs[0].votes)
    for each in settled:
        if isinstance(each, Merge) and {each.dropped, each.into} <= set(left):
            return _merged(found, each), None
    for rule in protocol.rules:
        decided_by: int | None = None
        if rule is TieRule.PREVIOUS_ROUNDS:
            left, decided_by = by_previous_rounds(left, earlier)
        elif rule is TieRule.LOT:
            left = (_drawn_last(left, protocol),)
        elif run_offs:
            left = run_offs[0].behind(left)
        else:
            return found, Waiting(left, rule)
        if len(left) == 1:
            decided = replace(found, dropped=left[0], rule=Rule(rule.value), decided_by=decided_by)
            return decided, None
    return _decided_by_people(found, left, protocol, settled)


def _decided_by_people(
    found: Round, left: tuple[str, ...], protocol: TieProtocol, settled: Sequence[Settlement]
) -> tuple[Round, Waiting | None]:
    """What no agreed rule settled: the lot the team takes after all, or the facilitator."""
    for each in settled:
        if isinstance(each, DrawnLot):
            return replace(found, dropped=_drawn_last(left, protocol), rule=Rule.LOT), None
        if isinstance(each, Ruling) and each.dropped in left:
            ruled = replace(found, dropped=each.dropped, rule=Rule.FACILITATOR, reason=each.reason)
            return ruled, None
    return found, Waiting(left, None)


def _merged(found: Round, merge: Merge) -> Round:
    return replace(found, dropped=merge.dropped, rule=Rule.MERGE, into=merge.into, text=merge.text)


def _drawn_last(left: Sequence[str], protocol: TieProtocol) -> str:
    return max(left, key=protocol.lot_order.index)


def unless_rescued(
    struck: Round, settled: Sequence[Settlement], before: Iterable[str | None]
) -> Round:
    """The round, or nobody struck in it because someone spoke for the one that would have been.

    Those rescued ``before`` cannot be rescued again.
    """
    for each in settled:
        if isinstance(each, Rescue) and each.option == struck.dropped not in before:
            return replace(
                struck, dropped=None, rule=Rule.RESCUE, reason=each.reason, rescued=each.option
            )
    return struck
