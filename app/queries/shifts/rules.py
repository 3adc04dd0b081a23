"""The rules of a desk: a law, the rules of the house, and what the desk changed of both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import first
from app.rules.rosters.presets import EU, LAW_OF_COUNTRY, PRESETS, with_house_rules
from app.rules.rosters.rule import RuleSet, Strength
from app.rules.rosters.values import Pair, Permission, SkillMix

ServiceHours = tuple[tuple[tuple[int, int], ...], ...]
"""Stretches of minutes after midnight for each weekday from Monday."""

OFFICE_HOURS: ServiceHours = (((9 * 60, 18 * 60),),) * 5 + ((),) * 2
"""Monday to Friday from 9 to 18, where a desk said nothing."""


@dataclass(frozen=True, slots=True)
class RosterSettings:
    """What a desk said once about its plan; ``law`` is a key of ``PRESETS``.

    ``rule_changes``: key of a rule → what differs from the preset: ``strength``, ``weight``,
    ``numbers``. ``surcharges`` is read by ``app.rules.rosters.surcharges``.
    """

    law: str
    permission: Permission
    half_days: bool = True
    regional: bool = False
    pairs: tuple[Pair, ...] = ()
    mixes: tuple[SkillMix, ...] = ()
    service_hours: ServiceHours = OFFICE_HOURS
    surcharges: Mapping[str, Any] = field(default_factory=dict)
    rule_changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def rules(self) -> RuleSet:
        """The law and the rules of the house as this desk keeps them."""
        found = with_house_rules(PRESETS.get(self.law, EU))
        for key, changes in self.rule_changes.items():
            if any(each.key == key for each in found.rules):
                found = changed(found, key, changes)
        return found


def roster_settings(session: Session) -> RosterSettings:
    """The settings of the desk; the law is that of its country until another is chosen."""
    (country,) = first(session, "SELECT country FROM desk WHERE id = 1") or ("",)
    law = LAW_OF_COUNTRY.get(country, EU).key
    found = first(
        session,
        "SELECT law, sunday_permission, night_permission, half_days, regional, pairs, mixes, "
        "service_hours, surcharges, rule_changes FROM roster_settings WHERE id = 1",
    )
    if found is None:
        return RosterSettings(law, Permission())
    chosen, sundays, nights, half_days, regional, pairs, mixes, hours, surcharges, changes = found
    return RosterSettings(
        law=chosen or law,
        permission=Permission(sundays, nights),
        half_days=bool(half_days),
        regional=bool(regional),
        pairs=tuple(Pair(str(a), str(b), together) for a, b, together in json.loads(pairs)),
        mixes=tuple(
            SkillMix(skill, least, frozenset(str(each) for each in kinds))
            for skill, least, kinds in json.loads(mixes)
        ),
        service_hours=_hours(json.loads(hours)) or OFFICE_HOURS,
        surcharges=json.loads(surcharges),
        rule_changes=json.loads(changes),
    )


def changed(rules: RuleSet, key: str, changes: Mapping[str, Any]) -> RuleSet:
    """A set with one rule as the desk wants it; numbers that the rule does not know are left."""
    rule = rules.rule(key)
    other = changes.get("numbers", {})
    numbers = {name: other.get(name, number) for name, number in rule.numbers.items()}
    return rules.changed(
        key,
        strength=Strength(changes.get("strength", rule.strength)),
        weight=changes.get("weight", rule.weight),
        numbers=numbers,
    )


def _hours(stored: list[list[list[int]]]) -> ServiceHours:
    return tuple(tuple((begin, end) for begin, end in day) for day in stored)
