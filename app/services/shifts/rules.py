"""Which law a desk plans by, and what it changes of the rules."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.queries.shifts.rules import roster_settings
from app.rules.roles import Right
from app.rules.rosters.presets import PRESETS, with_house_rules
from app.rules.rosters.rule import Rule, Strength
from app.services.shifts.settings import settings_row
from app.storage.changes import needs


@needs(Right.CHANGE_RULES)
def choose_law(session: Session, law: str, *, now: datetime) -> None:
    """Plan by another law (a key of ``PRESETS``); changes of rules that it has too stay."""
    if law not in PRESETS:
        raise UserError(_("There is no such set of rules."))
    settings_row(session).law = law


@needs(Right.CHANGE_RULES)
def change_rule(
    session: Session,
    key: str,
    *,
    strength: Strength | None = None,
    weight: int | None = None,
    numbers: Mapping[str, int] | None = None,
    now: datetime,
) -> None:
    """Another strength, weight or other numbers for one rule; None leaves them as they are."""
    row = settings_row(session)
    before = _rule(row.law, key)
    present = roster_settings(session).rules.rule(key)
    wanted = {**present.numbers, **(numbers or {})}
    if wanted.keys() != before.numbers.keys():
        raise UserError(_("This rule has no such number."))
    if any(number < min(0, before.numbers[name]) for name, number in wanted.items()):
        raise UserError(_("A rule counts from nothing up."))
    if weight is not None and weight < 1:
        raise UserError(_("A rule weighs at least 1."))
    changes = _changes(
        before,
        strength=strength or present.strength,
        weight=weight or present.weight,
        numbers=wanted,
    )
    others = {other: each for other, each in row.rule_changes.items() if other != key}
    row.rule_changes = {**others, key: changes} if changes else others


@needs(Right.CHANGE_RULES)
def reset_rule(session: Session, key: str, *, now: datetime) -> None:
    """A rule is again as it comes with the program."""
    row = settings_row(session)
    row.rule_changes = {other: each for other, each in row.rule_changes.items() if other != key}


def _rule(law: str, key: str) -> Rule:
    rules = with_house_rules(PRESETS[law]).rules
    found = next((each for each in rules if each.key == key), None)
    if found is None:
        raise UserError(_("There is no such rule."))
    return found


def _changes(
    before: Rule, *, strength: Strength, weight: int, numbers: Mapping[str, int]
) -> dict[str, Any]:
    """What differs from the rule of the program."""
    changes: dict[str, Any] = {}
    if strength is not before.strength:
        changes["strength"] = strength.value
    if weight != before.weight:
        changes["weight"] = weight
    if other := {name: each for name, each in numbers.items() if each != before.numbers[name]}:
        changes["numbers"] = other
    return changes
