"""The shifts of a plan on the line of time, each worked out once for all people and checks."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache

from app.rules.rosters.spans import Duty, duty, minutes_between, minutes_by_day
from app.rules.rosters.values import Absence, Plan, ShiftKind, Wish


class _Minutes(dict[Duty, int]):
    """Minutes between two times of the clock, worked out when a shift is first asked for."""

    def __init__(self, zone: str, begin: int, until: int) -> None:
        super().__init__()
        self._of = zone, begin, until

    def __missing__(self, each: Duty) -> int:
        zone, begin, until = self._of
        self[each] = found = minutes_between(zone, each.start, each.end, begin, until)
        return found


class _Days(dict[Duty, tuple[tuple[int, int], ...]]):
    """Days and their minutes, worked out when a shift is first asked for."""

    def __init__(self, zone: str, shift: int) -> None:
        super().__init__()
        self._of = zone, shift

    def __missing__(self, each: Duty) -> tuple[tuple[int, int], ...]:
        zone, shift = self._of
        self[each] = found = minutes_by_day(zone, each.start, each.end, shift)
        return found


class Shifts:
    """The shifts of these kinds by date, kept from one check to the next."""

    def __init__(self, kinds: Mapping[str, ShiftKind], zone: str) -> None:
        self._kinds, self._zone = kinds, zone
        self._duties: dict[tuple[date, str], Duty] = {}
        self._nights: dict[tuple[str, int, int], _Minutes] = {}
        self._days: dict[tuple[str, int], _Days] = {}

    def row(self, cells: Mapping[date, str]) -> list[Duty]:
        """The shifts of one person in order of time; unknown kinds are left out."""
        known, kinds = self._duties, self._kinds
        found = []
        for cell in cells.items():
            each = known.get(cell)
            if each is None:
                day, key = cell
                if key not in kinds:
                    continue
                each = known[cell] = duty(kinds[key], day, self._zone)
            found.append(each)
        found.sort(key=lambda each: each.start)
        return found

    def nights(self, zone: str, begin: int, until: int) -> Mapping[Duty, int]:
        """Minutes of each shift between two times of the clock, as ``minutes_between`` counts."""
        key = zone, begin, until
        return self._nights.setdefault(key, _Minutes(*key))

    def days(self, zone: str, shift: int) -> Mapping[Duty, tuple[tuple[int, int], ...]]:
        """The days of each shift with their minutes, as ``minutes_by_day`` counts."""
        return self._days.setdefault((zone, shift), _Days(zone, shift))


@lru_cache(maxsize=8)
def _shifts(kinds: tuple[tuple[str, ShiftKind], ...], zone: str) -> Shifts:
    """What is worked out for kinds of shifts holds for every plan of them."""
    return Shifts(dict(kinds), zone)


class Timetable:
    """A plan laid out in time; ``shifts`` are those of an earlier check with the same kinds."""

    def __init__(self, plan: Plan, shifts: Shifts | None = None) -> None:
        self.plan = plan
        self.shifts = shifts or _shifts(tuple(plan.kinds.items()), plan.calendar.zone)

    def duties(self, person: str) -> list[Duty]:
        """Everything assigned to a person, in order of time."""
        return self.shifts.row(self.plan.assignments.get(person, {}))

    def planned(self, person: str) -> list[Duty]:
        """What is assigned from the day before the plan to its last day."""
        row = self.plan.assignments.get(person, {})
        first, last = self.plan.first.toordinal() - 1, self.plan.last.toordinal()
        days = (date.fromordinal(day) for day in range(first, last + 1))
        return self.shifts.row({day: row[day] for day in days if day in row})

    @cached_property
    def known_since(self) -> int:
        """The ordinal of the first day from which the history is complete."""
        if self.plan.known_since is not None:
            return self.plan.known_since.toordinal()
        earliest = (min(row) for row in self.plan.assignments.values() if row)
        return min(earliest, default=self.plan.first).toordinal()

    @cached_property
    def absences(self) -> Mapping[str, list[Absence]]:
        """The absences of each person."""
        found: dict[str, list[Absence]] = {}
        for each in self.plan.absences:
            found.setdefault(each.person, []).append(each)
        return found

    @cached_property
    def wishes(self) -> Mapping[str, list[Wish]]:
        """The wishes and agreements of each person."""
        found: dict[str, list[Wish]] = {}
        for each in self.plan.wishes:
            found.setdefault(each.person, []).append(each)
        return found
