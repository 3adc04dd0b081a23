"""A count as steps to be watched: what stands, who shares the last place, who drops out, who won.

The steps are made of the very rounds that hold the result, so what is watched is what was counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.rules.voting.count import Count
from app.rules.voting.rounds import Round
from app.rules.voting.ties import Rule


class Act(StrEnum):
    """What happens in a step."""

    COUNTED = "counted"
    TIED = "tied"
    STRUCK = "struck"
    MERGED = "merged"
    RESCUED = "rescued"
    WAITING = "waiting"
    """The tie waits for a decision: the replay ends here for now."""
    WON = "won"


class Standing(StrEnum):
    """How an option is in a step."""

    IN = "in"
    TIED = "tied"
    GOING = "going"
    """It drops out in this very step."""
    OUT = "out"
    WINNER = "winner"


@dataclass(frozen=True, slots=True)
class Place:
    """An option in a step; ``people`` is 0 for those that are out."""

    option: str
    people: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``places`` go from the most people down, those that are out below, latest first."""

    number: int
    act: Act
    round: Round
    places: tuple[Place, ...]
    exhausted: int
    majority: bool = False
    """In this round an option passed half of what counted, for the first time."""


_ACTS = {Rule.MERGE: Act.MERGED, Rule.RESCUE: Act.RESCUED}
_SHOWN_AT_ONCE = (None, Rule.ORDER_IRRELEVANT, Rule.MERGE)


def replay(counted: Count) -> tuple[Step, ...]:
    """All steps of a count, none of a count without rounds.

    A harmless order of dropping out has no step for its tie: there is nothing to decide in it.
    """
    return tuple(_steps(counted))


def _steps(counted: Count) -> Iterator[Step]:
    out: list[str] = []
    order = list(counted.rounds[0].tally) if counted.rounds else []
    decided = counted.majority_round
    for number, each in enumerate(counted.rounds, start=1):
        majority = number == decided
        for act in _acts(each, counted, is_last=number == len(counted.rounds)):
            places = _places(each, act, order, out)
            yield Step(number, act, each, places, each.exhausted, majority)
        if each.dropped is not None:
            out.insert(0, each.dropped)
    # Raised hands are not counted once more for the only one left.
    if counted.winner is not None and len(counted.rounds[-1].tally) > 1:
        last = counted.rounds[-1]
        won = Round({counted.winner: last.tally[counted.winner]}, last.exhausted)
        number = len(counted.rounds)
        places = _places(won, Act.WON, order, out)
        yield Step(number, Act.WON, won, places, won.exhausted)


def _acts(each: Round, counted: Count, *, is_last: bool) -> Iterator[Act]:
    if is_last and len(each.tally) == 1:
        yield Act.WON
        return
    yield Act.COUNTED
    if is_last and counted.undecided is not None:
        yield Act.WAITING
        return
    if each.tie and each.rule not in _SHOWN_AT_ONCE:
        yield Act.TIED
    yield _ACTS.get(each.rule, Act.STRUCK) if each.rule is not None else Act.STRUCK


def _places(each: Round, act: Act, order: Sequence[str], out: Sequence[str]) -> tuple[Place, ...]:
    standing = sorted(
        (option for option in order if option in each.tally),
        key=lambda option: -each.tally[option],
    )
    return (
        *(Place(option, each.tally[option], _standing(option, each, act)) for option in standing),
        *(Place(option, 0, Standing.OUT) for option in out),
    )


def _standing(option: str, each: Round, act: Act) -> Standing:
    if act is Act.WON:
        return Standing.WINNER
    if act in (Act.STRUCK, Act.MERGED) and option == each.dropped:
        return Standing.GOING
    if act is Act.COUNTED or option not in each.tie:
        return Standing.IN
    return Standing.TIED
