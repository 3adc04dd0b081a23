"""A rule as a value: what is checked, with which numbers, how strictly, and where it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.rules.rosters.wording import Check, demand, filled, wording


class Strength(StrEnum):
    """``HARD`` may not be broken, ``SOFT`` costs its weight, ``OFF`` is not checked."""

    HARD = "hard"
    SOFT = "soft"
    OFF = "off"


class Applies(StrEnum):
    """To whom a rule applies; youth is judged by the day, up to the 18th birthday."""

    ALL = "all"
    ADULTS = "adults"
    YOUTH = "youth"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; names of ``numbers`` end in ``_minutes`` for durations, ``_clock`` for times.

    ``key`` is unique and stays the same from version to version; ``source`` is the paragraph.
    """

    key: str
    check: Check
    source: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    strength: Strength = Strength.HARD
    weight: int = 1
    applies: Applies = Applies.ALL

    @property
    def sentence(self) -> str:
        """What it demands, in the language of the interface."""
        return demand(self.check, self.numbers)

    @property
    def discreet(self) -> bool:
        """Whether a violation must not name the source, which would tell of the person."""
        return self.applies is Applies.PROTECTED


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules under one name; ``notes`` say in words what is left out and why."""

    key: str
    rules: tuple[Rule, ...]
    valid_from: date | None = None
    notes: tuple[str, ...] = ()

    def rule(self, key: str) -> Rule:
        """The rule of that key; KeyError if there is none."""
        return next((each for each in self.rules if each.key == key), None) or _missing(key)

    def changed(self, key: str, **changes: object) -> "RuleSet":
        """The set with one rule changed, such as ``strength=Strength.OFF``."""
        old = self.rule(key)
        new = replace(old, **changes)  # type: ignore[arg-type]  # names of fields, as for replace
        return replace(self, rules=tuple(new if each is old else each for each in self.rules))

    def with_rules(self, rules: Iterable[Rule]) -> "RuleSet":
        """The set with more rules, such as those of the house."""
        return replace(self, rules=(*self.rules, *rules))


def _missing(key: str) -> Rule:
    raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken by one person, or by the team where ``person`` is empty, on these days.

    ``numbers`` hold the rule's own and what was found, ``named`` what is said by its name; ``case``
    tells apart what one check finds. ``source`` is empty where it is discreet.
    """

    rule: str
    check: Check
    person: str
    days: tuple[date, ...]
    numbers: Mapping[str, int]
    source: str = ""
    strength: Strength = Strength.HARD
    weight: int = 1
    others: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    case: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, with its numbers, in the language of the interface."""
        return filled(wording(self.check, self.case).found, self.numbers, self.named)

    @property
    def proposal(self) -> str:
        """What would mend it."""
        return filled(wording(self.check).proposal, self.numbers)
