"""Which rules are broken in which cell."""

from collections.abc import Iterable
from datetime import date

from app.rules.rosters.checking import Findings
from app.rules.rosters.rule import Violation

_Row = dict[date, list[Violation]]


class Marks:
    """The findings by person and day; what concerns the team stands with all it names."""

    def __init__(self) -> None:
        self._people: dict[str, _Row] = {}
        self._team: dict[str, _Row] = {}

    def at(self, person: str, day: date) -> list[Violation]:
        """The rules broken there."""
        mine = self._people.get(person, {}).get(day, [])
        team = self._team.get(person, {}).get(day, [])
        return [*mine, *team] if team else mine

    def show(self, found: Findings, people: Iterable[str]) -> set[str]:
        """Take over the findings of these people and of the team; whose marks may be others."""
        touched = set(people)
        self._people.update((each, _by_day(found.people.get(each, ()))) for each in touched)
        team = _of_team(found.team)
        touched |= {
            each
            for each in team.keys() | self._team.keys()
            if team.get(each) != self._team.get(each)
        }
        self._team = team
        return touched


def _by_day(found: Iterable[Violation]) -> _Row:
    marks: _Row = {}
    for each in found:
        for day in each.days:
            marks.setdefault(day, []).append(each)
    return marks


def _of_team(found: Iterable[Violation]) -> dict[str, _Row]:
    marks: dict[str, _Row] = {}
    for each in found:
        for person in each.others:
            for day in each.days:
                marks.setdefault(person, {}).setdefault(day, []).append(each)
    return marks
