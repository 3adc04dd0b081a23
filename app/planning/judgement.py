"""What a roster costs and which hard rules it breaks, computed from the roster alone.

The solver's word is never taken for it: every plan that leaves ``planning`` passed through here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from app.planning.problem import SATURDAY, WEEK, Employee, Line, Problem, Roster


@dataclass(frozen=True, slots=True)
class Cost:
    """The sum and its parts."""

    unmet_wishes: int
    broken_wishes: int
    too_few: int
    too_many: int

    @property
    def total(self) -> int:
        """What the solver makes small."""
        return self.unmet_wishes + self.broken_wishes + self.too_few + self.too_many


def cost(problem: Problem, roster: Roster) -> Cost:
    """The cost of the roster by reason."""
    unmet = broken = few = many = 0
    for wish in problem.wishes:
        given = roster[wish.employee][wish.day] == wish.shift
        if wish.on and not given:
            unmet += wish.weight
        elif given and not wish.on:
            broken += wish.weight
    present = Counter(
        (day, shift) for line in roster.values() for day, shift in enumerate(line) if shift
    )
    for each in problem.cover:
        missing = each.wanted - present[each.day, each.shift]
        few += each.under * max(0, missing)
        many += each.over * max(0, -missing)
    return Cost(unmet, broken, few, many)


def broken_rules(problem: Problem, roster: Roster) -> list[str]:
    """Hard rules that the roster breaks, for the log and for tests; empty for a legal one."""
    return [
        f"{employee.id}: {fault}"
        for employee in problem.employees
        for fault in _faults(problem, employee, roster[employee.id])
    ]


def _faults(problem: Problem, employee: Employee, line: Line) -> Iterator[str]:
    shifts = {shift.id: shift for shift in problem.shifts}
    if len(line) != problem.days or not {each for each in line if each} <= shifts.keys():
        yield "the line does not fit the horizon"
        return
    for day in employee.days_off:
        if line[day] is not None:
            yield f"works on day {day}, a day off"
    for day, (one, other) in enumerate(pairwise(line)):
        if one and other and other in shifts[one].not_next:
            yield f"{other} after {one} on day {day + 1}"
    for shift, number in Counter(each for each in line if each).items():
        if number > employee.most.get(shift, problem.days):
            yield f"{number} × {shift}"
    minutes = sum(shifts[each].minutes for each in line if each)
    if not employee.least_minutes <= minutes <= employee.most_minutes:
        yield f"{minutes} minutes"
    worked = {day // WEEK for day, each in enumerate(line) if each and day % WEEK >= SATURDAY}
    if len(worked) > employee.most_weekends:
        yield f"{len(worked)} weekends"
    yield from _stretches(employee, line)


def _stretches(employee: Employee, line: Sequence[str | None]) -> Iterator[str]:
    day = 0
    for works, stretch in groupby(line, key=lambda each: each is not None):
        length = len(list(stretch))
        inside = day > 0 and day + length < len(line)
        if works and length > employee.most_in_a_row:
            yield f"{length} shifts in a row from day {day}"
        least = employee.least_in_a_row if works else employee.least_off_in_a_row
        if inside and length < least:
            yield f"only {length} {'shifts' if works else 'days off'} in a row from day {day}"
        day += length
