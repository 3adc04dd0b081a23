"""Differences of two lists of ids, found quickly also among 200,000."""

from array import array
from itertools import compress, count, filterfalse
from typing import NamedTuple


class Stretch(NamedTuple):
    """``old[start:old_end]`` is replaced by ``new[start:new_end]``; all else is equal."""

    start: int
    old_end: int
    new_end: int

    @property
    def empty(self) -> bool:
        return self.start == self.old_end == self.new_end


def differing_stretch(old: "array[int]", new: "array[int]") -> Stretch:
    """The shortest stretch outside which both lists are equal."""
    shorter = min(len(old), len(new))
    start = _common_prefix(old, new, shorter)
    end = _common_suffix(old, new, shorter - start)
    return Stretch(start, len(old) - end, len(new) - end)


def ranges_of(ids: "array[int]", chosen: set[int]) -> list[tuple[int, int]]:
    """Ranges of places (both ends included) in ``ids`` whose id is among ``chosen``."""
    if not chosen:
        return []
    if len(chosen) == len(ids):
        return [(0, len(ids) - 1)]
    ranges: list[tuple[int, int]] = []
    for place in compress(count(), map(chosen.__contains__, ids)):
        if ranges and ranges[-1][1] == place - 1:
            ranges[-1] = (ranges[-1][0], place)
        else:
            ranges.append((place, place))
    return ranges


def inside(ids: "array[int]", chosen: set[int]) -> "array[int]":
    """Those of ``ids`` that are among ``chosen``, in their order."""
    return array("q", filter(chosen.__contains__, ids))


def outside(ids: "array[int]", chosen: set[int]) -> "array[int]":
    """Those of ``ids`` that are not among ``chosen``, in their order."""
    return array("q", filterfalse(chosen.__contains__, ids))


def _common_prefix(old: "array[int]", new: "array[int]", limit: int) -> int:
    known, step = 0, limit
    while step:
        if known + step <= limit and old[known : known + step] == new[known : known + step]:
            known += step
        else:
            step //= 2
    return known


def _common_suffix(old: "array[int]", new: "array[int]", limit: int) -> int:
    known, step = 0, limit
    while step:
        old_end, new_end = len(old) - known, len(new) - known
        if known + step <= limit and old[old_end - step : old_end] == new[new_end - step : new_end]:
            known += step
        else:
            step //= 2
    return known
