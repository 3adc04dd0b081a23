"""A share of few cases with its uncertainty."""

import math
from dataclasses import dataclass

_Z = 1.959963984540054
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` with the interval that holds the true share in 95 of 100 cases."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """From 0 to 1; 0 of nothing is 0."""
        return self.part / self.whole if self.whole else 0.0


def share(part: int, whole: int) -> Share:
    """The share with its score interval (E. B. Wilson 1927), good for small numbers too."""
    if not 0 <= part <= whole:
        raise ValueError("the part must lie between 0 and the whole")
    if whole == 0:
        return Share(0, 0, 0.0, 1.0)
    found, square = part / whole, _Z * _Z
    middle = found + square / (2 * whole)
    spread = _Z * math.sqrt(found * (1 - found) / whole + square / (4 * whole * whole))
    below = 1 + square / whole
    return Share(
        part, whole, max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)
    )
