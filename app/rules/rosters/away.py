"""Who is away on which days: whoever is, does not staff the shift they are still planned for."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.rules.rosters.case import HALVES
from app.rules.rosters.values import Absence, DayPart

Gone = frozenset[tuple[str, date]]


def gone(absences: Iterable[Absence], first: date, last: date) -> Gone:
    """Persons with the days from ``first`` to ``last`` on which they are away all day.

    Two absences of half a day make a whole one; half a day leaves somebody planned.
    """
    halves: Counter[tuple[str, date]] = Counter()
    for each in absences:
        begin, end = max(each.first, first).toordinal(), min(each.last, last).toordinal()
        for number in range(begin, end + 1):
            place = each.person, date.fromordinal(number)
            halves[place] += HALVES if each.part is DayPart.WHOLE else 1
    return frozenset(place for place, count in halves.items() if count >= HALVES)
