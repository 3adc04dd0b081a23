"""One measured figure beside what was promised and what others reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in ``unit``; ``target`` and ``peer`` as they are printed, empty without one.

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
    return Figure(name, value, unit, f"≤ {limit:,g} {unit}", peer, value <= limit, note)


def at_least(
    name: str, value: float, limit: float, unit: str, *, peer: str = "", note: str = ""
) -> Figure:
    """A figure that should reach ``limit``."""
    return Figure(name, value, unit, f"≥ {limit:,g} {unit}", peer, value >= limit, note)


def milliseconds(act: Callable[[], object], *, times: int, warm_up: int = 2) -> list[float]:
    """How long ``act`` took each time, sorted, after ``warm_up`` times that do not count."""
    for _ in range(warm_up):
        act()
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append((perf_counter() - start) * 1000)
    return sorted(taken)


def quantile(sorted_values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]
