"""A foreign plan held against the desk: who and what its texts mean, and what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy.orm import Session

from app.formats.rosters.reading import ReadPlan
from app.queries.decoding import rows
from app.queries.shifts.cells import assignments
from app.queries.shifts.kinds import KindRow, kinds
from app.queries.shifts.people import PersonRow, planned_people
from app.rules.rosters.matching import (
    Known,
    Meaning,
    ShiftMeaning,
    match_people,
    match_shifts,
)
from app.rules.rosters.values import AbsenceKind

PeopleMatch = Mapping[str, str | None]
ShiftMatch = Mapping[str, ShiftMeaning | None]


@dataclass(frozen=True, slots=True)
class PlanMatch:
    """What the texts of a plan are taken for, and what else they could be; None is left out."""

    people: PeopleMatch
    shifts: ShiftMatch
    known_people: tuple[PersonRow, ...]
    known_kinds: tuple[KindRow, ...]
    planned: Mapping[str, Mapping[date, str]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an import would do: cells that get a shift or another one, that stay, absences, and
    entries left out because a text means nothing here."""

    added: int = 0
    changed: int = 0
    same: int = 0
    away: int = 0
    left_out: int = 0


def plan_match(session: Session, plan: ReadPlan) -> PlanMatch:
    """The plan against the people and the kinds of shifts of the desk."""
    people = planned_people(session)
    emails = dict(rows(session, "SELECT id, email FROM agent"))
    known = tuple(each for each in kinds(session) if not each.archived)
    spans: dict[str, tuple[time, time] | None] = {}
    for each in plan.shifts:
        spans[each.shift] = spans.get(each.shift) or each.times
    days = [each.day for each in plan.shifts]
    planned = assignments(session, min(days), max(days)) if days else {}
    return PlanMatch(
        match_people(
            (each.person for each in plan.shifts),
            [Known(each.key, each.name, emails.get(each.id, "")) for each in people],
        ),
        match_shifts(spans, [each.kind for each in known]),
        people,
        known,
        planned,
    )


def effect(plan: ReadPlan, match: PlanMatch, people: PeopleMatch, shifts: ShiftMatch) -> Effect:
    """What the plan would do with texts taken for these people and shifts."""
    added = changed = same = away = left_out = 0
    for each in plan.shifts:
        person, meaning = people.get(each.person), shifts.get(each.shift)
        if person is None or meaning is None:
            left_out += 1
            continue
        present = match.planned.get(person, {}).get(each.day)
        if isinstance(meaning, AbsenceKind):
            away += 1
        elif isinstance(meaning, Meaning):
            changed += present is not None
            same += present is None
        elif present is None:
            added += 1
        else:
            changed += present != meaning
            same += present == meaning
    return Effect(added, changed, same, away, left_out)
