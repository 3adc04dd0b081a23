"""One measured figure, beside what it should be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``target`` and ``peer`` are texts to print (``"≤ 16 ms"``, ``"notmuch 0.37: 310"``).

    ``met`` tells whether the target is met, None where there is none; ``note`` explains the
    figure in a few words.
    """

    name: str
    value: float
    unit: str
    target: str = ""
    peer: str = ""
    met: bool | None = None
    note: str = ""


def at_most(
    name: str, value: float, limit: float, unit: str, *, peer: str = "", note: str = ""
) -> Figure:
    """A figure that should not pass ``limit``."""
    return Figure(name, value, unit, f"≤ {limit:g} {unit}", peer, value <= limit, note)


def at_least(
    name: str, value: float, limit: float, unit: str, *, peer: str = "", note: str = ""
) -> Figure:
    """A figure that should reach ``limit``."""
    return Figure(name, value, unit, f"≥ {limit:g} {unit}", peer, value >= limit, note)
