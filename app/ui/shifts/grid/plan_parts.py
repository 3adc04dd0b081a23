"""Plans compared and cut down: who differs, whether anything else does."""

from collections.abc import Container
from dataclasses import replace

from app.rules.rosters.values import Plan


def only(plan: Plan, people: Container[str]) -> Plan:
    """The plan of these people alone."""
    return replace(
        plan,
        people=tuple(each for each in plan.people if each.key in people),
        assignments={key: row for key, row in plan.assignments.items() if key in people},
    )


def differing(one: Plan, other: Plan) -> set[str]:
    """The people whose rows are not the same."""
    rows, others = one.assignments, other.assignments
    return {
        person
        for person in rows.keys() | others.keys()
        if (rows.get(person) or {}) != (others.get(person) or {})
    }


def alike(one: Plan, other: Plan) -> bool:
    """Whether two plans differ in their assignments at most."""
    return replace(one, assignments={}) == replace(other, assignments={})
