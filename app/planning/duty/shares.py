"""What would be fair: each person's share of the nights, weekends and hours of a roster."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.planning.duty.problem import DutyProblem
from app.rules.rosters.hours import person_hours
from app.rules.rosters.spans import duty
from app.rules.rosters.values import AbsenceKind, DayPart, Person, Presence

HISTORY_DAYS = 26 * 7
"""How long it is remembered who had more than the others."""

WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Share:
    """From ``least`` to ``most`` is fair."""

    least: int
    most: int

    def off(self, number: int) -> int:
        """How many too many, or too few."""
        return max(0, number - self.most, self.least - number)


class Shares:
    """The shares of one problem. They depend on its demand and history, not on its roster."""

    def __init__(self, problem: DutyProblem) -> None:
        self._problem = problem
        self._plan = problem.plan

    @cached_property
    def nights(self) -> Mapping[str, Share]:
        """Nights of those who work any, by contract, days present and nights done before."""
        kinds = self._plan.kinds
        wanted = sum(
            each.wish for (_day, key), each in self._problem.demand.items() if kinds[key].night
        )
        able = [each for each in self._plan.people if self._may_nights(each)]
        shares = self._shared(wanted, able, self.nights_before)
        return {key: Share(math.floor(share), math.ceil(share)) for key, share in shares.items()}

    @cached_property
    def weekends(self) -> Mapping[str, Share]:
        """Weekends likewise, as few as cover Saturday and Sunday with the same people."""
        by_day: dict[date, int] = {}
        for (day, _key), each in self._problem.demand.items():
            if day.weekday() >= WEEKEND:
                by_day[day] = by_day.get(day, 0) + each.wish
        by_weekend: dict[date, int] = {}
        for day, people in by_day.items():
            saturday = saturday_of(day)
            by_weekend[saturday] = max(people, by_weekend.get(saturday, 0))
        able = [each for each in self._plan.people if not each.not_on_weekends]
        shares = self._shared(sum(by_weekend.values()), able, self.weekends_before)
        return {key: Share(0, math.ceil(share)) for key, share in shares.items()}

    @cached_property
    def minutes(self) -> Mapping[str, tuple[int, int]]:
        """Paid minutes from, to: what the contract asks, all more or all less by the same factor
        as the demand is, half a shift either way."""
        plan = self._plan
        empty = self._problem.filled({})
        asked = {}
        for person in plan.people:
            hours = person_hours(empty, person)
            asked[person.key] = max(0, -hours.balance)
        wanted = sum(
            each.wish * self.paid(day, key) for (day, key), each in self._problem.demand.items()
        )
        factor = wanted / max(1, sum(asked.values()))
        half = self.unit / 2
        return {
            key: (math.ceil(factor * minutes - half), math.floor(factor * minutes + half))
            for key, minutes in asked.items()
        }

    @cached_property
    def unit(self) -> int:
        """Minutes of a shift, the longest that is asked for."""
        keys = {key for _day, key in self._problem.demand} or self._plan.kinds.keys()
        first = self._plan.first
        return max((self.paid(first, key) for key in keys), default=0) or 480

    def paid(self, day: date, kind: str) -> int:
        """Paid minutes of a shift; a night of a clock change has an hour more or less."""
        return duty(self._plan.kinds[kind], day, self._plan.calendar.zone).paid

    def hours_off(self, person: str, minutes: int) -> int:
        """How many shifts' worth, begun ones counted, too many or too few."""
        low, high = self.minutes[person]
        beyond = max(0, minutes - high, low - minutes)
        return -(-beyond // self.unit)

    def nights_before(self, person: str) -> int:
        """Nights in the history that is remembered."""
        kinds = self._plan.kinds
        return sum(1 for key in self._history(person).values() if key in kinds and kinds[key].night)

    def weekends_before(self, person: str) -> int:
        """Weekends in the history that is remembered."""
        kinds = self._plan.kinds
        return len(
            {
                saturday_of(day)
                for day, key in self._history(person).items()
                if day.weekday() >= WEEKEND
                and key in kinds
                and kinds[key].presence is Presence.PRESENT
            }
        )

    def _shared(
        self, wanted: int, able: Iterable[Person], before: Callable[[str], int]
    ) -> dict[str, float]:
        """``wanted`` by presence now, evened out by at most as much for what was done before."""
        plan = self._plan
        people = list(able)
        since = plan.first - timedelta(days=HISTORY_DAYS)
        known = max(since, plan.known_since or self._earliest)
        now = {each.key: self._presence(each, plan.first, plan.last) for each in people}
        then = {
            each.key: self._presence(each, known, plan.first - timedelta(days=1)) for each in people
        }
        done = {each.key: before(each.key) for each in people}
        here, there, all_done = sum(now.values()), sum(then.values()), sum(done.values())
        shares = {}
        for each in people:
            base = wanted * now[each.key] / here if here else 0.0
            owed = all_done * then[each.key] / there - done[each.key] if there else 0.0
            shares[each.key] = base + max(-base, min(base, owed))
        return shares

    @cached_property
    def _earliest(self) -> date:
        rows = [min(row) for row in self._plan.assignments.values() if row]
        return min([*rows, self._plan.first])

    def _presence(self, person: Person, first: date, last: date) -> float:
        """Contract minutes a week times the days employed and not away."""
        begun = max(first, person.employed_from or first)
        ended = min(last, person.employed_until or last)
        days = (ended - begun).days + 1
        if days <= 0:
            return 0.0
        away = sum(
            max(0, (min(ended, each.last) - max(begun, each.first)).days + 1)
            for each in self._plan.absences
            if each.person == person.key
            and each.part is DayPart.WHOLE
            and each.kind is not AbsenceKind.COMPENSATION
        )
        return float(person.weekly_minutes * max(0, days - away))

    def _may_nights(self, person: Person) -> bool:
        nights = [each for each in self._plan.kinds.values() if each.night]
        return (
            not person.not_at_night
            and person.night_budget != 0
            and any(
                (not person.allowed_kinds or each.key in person.allowed_kinds)
                and (not each.skill or each.skill in person.skills)
                for each in nights
            )
        )

    def _history(self, person: str) -> Mapping[date, str]:
        first = self._plan.first
        since = first - timedelta(days=HISTORY_DAYS)
        row = self._plan.assignments.get(person, {})
        return {day: key for day, key in row.items() if since <= day < first}


def saturday_of(day: date) -> date:
    """The Saturday of a weekend day."""
    return day - timedelta(days=day.weekday() - WEEKEND)
