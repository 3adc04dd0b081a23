"""What a single shift breaks by itself, whatever lies around it: found by asking the checker."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from app.planning.duty.problem import DutyProblem
from app.rules.rosters.checking import check
from app.rules.rosters.rule import RuleSet, Strength, Violation
from app.rules.rosters.wording import Check

SINGLE = frozenset(
    {
        Check.DAILY_MAXIMUM,
        Check.SPAN,
        Check.BREAKS,
        Check.NIGHT_LENGTH,
        Check.FORBIDDEN_HOURS,
        Check.NIGHT_PERMISSION,
        Check.SUNDAY_WORK,
        Check.FREE_DAYS,
        Check.ABSENCE,
        Check.LEAVE_EDGES,
        Check.EMPLOYMENT,
        Check.ALLOWED_KIND,
        Check.NOT_AT_NIGHT,
        Check.NOT_ON_WEEKENDS,
        Check.WORKING_DAYS,
    }
)
"""Checks that judge each shift for itself."""

Place = tuple[str, date, str]
"""Person, day, kind of shift."""


def broken_alone(problem: DutyProblem) -> Mapping[Place, tuple[Violation, ...]]:
    """For each place what it breaks, hard and soft; places that break nothing are left out.

    Every kind is laid on every second day of everybody, then on the days between, so that no two
    shifts touch each other.
    """
    rules = RuleSet(
        "single",
        tuple(
            each
            for each in problem.rules.rules
            if each.check in SINGLE and each.strength is not Strength.OFF
        ),
    )
    found: dict[Place, list[Violation]] = {}
    for kind in problem.plan.kinds:
        for start in range(2):
            row = dict.fromkeys(problem.days[start::2], kind)
            # The day before keeps the history from being taken for unknown.
            known = problem.plan.known_since or problem.plan.first - timedelta(days=1)
            probe = replace(
                problem.plan,
                assignments=dict.fromkeys(problem.people, row),
                known_since=known,
            )
            for each in check(probe, rules).all:
                for day in each.days:
                    found.setdefault((each.person, day, kind), []).append(each)
    return {place: tuple(broken) for place, broken in found.items()}
