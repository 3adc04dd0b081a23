"""The account of hours from one period to the next."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from app.rules.rosters.hours import person_hours
from app.rules.rosters.values import Person, Plan


def carried_forward(plan: Plan, since: Mapping[str, date]) -> Plan:
    """The plan with everybody's account of hours brought forward to its first day.

    ``since``: person → the day at whose beginning ``balance_minutes`` was true; who is not named
    keeps it as it is. The history of the plan must reach back to these days.
    """
    people = tuple(
        _brought(plan, each, since[each.key])
        if each.key in since and since[each.key] < plan.first
        else each
        for each in plan.people
    )
    return replace(plan, people=people)


def _brought(plan: Plan, person: Person, since: date) -> Person:
    before = replace(
        plan,
        first=since,
        last=plan.first - timedelta(days=1),
        assignments={person.key: plan.assignments.get(person.key, {})},
    )
    return replace(person, balance_minutes=person_hours(before, person).balance)
