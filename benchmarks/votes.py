"""How quickly votes are counted, and how long the odds of a tie take to be worked out."""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from time import process_time

from app.rules.voting.count import count
from app.rules.voting.odds import tie_odds
from app.rules.voting.piles import Ballot, head_to_head_winner
from app.rules.voting.replay import replay
from app.rules.voting.rounds import TieProtocol
from app.rules.voting.ties import TieRule
from benchmarks.figure import Figure, at_most

_BALLOTS, _OPTIONS, _TIMES = 100_000, 20, 5
_ROOM = 12


def figures() -> Iterator[Figure]:
    """CPU times; every ballot of the large count is different and ranks all options."""
    options = tuple(f"{number:02}" for number in range(_OPTIONS))
    ballots = _ballots(options)
    protocol = TieProtocol((TieRule.PREVIOUS_ROUNDS, TieRule.LOT), options)
    yield at_most(
        f"count {_BALLOTS:,} ballots over {_OPTIONS} options",
        _cpu_time(partial(count, options, ballots, protocol)),
        1000,
        "ms",
        note="CPU time",
    )
    room = [Ballot(1, each.ranking) for each in ballots[:_ROOM]]
    counted = count(options, room, protocol)
    yield at_most(
        f"who would win directly, {_ROOM} ballots over {_OPTIONS} options",
        _cpu_time(partial(head_to_head_winner, options, room)),
        16,
        "ms",
        note="CPU time, one frame",
    )
    yield at_most(
        f"steps of a replay, {_ROOM} ballots over {_OPTIONS} options",
        _cpu_time(partial(replay, counted)),
        16,
        "ms",
        note="CPU time, one frame",
    )
    yield at_most(
        f"odds of a tie, {_ROOM} people and {_OPTIONS} options",
        _cpu_time(_odds, times=1),
        3000,
        "ms",
        note="CPU time, off the GUI thread",
    )


def _odds() -> None:
    tie_odds.cache_clear()
    tie_odds(_ROOM, _OPTIONS)


def _cpu_time(act: Callable[[], object], *, times: int = _TIMES) -> float:
    """Milliseconds, the least of several: the other work on the machine only adds to it."""
    taken = []
    for _time in range(times):
        start = process_time()
        act()
        taken.append(process_time() - start)
    return min(taken) * 1000


def _ballots(options: tuple[str, ...]) -> list[Ballot]:
    dice = Random(7)
    return [Ballot(1, tuple(dice.sample(options, len(options)))) for _ballot in range(_BALLOTS)]
