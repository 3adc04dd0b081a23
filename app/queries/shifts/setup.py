"""What the set-up of the plan shows beside each other, in one read."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.queries.shifts.kinds import KindRow, kinds
from app.queries.shifts.people import PersonRow, everybody
from app.queries.shifts.rules import RosterSettings, roster_settings


@dataclass(frozen=True, slots=True)
class Team:
    """People who work here, kinds of shifts, and what the desk said once."""

    people: tuple[PersonRow, ...]
    kinds: tuple[KindRow, ...]
    settings: RosterSettings

    @property
    def skills(self) -> tuple[str, ...]:
        """Every skill that anybody has or a shift or a mix asks for."""
        found = {skill for each in self.people for skill in each.profile.skills}
        found |= {each.kind.skill for each in self.kinds if each.kind.skill}
        found |= {each.skill for each in self.settings.mixes}
        return tuple(sorted(found, key=str.casefold))

    def name(self, agent_id: int) -> str:
        """The name of a person, empty for one who left."""
        return next((each.name for each in self.people if each.id == agent_id), "")

    def kind_name(self, kind_id: int | None, *, any_kind: str) -> str:
        """What a kind of shift is called, ``any_kind`` for None."""
        return next((each.name for each in self.kinds if each.id == kind_id), any_kind)


def team(session: Session) -> Team:
    """Everybody who works here now, whether they take shifts or not."""
    people = tuple(each for each in everybody(session) if each.active)
    return Team(people, kinds(session), roster_settings(session))
