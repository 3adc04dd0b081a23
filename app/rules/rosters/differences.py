"""What a plan says otherwise than the version that was published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

Assignments = Mapping[str, Mapping[date, str]]
"""Person → day → kind of shift."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A day of a person that was told otherwise; None is no shift."""

    person: str
    day: date
    before: str | None
    after: str | None


def differences(
    told: Assignments, planned: Assignments, covered: Callable[[date], bool]
) -> tuple[Difference, ...]:
    """The days of a published period that changed since, person by person in order of time."""
    people = sorted(told.keys() | planned.keys(), key=lambda key: (len(key), key))
    found = []
    for person in people:
        before, after = told.get(person, {}), planned.get(person, {})
        found += [
            Difference(person, day, before.get(day), after.get(day))
            for day in sorted(before.keys() | after.keys())
            if covered(day) and before.get(day) != after.get(day)
        ]
    return tuple(found)
