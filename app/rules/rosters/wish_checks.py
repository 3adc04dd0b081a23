"""Checks of what people wish for a day, and of what was agreed with them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.rules.rosters.case import HALVES, Case
from app.rules.rosters.rule import Rule, RuleSet, Strength, Violation
from app.rules.rosters.values import Wish
from app.rules.rosters.wording import Check


def agreements(case: Case, rule: Rule) -> Iterator[Violation]:
    """Every agreement for a day is kept."""
    for each in _not_followed(case):
        if each.fixed:
            yield _told(case, rule, each)


def wishes(case: Case, rule: Rule) -> Iterator[Violation]:
    """Every wish for a day is followed; one that is not weighs what it weighs itself."""
    for each in _not_followed(case):
        if not each.fixed:
            found = _told(case, rule, each)
            yield replace(found, weight=rule.weight * each.weight)


def _not_followed(case: Case) -> Iterator[Wish]:
    """What the plan goes against. A wish to work waits until the plan has gone past its day."""
    row = case.plan.assignments.get(case.person.key, {})
    last = max((each.day for each in case.planned_duties), default=0)
    for wish in case.wishes:
        day = wish.day.toordinal()
        if not case.first <= day <= case.last or wish.followed(_known(case, row.get(wish.day))):
            continue
        if not wish.on or (day <= last and case.away.get(day, 0) < HALVES):
            yield wish


def _known(case: Case, kind: str | None) -> str | None:
    return kind if kind in case.plan.kinds else None


def _told(case: Case, rule: Rule, wish: Wish) -> Violation:
    found = case.violation(rule, [wish.day.toordinal()])
    if wish.kind is None:
        return replace(found, case="work" if wish.on else "")
    kind = case.plan.kinds.get(wish.kind)
    named = {"shift": kind.name if kind is not None else ""}
    return replace(found, case="kind" if wish.on else "not_kind", named=named)


def as_the_rules_say(wishes: Iterable[Wish], rules: RuleSet) -> tuple[Wish, ...]:
    """The wishes as a desk's rules take them: as agreements, as wishes, or not at all.

    An agreement that only should be kept weighs what its rule weighs, on top of its own weight.
    """
    strict = {
        each.check is Check.AGREEMENTS: each
        for each in rules.rules
        if each.check in (Check.AGREEMENTS, Check.WISHES)
    }
    found = []
    for wish in wishes:
        rule = strict.get(wish.fixed)
        if rule is None:
            found.append(wish)
        elif rule.strength is not Strength.OFF:
            hard = rule.strength is Strength.HARD
            found.append(replace(wish, fixed=hard, weight=wish.weight * rule.weight))
    return tuple(found)
