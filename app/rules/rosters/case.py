"""One person's part of a plan, laid out for the checks."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise

from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.spans import Duty, utc_minute
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.values import AbsenceKind, DayPart, Person, Presence

HALVES = 2
SATURDAY, SUNDAY = 5, 6
WEEK = 7
YEAR = 365
_OVER_A_MONTH = timedelta(days=31)
FOREVER = 1 << 40
"""Minutes of a rest whose end is not known yet."""


class Case:
    """A person in a plan. Days are ordinals of dates, instants minutes of UTC.

    ``work`` holds the shifts on which the person is present, ``duties`` those on call as well.
    """

    def __init__(self, table: Timetable, person: Person) -> None:
        self.table = table
        self.plan = table.plan
        self.person = person
        self.calendar = person.calendar or self.plan.calendar
        self.zone = self.calendar.zone
        self.first = self.plan.first.toordinal()
        self.last = self.plan.last.toordinal()
        self.duties = table.duties(person.key)
        self.work = [each for each in self.duties if each.kind.presence is Presence.PRESENT]
        self.absences = table.absences.get(person.key, [])
        self.wishes = table.wishes.get(person.key, [])
        begun = person.employed_from.toordinal() if person.employed_from else 0
        self.known = max(min(table.known_since, self.first), begun)
        self.counted_from = min(self.first, max(self.known, self.first - YEAR))
        self._by_shift: dict[int, dict[int, int]] = {}
        self._rest_days: dict[int, dict[int, int]] = {}

    @cached_property
    def begin(self) -> int:
        """Index in ``work`` of the first shift that is planned and not history."""
        return bisect_left(self.work, self.first, key=lambda each: each.day)

    @cached_property
    def recent(self) -> int:
        """Index in ``duties`` of the last one before the plan, or the first of all."""
        return max(0, bisect_left(self.duties, self.first, key=lambda each: each.day) - 1)

    @cached_property
    def planned(self) -> list[Duty]:
        """The work of the planned days."""
        return [each for each in self.work[self.begin :] if each.day <= self.last]

    @cached_property
    def planned_duties(self) -> list[Duty]:
        """What begins on the planned days, on call as well."""
        begin = bisect_left(self.duties, self.first, key=lambda each: each.day)
        end = bisect_left(self.duties, self.last + 1, key=lambda each: each.day)
        return self.duties[begin:end]

    @cached_property
    def by_day(self) -> Mapping[int, Duty]:
        """The work by the day on which it begins."""
        return {each.day: each for each in self.work}

    @cached_property
    def neighbours(self) -> list[tuple[Duty, Duty]]:
        """Each planned shift with the one before it, and the first one after the plan."""
        pairs = pairwise(self.work[max(0, self.begin - 1) :])
        return [pair for pair in pairs if pair[0].day <= self.last]

    @cached_property
    def away(self) -> Mapping[int, int]:
        """Halves of days on which the person is away."""
        found: dict[int, int] = {}
        for each in self.absences:
            halves = HALVES if each.part is DayPart.WHOLE else 1
            for day in range(each.first.toordinal(), each.last.toordinal() + 1):
                found[day] = min(HALVES, found.get(day, 0) + halves)
        return found

    @cached_property
    def away_with_pay(self) -> frozenset[int]:
        """Days with an absence that is no day of rest given for another."""
        return frozenset(
            day
            for each in self.absences
            if each.kind is not AbsenceKind.COMPENSATION
            for day in range(each.first.toordinal(), each.last.toordinal() + 1)
        )

    @cached_property
    def holidays(self) -> Mapping[int, int]:
        """Legal holidays and the minute after midnight at which they begin."""
        found = self.calendar.holidays.items()
        return {day.toordinal(): each.start_minute for day, each in found if each.legal}

    def rests_on(self, day: int) -> bool:
        """Whether the day is a Sunday or a legal holiday."""
        return day % WEEK == 0 or day in self.holidays

    @cached_property
    def touched(self) -> frozenset[int]:
        """Days on which any work lies, by the clock of the place of work."""
        return frozenset(self.worked_minutes(0))

    def worked_minutes(self, shift: int) -> Mapping[int, int]:
        """Minutes present on each day; a day begins ``shift`` minutes past midnight."""
        found = self._by_shift.get(shift)
        if found is None:
            found = self._by_shift[shift] = {}
            days = self.table.shifts.days(self.zone, shift)
            for each in self.work:
                for day, minutes in days[each]:
                    found[day] = found.get(day, 0) + minutes
        return found

    def rest_days_worked(self, shift: int) -> Mapping[int, int]:
        """Sundays and legal holidays with work, and the minutes present; days as above."""
        found = self._rest_days.get(shift)
        if found is None:
            minutes = self.worked_minutes(shift)
            found = {day: minutes[day] for day in minutes if day % WEEK == 0}
            for day, begin in self.holidays.items():
                here = minutes.get(day, 0)
                if begin and here and day not in found:
                    here = self._minutes_from(day, begin)
                if here:
                    found[day] = here
            self._rest_days[shift] = found
        return found

    def _minutes_from(self, day: int, minute: int) -> int:
        start = utc_minute(self.zone, day, minute)
        end = utc_minute(self.zone, day + 1, 0)
        return sum(max(0, min(each.end, end) - max(each.start, start)) for each in self.work)

    @cached_property
    def worked_until(self) -> list[int]:
        """Minutes of work from ``counted_from`` up to each day, that day not included."""
        worked = [0] * (self.last + 1 - self.counted_from)
        for each in self.work:
            if self.counted_from <= each.day <= self.last:
                worked[each.day - self.counted_from] += each.worked
        return [0, *accumulate(worked)]

    @cached_property
    def halves_until(self) -> tuple[list[int], list[int]]:
        """Halves of days without absence, likewise: of all days, and of workdays alone."""
        halves = [HALVES] * (self.last + 1 - self.counted_from)
        for day, away in self.away.items():
            if self.counted_from <= day <= self.last:
                halves[day - self.counted_from] -= away
        everyday = [0, *accumulate(halves)]
        for day in self.holidays:
            if self.counted_from <= day <= self.last:
                halves[day - self.counted_from] = 0
        for sunday in range(-self.counted_from % WEEK, len(halves), WEEK):
            halves[sunday] = 0
        return everyday, [0, *accumulate(halves)]

    @cached_property
    def gaps(self) -> list[tuple[int, int]]:
        """The stretches of rest in order; the first and the last have no known end."""
        starts = [each.start for each in self.work]
        ends = [each.end for each in self.work]
        return list(zip([-FOREVER, *ends], [*starts, FOREVER], strict=True))

    def weeks(self, count: int = 1) -> Iterator[int]:
        """Mondays of the calendar weeks, in groups of ``count``, that touch the plan."""
        monday = self.first - (self.first - 1) % WEEK
        yield from range(monday - WEEK * (count - 1), self.last + 1, WEEK)

    def months(self) -> Iterator[tuple[int, int]]:
        """The calendar months that the plan touches: the first day, and the day after the last."""
        begin = self.plan.first.replace(day=1)
        while begin <= self.plan.last:
            end = (begin + _OVER_A_MONTH).replace(day=1)
            yield begin.toordinal(), end.toordinal()
            begin = end

    def violation(
        self, rule: Rule, days: Iterable[int], *, others: tuple[str, ...] = (), **found: int
    ) -> Violation:
        """The rule broken on these days, with its numbers and what was found."""
        return violation(rule, days, person=self.person.key, others=others, **found)


def violation(
    rule: Rule, days: Iterable[int], *, person: str = "", others: tuple[str, ...] = (), **found: int
) -> Violation:
    """A rule broken, with its numbers and what was found."""
    return Violation(
        rule=rule.key,
        check=rule.check,
        person=person,
        days=tuple(date.fromordinal(day) for day in days),
        numbers={**rule.numbers, **found},
        source="" if rule.discreet else rule.source,
        strength=rule.strength,
        weight=rule.weight,
        others=others,
    )
