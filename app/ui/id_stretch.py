"""The stretch in which two lists of ids differ, found without walking them in Python."""

from array import array
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
