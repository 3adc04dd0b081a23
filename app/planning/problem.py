"""A roster to fill: who may work which shift on which day, what is required, what it costs.

Plain values, independent of any desk. Days count from 0, which is a Monday; the model is that of
T. Curtois and R. Qu, Computational results on new staff scheduling benchmark instances, 2014.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

WEEK = 7
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Shift:
    """A kind of shift; ``not_next`` are those that may not follow on the next day."""

    id: str
    minutes: int
    not_next: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Employee:
    """One person with their limits over the whole horizon.

    ``most`` limits the number of shifts of a kind. The two minima do not bind stretches of work or
    rest that touch the start or the end of the horizon. A weekend counts when either day is worked.
    """

    id: str
    most: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    most_in_a_row: int
    least_in_a_row: int
    least_off_in_a_row: int
    most_weekends: int
    days_off: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """``on``: wants the shift on that day; else does not want it. Broken, it costs ``weight``."""

    employee: str
    day: int
    shift: str
    weight: int
    on: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """People wanted for a shift on a day, and what each one too few or too many costs.

    Below ``needed`` each one too few costs ``under_needed`` more.
    """

    day: int
    shift: str
    wanted: int
    under: int
    over: int
    needed: int = 0
    under_needed: int = 0

    def price(self, present: int) -> int:
        """What so many people cost."""
        return (
            self.under * max(0, self.wanted - present)
            + self.under_needed * max(0, self.needed - present)
            + self.over * max(0, present - self.wanted)
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan is judged by."""

    days: int
    shifts: tuple[Shift, ...]
    employees: tuple[Employee, ...]
    cover: tuple[Cover, ...] = ()
    wishes: tuple[Wish, ...] = field(default=())

    @property
    def weekends(self) -> range:
        """Numbers of the weekends that lie in the horizon, at least with their Saturday."""
        return range((self.days + WEEK - 1 - SATURDAY) // WEEK)


Line = tuple[str | None, ...]
"""One person's days: the shift, or None for a day off."""

Roster = Mapping[str, Line]
"""A line for each employee."""
