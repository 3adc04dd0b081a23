"""What a search for the cheapest rows of cells is given and finds."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Prices = NDArray[np.float64]
"""Cost of working by day and shift, shape (days, shifts)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line with the sum of its prices."""

    price: float
    line: tuple[int, ...]
    """By day the index of the shift, -1 for a day off."""


@dataclass(frozen=True, slots=True)
class Cheapest:
    """The lines found; no legal line costs less than ``floor``."""

    floor: float
    lines: list[Found]


class OutOfTimeError(Exception):
    """A search was given up because there is no time left for it."""


def cheapest_ends(
    ends: Prices, *, number: int, below: float
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Up to ``number`` of the least entries with their places, the least first.

    None of them is infinite; all but the first are less than ``below``.
    """
    flat = ends.ravel()
    some = min(number, flat.size)
    least = np.argpartition(flat, some - 1)[:some]
    for place, index in enumerate(least[np.argsort(flat[least])]):
        price = float(flat[index])
        if math.isinf(price) or (place and price >= below):
            break
        yield price, tuple(int(each) for each in np.unravel_index(index, ends.shape))
