"""What the set-up of the plan shows beside each other, in one read."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.shifts.cells import (
    AbsenceRow,
    WeeklyWishRow,
    WishRow,
    absences,
    single_wishes,
    weekly_wishes,
)
from app.queries.shifts.kinds import KindRow, kinds
from app.queries.shifts.leave import LeaveYear, leave_year
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


@dataclass(frozen=True, slots=True)
class Wishes:
    """What returns every week, and single days of a period, with the people they are of."""

    team: Team
    weekly: tuple[WeeklyWishRow, ...]
    days: tuple[WishRow, ...]


@dataclass(frozen=True, slots=True)
class AbsenceYear:
    """The absences of a year and the leave accounts that follow from them."""

    team: Team
    leave: tuple[LeaveYear, ...]
    absences: tuple[AbsenceRow, ...]


def wishes_from(session: Session, *, first: date, last: date) -> Wishes:
    """Every weekly wish, and those for the days of a period."""
    return Wishes(team(session), weekly_wishes(session), single_wishes(session, first, last))


def absence_year(session: Session, *, year: int, today: date) -> AbsenceYear:
    """Who is away in a year; leave before ``today`` is taken, from then on planned."""
    return AbsenceYear(
        team(session),
        leave_year(session, year=year, today=today),
        absences(session, date(year, 1, 1), date(year, 12, 31)),
    )


def team(session: Session) -> Team:
    """Everybody who works here now, whether they take shifts or not."""
    people = tuple(each for each in everybody(session) if each.active)
    return Team(people, kinds(session), roster_settings(session))
