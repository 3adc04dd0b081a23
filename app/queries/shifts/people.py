"""The people of a shift plan: who is planned, and how."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import rows
from app.rules.rosters.values import Calendar, Person


@dataclass(frozen=True, slots=True)
class Profile:
    """How somebody is planned; what is not said here is as in ``rules.rosters.values.Person``.

    ``planned`` False: takes no shifts. Kinds are named by id. ``balance_minutes`` is the account
    of hours when ``balance_at`` begins and goes on from there with the plan; without that day it
    stands for every period. ``leave_days`` a year, ``leave_carried`` into a year. ``country``,
    ``state`` and ``zone`` are those of another place of work, empty: the desk's.
    """

    planned: bool = True
    weekly_minutes: int = 40 * 60
    balance_minutes: int = 0
    balance_at: date | None = None
    working_days: frozenset[int] = frozenset(range(5))
    allowed_kinds: frozenset[int] = frozenset()
    wished_kinds: frozenset[int] = frozenset()
    skills: frozenset[str] = frozenset()
    not_at_night: bool = False
    not_on_weekends: bool = False
    night_budget: int | None = None
    birth: date | None = None
    protected: bool = False
    employed_from: date | None = None
    employed_until: date | None = None
    zone: str = ""
    country: str = ""
    state: str = ""
    leave_days: float = 30
    leave_carried: Mapping[int, float] = field(default_factory=dict)

    @property
    def elsewhere(self) -> bool:
        """Whether the place of work is another than the desk's."""
        return bool(self.zone or self.country)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An agent and their profile; ``colour`` is a place in the set of twelve."""

    id: int
    key: str
    name: str
    colour: int
    active: bool
    profile: Profile


_PEOPLE = """
SELECT a.id, a.name, a.colour, a.active, p.id, p.planned, p.weekly_minutes, p.balance_minutes,
    p.balance_at, p.working_days, p.allowed_kinds, p.wished_kinds, p.skills, p.not_at_night,
    p.not_on_weekends, p.night_budget, p.birth, p.protected, p.employed_from, p.employed_until,
    p.zone, p.country, p.state, p.leave_days, p.leave_carried
FROM agent AS a LEFT JOIN duty_profile AS p ON p.agent_id = a.id ORDER BY a.id
"""


def everybody(session: Session) -> tuple[PersonRow, ...]:
    """All agents with their profiles in the order they joined, also who left or is not planned."""
    return tuple(_person(row) for row in rows(session, _PEOPLE))


def planned_people(session: Session, *, and_also: Collection[int] = ()) -> tuple[PersonRow, ...]:
    """Who works here and takes shifts, and the agents of these ids whatever they do now."""
    return tuple(
        each
        for each in everybody(session)
        if (each.active and each.profile.planned) or each.id in and_also
    )


def person_of(row: PersonRow, calendar_of: Callable[[Profile], Calendar | None]) -> Person:
    """The person as the rules know them; ``calendar_of`` another place of work, None the desk's."""
    profile = row.profile
    return Person(
        key=row.key,
        name=row.name,
        weekly_minutes=profile.weekly_minutes,
        balance_minutes=profile.balance_minutes,
        working_days=profile.working_days,
        birth=profile.birth,
        protected=profile.protected,
        not_at_night=profile.not_at_night,
        not_on_weekends=profile.not_on_weekends,
        night_budget=profile.night_budget,
        skills=profile.skills,
        allowed_kinds=frozenset(str(each) for each in profile.allowed_kinds),
        employed_from=profile.employed_from,
        employed_until=profile.employed_until,
        calendar=calendar_of(profile) if profile.elsewhere else None,
    )


def _person(row: Sequence[Any]) -> PersonRow:
    agent_id, name, colour, active, profile_id, *columns = row
    profile = Profile() if profile_id is None else _profile(columns)
    return PersonRow(agent_id, str(agent_id), name, colour, bool(active), profile)


def _profile(columns: Sequence[Any]) -> Profile:
    (
        planned, weekly, balance, balance_at, days, allowed, wished, skills, not_at_night,
        not_on_weekends, budget, birth, protected, since, until, zone, country, state, leave,
        carried,
    ) = columns  # fmt: skip
    return Profile(
        planned=bool(planned),
        weekly_minutes=weekly,
        balance_minutes=balance,
        balance_at=_day(balance_at),
        working_days=frozenset(json.loads(days)),
        allowed_kinds=frozenset(json.loads(allowed)),
        wished_kinds=frozenset(json.loads(wished)),
        skills=frozenset(json.loads(skills)),
        not_at_night=bool(not_at_night),
        not_on_weekends=bool(not_on_weekends),
        night_budget=budget,
        birth=_day(birth),
        protected=bool(protected),
        employed_from=_day(since),
        employed_until=_day(until),
        zone=zone,
        country=country,
        state=state,
        leave_days=leave,
        leave_carried={int(year): days for year, days in json.loads(carried).items()},
    )


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
