"""What can be given up so that a roster becomes possible, and the problem without it."""

from dataclasses import replace

from app.planning.duty.groups import Agreed, Asked, Away, Group, OfRule, Pinned
from app.planning.duty.problem import DutyProblem
from app.rules.rosters.demand import Demand
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import AbsenceKind
from app.rules.rosters.wording import Check

FACTS = frozenset({Check.EMPLOYMENT, Check.ALLOWED_KIND, Check.ABSENCE, Check.BREAKS})
"""What no change of mind can alter."""

_OWN = "house."
"""Rules of the house begin so; what is law is never offered."""

_PRICES = {
    AbsenceKind.VACATION: 60,
    AbsenceKind.COMPENSATION: 30,
    AbsenceKind.TRAINING: 30,
}
_PIN, _AGREEMENT, _PERSON, _RULE = 4, 15, 20, 20


def price(problem: DutyProblem, group: Group) -> int | None:
    """How unwelcome it is to give this up; None if it cannot be given up."""
    match group:
        case Asked():
            return 10
        case Pinned():
            return _PIN
        case Agreed():
            return _AGREEMENT
        case Away(absence):
            return _PRICES.get(absence.kind)
        case OfRule(key, person):
            rule = problem.rules.rule(key)
            if not key.startswith(_OWN) or rule.check in FACTS:
                return None
            return _PERSON if person else _RULE


def without(problem: DutyProblem, group: Group) -> DutyProblem:
    """The problem after giving this up; a rule becomes a wish for everybody."""
    match group:
        case Asked(day, kind, number):
            asked = problem.demand[day, kind]
            lower = Demand(min(asked.least, number - 1), asked.wish)
            return replace(problem, demand={**problem.demand, (day, kind): lower})
        case Pinned(person, day):
            return replace(problem, pinned=problem.pinned - {(person, day)})
        case Agreed(wish):
            loose = tuple(
                replace(each, fixed=False) if each == wish else each for each in problem.wishes
            )
            return replace(problem, wishes=loose)
        case Away(absence):
            others = tuple(each for each in problem.plan.absences if each != absence)
            return replace(problem, plan=replace(problem.plan, absences=others))
        case OfRule(key, _person):
            rules = problem.rules
            if rules.rule(key).strength is Strength.HARD:
                rules = rules.changed(key, strength=Strength.SOFT)
            return replace(problem, rules=rules)
