"""Dots on a long list: they shorten it to a few for the vote, they never choose the last one."""

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST, MOST = 3, 7
"""How many are left for the vote."""


def dots_each(options: int) -> int:
    """How many dots a person gets: a third of the options, at least three."""
    return max(3, -(-options // 3))


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Who goes on to the vote. ``border`` are options with equal dots of whom some have room and
    others not: people say who of them goes on, no chance does."""

    kept: tuple[str, ...]
    out: tuple[str, ...]
    border: tuple[str, ...] = ()
    room: int = 0
    """How many of the border may still be kept."""


def shortlist(dots: Mapping[str, int], wanted: int) -> Shortlist:
    """The ``wanted`` options with the most dots, in the order of the list.

    Where the last place is shared, all who share it go on as long as there are at most seven, else
    none of them as long as there are at least three, else they are the border. ``wanted`` is kept
    between three and seven.
    """
    wanted = min(max(wanted, FEWEST), MOST)
    if len(dots) <= wanted:
        return Shortlist(tuple(dots), ())
    least = sorted(dots.values(), reverse=True)[wanted - 1]
    above = [option for option, number in dots.items() if number > least]
    equal = [option for option, number in dots.items() if number == least]
    if len(above) + len(equal) <= MOST:
        return _parted(dots, {*above, *equal})
    if len(above) >= FEWEST:
        return _parted(dots, set(above))
    out = tuple(option for option, number in dots.items() if number < least)
    return Shortlist(tuple(above), out, tuple(equal), wanted - len(above))


def _parted(dots: Mapping[str, int], kept: set[str]) -> Shortlist:
    return Shortlist(
        tuple(option for option in dots if option in kept),
        tuple(option for option in dots if option not in kept),
    )
