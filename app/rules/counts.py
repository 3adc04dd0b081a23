"""A count of chance events with its uncertainty."""

_Z = 1.959963984540054
"""Of the normal distribution, for 95 %."""


def count_interval(count: int) -> tuple[float, float]:
    """The interval that holds the mean of a Poisson count in 95 of 100 cases.

    The exact limits (F. Garwood 1936) by E. B. Wilson and M. M. Hilferty 1931: within 1 % of them
    from a count of 3 on.
    """
    if count < 0:
        raise ValueError("a count is not negative")
    return _limit(count, -_Z) if count else 0.0, _limit(count + 1, _Z)


def _limit(count: int, deviation: float) -> float:
    root: float = 1 - 1 / (9 * count) + deviation / (3 * count**0.5)
    return count * max(0.0, root) ** 3
