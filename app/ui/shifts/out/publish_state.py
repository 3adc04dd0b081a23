"""What one looks at before telling the team a plan."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.queries.shifts.published import PublicationRow, publications
from app.queries.shifts.roster import Roster, roster
from app.rules.rosters.away import gone
from app.rules.rosters.checking import violations
from app.rules.rosters.rule import Strength

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class PublishState:
    """The plan, all versions there are (the newest first), hard rules broken, people missing."""

    plan: Roster
    versions: tuple[PublicationRow, ...]
    broken: int
    missing: int

    @property
    def number(self) -> int:
        """Of the version that would be published."""
        return (self.versions[0].number if self.versions else 0) + 1


def publish_state(session: "Session", *, first: date, last: date) -> PublishState:
    """The state of these days."""
    plan = roster(session, first=first, last=last)
    found = violations(plan.plan, plan.rules)
    planned: dict[tuple[date, str], int] = {}
    away = gone(plan.plan.absences, first, last)
    for person, row in plan.cells.items():
        for day, cell in row.items():
            if cell.kind is not None and (person, day) not in away:
                place = day, cell.kind
                planned[place] = planned.get(place, 0) + 1
    return PublishState(
        plan,
        publications(session),
        sum(each.strength is Strength.HARD for each in found),
        sum(max(0, each.least - planned.get(place, 0)) for place, each in plan.demand.items()),
    )
