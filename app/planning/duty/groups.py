"""Demands that can be given up one by one, by which a conflict is told in words."""

from dataclasses import dataclass
from datetime import date

from app.rules.rosters.demand import Wish
from app.rules.rosters.values import Absence


@dataclass(frozen=True, slots=True)
class Asked:
    """That ``number`` people are in a shift; to ask for two is to ask for one and for another."""

    day: date
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class OfRule:
    """A hard rule, for one person or (empty) for the team."""

    rule: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence."""

    absence: Absence


@dataclass(frozen=True, slots=True)
class Pinned:
    """A cell that the person who plans has fixed."""

    person: str
    day: date


@dataclass(frozen=True, slots=True)
class Agreed:
    """A fixed agreement."""

    wish: Wish


Group = Asked | OfRule | Away | Pinned | Agreed
