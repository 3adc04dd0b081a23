"""How many people each shift has against how many it needs, counted on with every edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.rules.rosters.demand import Demand

_NOBODY = Demand()


@dataclass(frozen=True, slots=True)
class Cover:
    """People planned in a shift against those asked for."""

    planned: int
    demand: Demand

    @property
    def short(self) -> int:
        """How many are missing to the least."""
        return max(0, self.demand.least - self.planned)

    @property
    def wished(self) -> int:
        """How many are missing to the wish, once the least are there."""
        return 0 if self.short else max(0, self.demand.wish - self.planned)

    @property
    def over(self) -> int:
        """How many more than wished."""
        return max(0, self.planned - max(self.demand.least, self.demand.wish))


@dataclass(frozen=True, slots=True)
class Gap:
    """A shift of a day in which so many people are missing to the least."""

    day: date
    kind: str
    missing: int


class Covers:
    """The covers of all shifts; ``count`` adds or takes one person."""

    def __init__(self, demand: Mapping[tuple[date, str], Demand]) -> None:
        self._demand = demand
        self._planned: dict[tuple[date, str], int] = {}

    def count(self, day: date, kind: str | None, step: int) -> None:
        """One person more or fewer; no kind is nobody."""
        if kind is not None:
            self._planned[day, kind] = self._planned.get((day, kind), 0) + step

    def at(self, day: date, kind: str) -> Cover:
        """The cover of one shift of a day."""
        place = day, kind
        return Cover(self._planned.get(place, 0), self._demand.get(place, _NOBODY))

    def gaps(self) -> tuple["Gap", ...]:
        """The shifts in which people are missing, by day."""
        found = (Gap(day, kind, self.at(day, kind).short) for day, kind in sorted(self._demand))
        return tuple(each for each in found if each.missing)

    @property
    def used(self) -> set[str]:
        """The kinds that somebody has."""
        return {kind for (_day, kind), count in self._planned.items() if count}

    def spare(self) -> dict[tuple[date, str], int]:
        """How many people each shift has more than it needs."""
        return {place: self.at(*place).over for place in self._planned}
